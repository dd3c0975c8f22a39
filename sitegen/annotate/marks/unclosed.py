"""Quotation marks that are opened and never closed, for whoever wrote or copied the text.

In: the plain text and its quoted segments. Out: a warning for each, placed in the text: the path is empty,
the line counts from 1 in the body. A quotation over several paragraphs is opened again in each and closed
once. Single marks are not judged: too often they are apostrophes. Nor are table cells, where a mark alone
repeats the cell above or means inches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from sitegen.annotate.marks.characters import SINGLES
from sitegen.annotate.marks.segments import Quoted
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.text import BlockKind, PlainText

SHOWN = 40
"""Characters of the quotation in a message: enough to find the mark."""


def unclosed(plain: PlainText, segments: Sequence[Quoted]) -> Iterator[Diagnostic]:
    """A warning for each segment that lacks its closing mark and does not go on in the next paragraph."""
    for segment, following in pairwise((*segments, None)):
        if segment is None or segment.closing or not segment.opening or segment.opening in SINGLES:
            continue
        if plain.blocks[segment.block].kind is BlockKind.TABLE_CELL:
            continue
        goes_on = following is not None and following.reopened and following.block == segment.block + 1
        if not (segment.runs_on and goes_on):
            yield _fault(plain, segment)


def _fault(plain: PlainText, segment: Quoted) -> Diagnostic:
    start, block = segment.span.start, plain.blocks[segment.block]
    line = block.lines[0] + 1 + plain.text.count("\n", block.span.start, start)
    end = "with its paragraph" if segment.runs_on else "before the next one opens"
    words = " ".join(plain.text[start : min(segment.span.end, start + SHOWN)].split())
    message = f"the quotation that begins with  {words}  is never closed; it is taken to end {end}"
    hint = "add the closing mark; a quotation over several paragraphs is opened again in each"
    return Diagnostic("quote-unclosed", Severity.WARNING, message, Location(PurePosixPath(), line), hint)
