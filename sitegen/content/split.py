"""A source's text to front matter and body, line numbers kept.

In: text with LF line ends. Out: the YAML between the two `---` lines (None where the file has none),
the body, and the line on which each starts. What looks like front matter but is not marked as such is
an error and not body text: otherwise `draft: true` would be printed instead of obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.diagnostics import Diagnostic, Location, Severity

_KEY_LINE = re.compile(r"\s*([A-Za-z_][\w-]*)\s*[:=]")
_DASHES = re.compile(r"[-\u2010-\u2015\u2212]+\s*\Z")


@dataclass(frozen=True, slots=True)
class Parts:
    """The two halves of a source."""

    yaml: str | None
    yaml_line: int
    """The line of the file, counted from 1, on which `yaml` starts."""
    body: str
    body_line: int


def split(
    text: str, path: PurePosixPath, known_keys: Collection[str]
) -> tuple[Parts | None, tuple[Diagnostic, ...]]:
    """The two halves; None with an error where the front matter cannot be told from the body."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return Parts(None, 1, "", 1), ()
    if lines[first].rstrip() == "---":
        return _marked(lines, first, path)
    fault = _disguised(lines, first, path, known_keys)
    if fault:
        return None, (fault,)
    return Parts(None, 1, text, 1), ()


def _marked(lines: list[str], first: int, path: PurePosixPath) -> tuple[Parts | None, tuple[Diagnostic, ...]]:
    for i in range(first + 1, len(lines)):
        if lines[i].rstrip() in {"---", "..."}:
            yaml, body = "\n".join(lines[first + 1 : i]), "\n".join(lines[i + 1 :])
            return Parts(yaml, first + 2, body, i + 2), ()
    fault = Diagnostic(
        "front-matter-unclosed",
        Severity.ERROR,
        "the front matter opened here is never closed",
        Location(path, first + 1),
        "put a line of  ---  below its last key (if a horizontal rule was meant, write  ***)",
    )
    return None, (fault,)


def _disguised(
    lines: list[str], first: int, path: PurePosixPath, known_keys: Collection[str]
) -> Diagnostic | None:
    """Front matter in another form: other marks (`+++`, dashes that a word processor made) or none."""
    keys = [m.group(1) if (m := _KEY_LINE.match(line)) else "" for line in lines[first : first + 3]]
    keys += [""] * (3 - len(keys))
    if lines[first].rstrip() == "+++":
        what = "the front matter is marked with  +++  as TOML is"
    elif _DASHES.match(lines[first]) and keys[1]:
        what = f"the front matter is marked with  {lines[first].strip()}"
    elif keys[0].lower() in known_keys and keys[1].lower() in known_keys:
        what = f"“{keys[0]}:” looks like front matter, but no line of  ---  stands before it"
    else:
        return None
    return Diagnostic(
        "front-matter-unmarked",
        Severity.ERROR,
        what,
        Location(path, first + 1),
        "put a line of three hyphens,  ---  above the first key and below the last",
    )
