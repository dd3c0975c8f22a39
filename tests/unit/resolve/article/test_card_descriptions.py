"""A card's descriptions: the fullest first, none that says nothing or nothing new."""

from __future__ import annotations

import pytest

from sitegen.model.annotation import Description, DescriptionKind, EntityType, Mention
from sitegen.model.text import Span
from sitegen.resolve.article.descriptions import card_descriptions


def kept(*described: str, pinned: str = "") -> list[str]:
    """What of these a card keeps."""
    text = " | ".join(described)
    spans, at = [], 0
    for one in described:
        spans.append(Span(at, at + len(one)))
        at += len(one) + 3
    said = tuple(Description(span, DescriptionKind.TITLE) for span in spans)
    mention = Mention(Span(0, 1), EntityType.PERSON, "test", descriptions=said)
    return [one.span.of(text) for one in card_descriptions(text, [mention], "en", pinned)]


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        (("the mayor", "the mayor of Selm"), ["the mayor of Selm"]),
        (("the mayor of Selm", "a retired pilot"), ["the mayor of Selm", "a retired pilot"]),
        (("Mr", "the mayor"), ["the mayor"]),
        (("Mr", "Mrs"), []),
        (("the", "a"), []),
        (("The Mayor", "the mayor"), ["The Mayor"]),
    ],
    ids=[
        "said by a fuller one",
        "two",
        "a form of address",
        "forms of address",
        "articles",
        "the same twice",
    ],
)
def test_what_a_card_keeps(described: tuple[str, ...], expected: list[str]) -> None:
    """What says more than a fuller one already does."""
    assert kept(*described) == expected


def test_an_editor_s_choice_comes_first() -> None:
    """Where the article uses these words, in whatever case."""
    assert kept("the mayor of Selm", "a pilot", pinned="A Pilot") == ["a pilot", "the mayor of Selm"]
