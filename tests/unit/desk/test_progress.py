"""How far an editor is with an article: what is settled, and what is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_site import AtTheDesk, write_site

STAY, NOBODY, DEAD = "“We will stay at the table,”", "“Nobody asked us,”", "“is dead”"


@pytest.fixture
def editor(tmp_path: Path) -> AtTheDesk:
    """Somebody at the desk of a small site: three marks are in doubt."""
    return AtTheDesk(write_site(tmp_path))


def progress(editor: AtTheDesk) -> tuple[int, int]:
    """Settled, and left."""
    view = editor.look()
    return view["settled"], len(view["doubts"])


def test_what_counts(editor: AtTheDesk) -> None:
    """Every mark once, however much is said of it; what is said of a card is of no mark."""
    assert progress(editor) == (0, 3)
    editor.do("quotation", STAY, speaker=["tom-askew"])
    assert progress(editor) == (1, 2)
    editor.do("quotation", STAY, kind="indirect")
    editor.look()
    editor.do("quotation", DEAD, remove=True)
    assert progress(editor) == (2, 1)
    editor.do("description", "sent nobody", entity_id="Diesel Corp", choose=True)
    editor.look()
    editor.do("line", entity_id="Diesel Corp", text="Sells fuel.")
    assert progress(editor) == (2, 1)
    editor.do("mention", "Tom Askew", type="organisation", everywhere=True)
    editor.look()
    editor.do("mention", "Tom Askew", type="person")
    assert progress(editor) == (3, 1)


def test_a_word_that_settles_nothing(editor: AtTheDesk) -> None:
    """The kind of a quotation whose speaker is in doubt; words that are not there any more."""
    editor.do("quotation", STAY, kind="indirect")
    assert progress(editor) == (0, 3)
    editor.file.write_text('quotations:\n  - exact: "“It never rained,”"\n    remove: true\n', "utf-8")
    assert progress(editor) == (0, 3)


def test_a_file_of_the_curation_settles_a_name(editor: AtTheDesk) -> None:
    """Whatever else it changes on the page; nothing is asked about it any more."""
    talks = editor.file.with_name("talks.md")
    talks.write_text("---\ntitle: Talks\n---\nTom Askew Trust paid. Ines Halloran left.\n", "utf-8")
    assert progress(editor) == (0, 1)
    editor.do("entity", entity_id="tom-askew", note="Speaks for the dockers.")
    assert progress(editor) == (1, 0)


def test_an_approved_article_has_nothing_in_doubt(editor: AtTheDesk) -> None:
    """Somebody has looked at all of it; after an edit it is as before."""
    editor.do("quotation", STAY, speaker=["tom-askew"])
    editor.look()
    editor.do("approve")
    assert progress(editor) == (1, 0)
    talks = editor.file.with_name("talks.md")
    talks.write_text(talks.read_text("utf-8").replace("at noon", "at night"), "utf-8")
    assert progress(editor) == (1, 2)
