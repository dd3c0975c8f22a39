"""docs/api.md: its examples run, and it names all that is public."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import sitegen

PAGE = Path(__file__).parents[2] / "docs/api.md"


@pytest.mark.model
def test_the_examples_print_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, as a reader would type them, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, verbose=False)
    assert tried > 12
    assert failed == 0


def test_every_public_name_is_in_the_table() -> None:
    """And none that is not public."""
    rows = re.findall(r"^\| (`.*?) \|", PAGE.read_text("utf-8").split("## Values")[1], re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(sitegen.__all__)
