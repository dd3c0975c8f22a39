"""The form of a plain-text article: which lines are one paragraph, which is the title, which a credit line.

In: a body with LF line ends. Out: its paragraphs. Pure. Nothing in a text file is markup, so its form is told
from its lines alone. Two forms are usual. In one each line is a paragraph. In the other, as e-mail, wire copy
and old books have it, lines are broken where a column ends and paragraphs stand between empty lines. The
second is taken only where the lines themselves show it (`is_wrapped`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

WIDEST = 100
"""Characters: a longer line is a paragraph, not a line of a column."""
_NARROWEST = 45
"""Characters of a column's lines on average; a list of names is narrower."""
_RAGGED = 0.75
"""A line that leaves room for the next word within this share of the column was broken on purpose."""
_LONGEST_TITLE = 150

_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")
_SENTENCE = re.compile(r"[.…,;:][\"'”’»)\]]*\Z")
_HEADER = re.compile(r"[Bb][Yy]\s+[A-Z]|(?i:from|to|date|subject|sent|cc|by):\s")
"""A byline, or a line of a letter's head."""
_BULLET = re.compile(r"[*•]\s")
_DASH = re.compile(r"[-–—]\s|\(?\d{1,3}[.)]\s")
"""An item of a list, or a dash or number that happens to stand where a line begins."""
_MARGIN = re.compile(r"[ \t]*")
_CREDIT = re.compile(r"[\W_]*(?:(?:source|from|by|via|copyright|credit)\b[\W_]*)?", re.IGNORECASE)


class ParagraphKind(StrEnum):
    """What a paragraph of a text file is."""

    TITLE = "title"
    TEXT = "text"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, their margins cut off."""

    lines: tuple[str, ...]
    first: int
    """The first line's number in the body, counted from 0."""
    kind: ParagraphKind = ParagraphKind.TEXT

    @property
    def text(self) -> str:
        """As one line."""
        return " ".join(self.lines)


def paragraphs(body: str, publisher: str = "") -> tuple[Paragraph, ...]:
    """The paragraphs of a text file; with a `publisher`, a last line that only repeats it is a credit."""
    groups = _groups(body)
    lines = [[line for _, line in group] for group in groups]
    width = _width(lines) if is_wrapped(lines) else 0
    found = [made for group in groups for made in (_columns(group, width) if width else _lines(group))]
    if _is_title(found):
        found[0] = Paragraph(found[0].lines, found[0].first, ParagraphKind.TITLE)
    if len(found) > 1 and publisher and is_credit(found[-1].text, publisher):
        found[-1] = Paragraph(found[-1].lines, found[-1].first, ParagraphKind.CREDIT)
    return tuple(found)


def title_of(body: str) -> str:
    """The title that a text file begins with; "" where its first line is none."""
    first = next(iter(paragraphs(body)), None)
    return " ".join(first.text.split()) if first and first.kind is ParagraphKind.TITLE else ""


def is_credit(line: str, publisher: str) -> bool:
    """Whether the line says who published the text and nothing else: "— The Halm Post", "Source: …"."""
    words = re.sub(r"\b\d{4}\b", " ", _CREDIT.sub("", line.casefold(), count=1))
    return _bare(words) == _bare(publisher.casefold()) != ""


def is_wrapped(groups: Sequence[Sequence[str]]) -> bool:
    """Whether the lines are those of a column, each of the groups between empty lines a paragraph.

    Looked at are the lines that another follows at once. In a column they end where the next word had no
    room, mostly in the middle of a sentence, and the next goes on in lower case at times; where each line is
    a paragraph, it ends with a stop and the next begins with a capital.
    """
    lines = [line.rstrip() for group in groups for line in group]
    if any(len(line) > WIDEST and " " in line.strip() for line in lines):
        return False
    pairs = [(a.rstrip(), b.strip()) for group in groups for a, b in pairwise(group)]
    if not pairs:
        return False
    width = _width(groups)
    full = [(a, b) for a, b in pairs if _is_full(a, b, width)]
    length = sum(len(a) for a, _ in full)
    if length < 0.75 * sum(len(a) for a, _ in pairs) or length < _NARROWEST * len(full):
        return False
    going_on = sum(not _ENDS.search(a) for a, _ in full)
    lower = sum(b[:1].islower() for _, b in full)
    return going_on >= 0.6 * len(full) and lower >= 0.3 * len(full) and lower > 0


def _groups(body: str) -> list[list[tuple[int, str]]]:
    """The lines between empty lines, with their numbers; margins kept."""
    numbered = enumerate(body.split("\n"))
    return [list(group) for blank, group in groupby(numbered, lambda n: not n[1].strip()) if not blank]


def _lines(group: Sequence[tuple[int, str]]) -> Iterator[Paragraph]:
    for number, line in group:
        yield Paragraph((line.strip(),), number)


def _width(groups: Sequence[Sequence[str]]) -> int:
    """Of the column: its longest line, addresses that no column holds left out."""
    return max((len(line.rstrip()) for group in groups for line in group if len(line) <= WIDEST), default=0)


def _columns(group: Sequence[tuple[int, str]], width: int) -> Iterator[Paragraph]:
    """A group's paragraphs: parted where a line was broken on purpose, is set in, or starts an item."""
    start = 0
    for at in range(1, len(group) + 1):
        if at == len(group) or _parts(group[at - 1][1], group[at][1], width):
            yield Paragraph(tuple(line.strip() for _, line in group[start:at]), group[start][0])
            start = at


def _parts(line: str, below: str, width: int) -> bool:
    deeper = _margin(below) > _margin(line) and _margin(below) >= 2
    item = _BULLET.match(below.strip()) or (_DASH.match(below.strip()) and _ENDS.search(line.rstrip()))
    return deeper or bool(item) or not _is_full(line.rstrip(), below.strip(), width)


def _is_full(line: str, below: str, width: int) -> bool:
    """Whether the line ends where a column of this width does: the next word had hardly any room."""
    word = below.split(" ", 1)[0]
    return len(line) + 1 + len(word) > _RAGGED * width


def _margin(line: str) -> int:
    found = _MARGIN.match(line)
    return len(found.group().expandtabs()) if found else 0


def _is_title(found: Sequence[Paragraph]) -> bool:
    """Whether the first paragraph is a headline: no full stop, then an empty line or a longer paragraph."""
    if len(found) < 2:
        return False
    first, second = found[0], found[1]
    apart = second.first > first.first + len(first.lines)
    line = first.text
    return (
        len(line) <= _LONGEST_TITLE
        and (apart or len(line) < len(second.text))
        and not _SENTENCE.search(line)
        and not _HEADER.match(line)
        and any(c.isalpha() for c in line)
    )


def _bare(text: str) -> str:
    """Letters and digits alone, "the" in front left out."""
    words = re.findall(r"[^\W_]+", text)
    return " ".join(words[1:] if words[:1] == ["the"] else words)
