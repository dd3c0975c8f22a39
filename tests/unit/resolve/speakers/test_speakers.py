"""Who the source of a quotation is: the cases of tests/cases/speakers.md, and what always holds."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from known_mistakes import param

sys.path.insert(0, str(Path(__file__).parent))

from speaker_markup import Case, read_article, read_cases

from sitegen.model.annotation import Stated
from sitegen.model.site import Speaker, SpeakerKind
from sitegen.render.article.reasons import reason_text
from sitegen.render.theme.catalogue import words_for
from sitegen.resolve.speakers import resolve_speakers
from sitegen.resolve.speakers.named_later import CONVENTION

CASES = read_cases()
ENGLISH = words_for("en", ())


def said(speaker: Speaker) -> str:
    """A speaker as the case file writes it."""
    number = f" #{speaker.number}" if speaker.number > 1 else ""
    if speaker.kind is SpeakerKind.UNKNOWN:
        return "(unknown)"
    return f"(unnamed) {speaker.name}{number}" if speaker.kind is SpeakerKind.UNNAMED else speaker.name


@pytest.mark.parametrize("case", [param(case, title=case.title) for case in CASES])
def test_speaker(case: Case) -> None:
    """Each quotation has the speaker, and the reason, that the case names."""
    article, cards = read_article(case.body)
    resolved = resolve_speakers(article, cards).quotations
    expected = [line.partition(" | ") for line in case.expected]
    assert [said(q.speaker) for q in resolved] == [name for name, _, _ in expected]
    for quotation, (_, _, reason) in zip(resolved, expected, strict=True):
        assert reason in reason_text(quotation.reason, ENGLISH)


def test_an_article_in_a_language_without_words() -> None:
    """No other language's rules say who speaks there; what an editor says counts."""
    article, cards = read_article(("[Ines Halloran|f] left. “No,” {she} said.", "“Never,” {she} said."))
    front = replace(article.article.front_matter, language="de")
    first, second = article.annotations.quotations
    told = (replace(first, stated=Stated(("Ines Halloran",))), second)
    german = replace(
        article,
        article=replace(article.article, front_matter=front),
        annotations=replace(article.annotations, quotations=told),
    )
    assert [said(q.speaker) for q in resolve_speakers(article, cards).quotations] == ["Ines Halloran"] * 2
    assert [said(q.speaker) for q in resolve_speakers(german, cards).quotations] == [
        "Ines Halloran",
        "(unknown)",
    ]


def test_a_stated_source_without_a_name_is_written_as_the_others_are() -> None:
    """With a capital, and as one voice with them: "the source" is "The source"."""
    article, cards = read_article(("“Never,” {the source} said.", "“Now,” {the mayor} said."))
    first, second = article.annotations.quotations
    told = (first, replace(second, stated=Stated((), "the source")))
    annotations = replace(article.annotations, quotations=told)
    resolved = resolve_speakers(replace(article, annotations=annotations), cards).quotations
    assert [quotation.speaker.name for quotation in resolved] == ["The source", "The source"]
    assert {quotation.speaker.number for quotation in resolved} == {1}


def test_the_judge_of_the_lead_is_doubtful() -> None:
    """That a lead's judge is the one who is named below is a convention, and less sure than a name."""
    lead, named = "{A judge} said ~the gate was shut~.", "<Justice> [Ines Halloran] gave no reason."
    ((alone,), (found,)) = (
        resolve_speakers(*read_article(body)).quotations for body in ((lead,), (lead, named))
    )
    assert (alone.speaker.kind, found.speaker.name) == (SpeakerKind.UNNAMED, "Ines Halloran")
    assert found.confidence == pytest.approx(CONVENTION * alone.confidence)
