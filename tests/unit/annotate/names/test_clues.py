"""What stands around a name says of its type, from parses written by hand."""

from __future__ import annotations

import pytest
from tagged_text import tagged

from sitegen.annotate.names.clues import from_context
from sitegen.annotate.names.edges import Name
from sitegen.annotate.names.types import best
from sitegen.annotate.parse.words import Range
from sitegen.model.annotation import EntityType

NONE = "they/PRP like/VBP Veldt/NNP"


def scores(line: str) -> dict[EntityType, float]:
    """The scores of the name that stands as `Veldt` in the line."""
    words = tagged(line)
    at = words.forms.index("Veldt")
    return {
        kind: score for kind, score in from_context(words, Name(Range(at, at + 1), None)).items() if score
    }


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param(
            "of/IN Veldt/NNP ,/, a/DT newspaper/NN ,/, he/PRP", "organisation", id="its head at once"
        ),
        pytest.param(
            "of/IN Veldt/NNP ,/, a/DT small/JJ and/CC very/RB old/JJ shipyard/NN ,/,",
            "organisation",
            id="its head behind adjectives",
        ),
        pytest.param(
            "of/IN Veldt/NNP ,/, a/DT shipyard/NN for/IN a/DT village/NN ,/,",
            "organisation",
            id="its head is before a preposition",
        ),
        pytest.param(
            "of/IN Veldt/NNP ,/, a/DT newspaper/NN village/NN ,/,", "place", id="its head is the last noun"
        ),
        pytest.param("of/IN Veldt/NNP ,/, who/WP left/VBD", "person", id="a relative clause"),
        pytest.param("of/IN Veldt/NNP ,/, 43/CD ,/, left/VBD", "person", id="an age"),
    ],
)
def test_what_stands_behind_a_comma(line: str, kind: str) -> None:
    """The first common noun before a preposition, "who", or an age."""
    found = scores(line)
    assert max(found, key=lambda each: found[each], default=None) == EntityType(kind)


@pytest.mark.parametrize(
    "line",
    [
        NONE,
        "like/VBP Veldt/NNP ,/, 1943/CD ,/, when/WRB",
        "like/VBP Veldt/NNP ,/, a/DT of/IN newspaper/NN ,/,",
        "a/DT shipyard/NN ,/, and/CC Veldt/NNP ,/, a/DT ./.",
    ],
)
def test_what_says_nothing(line: str) -> None:
    """No clue, no score."""
    assert not scores(line)


@pytest.mark.parametrize(
    ("found", "answer"),
    [
        ({}, (None, 0.0)),
        ({EntityType.PERSON: -1.0}, (None, 0.0)),
        ({EntityType.PERSON: 0.0, EntityType.PLACE: -0.5}, (None, 0.0)),
        ({EntityType.PERSON: 0.5, EntityType.PLACE: 0.7}, (EntityType.PLACE, 0.7)),
    ],
)
def test_the_strongest_type(found: dict[EntityType, float], answer: tuple[EntityType | None, float]) -> None:
    """None, and no strength, where nothing speaks for any."""
    assert best(found) == answer
