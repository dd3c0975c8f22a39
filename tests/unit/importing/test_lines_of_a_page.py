"""The lines of a printed page as paragraphs."""

from __future__ import annotations

import pytest

from sitegen.importing.readers.pdf import _paragraphs

LONG = "The talks on the ferry failed on Monday evening, and nobody knew"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["The ferry"], ["The ferry"]),
        (["The ferry", f"{LONG} why."], ["The ferry", f"{LONG} why."]),
        ([LONG, "why."], [f"{LONG} why."]),
        ([LONG, "why.", f"{LONG} it."], [f"{LONG} why.", f"{LONG} it."]),
        (["The fer-", "ry sailed."], ["The ferry sailed."]),
        ([], []),
    ],
    ids=["one line", "a headline above", "a last line", "two paragraphs", "a parted word", "none"],
)
def test_paragraphs(lines: list[str], paragraphs: list[str]) -> None:
    """Joined until one that is not full ends a sentence; a short first line is a heading."""
    assert list(_paragraphs(lines)) == paragraphs
