"""A line as a newspaper sets it: straight quotation marks and apostrophes curved. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt

_STRAIGHT = re.compile("[\"']")
_ELISION = re.compile(r"'(?=\w)")
"""Before a word that lost its first letters, or a year: `'90s`."""


def typeset(line: str, marks: Sequence[str]) -> str:
    """The line with its pairs of straight marks as these four: outer ones, inner ones. Inches stay.

    In a line that has curved marks already nothing is a pair: `“5" pipes”` has a measure in it.
    """
    if not _STRAIGHT.search(line):
        return line
    if any(mark in line for mark in marks if mark != "’"):
        return line
    (inline,) = _setter(tuple(marks)).parseInline(line)
    return _ELISION.sub("’", "".join(token.content for token in inline.children or ()))


@lru_cache(maxsize=32)
def _setter(marks: tuple[str, ...]) -> MarkdownIt:
    return MarkdownIt("zero", {"typographer": True, "quotes": list(marks)}).enable("smartquotes")
