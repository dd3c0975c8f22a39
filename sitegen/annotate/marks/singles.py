"""Single quotation marks to pairs, told from apostrophes, inside one block.

In: a text and the span of a block. Out: pairs in order, disjoint. An apostrophe inside a word is never a
mark; one behind a plural ("the workers' strike") or a dropped letter ("goin' home") closes a quotation
only where nothing better does. One pass.
"""

from __future__ import annotations

import re

from sitegen.annotate.marks.characters import DASH_CHARACTERS
from sitegen.annotate.marks.pairs import Mark, Pair
from sitegen.model.text import Span
from sitegen.wordfiles import pattern

SINGLE = re.compile(r"(?<!['’])['‘’‚‹›](?!')")
CLIPPED = pattern("clipped")
"""What an apostrophe begins: "'em", "'90s"."""
BEFORE_OPENING = f'([{{{DASH_CHARACTERS}-/“"«„'
STRONG_BEFORE = ",.?!…"
"""A closing mark behind one of these is certain."""


def pair_singles(text: str, within: Span) -> list[Pair]:
    """Pairs of single marks in one block. A mark left open counts only at the block's very start."""
    out: list[Pair] = []
    opened: Mark | None = None
    weak: Mark | None = None
    for match in SINGLE.finditer(text, within.start, within.end):
        mark = Mark(match.start(), match.end(), match.group())
        if _opens(text, mark, within):
            if opened is not None and weak is not None:
                out.append((opened, weak))
                opened = None
            if opened is None or mark.form != "'":
                opened, weak = mark, None
        elif opened is not None and _closes(text, mark, within):
            if _is_weak(text, opened, mark):
                weak = weak or mark
            else:
                out.append((opened, mark))
                opened = weak = None
    if opened is not None and weak is not None:
        out.append((opened, weak))
    elif opened is not None and opened.form == "‘" and not text[within.start : opened.start].strip():
        out.append((opened, None))
    return out


def _opens(text: str, mark: Mark, within: Span) -> bool:
    if mark.form == "’" or mark.end >= within.end:
        return False
    before = text[mark.start - 1] if mark.start > within.start else " "
    if not (before.isspace() or before in BEFORE_OPENING) or text[mark.end].isspace():
        return False
    return mark.form in "‚‹" or not CLIPPED.match(text, mark.end)


def _closes(text: str, mark: Mark, within: Span) -> bool:
    if mark.form in "‚‹" or (
        mark.form == "‘" and mark.start > within.start and text[mark.start - 1].isspace()
    ):
        return False
    after = text[mark.end] if mark.end < within.end else " "
    return not after.isalnum() and not text[mark.start - 1].isspace()


def _is_weak(text: str, opened: Mark, mark: Mark) -> bool:
    """Whether this may well be an apostrophe: behind an "s" or a dropped "g", with a word to follow."""
    before = text[mark.start - 1]
    if before in STRONG_BEFORE or opened.form == "‹":
        return False
    followed = text[mark.end : mark.end + 2]
    possessive = before in "sSzZxX" or text[mark.start - 2 : mark.start] == "in"
    return possessive and len(followed) == 2 and followed[0] == " " and followed[1].isalnum()
