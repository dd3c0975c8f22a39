"""Double quotation marks to pairs, inside one block.

In: a text and the span of a block. Out: the outermost pairs in order, disjoint; one end of a pair may be
missing. One pass; whether a mark opens or closes is read from its form and from what it leans on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.annotate.marks.characters import CLOSERS, DASH_CHARACTERS
from sitegen.model.text import Span
from sitegen.wordfiles import CAPITAL

MARK = re.compile("[\"“”„‟«»＂]|(?<!\\S)''|''(?!')|``|‘‘|(?<=\\S)’’(?!’)")
"""Of three apostrophes at a word's end the first closes a quotation inside, the others the one outside."""
EITHER = {'"', "''", "＂"}
"""Marks that open and close with one form."""
OPENING = {"“", "„", "‟", "«", "``", "‘‘"}
FOOT = re.compile(r"\d['’′]\s?\d+(?:\.\d+)?$")
SENTENCE_END = re.compile(rf"[.?!]\s+{CAPITAL}")
LEANS_RIGHT_AFTER = f"([{{{DASH_CHARACTERS}-/‘“"
LEANS_LEFT_BEFORE = f")]}},.;:!?{DASH_CHARACTERS}…’”"


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark; empty (`start == end`) where a missing one must have been."""

    start: int
    end: int
    form: str


Pair = tuple[Mark | None, Mark | None]
"""Opening and closing mark: one of them may be missing, never both."""


def pair_doubles(text: str, within: Span) -> list[Pair]:
    """Pairs of double marks in one block, in order; what stands inside a pair is not listed."""
    found = [Mark(m.start(), m.end(), m.group()) for m in MARK.finditer(text, within.start, within.end)]
    marks = [_Leaning.of(text, mark, within) for mark in found]
    out: list[Pair] = []
    opened: Mark | None = None
    nested = 0
    for number, here in enumerate(marks):
        mark = here.mark
        if opened is None:
            if here.may_open and not (here.after_digit and mark.form in EITHER):
                opened = mark
            elif not out and not here.after_digit and mark.form not in OPENING:
                out.append((None, mark))
        elif here.turned and opened.form == mark.form:
            out.append((opened, mark))
            opened, nested = None, 0
        elif mark.form in CLOSERS[opened.form] and not here.must_open:
            if here.after_digit and _is_measure(text, marks, number, within):
                continue
            if nested:
                nested -= 1
            else:
                out.append((opened, mark))
                opened = None
        elif here.may_open:
            if _is_nested(opened, mark, marks[number + 1 : number + 3]):
                nested += 1
            elif not _amid_words(text, opened, mark):
                out.append((opened, _missing(text, opened, mark)))
                opened, nested = mark, 0
    if opened is not None:
        out.append((opened, None))
    return out


@dataclass(frozen=True, slots=True)
class _Leaning:
    """A mark and what it leans on."""

    mark: Mark
    may_open: bool
    must_open: bool
    """It could close by its form, but leans on the word behind it."""
    after_digit: bool
    turned: bool
    """It opens by its form, but leans on the word before it: typed the wrong way round."""

    @classmethod
    def of(cls, text: str, mark: Mark, within: Span) -> _Leaning:
        start, end = mark.start, mark.end
        free_before = (
            start <= within.start or text[start - 1].isspace() or text[start - 1] in LEANS_RIGHT_AFTER
        )
        free_after = end >= within.end or text[end].isspace() or text[end] in LEANS_LEFT_BEFORE
        leans_right = free_before and not free_after
        if mark.form in OPENING:
            may_open = True
        elif mark.form in EITHER:
            may_open = (
                leans_right or (free_before and end < within.end) or (not free_after and not free_before)
            )
        else:
            may_open = leans_right
        must_open = leans_right and (mark.form in EITHER or mark.form == "“")
        after_digit = start > within.start and text[start - 1].isdigit()
        turned = mark.form == "“" and free_after and not free_before
        return cls(mark, may_open, must_open, after_digit, turned)


def _is_measure(text: str, marks: Sequence[_Leaning], number: int, within: Span) -> bool:
    """Whether a straight mark behind a digit, inside a quotation, means inches.

    It does where feet stand before it, or where the next mark closes too.
    """
    mark = marks[number].mark
    if mark.form not in EITHER:
        return False
    if FOOT.search(text[max(within.start, mark.start - 8) : mark.start]):
        return True
    following = marks[number + 1] if number + 1 < len(marks) else None
    return following is not None and not following.may_open


def _is_nested(opened: Mark, mark: Mark, following: Sequence[_Leaning]) -> bool:
    """Whether a mark that opens does so inside the open quotation.

    It does where the next two marks both close, or one does and the two openings differ in form.
    """
    closing = [not leaning.may_open for leaning in following]
    return closing == [True, True] or (closing[:1] == [True] and opened.form in EITHER and mark.form == "“")


def _amid_words(text: str, opened: Mark, mark: Mark) -> bool:
    """Whether a word stands right before the mark, and no sentence ended inside the open quotation.

    Then that is not closed yet. Looks back a bounded way.
    """
    if not text[max(0, mark.start - 2) : mark.start].strip().isalpha():
        return False
    return SENTENCE_END.search(text, max(opened.end, mark.start - 200), mark.start) is None


def _missing(text: str, opened: Mark, mark: Mark) -> Mark:
    """Where a quotation that lacks its closing mark must end, before the next one opens.

    Behind its last full sentence where a word leads over to the next one, else right there.
    """
    end = mark.start
    if text[max(0, mark.start - 2) : mark.start].strip().isalpha():
        stops = list(SENTENCE_END.finditer(text, max(opened.end, mark.start - 200), mark.start))
        end = stops[-1].start() + 1 if stops else end
    while end > opened.end and text[end - 1].isspace():
        end -= 1
    return Mark(end, end, "")


def disjoint(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs, given in order, that begin after the one kept before them has ended."""
    out: list[Pair] = []
    for pair in pairs:
        if not out or end_of(out[-1]) <= start_of(pair):
            out.append(pair)
    return out


def start_of(pair: Pair) -> int:
    """Where a pair begins; -1 for one that lacks its opening mark."""
    return pair[0].start if pair[0] else -1


def end_of(pair: Pair) -> float:
    """Where a pair ends; infinity for one that lacks its closing mark."""
    return pair[1].end if pair[1] else float("inf")


def enclosed(pairs: Sequence[Pair], outer: Sequence[Pair]) -> list[bool]:
    """For each of `pairs`, whether one of `outer` encloses it. Both are in order; one sweep."""
    out = []
    position = 0
    for pair in pairs:
        start, end = start_of(pair), end_of(pair)
        while position < len(outer) and end_of(outer[position]) <= start:
            position += 1
        out.append(
            position < len(outer) and start_of(outer[position]) <= start and end <= end_of(outer[position])
        )
    return out
