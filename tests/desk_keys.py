"""The keys of the desk: as its code has them, and as its document has."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
Keys = list[list[object]]
"""Of each row the names of the keys, and what they do."""


def coded_keys() -> Keys:
    """The table that the desk obeys."""
    code = (ROOT / "sitegen" / "serve" / "assets" / "desk" / "keys.js").read_text("utf-8")
    table = code.partition("export const KEYS = [\n")[2].partition("\n];")[0]
    rows = [re.match(r"  \[\[(.*?)\], '(.*?)', ", line) for line in table.splitlines()]
    assert rows
    assert all(rows), table
    return [[re.findall(r"'(.*?)'", row[1]), row[2]] for row in rows if row]


def documented_keys() -> Keys:
    """The table of docs/desk.md."""
    text = (ROOT / "docs" / "desk.md").read_text("utf-8")
    table = text.partition("\n## Keys\n")[2].partition("\n## ")[0]
    rows = (line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| `"))
    return [[re.findall(r"`(.*?)`", names), what] for names, what in rows]
