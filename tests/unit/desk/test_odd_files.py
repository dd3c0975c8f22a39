"""The desk in files that people wrote in their own way: it changes one item, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_site import AtTheDesk, write_site

from sitegen.diagnostics import SitegenError

STAY, NOBODY, DIESEL = "“We will stay at the table,”", "“Nobody asked us,”", "Diesel Corp sent nobody."
FIRST = f'  - exact: "{STAY}"\n    speaker: Ines Halloran\n'


def at_the_desk(folder: Path, said: str) -> AtTheDesk:
    """Beside a corrections file of these words."""
    editor = AtTheDesk(write_site(folder))
    editor.file.write_bytes(said.encode())
    editor.look()
    return editor


@pytest.mark.parametrize("between", ["\n", "    # heard it\n", "  # heard it\n", "# heard it\n\n"])
class TestInsideAnItem:
    """Blank lines and comments, wherever they begin, part no item."""

    def test_it_is_changed_whole(self, tmp_path: Path, between: str) -> None:
        """What it says behind them gives way, too; the comment stays."""
        item = f'  - exact: "{NOBODY}"\n    kind: direct\n{between}    speaker: Ines Halloran\n'
        said = at_the_desk(tmp_path, f"quotations:\n{item}{FIRST}").do("quotation", NOBODY, remove=True)
        assert said.count("speaker") == 1
        assert "    remove: true\n" in said
        assert between.strip() in said

    def test_it_is_taken_back_whole(self, tmp_path: Path, between: str) -> None:
        """No line of it is left to the item above."""
        item = f'  - exact: "{DIESEL}"\n    add: true\n{between}    kind: indirect\n'
        said = at_the_desk(tmp_path, f"quotations:\n{FIRST}{item}").do("quotation", DIESEL, remove=True)
        assert said == f"quotations:\n{FIRST}"


def test_what_stands_behind_an_item_is_not_its_own(tmp_path: Path) -> None:
    """A comment after a blank line is about the next."""
    item = f'  - exact: "{DIESEL}"\n    add: true\n\n    # of the first hour\n'
    said = at_the_desk(tmp_path, f"quotations:\n{item}{FIRST}").do("quotation", DIESEL, remove=True)
    assert said == f"quotations:\n\n    # of the first hour\n{FIRST}"


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029"])
def test_other_line_ends(tmp_path: Path, end: str) -> None:
    """YAML counts more than LF as a line: the item is found all the same, and not the one below it."""
    before = f'# a{end}# b{end}# c\nquotations:\n  - exact: "{NOBODY}"\n    speaker: Ines Halloran\n{FIRST}'
    editor = at_the_desk(tmp_path, before)
    said = editor.do("quotation", NOBODY, kind="partial")
    made = "    speaker: Ines Halloran\n    kind: partial\n"
    assert editor.file.read_bytes().decode().startswith(f"# a{end}# b{end}# c\n")
    assert f'  - exact: "{NOBODY}"\n{made}' in said
    assert said.endswith(FIRST)


@pytest.mark.parametrize("begin", ["\ufeff", "---\n"])
def test_what_may_begin_a_file(tmp_path: Path, begin: str) -> None:
    """A byte-order mark, or the three hyphens of YAML: an item and an approval find their place."""
    editor = at_the_desk(tmp_path, f"{begin}quotations:\n{FIRST}")
    editor.do("quotation", NOBODY, speaker=["Tom Askew"])
    editor.look()
    editor.do("approve")
    editor.look()
    assert editor.view["state"]["approved"]
    assert editor.view["settled"] == 2


@pytest.mark.parametrize(
    "item",
    [
        'why: "on the phone\n    speaker: her\n    she said"\n    speaker: Ines Halloran\n',
        'why: "on the phone\nmentions: no\nhe said"\n    speaker: Ines Halloran\n',
    ],
)
def test_nothing_else_is_ever_changed(tmp_path: Path, item: str) -> None:
    """Where a file is written so that this would happen, nothing is written."""
    before = f'quotations:\n  - exact: "{NOBODY}"\n    {item}{FIRST}'
    editor = at_the_desk(tmp_path, before)
    with pytest.raises(SitegenError, match="write-failed"):
        editor.do("quotation", NOBODY, unnamed="a docker")
    assert editor.said() == before


@pytest.mark.parametrize(
    ("names", "shown"),
    [("[Ines Halloran, ines-halloran]", "Ines Halloran"), ("[Piet Orr, Piet Orr]", "Piet Orr")],
)
def test_who_is_named_twice_speaks_once(tmp_path: Path, names: str, shown: str) -> None:
    """By whichever of the names, and whether the article knows them or not."""
    editor = at_the_desk(tmp_path, f'quotations:\n  - exact: "{NOBODY}"\n    speaker: {names}\n')
    (said,) = [q for q in editor.view["quotations"] if q["at"] == editor.at(NOBODY)]
    assert (said["speaker"]["name"], said["others"]) == (shown, [])
