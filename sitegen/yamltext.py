"""Texts as YAML writes them: how an editor's file is added to without being written anew.

In: a text. Out: the same as a YAML scalar on one line. Pure.
"""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"[^\W\d_](?:[\w.’&/-]|'(?=\w)| (?=\S))*\Z")
_SPECIAL = frozenset({"true", "false", "yes", "no", "on", "off", "null", "none", "y", "n"})
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def scalar(text: str) -> str:
    """A text as YAML: plain where that is safe, else in double quotation marks."""
    return text if _PLAIN.match(text) and text.lower() not in _SPECIAL else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotation marks."""
    written = json.dumps(text, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found.group()):04x}", written)
