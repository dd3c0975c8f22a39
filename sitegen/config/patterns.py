"""What can be wrong in `[permalinks]`, whose keys are sections and whose values are patterns. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any

from sitegen.config.places import line_of
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.config import OF_ONE_ARTICLE, PLACEHOLDER, PLACEHOLDERS

FILE = PurePosixPath("sitegen.toml")
_NOT_IN_PATH = re.compile(r"""[\s<>"'`\\|*?#%{}\x00-\x1f\x7f]|//|(^|/)\.\.?(/|$)""")


def faults_of_patterns(table: dict[str, Any], lines: list[str]) -> Iterator[Diagnostic]:
    """Everything that is no pattern."""
    for section, pattern in table.items():
        problem = _problem(pattern) if isinstance(pattern, str) else _NO_TEXT
        if problem:
            where = Location(FILE, line_of(lines, "permalinks", section))
            message = f"permalinks.{section}: {problem[0]}"
            yield Diagnostic("config-value-wrong", Severity.ERROR, message, where, problem[1])


_NO_TEXT = "this is not text", 'write a pattern in quotation marks:  ":section/:slug/"'


def _problem(pattern: str) -> tuple[str, str] | None:
    """What is wrong and what to do, where the pattern can be no address."""
    names = PLACEHOLDER.findall(pattern)
    unknown = next((name for name in names if name not in PLACEHOLDERS), None)
    if unknown:
        near = get_close_matches(unknown, PLACEHOLDERS, 1)
        guess = f"; did you mean  :{near[0]} ?" if near else ""
        known = ", ".join(f":{name}" for name in PLACEHOLDERS)
        return f"there is no  :{unknown}{guess}", f"a pattern is made of {known}, words and slashes"
    if _NOT_IN_PATH.search(pattern):
        return f"“{pattern}” is not a path", "write it like this:  :section/:slug/"
    if not OF_ONE_ARTICLE & set(names):
        return f"“{pattern}” is the same for all articles", "end it with  :slug , :title  or  :filename"
    return None
