"""Doubtful marks as questions of the command line, and what editors corrected as data."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from desk_site import AtTheDesk, write_site

from sitegen.cli import review
from sitegen.desk.asking import MarkQuestion
from sitegen.desk.pointing import Pointed
from sitegen.diagnostics import SitegenError
from sitegen.model.article import ArticleId
from sitegen.model.review import DoubtKind


@pytest.fixture
def editor(tmp_path: Path) -> AtTheDesk:
    """An editor of a small site."""
    return AtTheDesk(write_site(tmp_path))


def asked(editor: AtTheDesk) -> tuple[MarkQuestion, ...]:
    """What is open about marks."""
    return review.read_review(editor.site)[1]


def answer(editor: AtTheDesk, question: MarkQuestion, *, is_right: bool) -> None:
    """As the command does."""
    pointed = Pointed(*editor.site.analyse()[1].annotated_now(ArticleId(question.article)))
    asked_for = question.yes if is_right else question.no
    review.write_answer(editor.site, question, asked_for, pointed, by="Nora Vell")


def test_what_is_asked(editor: AtTheDesk) -> None:
    """The same that the desk lists: first those on the page, then those that are on none, with their line."""
    found = [(q.kind, q.evidence.name, q.evidence.line) for q in asked(editor)]
    assert found == [
        (DoubtKind.NOBODY, "“We will stay at the table,”", 4),
        (DoubtKind.NOBODY, "“Nobody asked us,”", 6),
        (DoubtKind.SUGGESTED, "“is dead”", 6),
    ]
    question = asked(editor)[2]
    text = review.mark_text(3, question)
    assert text.startswith(f"3. [{question.id}]")
    assert f"--reject {question.id} writes content/talks.corrections.yaml: remove: true" in text


def test_the_line_in_a_paragraph_of_many_lines(editor: AtTheDesk) -> None:
    """That of the words, not of the paragraph's beginning."""
    talks = editor.file.parent / "talks.md"
    talks.write_text("---\ntitle: Talks\n---\nIt rained at\nthe quay.\n“Nobody asked us.”\n", "utf-8")
    (found,) = asked(editor)
    assert (found.evidence.name, found.evidence.line) == ("“Nobody asked us.”", 6)


@pytest.mark.parametrize("is_right", [True, False])
def test_each_answer_settles_its_question_alone(editor: AtTheDesk, is_right: bool) -> None:
    """And touches nothing else that stands in the file."""
    while questions := asked(editor):
        before = editor.said()
        answer(editor, questions[0], is_right=is_right)
        assert all(line in editor.said().splitlines() for line in before.splitlines())
        assert [q.id for q in asked(editor)] == [q.id for q in questions[1:]]
    assert editor.said().count("by: Nora Vell") == 3
    assert editor.said().count("remove: true") == (0 if is_right else 3)


def answer_of(question: MarkQuestion, word: str) -> review.Answer:
    """As typed: "nothing", or who says it."""
    said = () if word == "nothing" else ("speaker", word)
    return review.Answer(question.id, *(said or (word,)))


def answers(editor: AtTheDesk, *words: str) -> list[str]:
    """Each open question with the word that answers it; what is open then."""
    questions = asked(editor)
    given = [answer_of(q, word) for q, word in zip(questions, words, strict=False)]
    assert list(review.answer(editor.site, given, "Nora Vell")) == [editor.file] * len(given)
    return [q.id for q in asked(editor) if q.id not in {q.id for q in questions[len(words) :]}]


def test_words_that_are_no_quotation_and_somebody_else_who_says_them(editor: AtTheDesk) -> None:
    """Whatever is asked of a quotation; both settle the question."""
    assert answers(editor, "nothing", "Tom Askew") == []
    first, second = yaml.safe_load(editor.said())["quotations"]
    assert (first["exact"], first["remove"]) == ("“We will stay at the table,”", True)
    assert (second["exact"], second["speaker"]) == ("“Nobody asked us,”", "Tom Askew")


def test_who_says_a_name_is_no_answer(editor: AtTheDesk) -> None:
    """Nor is anything written then, of other answers neither."""
    talks = editor.file.parent / "talks.md"
    talks.write_text("---\ntitle: Talks\n---\nTom Askew Trust paid.\n", "utf-8")
    (found,) = asked(editor)
    for words in (("Tom Askew",), ("nothing", "Tom Askew")):
        with pytest.raises(SitegenError, match="not about a quotation"):
            list(review.answer(editor.site, [answer_of(found, word) for word in words], ""))
    assert not editor.file.exists()


@pytest.mark.parametrize(
    ("text", "question", "yes", "no"),
    [
        (
            "Tom Askew Trust paid.",
            "Does the name “Tom Askew” begin and end here?",
            '    extent:\n      - exact: "Tom Askew"\n',
            "    remove: true\n",
        ),
    ],
)
def test_names_are_asked_about(editor: AtTheDesk, text: str, question: str, yes: str, no: str) -> None:
    """By the same corrections as at the desk; each answer settles it."""
    talks = editor.file.parent / "talks.md"
    talks.write_text(f"---\ntitle: Talks\n---\n{text}\n", "utf-8")
    for is_right, wanted in ((True, yes), (False, no)):
        (found,) = asked(editor)
        assert (found.question, found.kind) == (question, DoubtKind.BOUNDS)
        answer(editor, found, is_right=is_right)
        assert wanted in editor.said()
        assert asked(editor) == ()
        editor.file.unlink()


def test_what_is_exported(editor: AtTheDesk) -> None:
    """What the machine had and what the editor says, and a case in the form of the case files."""
    editor.do("quotation", "“Nobody asked us,”", speaker=["Tom Askew"])
    editor.look()
    editor.do("quotation", "“is dead”", remove=True)
    editor.look()
    editor.do("mention", "Diesel Corp", type="organisation")
    editor.look()
    said, removed, named = review.corrections_of(editor.site)
    assert (said["machine"]["kind"], said["editor"]["speaker"]) == ("direct", "Tom Askew")
    assert said["case"].endswith(
        "\n=> direct | Tom Askew | - | “Nobody asked us,”\n=! direct | - | - | “Nobody asked us,”"
    )
    assert (removed["editor"], removed["case"].splitlines()[1]) == (None, "=> -")
    assert (named["machine"]["type"], named["editor"]["type"]) == ("person", "organisation")
    assert named["editor"]["entity"] == "Diesel Corp"
    assert named["text"] == "Ines Halloran left the quay at noon. Diesel Corp sent nobody."


def test_an_article_that_was_edited_meanwhile(editor: AtTheDesk) -> None:
    """A command reads twice: what was asked is answered at its own words, or not."""
    question = asked(editor)[0]
    article = editor.file.with_name("talks.md")
    article.write_text(article.read_text("utf-8").replace("“We will", "So: “We will"), "utf-8")
    editor.look()
    pointed = Pointed(*editor.site.known.library.annotated_now("talks"))
    with pytest.raises(SitegenError, match="edited meanwhile"):
        review.write_answer(editor.site, question, question.yes, pointed, by="Nora Vell")
    assert editor.said() == ""


def test_words_that_cannot_be_told_from_others(editor: AtTheDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command says so, as the desk does."""
    question = asked(editor)[0]
    monkeypatch.setattr("sitegen.desk.pointing.anchor", lambda *_: None)
    pointed = Pointed(*editor.site.known.library.annotated_now("talks"))
    with pytest.raises(SitegenError, match="by hand"):
        review.write_answer(editor.site, question, question.yes, pointed, by="Nora Vell")
