"""Where a key stands in `sitegen.toml`: the TOML reader tells no places. Pure."""

from __future__ import annotations

import re


def line_of(lines: list[str], table: str, key: str) -> int | None:
    """Where `key` of `[table]` is set, counted from 1; None where it is written in a rarer form.

    The usual forms are looked for: a key below its header, a dotted key, a header, an inline table.
    """
    outer, _, inner = table.rpartition(".")
    if outer and not any(re.match(rf"\s*\[\s*{re.escape(table)}\s*\]", line) for line in lines):
        return line_of(lines, outer, inner)  # an inline table, or dotted keys
    bare = rf"\s*[\"']?{re.escape(key)}[\"']?\s*"
    dotted = rf"\s*{re.escape(table)}\s*\.{bare}[=.]" if table else rf"\s*\[{bare}[\].]"
    inline = rf"\s*{re.escape(table)}\s*=.*\b{re.escape(key)}\b" if table else r"(?!)"
    current = ""
    for number, line in enumerate(lines, 1):
        header = re.match(r"\s*\[\s*[\"']?([^\]\"']*?)[\"']?\s*\]", line)
        if re.match(dotted, line) or (not current and re.match(inline, line)):
            return number
        if header:
            current = header.group(1)
        elif current == table and re.match(rf"{bare}[=.]", line):
            return number
    return None
