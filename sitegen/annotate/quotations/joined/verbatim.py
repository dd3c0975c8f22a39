"""Words quoted without marks: transcripts ("Name: …", "Q: …"), and block quotations with who they are from.

In: the plain text and its sentences. Out: quotations, and the blocks they take up. A block quotation whose
words stand between marks is left to the marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from sitegen.annotate.marks.segments import Quoted
from sitegen.annotate.quotations.beside.frames import Frames
from sitegen.annotate.quotations.beside.introductions import introduction
from sitegen.annotate.quotations.beside.tags import signature
from sitegen.annotate.quotations.found import Found
from sitegen.model.reason import because
from sitegen.model.text import BlockKind, PlainText, Span

LABEL = re.compile(r"((?:[A-Z][\w.'’-]*\s?){1,4}):\s+(?=\S)")
"""A name, office or letter and a colon at the start of a line."""
LINES = 3
"""So many labelled lines make a transcript, if a label comes twice."""
REACH = 3
"""An answer goes on for so many unlabelled paragraphs at most, and only up to the next label; where all lines
have one label, what stands between them is somebody else's."""


def verbatim(
    plain: PlainText, segments: Sequence[Quoted], frames: Frames
) -> tuple[tuple[Found, ...], set[int]]:
    """The quotations without marks, and the numbers of their blocks."""
    lines = list(_transcript(plain))
    taken = {block for _, blocks in lines for block in blocks}
    found = [*lines, *(f for f in _block_quotations(plain, segments, frames) if taken.isdisjoint(f[1]))]
    return tuple(f for f, _ in found), taken.union(*(blocks for _, blocks in found))


def _transcript(plain: PlainText) -> Iterator[tuple[Found, range]]:
    labels = {n: m for n, m in ((n, _label(plain, n)) for n in range(len(plain.blocks))) if m is not None}
    counted = Counter(m.group(1) for m in labels.values())
    if len(labels) < LINES or max(counted.values()) < 2:
        return
    starts = sorted(labels)
    for block, following in zip(starts, [*starts[1:], None], strict=True):
        runs_on = len(counted) > 1 and following is not None and following - block <= REACH + 1
        end = following if runs_on and following is not None else block + 1
        match = labels[block]
        spans = [plain.blocks[n].span for n in range(block, end)]
        content = (Span(match.end(), spans[0].end), *spans[1:])
        cue = Span(match.end(1), match.end(1) + 1)
        source = Span(match.start(1), match.end(1))
        found = Found(
            content,
            cue,
            source,
            source,
            confidence=0.9,
            reason=because("line-label"),
            block=end - 1,
            verbatim=True,
        )
        yield found, range(block, end)


def _label(plain: PlainText, number: int) -> re.Match[str] | None:
    block = plain.blocks[number]
    if block.kind is BlockKind.HEADING or block.kind is BlockKind.TABLE_CELL:
        return None
    match = LABEL.match(plain.text, block.span.start, block.span.end)
    return match if match is not None and match.end() < block.span.end else None


def _block_quotations(
    plain: PlainText, segments: Sequence[Quoted], frames: Frames
) -> Iterator[tuple[Found, range]]:
    marked = {q.block for q in segments if q.span.start == plain.blocks[q.block].span.start}
    numbered = enumerate(plain.blocks)
    for quoted, group in groupby(numbered, key=lambda pair: pair[1].quote_depth > 0):
        blocks = [number for number, _ in group]
        if quoted and not marked.intersection(blocks):
            yield (
                _block_quotation(plain, frames, range(blocks[0], blocks[-1] + 1)),
                range(blocks[0], blocks[-1] + 1),
            )


def _block_quotation(plain: PlainText, frames: Frames, blocks: range) -> Found:
    """One block quotation: by the name in its last line, else by the sentence before it."""
    last = frames.sentences(blocks[-1])
    tag = signature(last[0].items) if len(last) == 1 and len(blocks) > 1 else None
    if tag is not None and tag.subject is not None:
        line, name = last[0], tag.subject
        content = tuple(plain.blocks[n].span for n in blocks[:-1])
        source, head = line.span(name.first, name.end - 1), line.span(name.head, name.head)
        return Found(
            content, line.span(tag.verb, tag.verb), source, head, name.plural, 0.9,
            because("name-below-block"), block=blocks[-1], verbatim=True,
        )  # fmt: skip
    content = tuple(plain.blocks[n].span for n in blocks)
    before = frames.sentences(blocks[0] - 1)[-1:] if blocks[0] else ()
    intro = introduction(before[0]) if before else None
    if intro is None:
        return Found(content, confidence=0.3, block=blocks[-1], verbatim=True)
    return Found(
        content, intro.cue, intro.source, intro.head, intro.plural, intro.confidence, intro.reason,
        block=blocks[-1], verbatim=True,
    )  # fmt: skip
