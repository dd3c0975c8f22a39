"""An approval is of what its editor saw, and is written whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from desk_site import PAGE, AtTheDesk, write_site

from sitegen.desk.requests import RefusedActionError
from sitegen.diagnostics import SitegenError

STAY = "“We will stay at the table,”"
WORD = f'quotations:\n  - exact: "{STAY}"\n    speaker: Tom Askew\n'


@pytest.fixture
def editor(tmp_path: Path) -> AtTheDesk:
    """Somebody at the desk of a small site."""
    return AtTheDesk(write_site(tmp_path))


def marks(editor: AtTheDesk) -> Path:
    """The file of what was found when the article was approved."""
    return editor.file.with_name("talks.approved.json")


def test_a_text_that_was_edited_since_is_not_approved(editor: AtTheDesk) -> None:
    """Though the build knows it: the page that the editor looks at is an older one."""
    request = editor.request("approve")
    article = editor.file.with_name("talks.md")
    article.write_text(article.read_text("utf-8").replace("Tom Askew said", "Ines Halloran said"), "utf-8")
    editor.site.build()
    with pytest.raises(RefusedActionError, match="the text has changed"):
        editor.desk.act(request)
    assert (editor.said(), marks(editor).exists()) == ("", False)


def test_somebody_else_s_correction_is_not_approved_unseen(editor: AtTheDesk) -> None:
    """Though the build obeys it."""
    request = editor.request("approve")
    editor.file.write_text(WORD, "utf-8")
    editor.site.build()
    with pytest.raises(RefusedActionError, match="somebody else"):
        editor.desk.act(request)
    assert (editor.said(), marks(editor).exists()) == (WORD, False)


def test_what_is_undone_leaves_nothing_behind(editor: AtTheDesk) -> None:
    """Neither the approval nor its marks; done again, both are there."""
    editor.do("approve")
    said, kept = editor.said(), marks(editor).read_bytes()
    editor.look()
    editor.desk.undo(PAGE)
    assert (editor.said(), marks(editor).exists()) == ("", False)
    assert editor.site.build().diagnostics == ()
    editor.desk.redo(PAGE)
    assert (editor.said(), marks(editor).read_bytes()) == (said, kept)


def test_a_second_approval_undone_is_the_first(editor: AtTheDesk) -> None:
    """With the marks of then; but what somebody has written there since stays."""
    editor.do("approve")
    first = editor.said(), marks(editor).read_bytes()
    article = editor.file.with_name("talks.md")
    article.write_text(article.read_text("utf-8").replace("at noon", "at night"), "utf-8")
    editor.look()
    editor.do("approve")
    assert marks(editor).read_bytes() != first[1]
    editor.look()
    editor.desk.undo(PAGE)
    assert (editor.said(), marks(editor).read_bytes()) == first
    editor.look()
    editor.desk.redo(PAGE)
    marks(editor).write_text("mine", "utf-8")
    editor.look()
    editor.desk.undo(PAGE)
    assert (editor.said(), marks(editor).read_text("utf-8")) == (first[0], "mine")


def test_where_no_approval_can_be_written_its_marks_are_not(editor: AtTheDesk) -> None:
    """Those of the approval before stay: the two files are of one moment."""
    marks(editor).write_text("{}", "utf-8")
    editor.file.write_text("approved: {by: Tom Askew, digest: abc}\n", "utf-8")
    editor.look()
    with pytest.raises(SitegenError, match="on one line"):
        editor.do("approve")
    assert marks(editor).read_text("utf-8") == "{}"


def test_a_disk_that_refuses_is_told(editor: AtTheDesk) -> None:
    """As of any other file: it is no fault of sitegen's own."""
    marks(editor).mkdir()
    with pytest.raises(SitegenError, match="cannot be written"):
        editor.do("approve")
    assert editor.said() == ""


def test_a_link_inside_the_site_is_written_through(editor: AtTheDesk) -> None:
    """A correction is in the file that both names lead to, and the link stays one."""
    real = editor.file.with_name("shared.yaml")
    real.write_text("# ours\n", "utf-8")
    editor.file.symlink_to(real.name)
    editor.look()
    editor.do("quotation", STAY, speaker=["Tom Askew"])
    assert editor.file.is_symlink()
    assert real.read_text("utf-8").startswith("# ours\n")
    assert "speaker: Tom Askew" in real.read_text("utf-8")


def test_a_link_out_of_the_site_is_not(editor: AtTheDesk, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What was approved is written in the link's place."""
    outside = tmp_path_factory.mktemp("outside") / "x.json"
    outside.write_text("mine", "utf-8")
    marks(editor).symlink_to(outside)
    editor.do("approve")
    assert outside.read_text("utf-8") == "mine"
    assert not marks(editor).is_symlink()


@pytest.mark.parametrize(
    ("found", "instead"),
    [('"end":76', '"end":7600'), (r'"content":\[[^]]*\]', '"content":[]'), (r"\A.*", "garbage")],
)
def test_marks_that_are_none_of_this_text_do_not_count(editor: AtTheDesk, found: str, instead: str) -> None:
    """Whoever changed the file by hand is told so; the article is published as the machine sees it."""
    editor.do("approve")
    said = marks(editor).read_text("utf-8")
    marks(editor).write_text(re.sub(found, instead, said, count=1), "utf-8")
    assert [each.code for each in editor.site.build().diagnostics] == ["approved-unreadable"]
    assert editor.desk.article("/briefings/talks/")["quotations"]
