"""What the YAML library says of a mistake, in words for somebody who writes articles.

Covers both of its parsers (the fast one in C and the one in Python), which word the same mistake
differently. What is not in the table keeps the library's own words.
"""

from __future__ import annotations

import re

import yaml

_TABLE: tuple[tuple[str, str, str], ...] = (
    (
        r"mapping values are not allowed",
        "a colon and a space inside a value, or a key that is indented",
        'put the value in quotation marks:  title: "Talks: day two"',
    ),
    (
        r"sequence entries are not allowed",
        "a list item on the same line as its key",
        "write each  - item  on a line of its own below the key",
    ),
    (
        r"quoted scalar.*(unexpected end of stream|document)",
        "a quotation mark is opened here and never closed",
        "close it, or double the marks inside:  'It''s over'",
    ),
    (r"flow (sequence|node)", "a list is opened with  [  and not closed properly", "write it as  [one, two]"),
    (r"flow mapping", "a group is opened with  {  and not closed properly", "write its keys on lines below"),
    (
        r"unknown escape character",
        "a backslash inside double quotation marks",
        "write it twice, or use single quotation marks:  'a\\b'",
    ),
    (
        r"scanning an (alias|anchor)",
        "a value that starts with  *  or  &",
        'put the value in quotation marks:  title: "*Extra*"',
    ),
    (
        r"could not find expected ':'",
        "a line without a key",
        "every line is  key: value ; indent a line that goes on with the value above it",
    ),
    (
        r"block mapping.*(did not find expected key|expected <block end>)",
        "text after a closing quotation mark, or lines indented unevenly",
        "put the whole value in one pair of marks:  'The \"last\" word'",
    ),
    (
        r"expected '?<document start>",
        "this line is indented less than the lines above it",
        "start every key at the left edge",
    ),
    (
        r"block collection",
        "a list and keys are mixed on one level",
        "put the key that the list belongs to above it",
    ),
    (r"block scalar", "a text block opened with  |  or  >  goes wrong", "start its text on the next line"),
)


def in_plain_words(error: yaml.MarkedYAMLError, line: str) -> tuple[str, str]:
    """What is wrong and what to do. `line` is the source line that the error points at."""
    said = f"{error.context or ''} {error.problem or ''}"
    if "cannot start any token" in said:
        return _bad_start(line, error.problem_mark.column if error.problem_mark else 0)
    for pattern, message, hint in _TABLE:
        if re.search(pattern, said):
            return message, hint
    return f"not valid YAML: {error.problem or error.context}", "compare with docs/front-matter.md"


def _bad_start(line: str, column: int) -> tuple[str, str]:
    character = line[column : column + 1]
    if character == "\t":
        return "a tab is used to indent", "use spaces"
    return (
        f"a value that starts with  {character}",
        f'put the value in quotation marks:  title: "{character}…"',
    )


def place(error: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Where to point: an unclosed quotation mark at its opening, everything else where it was noticed."""
    if error.context_mark and re.search(r"quoted scalar|flow (sequence|mapping)|alias", error.context or ""):
        return error.context_mark
    if error.context_mark and "could not find expected ':'" in (error.problem or ""):
        return error.context_mark
    return error.problem_mark or error.context_mark
