"""What an article calls a body in other words: the cases of tests/cases/called.md."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from known_mistakes import param

sys.path.insert(0, str(Path(__file__).parent))

from speaker_markup import CASES, Case, read_article, read_cases

from sitegen.resolve.speakers import resolve_speakers


@pytest.mark.parametrize("case", [param(case, title=case.title) for case in read_cases(CASES / "called.md")])
def test_called(case: Case) -> None:
    """Only where it is certain which body is meant."""
    article, cards = read_article(case.body)
    called = resolve_speakers(article, cards).called
    found = [
        f"{cards[number].name}: {span.of(article.plain.text)}" for number, span in sorted(called.items())
    ]
    assert found == list(case.expected)


def test_who_is_quoted_under_such_words() -> None:
    """Is that body."""
    text = (
        "[Vellas|org] told [Al Quilla|org] on Monday that *the terror group|subj head=group* would wait.",
        "A claim by [Vellas|org] came as *the terror group|subj head=group* sent its leader to talks.",
        "Rain fell. Nobody came. “We go on,” {the terror group|head=group} said.",
    )
    (quotation,) = resolve_speakers(*read_article(text)).quotations
    assert quotation.speaker.name == "Vellas"
