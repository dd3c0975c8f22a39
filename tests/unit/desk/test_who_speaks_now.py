"""Who speaks by an editor's word, where an edit of the article tells another one beside the quotation."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desk_site import PAGE, TEXT, AtTheDesk, QuotingAnnotator, write_site

from sitegen.cli import review
from sitegen.desk.pointing import Pointed
from sitegen.desk.requests import RefusedActionError
from sitegen.model.annotation import Annotations
from sitegen.model.review import DoubtKind
from sitegen.model.text import Span

STAY = "“We will stay at the table,”"
_SAID = re.compile(r"\W*(?P<cue>said) (?P<who>[A-Z]\w+ [A-Z]\w+)")


class Attributing(QuotingAnnotator):
    """With whom "said X" behind a quotation names."""

    name = "attributing"

    def annotate(self, text: Any, context: Any) -> Annotations:
        """Instant and always the same."""
        found = super().annotate(text, context)
        return replace(found, quotations=tuple(self._told(one, text.text) for one in found.quotations))

    def _told(self, quotation: Any, text: str) -> Any:
        tag = _SAID.match(text, quotation.content[-1].end)
        return (
            replace(quotation, cue=Span(*tag.span("cue")), source=Span(*tag.span("who")))
            if tag
            else quotation
        )


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AtTheDesk:
    """Somebody who has said that it is Tom Askew, where the article says Ines Halloran."""
    monkeypatch.setattr("desk_site.QuotingAnnotator", Attributing)
    monkeypatch.setattr(
        "sitegen.serve.site.PreviewSite.now", lambda _: dt.datetime(2026, 5, 23, tzinfo=dt.UTC)
    )
    made = AtTheDesk(write_site(tmp_path, f"It rained at the quay all day. {TEXT}"))
    made.do("quotation", STAY, speaker=["tom-askew"])
    made.look()
    return made


def edit(editor: AtTheDesk, was: str, now: str) -> None:
    """In an editor of texts."""
    article = editor.file.with_name("talks.md")
    assert was in article.read_text("utf-8")
    article.write_text(article.read_text("utf-8").replace(was, now), "utf-8")
    editor.look()


def told(editor: AtTheDesk) -> list[str]:
    """What the build says of corrections."""
    return [d.message for d in editor.site.build().diagnostics if d.code == "correction-beside"]


def test_a_correction_knows_what_it_was_made_beside(editor: AtTheDesk) -> None:
    """In words, below the speaker; where nothing told it, that."""
    assert "    speaker: tom-askew\n    beside: said Ines Halloran\n    by:" in editor.said()
    editor.do("quotation", "“Nobody asked us,”", speaker=["Tom Askew"])
    assert "    speaker: Tom Askew\n    beside: nothing\n" in editor.said()
    assert told(editor) == []


def test_the_editor_s_word_stands_and_the_build_asks(editor: AtTheDesk) -> None:
    """Old and new words are told; on the page is whom the editor said."""
    edit(editor, "said Ines Halloran on", "said Ada Quist on")
    (message,) = told(editor)
    assert message == (
        f"who says {STAY}: beside it stood “said Ines Halloran”, and now “said Ada Quist”; "
        "the editor's word stands (tom-askew)"
    )
    quotation = editor.view["quotations"][0]
    assert quotation["speaker"]["entity"] == "tom-askew"
    assert quotation["beside"] == {"before": "said Ines Halloran", "now": "said Ada Quist"}
    assert editor.view["doubts"][0]["kind"] == DoubtKind.BESIDE


def test_an_edit_elsewhere_asks_nothing(editor: AtTheDesk) -> None:
    """Nor does a file that does not say what it was made beside."""
    edit(editor, "on Friday. She", "on Friday, in the rain. She")
    assert told(editor) == []
    editor.file.write_text(editor.said().replace("    beside: said Ines Halloran\n", ""), "utf-8")
    edit(editor, "said Ines Halloran on", "said Ada Quist on")
    assert told(editor) == []


def test_said_again_it_is_settled(editor: AtTheDesk) -> None:
    """The same speaker, beside the new words."""
    edit(editor, "said Ines Halloran on", "said Ada Quist on")
    said = editor.do("quotation", STAY, speaker=["tom-askew"])
    assert "    speaker: tom-askew\n    beside: said Ada Quist\n" in said
    assert said.count("beside") == 1
    editor.look()
    assert told(editor) == []


def test_dropped_the_machine_s_word_counts(editor: AtTheDesk) -> None:
    """What else the item says stays; where it says nothing else it goes."""
    edit(editor, "said Ines Halloran on", "said Ada Quist on")
    editor.do("quotation", STAY, kind="partial")
    editor.look()
    said = editor.do("quotation", STAY, drop=True)
    assert "kind: partial" in said
    assert "speaker" not in said + str(re.findall("beside|unnamed", said))
    quotation = editor.look()["quotations"][0]
    assert (quotation["speaker"]["entity"], quotation["stated"]) == ("ada-quist", False)
    with pytest.raises(RefusedActionError, match="no word of yours"):
        editor.do("quotation", STAY, drop=True)


def test_dropped_alone_the_item_goes_and_comes_back(editor: AtTheDesk) -> None:
    """By undo."""
    before = editor.said()
    assert editor.do("quotation", STAY, drop=True) == ""
    editor.look()
    editor.desk.undo(PAGE)
    assert editor.said() == before


@pytest.mark.parametrize("is_right", [True, False])
def test_the_command_line_asks_the_same(editor: AtTheDesk, is_right: bool) -> None:
    """Each answer settles it."""
    edit(editor, "said Ines Halloran on", "said Ada Quist on")
    question = next(q for q in review.read_review(editor.site)[1] if q.kind is DoubtKind.BESIDE)
    assert question.question == (
        "Does Tom Askew still say this? Beside it stood “said Ines Halloran”, and now “said Ada Quist”."
    )
    pointed = Pointed(*editor.site.analyse()[1].annotated_now("talks"))
    answer = question.yes if is_right else question.no
    review.write_answer(editor.site, question, answer, pointed, by="Nora Vell")
    assert ("beside: said Ada Quist" in editor.said()) == is_right
    assert editor.file.exists() == is_right
    assert all(q.kind is not DoubtKind.BESIDE for q in review.read_review(editor.site)[1])
