"""What stands at a name's edges, from parses written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tagged_text import tagged

from sitegen.annotate.names.edges import Name, named, without_peoples
from sitegen.annotate.parse.encoder import Judged
from sitegen.annotate.parse.words import Range
from sitegen.model.annotation import EntityType

SOMEBODY = Judged(0.98, 0.0, 0.0, 0.0)


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


@pytest.mark.parametrize(
    ("after", "kept"), [("port/NN", ["Torvia"]), ("won/VBD", ["Torvia", "Torvian"])], ids=["noun", "verb"]
)
def test_what_is_of_a_place_that_the_text_names(after: str, kept: list[str]) -> None:
    """Before a noun it is the place's and no name; alone it may be one."""
    words = tagged(f"Torvia/NNP met/VBD the/DT Torvian/NNP {after}")
    found = [Name(Range(0, 1), None), Name(Range(3, 4), None)]
    assert [words.forms[name.range.first] for name in without_peoples(words, found)] == kept


def test_an_office_of_a_body_makes_it_nobody() -> None:
    """The CIO of "Veldt & Orr" is somebody, and it is not."""
    words = tagged("The/DT CIO/NNP of/IN Veldt/NNP &/CC Orr/NNP says/VBZ so/RB")
    found = list(named(words, Range(1, 6), None))
    assert [(words.span(each.range).of(words.text.text), each.vote) for each in found] == [
        ("Veldt & Orr", None)
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("the/DT union/NN Avel/NNP Ana/NNP Brandt/NNP left/VBD", ["Avel", "Ana Brandt"]),
        ("Avel/NNP Ana/NNP Brandt/NNP left/VBD", ["Avel Ana Brandt"]),
        ("the/DT union/NN Avel/NNP Brandt/NNP left/VBD", ["Avel Brandt"]),
    ],
    ids=["behind a body", "not behind a sentence's first word", "not a surname alone"],
)
def test_somebody_behind_a_body(line: str, found: list[str]) -> None:
    """What the encoder reads as a body and somebody in one run are two names."""
    words = tagged(line)
    kinds = {"Avel": Judged(0.0, 0.95, 0.0, 0.0), "Ana": SOMEBODY, "Brandt": SOMEBODY}
    words = replace(words, judged=tuple(kinds.get(form, Judged(0.0, 0.0, 0.0, 0.0)) for form in words.forms))
    where = Range(words.forms.index("Avel"), words.forms.index("Brandt") + 1)
    names = named(words, where, EntityType.PERSON)
    assert [words.span(each.range).of(words.text.text) for each in names] == found
