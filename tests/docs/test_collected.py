"""Every file of tests is run: none lies in a folder that pytest leaves out."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


def test_no_folder_of_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    """By its name: pytest's own list has some that a project may well use."""
    patterns = pytestconfig.getini("norecursedirs")
    folders = {part for file in TESTS.rglob("test_*.py") for part in file.relative_to(TESTS).parent.parts}
    assert {folder for folder in folders for pattern in patterns if fnmatch(folder, pattern)} == set()
