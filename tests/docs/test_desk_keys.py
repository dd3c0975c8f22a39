"""Every key of the desk is in its document, and nothing else is."""

from __future__ import annotations

import re

from desk_keys import ROOT, coded_keys, documented_keys


def test_the_document_has_the_keys_of_the_code() -> None:
    """Row by row, in the same words."""
    assert documented_keys() == coded_keys()


def test_no_key_is_pressed_past_the_table() -> None:
    """What the desk shows on a button is a key of the table."""
    names = {name for row, _ in coded_keys() for name in row}
    folder = ROOT / "sitegen" / "serve" / "assets" / "desk"
    for file in folder.glob("*.js"):
        shown = re.findall(
            r"button\((?:'[^']*'|`[^`]*`|[^,`']*|[^,]*\?[^,]*), '([^']+)'", file.read_text("utf-8")
        )
        for key in shown:
            assert key.replace("⇧", "Shift ").replace("⏎", "Enter") in names, (file.name, key)


def test_keydown_is_listened_to_in_one_place() -> None:
    """A list that is typed into has its own."""
    folder = ROOT / "sitegen" / "serve" / "assets" / "desk"
    found = {file.name for file in folder.glob("*.js") if "'keydown'" in file.read_text("utf-8")}
    assert found == {"keys.js", "parts.js"}


def test_a_suggestion_has_one_name() -> None:
    """In code, on the page and in the documents."""
    files = [*(ROOT / "sitegen" / "desk").rglob("*.py"), *(ROOT / "sitegen" / "serve").rglob("*.*")]
    read = {file.name: file.read_text("utf-8") for file in files if file.suffix in {".py", ".js", ".css"}}
    assert [name for name, text in read.items() if re.search("ghost", text, re.IGNORECASE)] == []
