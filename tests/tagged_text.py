"""A parse written by hand in one line, for tests of rules that read words, tags and the model's entities.

In: `[ORG Veldt/NNP] President/NNP Ana/NNP Brandt/NNP left/VBD ./.`: word/tag, or word/tag/arc/head, where the
head is a word's number from nought; entities in brackets with their label. Out: `Words` of one paragraph.
"""

from __future__ import annotations

from sitegen.annotate.parse.words import ModelEntity, Range, Words
from sitegen.model.text import Block, BlockKind, PlainText, Span

JOINED = ("'s", "’s", ",", ".", "-")
"""Words that no space stands before."""


def tagged(line: str) -> Words:
    """The words of a line."""
    rows: list[list[str]] = []
    entities: list[ModelEntity] = []
    label, first = "", 0
    for piece in line.split():
        if piece.startswith("["):
            label, first = piece[1:], len(rows)
            continue
        rows.append([*piece.removesuffix("]").split("/"), "dep", ""][:4])
        if piece.endswith("]"):
            entities.append(ModelEntity(Range(first, len(rows)), label))
    text, starts = "", []
    for form, *_ in rows:
        text += "" if not text or form in JOINED else " "
        starts.append(len(text))
        text += form
    size = len(rows)
    return Words(
        PlainText(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text)), (0, 1)),)),
        tuple(row[0] for row in rows),
        tuple(starts),
        tuple(start + len(row[0]) for start, row in zip(starts, rows, strict=True)),
        tuple(row[1] for row in rows),
        tuple(row[2] for row in rows),
        tuple(int(row[3]) if row[3] else at for at, row in enumerate(rows)),
        (0,) * size,
        (0,) * size,
        tuple(entities),
    )
