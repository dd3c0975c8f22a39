"""What is added to an editor's file stands below what is there; what is not safe to add is not written."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from sitegen.diagnostics import SitegenError
from sitegen.model.review import CurationEdit
from sitegen.resolve.curation.edits import applied

FILE = PurePosixPath("content/entities/ines-halloran.md")


def with_names(article: str, *lines: str) -> str:
    """A file with these lines, and one name more in one article."""
    edit = CurationEdit(FILE, (("aliases_in", ((article, ("Ines",)),)),))
    return applied(edit, "\n".join(["---", "name: Ines Halloran", *lines, "---", "A note.", ""]))


def test_a_new_key() -> None:
    """Below the others; the note stays."""
    assert with_names("a").split("\n")[2:5] == ["aliases_in:", "  a: [Ines]", "---"]


def test_another_article() -> None:
    """Below those that the key has."""
    assert with_names("b", "aliases_in:", "  a: [Halloran]", "type: person").split("\n")[2:6] == [
        "aliases_in:",
        "  a: [Halloran]",
        "  b: [Ines]",
        "type: person",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("aliases_in:", "  a: [Halloran]"),
        ("aliases_in:", "  b: [Halloran]", "  a: [Halloran]"),
        ("aliases_in: {a: [Halloran]}",),
    ],
    ids=["in the line below the key", "further down", "in braces"],
)
def test_an_article_that_is_listed(lines: tuple[str, ...]) -> None:
    """Its list is the editor's: what to add is said, with the line."""
    with pytest.raises(SitegenError) as raised:
        with_names("a", *lines)
    (fault,) = raised.value.diagnostics
    assert fault.location is not None
    assert fault.location.line == 3
    assert "aliases_in" in str(fault.hint)
