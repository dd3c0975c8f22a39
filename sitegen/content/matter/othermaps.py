"""Front matter in TOML, JSON and lines of `Key: value` to the same tree as YAML.

As Hugo and Zola, Eleventy, and Pelican and MultiMarkdown write it. Values stay words: a date is read by the
key that wants one, whichever form it stands in.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from sitegen.content.matter.nodes import Field, Mapping, Place, RefusedError, Scalar, Value, from_data

_SYNTAX = "front-matter-syntax"
_TOML_KEY = r"""(?:^|[\[{.,])\s*(?P<key>["']?)(?:%s)["']?\s*[=\].]"""
_JSON_KEY = r"""(?P<key>")(?:%s)"\s*:"""
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*:(?:\s+(?P<value>.*))?$")
"""A line of `Key: value`."""


def toml_value(text: str, first_line: int) -> Value:
    """The tree of a TOML text. Raises `RefusedError`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line, column = (int(at.group(1)) - 1, int(at.group(2))) if at else (text.count("\n"), 1)
        what = re.sub(r"\s*\(at .*\)$", "", str(error))
        hint = 'in TOML every line is  key = "value" ; text always stands in quotation marks'
        raise RefusedError(_SYNTAX, f"not valid TOML: {what}", hint, line, column) from None
    except (ValueError, RecursionError):
        raise _beyond("TOML") from None
    return from_data(data, Place(text, first_line, _TOML_KEY))


def json_value(text: str, first_line: int) -> Value:
    """The tree of a JSON text. Raises `RefusedError`."""
    as_written: dict[str, Any] = {"parse_int": _Number, "parse_float": _Number, "parse_constant": _Number}
    try:
        data = json.loads(text, object_pairs_hook=tuple, **as_written)
    except json.JSONDecodeError as error:
        message = f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        hint = 'keys and words stand in double quotation marks, with a comma between:  "title": "Talks",'
        raise RefusedError(_SYNTAX, message, hint, error.lineno - 1, error.colno) from None
    except RecursionError:
        raise _beyond("JSON") from None
    return from_data(data, Place(text, first_line, _JSON_KEY))


class _Number:
    """A number of JSON, as written."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


def lines_value(text: str, first_line: int) -> Mapping:
    """The tree of lines of `Key: value`; a line that is indented goes on with the one above it."""
    fields: list[Field] = []
    for number, line in enumerate(text.split("\n"), first_line):
        match = LINE.match(line)
        if match:
            words = (match["value"] or "").strip()
            value = Scalar(
                words, not words or words.lower() in {"true", "false"}, number, match.end("key") + 3
            )
            fields.append(Field(match["key"], value, number, 1))
        elif fields and line.strip():
            fields.append(_longer(fields.pop(), line.strip()))
    return Mapping(tuple(fields), first_line, 1)


def _longer(item: Field, more: str) -> Field:
    value = item.value
    words = f"{value.text} {more}" if isinstance(value, Scalar) and value.text else more
    return Field(item.key, Scalar(words, plain=False, line=item.line, column=1), item.line, item.column)


def _beyond(form: str) -> RefusedError:
    message = f"{form} nested too deeply, or a number with thousands of digits"
    return RefusedError(_SYNTAX, message, "front matter needs two levels, and words in quotation marks", 0, 1)
