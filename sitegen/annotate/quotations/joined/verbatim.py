"""Words quoted without marks: transcripts ("Name: …", "Q: …"), and block quotations with who they are from.

In: the plain text and its sentences. Out: quotations, and the blocks they take up. A block quotation whose
words stand between marks is left to the marks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.segments import Quoted
from sitegen.annotate.quotations.beside.frames import Frames
from sitegen.annotate.quotations.beside.signatures import signed
from sitegen.annotate.quotations.evidence import Evidence
from sitegen.annotate.quotations.found import FoundQuotation, NamedSource
from sitegen.annotate.quotations.joined.introductions import introduction
from sitegen.model.reason import because
from sitegen.model.text import BlockKind, PlainText, Span
from sitegen.wordfiles import CAPITAL

WORD = rf"{CAPITAL}[\w.'’-]*"
LABEL = re.compile(rf"({WORD}(?:\s{WORD}){{0,3}})\s?(:|(?<=\s)[—–])\s+(?=\S)")
"""A name, office or letter and a colon, or a dash between spaces, at the start of a line."""
NAME, MARK = 1, 2
WORDS = re.compile(r"\w+")
LINES = 3
"""So many labelled lines make a transcript, if a label comes twice; before a dash each has to."""
REACH = 3
"""An answer goes on for so many unlabelled paragraphs at most, and only up to the next label; where all lines
have one label, what stands between them is somebody else's."""


def verbatim(
    plain: PlainText, segments: Sequence[Quoted], frames: Frames
) -> tuple[tuple[FoundQuotation, ...], set[int]]:
    """The quotations without marks, and the numbers of their blocks."""
    lines = list(_transcript(plain, segments))
    taken = {block for _, blocks in lines for block in blocks}
    found = [*lines, *(f for f in _block_quotations(plain, segments, frames) if taken.isdisjoint(f[1]))]
    return tuple(f for f, _ in found), taken.union(*(blocks for _, blocks in found))


def _transcript(plain: PlainText, segments: Sequence[Quoted]) -> Iterator[tuple[FoundQuotation, range]]:
    labels = {n: m for n, m in ((n, _label(plain, n)) for n in range(len(plain.blocks))) if m is not None}
    counted = Counter(m[NAME] for m in labels.values())
    labels = {n: m for n, m in labels.items() if m[MARK] == ":" or counted[m[NAME]] > 1}
    if (
        len(labels) < LINES
        or max(counted.values()) < 2
        or not any(_is_spoken(plain, n, m) for n, m in labels.items())
    ):
        return
    marked: dict[int, list[Span]] = defaultdict(list)
    for segment in segments:
        marked[segment.block].append(segment.span)
    starts = sorted(labels)
    for block, following in zip(starts, [*starts[1:], None], strict=True):
        match = labels[block]
        runs_on = len(counted) > 1 and following is not None and following - block <= REACH + 1
        end = following if runs_on and following is not None else block + 1
        spans = [plain.blocks[n].span for n in range(block, end)]
        content = [Span(match.end(), spans[0].end), *spans[1:]]
        if marked[block] and marked[block][0].start == match.end():
            content, end = marked[block], block + 1  # what stands beside the marks is not said
        label = Span(*match.span(NAME))
        found = FoundQuotation(
            tuple(content), Span(*match.span(MARK)), NamedSource(label, label), (Evidence.LINE_LABEL,),
            because(Evidence.LINE_LABEL), block=end - 1, verbatim=True,
        )  # fmt: skip
        yield found, range(block, end)


def _is_spoken(plain: PlainText, number: int, label: re.Match[str]) -> bool:
    """Whether a line asks, or speaks of whoever speaks or listens; a list of teams or of hours does not."""
    said = plain.text[label.end() : plain.blocks[number].span.end].lower()
    return len(label[NAME]) == 1 or "?" in said or not closed_words("spoken").isdisjoint(WORDS.findall(said))


def _label(plain: PlainText, number: int) -> re.Match[str] | None:
    block = plain.blocks[number]
    if block.kind is BlockKind.HEADING or block.kind is BlockKind.TABLE_CELL:
        return None
    match = LABEL.match(plain.text, block.span.start, block.span.end)
    if match is None or match[NAME].split()[0].lower() in quotewords("salutations"):
        return None  # "DEAR ABBY: …" is said to her
    return match if match.end() < block.span.end else None


def _block_quotations(
    plain: PlainText, segments: Sequence[Quoted], frames: Frames
) -> Iterator[tuple[FoundQuotation, range]]:
    marked = {q.block for q in segments if q.span.start == plain.blocks[q.block].span.start}
    numbered = enumerate(plain.blocks)
    for quoted, group in groupby(numbered, key=lambda pair: pair[1].quote_depth > 0):
        blocks = [number for number, _ in group]
        if quoted and not marked.intersection(blocks):
            yield (
                _block_quotation(plain, frames, range(blocks[0], blocks[-1] + 1)),
                range(blocks[0], blocks[-1] + 1),
            )


def _block_quotation(plain: PlainText, frames: Frames, blocks: range) -> FoundQuotation:
    """One block quotation: by the name in its last line, else by the sentence before it."""
    last = frames.sentences(blocks[-1])
    above = tuple(plain.blocks[n].span for n in blocks[:-1])
    below = signed(last[0], above, Evidence.NAME_BELOW_BLOCK) if len(last) == 1 and above else None
    if below is not None:
        return replace(below, after=False, block=blocks[-1], verbatim=True)
    before = frames.sentences(blocks[0] - 1)[-1:] if blocks[0] else ()
    found = introduction(before[0]) if before else None
    if found is None:
        found = FoundQuotation((), None, None, (Evidence.UNCLAIMED,), ())
    content = tuple(plain.blocks[n].span for n in blocks)
    return replace(found, content=content, block=blocks[-1], verbatim=True)
