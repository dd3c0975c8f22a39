"""The list of issued addresses: written and read again, and one message where it is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.building.articles.issuing import issued_now, note_issued
from sitegen.content.issued import issued_text, parse_issued, read_issued
from sitegen.model.article import ArticleId
from sitegen.model.curation import Holder
from sitegen.model.site import EntityId

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
HELD = st.dictionaries(
    WORDS.map(EntityId), st.builds(Holder, WORDS, st.lists(WORDS.map(ArticleId), max_size=3).map(tuple))
)


def held(name: str, *articles: str, base: str = "") -> tuple[EntityId, Holder]:
    """Whose an id is."""
    return EntityId(name), Holder(base or name, tuple(map(ArticleId, articles)))


@given(HELD)
def test_what_is_written_is_read_again(issued: dict[EntityId, Holder]) -> None:
    """Whatever the names of files and people."""
    assert parse_issued(issued_text(issued).encode()) == issued


def test_a_line_for_each() -> None:
    """Sorted, so that versions are easily compared."""
    text = issued_text(dict([held("b-c", "x", base="b"), held("b", "x", "y")]))
    assert text.splitlines()[-2:] == ['"b" = ["x", "y"]', '"b-c" = { name = "b", articles = ["x"] }']


def test_lines_stay_as_long_as_they_are_true() -> None:
    """What is new comes in, what nobody has today stays, and who lost all articles has new ones."""
    before = dict([held("a", "one"), held("b", "two"), held("gone", "three")])
    now = issued_now(before, [held("a", "zero", "one"), held("b", "four"), held("c", "1", "2", "3", "4")])
    assert now == dict([held("a", "one"), held("b", "four"), held("gone", "three"), held("c", "1", "2", "3")])


@pytest.mark.parametrize("data", [b"<<<<<<< HEAD", b"a = 1", b"a = [1]", b"[a]\nname = 3", b"\xff", b"a = ["])
def test_what_is_no_list_is_one_message(tmp_path: Path, data: bytes) -> None:
    """And it stays as it is."""
    file = tmp_path / "content" / "entities" / "ids.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    issued, (fault,) = read_issued(tmp_path / "content", tmp_path)
    assert issued is None
    assert str(fault).startswith("content/entities/ids.toml: error[ids-unreadable]: ")
    assert note_issued(file, {}, dict([held("a", "one")])) == ("?", "")
    assert file.read_bytes() == data


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nor a folder read."""
    folder = tmp_path / "content" / "entities"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "ids.toml")
    issued, (fault,) = read_issued(tmp_path / "content", tmp_path)
    assert (issued, fault.code) == (None, "ids-unreadable")


def test_a_list_that_somebody_changed_meanwhile_is_theirs(tmp_path: Path) -> None:
    """The next build adds to it."""
    file = tmp_path / "ids.toml"
    file.write_text('"theirs" = ["x"]\n')
    assert note_issued(file, {}, dict([held("a", "one")])) == ("?", "")
    assert file.read_text() == '"theirs" = ["x"]\n'
