"""What the model calls a name and the capitalised runs, made to agree, from parses written by hand."""

from __future__ import annotations

import pytest
from tagged_text import tagged

from sitegen.annotate.names.candidates import names

QUIET = " when/WRB everybody/NN else/RB went/VBD home/RB early/RB ./."
"""Behind every line: where most words have capitals, capitals say nothing."""


def found(line: str) -> list[str]:
    """Each name's words, the model's type, and its title in brackets."""
    words = tagged(line + QUIET)
    text = words.text.text
    return [
        f"{words.span(name.range).of(text)}|{name.vote}"
        + (f" ({words.span(name.title).of(text)})" if name.title else "")
        for name in names(words)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "they/PRP met/VBD [ORG Veldt/NNP] President/NNP Ana/NNP Brandt/NNP",
            ["Veldt|organisation", "Ana Brandt|person (President)"],
            id="before the title another name",
        ),
        pytest.param(
            "they/PRP met/VBD Veldt/NNP President/NNP [PERSON Ana/NNP] Brandt/NNP",
            ["Veldt|None", "Ana Brandt|person (President)"],
            id="behind the title the model has half a name",
        ),
        pytest.param(
            "they/PRP met/VBD Jens/NNP [PERSON Otto/NNP Brandt/NNP]",
            ["Jens Otto Brandt|person"],
            id="the run makes the model's name longer",
        ),
        pytest.param(
            "they/PRP crossed/VBD [GPE Marle/NNP] Street/NNP",
            ["Marle Street|None"],
            id="what the model says of a place does not hold for more words",
        ),
        pytest.param(
            "the/DT [GPE Veldt/NNP] [ORG Home/NNP Office/NNP] spoke/VBD",
            ["Veldt|place", "Home Office|organisation"],
            id="the model's two names in one run",
        ),
        pytest.param(
            "they/PRP saw/VBD [PERSON Hallam/NNP] ’s/POS [GPE Weir/NNP]",
            ["Hallam’s Weir|place"],
            id="a place named after its owner",
        ),
    ],
)
def test_the_model_and_the_runs(line: str, expected: list[str]) -> None:
    """The run extends the model's name; the model's division of a run stands."""
    assert found(line) == expected
