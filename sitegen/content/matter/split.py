"""A source's text to front matter and body, line numbers kept.

In: text with LF line ends. Out: the front matter and its form (None where the file has none), the body, and
the line on which each starts. YAML stands between lines of `---`, TOML of `+++`; JSON is an object at the
top; lines of `Key: value` end with an empty line. What looks like front matter and is none of these is an
error and not body text: otherwise `draft: true` would be printed instead of obeyed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from sitegen.content.matter.othermaps import LINE
from sitegen.diagnostics import Diagnostic, Location, Severity

_KEY_LINE = re.compile(r"\s*([A-Za-z_][\w-]*)\s*[:=]")
_DASHES = re.compile(r"[-\u2010-\u2015\u2212]+\s*\Z")
_MARKS = re.compile(r"(---|\+\+\+)(yaml|yml|toml|json)?\s*\Z", re.IGNORECASE)
_OBJECT = re.compile(r'\{\s*("|$)')


class MatterForm(StrEnum):
    """How front matter is written."""

    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"
    LINES = "lines"


_NAMED = {"yaml": MatterForm.YAML, "yml": MatterForm.YAML, "toml": MatterForm.TOML, "json": MatterForm.JSON}
_CLOSED_BY = {"---": {"---", "..."}, "+++": {"+++"}}


@dataclass(frozen=True, slots=True)
class Parts:
    """The two halves of a source."""

    matter: str | None
    matter_line: int
    """The line of the file, counted from 1, on which `matter` starts."""
    body: str
    body_line: int
    form: MatterForm = MatterForm.YAML


def split(
    text: str, path: PurePosixPath, known_keys: Collection[str]
) -> tuple[Parts | None, tuple[Diagnostic, ...]]:
    """The two halves; None with an error where the front matter cannot be told from the body."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return Parts(None, 1, "", 1), ()
    marks = _MARKS.match(lines[first])
    if marks:
        return _marked(lines, first, marks, path)
    if _OBJECT.match(lines[first]) and (parts := _object(lines, first)):
        return parts, ()
    if parts := _lines(lines, first, known_keys):
        return parts, ()
    fault = _disguised(lines, first, path, known_keys)
    if fault:
        return None, (fault,)
    return Parts(None, 1, text, 1), ()


def _marked(
    lines: list[str], first: int, marks: re.Match[str], path: PurePosixPath
) -> tuple[Parts | None, tuple[Diagnostic, ...]]:
    sign, name = marks.group(1), (marks.group(2) or "").lower()
    form = _NAMED.get(name, MatterForm.TOML if sign == "+++" else MatterForm.YAML)
    for i in range(first + 1, len(lines)):
        if lines[i].rstrip() in _CLOSED_BY[sign]:
            return _parts(lines, first + 1, i, i + 1, form), ()
    fault = Diagnostic(
        "front-matter-unclosed",
        Severity.ERROR,
        "the front matter opened here is never closed",
        Location(path, first + 1),
        f"put a line of  {sign}  below its last key"
        + (" (if a horizontal rule was meant, write  ***)" if sign == "---" else ""),
    )
    return None, (fault,)


def _parts(lines: list[str], start: int, end: int, body: int, form: MatterForm) -> Parts:
    """Lines from `start` to `end` are the front matter, those from `body` on the body; counted from 0."""
    return Parts("\n".join(lines[start:end]), start + 1, "\n".join(lines[body:]), body + 1, form)


def _object(lines: list[str], first: int) -> Parts | None:
    """JSON at the top. One with a mistake in it ends where a line closes it, so that the mistake is told."""
    text = "\n".join(lines[first:])
    try:
        found, length = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        closing = next((i for i in range(first, len(lines)) if lines[i].rstrip() == "}"), None)
        has_key = re.match(r'\{\s*"[^"\n]*"\s*:', text)
        return (
            _parts(lines, first, closing + 1, closing + 1, MatterForm.JSON) if closing and has_key else None
        )
    end = first + text.count("\n", 0, length) + 1
    is_alone = not text[length:].partition("\n")[0].strip()
    return _parts(lines, first, end, end, MatterForm.JSON) if isinstance(found, dict) and is_alone else None


def _lines(lines: list[str], first: int, known_keys: Collection[str]) -> Parts | None:
    """Lines of `Key: value` down to an empty one: the first two keys are known, and nothing else is there."""
    end = next((i for i in range(first, len(lines)) if not lines[i].strip()), len(lines))
    keys = [LINE.match(line) for line in lines[first:end]]
    known = [bool(key and key["key"].lower() in known_keys) for key in keys[:2]]
    rest = (key or line[:1].isspace() for key, line in zip(keys, lines[first:end], strict=True))
    return _parts(lines, first, end, end, MatterForm.LINES) if known == [True, True] and all(rest) else None


def _disguised(
    lines: list[str], first: int, path: PurePosixPath, known_keys: Collection[str]
) -> Diagnostic | None:
    """Front matter between other marks (dashes that a word processor made) or none."""
    keys = [m.group(1) if (m := _KEY_LINE.match(line)) else "" for line in lines[first : first + 3]]
    keys += [""] * (3 - len(keys))
    if _DASHES.match(lines[first]) and keys[1]:
        what = f"the front matter is marked with  {lines[first].strip()}"
        hint = "put a line of three hyphens,  ---  above the first key and below the last, in place of these"
    elif keys[0].lower() in known_keys and keys[1].lower() in known_keys:
        what = f"“{keys[0]}:” looks like front matter, but it has no end"
        hint = "put an empty line below its last key, or a line of  ---  above its first and below its last"
    else:
        return None
    return Diagnostic("front-matter-unmarked", Severity.ERROR, what, Location(path, first + 1), hint)
