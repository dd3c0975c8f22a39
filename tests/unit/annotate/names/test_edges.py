"""What stands at a name's edges, from parses written by hand."""

from __future__ import annotations

import pytest
from tagged_text import tagged

from sitegen.annotate.names.edges import named
from sitegen.annotate.parse.words import Range
from sitegen.model.annotation import EntityType


@pytest.mark.parametrize(
    ("line", "first", "last", "name"),
    [
        pytest.param(
            "the/DT Seafarers/NNPS ’/POS and/CC Dockers/NNPS ’/POS Union/NNP met/VBD",
            4,
            7,
            "Seafarers ’ and Dockers ’ Union",
            id="the possessive before and",
        ),
        pytest.param(
            "the/DT seafarers/NNS ’/POS and/CC Dockers/NNPS ’/POS Union/NNP met/VBD",
            4,
            7,
            "Dockers ’ Union",
            id="a small word is no half of it",
        ),
        pytest.param(
            "the/DT Late/RB ’/POS and/CC Dockers/NNPS ’/POS Union/NNP met/VBD",
            4,
            7,
            "Dockers ’ Union",
            id="nor is one that is no noun",
        ),
        pytest.param(
            "the/DT Seafarers/NNPS ’/POS and/CC Dockers/NNPS ’/POS Quay/NNP met/VBD",
            4,
            7,
            "Dockers ’ Quay",
            id="only of a body",
        ),
        pytest.param(
            "The/DT Harbour/NNP Gazette/NNP said/VBD", 1, 3, "The Harbour Gazette", id="a newspaper's The"
        ),
        pytest.param("The/DT Harbour/NNP Board/NNP said/VBD", 1, 3, "Harbour Board", id="no other body's"),
    ],
)
def test_an_organisation(line: str, first: int, last: int, name: str) -> None:
    """What belongs to its name before its first word."""
    words = tagged(line)
    found = list(named(words, Range(first, last), EntityType.ORGANISATION))
    assert [words.span(each.range).of(words.text.text) for each in found] == [name]
