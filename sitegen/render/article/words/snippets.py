"""Words around a place in a text: what a concordance line or a date's row shows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.model.text import Block, PlainText, Span

ELLIPSIS = "…"
_STOPS, _BREAKS = ".;:!?…", "—–\n"
_CLOSERS = '”"»’)]'
_SHORT_NAME = re.compile(r"(?:[A-Z][^\W\d_]{0,3}|\w+\.[\w.]*|(?<!\d)\d\d?)\Z")
"""What a full stop may belong to: "Capt.", "J.", "U.S", "11.". It ends a sentence less often than not."""
_GLUED = re.compile(r"(?:[\-‐‑’'ʼ]\w+)*[^\w\s]{0,2}")
"""What belongs to a word that it follows without a space: "’s", "-based", then a comma or two marks."""
_SENTENCE = re.compile(r"[.!?…][”\"»’)\]]*(?= [“\"«„‘(]?[^\Wa-z]|\Z)")
_AGENCY = re.compile(r"\A\([^\W\d_a-z][^()]{1,30}\)\s+(?=[“\"‘]?[^\W\d_a-z])")
_BEHIND_TOWN = re.compile(
    r"(?:,[^?!—–()]{1,40}?)?(?:\s?\([^()]{2,30}\))?\s(?:—|–|--?)\s(?=[“\"‘]?[^\W\d_a-z])"
)
"""What a dateline has behind its town, to the dash before a capital."""
_DASH = re.compile(r"\s(?:—|–|--?)\s")
_REMARK = 120
"""Characters within which a second dash answers the first."""
_STOPPED = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
MARKS = '“”"«»„'


@dataclass(frozen=True, slots=True)
class Context:
    """A covered text with what stands before and after it in its block."""

    before: str
    text: str
    punctuation: str
    """What is written right behind it, without a space: "’s", "-based", a comma, a quotation mark."""
    after: str


def context(plain: PlainText, span: Span, block: Block, width: int) -> Context:
    """At most `width` characters on either side, cut at spaces, never beyond the block.

    Where a sentence is cut, there is an ellipsis.
    """
    text = plain.text
    glued = _GLUED.match(text, span.end, block.span.end)
    end = glued.end() if glued else span.end
    return Context(
        before=_tail(text[block.span.start : span.start], width),
        text=" ".join(span.of(text).split()),
        punctuation=text[span.end : end],
        after=_head(text[end : block.span.end], width),
    )


def _tail(text: str, width: int) -> str:
    """The end of a text, cut at a space."""
    if len(text) <= width:
        return " ".join(text.split())
    torn, _, left = text[-width:].partition(" ")
    gone, left = (text[:-width] + torn, left) if left.strip() else (text[:-width], torn)
    stopped = _STOPPED.search(gone.rstrip())
    return ("" if stopped else ELLIPSIS) + " ".join(left.split())


def _head(text: str, width: int) -> str:
    """The start of a text, cut at a space."""
    if len(text) <= width:
        return " ".join(text.split())
    cut = text[:width]
    left = " ".join(cut.rpartition(" ")[0].split() or cut.split())
    return left if _STOPPED.search(left) else f"{left.rstrip(',')}{ELLIPSIS}"


def clause(plain: PlainText, span: Span, block: Block, width: int) -> tuple[str, str, str]:
    """The clause around a span in three parts (before, covered, after), with an ellipsis where it is cut.

    A clause ends at a full stop, semicolon, colon, dash or quotation mark, and at `width` characters; the
    point in "£4.2" and the colon in "9:30" end nothing.
    """
    text = plain.text
    start, end = span.start, span.end
    while start > block.span.start and span.start - start < width and not _ends_clause(text, start - 1):
        start -= 1
    while end < block.span.end and end - span.end < width and not _ends_clause(text, end):
        end += 1
    before, after = text[start : span.start].lstrip(), text[span.end : end].rstrip(" ,")
    if start > block.span.start and not _ends_clause(text, start - 1):
        before = ELLIPSIS + before.partition(" ")[2]
    if end < block.span.end and not _ends_clause(text, end):
        after = after.rpartition(" ")[0].rstrip(" ,") + ELLIPSIS
    return before, span.of(text), after


def _ends_clause(text: str, at: int) -> bool:
    if text[at] in _BREAKS or text[at] in MARKS:
        return True
    if text[at] not in _STOPS or (text[at + 1 : at + 2].strip() and text[at + 1] not in _CLOSERS):
        return False
    is_last = text[at + 1 : at + 2] in {"", "\n"}
    return text[at] != "." or is_last or not _SHORT_NAME.search(text, max(0, at - 12), at)


def whole_sentences(text: str, width: int, longest: int) -> str:
    """The first sentences of a text that have room in `width` characters, the first alone in `longest`.

    A longer one is cut at a word, with an ellipsis.
    """
    line = " ".join(text[: 4 * longest].split())
    if len(line) <= width:
        return line
    ends = [found.end() for found in _SENTENCE.finditer(line) if _ends_clause(line, found.start())]
    fit = [end for end in ends if end <= width] or [end for end in ends[:1] if end <= longest]
    return line[: fit[-1]] if fit else plain_snippet(line, width)


def without_dateline(text: str, town: str = "") -> str:
    """A report's first words without where and by which agency it was written: "ORRIN, May 4 (Wire) — The …".

    `town` is the place that the text begins with. A dash that a second one answers holds a remark.
    """
    bare = _AGENCY.sub("", text)
    found = _BEHIND_TOWN.match(bare, len(town)) if town and bare.startswith(town) else None
    if not found or (not town.isupper() and _DASH.search(bare, found.end(), found.end() + _REMARK)):
        return bare
    return bare[found.end() :]


def parted(line: str, width: int) -> tuple[str, str]:
    """A line in two at a space: what is shown where there is little room, and the rest, "" for none.

    A rest of a word or two is no rest: an ellipsis would be no shorter.
    """
    if len(line) <= width + 12:
        return line, ""
    start = line[:width].rpartition(" ")[0].rstrip(" ,;:—–-") or line[:width]
    return start, line[len(start) :]


def plain_snippet(text: str, width: int) -> str:
    """The start of a text as one line of at most `width` characters, for descriptions of pages."""
    line = " ".join(text[: 4 * width].split())
    if len(line) <= width:
        return line
    return line[:width].rpartition(" ")[0].rstrip(" ,;:") + ELLIPSIS
