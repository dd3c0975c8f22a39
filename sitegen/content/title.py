"""A title for an article whose front matter gives none. Pure.

The first heading of a Markdown body or the headline of a text file, else the file's name made readable.
A heading is found by its form alone (this package does not parse Markdown): outside fenced code, `# Text`
or text underlined with `===`; of inline markup only the words remain.
"""

from __future__ import annotations

import html
import re
from pathlib import PurePosixPath

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*\Z")
_NOT_A_PARAGRAPH = re.compile(r" {0,3}([-*+>|]|\d+[.)])[ \t]|    |\t")
_MARKUP = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"(?<!\\)(\*{1,3}|~~|`+)"), ""),
    (re.compile(r"(?<![\w\\])_+|(?<!\\)_+(?!\w)"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
_LONGEST = 1000
"""Characters of a line that can be a heading; a cap, since taking markup out of a line is not linear."""
_LEADING_DATE = re.compile(r"\d{4}-\d\d-\d\d[-_ ]+(?=\S)")


def first_heading(body: str) -> str:
    """The words of the first heading, "" where the body has none."""
    fence = above = ""
    for whole in body.split("\n"):
        line = whole[:_LONGEST]
        mark = _FENCE.match(line)
        if fence:
            closes = mark and mark.group(1).startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if closes else fence
            above = ""
        elif mark:
            fence, above = mark.group(1), ""
        elif (heading := _ATX.match(line)) and heading.group(1):
            return _words(heading.group(1))
        elif above and _UNDERLINE.match(line):
            return _words(above)
        else:
            above = "" if _NOT_A_PARAGRAPH.match(line) else line.strip()
    return ""


def _words(markdown: str) -> str:
    for pattern, replacement in _MARKUP:
        markdown = pattern.sub(replacement, markdown)
    return " ".join(html.unescape(markdown).split())


def readable_name(path: PurePosixPath) -> str:
    """`2026-05-20-port_talks.md` is “Port talks”."""
    stem = _LEADING_DATE.sub("", path.stem)
    name = " ".join(re.split(r"[-_\s]+", stem)).strip()
    return name[:1].upper() + name[1:]


def says_something(name: str) -> bool:
    """Whether a readable name has a word: “000 24b098699305804f” has none, nor has a date."""
    parts = name.split()
    mixed = any(any(map(str.isdigit, part)) and any(map(str.isalpha, part)) for part in parts)
    return any(part.isalpha() and not (mixed and _HEX.fullmatch(part)) for part in parts)


_HEX = re.compile(r"[0-9a-fA-F]+")
"""Beside parts with letters and digits, one of an identifier: “3f2504e0 dead 11d3”."""
