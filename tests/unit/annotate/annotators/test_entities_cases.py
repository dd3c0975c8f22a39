"""Recognition over the cases in tests/cases: names, descriptions, dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from known_mistakes import param
from recognition_cases import Case, cases

from sitegen.annotate.annotators.entities import EntityAnnotator
from sitegen.annotate.parse.encoder import Encoder
from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.annotate.run import AnnotationTask, annotate
from sitegen.model.annotation import EntityType, Mention

SHORT = {"org": "organisation"}
TODAY = datetime(2026, 11, 18, tzinfo=UTC)
"""A Wednesday: what "yesterday" is told from in the cases."""


def params(file: str) -> list[object]:
    """The cases of a file; those that cannot be met yet must fail."""
    return [param(case, title=case.name) for case in cases(file)]


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], tuple[Mention, ...]]:
    """What is found in every case of every file, parsed in one go."""
    keys = [(file, case) for file in ("entities.md", "descriptions.md", "dates.md") for case in cases(file)]
    tasks = [AnnotationTask(case.text, date=TODAY) for _, case in keys]
    answers = annotate(tasks, Pipeline(find_model()), [EntityAnnotator()])
    return {(file, case.name): a.mentions for (file, case), a in zip(keys, answers, strict=True)}


@pytest.fixture(scope="module")
def judged() -> dict[tuple[str, str], tuple[Mention, ...]]:
    """The same, of the file that is for the encoder."""
    keys = [("entities_best.md", case) for case in cases("entities_best.md")]
    tasks = [AnnotationTask(case.text, date=TODAY) for _, case in keys]
    answers = annotate(tasks, Pipeline(find_model(), Encoder()), [EntityAnnotator()])
    return {(file, case.name): a.mentions for (file, case), a in zip(keys, answers, strict=True)}


Found = dict[tuple[str, str], tuple[Mention, ...]]


@pytest.mark.model
@pytest.mark.parametrize("case", params("entities.md"))
def test_names(case: Case, found: Found) -> None:
    """Every name of the case is found with its words and type, and nothing else is."""
    assert_names(case, found["entities.md", case.name])


@pytest.mark.model
@pytest.mark.parametrize("case", params("entities_best.md"))
def test_names_with_the_encoder(case: Case, judged: Found) -> None:
    """The same where the encoder is asked."""
    assert_names(case, judged["entities_best.md", case.name])


def assert_names(case: Case, mentions: Iterable[Mention]) -> None:
    """The names of a case, and nothing else, are among the mentions."""
    expected = [(at, words, SHORT.get(kind, kind)) for at, words, kind in case.marks]
    text = case.text.text
    got = [(m.span.start, m.span.of(text), str(m.type)) for m in mentions if m.type is not EntityType.DATE]
    assert got == expected


@pytest.mark.model
@pytest.mark.parametrize("case", params("descriptions.md"))
def test_descriptions(case: Case, found: Found) -> None:
    """Every name of the case has the descriptions that are listed, and no others."""
    text = case.text.text
    got = [
        f"{mention.span.of(text)}: {said.kind}: {said.span.of(text)}"
        for mention in found["descriptions.md", case.name]
        for said in mention.descriptions
    ]
    assert sorted(got) == sorted(case.expected)


@pytest.mark.model
@pytest.mark.parametrize("case", params("dates.md"))
def test_dates(case: Case, found: Found) -> None:
    """Every date of the case is found with its value, and nothing else is a date."""
    expected = [(at, words, None if value == "?" else value) for at, words, value in case.marks]
    got = [
        (m.span.start, m.span.of(case.text.text), m.value)
        for m in found["dates.md", case.name]
        if m.type is EntityType.DATE
    ]
    assert got == expected
