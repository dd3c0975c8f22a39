"""Capitalised runs and loud blocks, from parses written by hand."""

from __future__ import annotations

import pytest
from tagged_text import tagged

from sitegen.annotate.names.runs.chunks import runs

QUIET = " when/WRB everybody/NN else/RB went/VBD home/RB early/RB ./."
"""Behind every line: where most words have capitals, capitals say nothing."""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "the/DT Harbour/NNP Board/NNP Lena/NNP Brandt/NNP left/VBD",
            ["Harbour Board", "Lena Brandt"],
            id="a body and a person side by side",
        ),
        pytest.param(
            "the/DT Harbour/NNP Board/NNP Lena/NNP left/VBD",
            ["Harbour Board Lena"],
            id="a given name alone is part of the run",
        ),
        pytest.param(
            "the/DT Board/NNP Lena/NNP Brandt/NNP left/VBD",
            ["Board Lena Brandt"],
            id="a body has two words and more",
        ),
        pytest.param(
            "the/DT Harbour/NNP Board/NNP Lena/NNP de/NNP left/VBD",
            ["Harbour Board Lena"],
            id="a word behind the run makes no surname in it",
        ),
        pytest.param(
            "the/DT board/NN Lena/NNP Brandt/NNP joined/VBD",
            ["Lena Brandt"],
            id="a body before the run is none of it",
        ),
        pytest.param(
            "the/DT Bank/NNP of/IN Norvane/NNP and/CC Marle/NNP closed/VBD",
            ["Bank of Norvane and Marle"],
            id="what joins words inside a name",
        ),
        pytest.param(
            "met/VBD Ana/NNP and/CC Lena/NNP", ["Ana", "Lena"], id="two names are joined by the same word"
        ),
    ],
)
def test_runs(line: str, expected: list[str]) -> None:
    """In order, none overlapping, none of them without a word."""
    words = tagged(line + QUIET)
    assert [words.span(where).of(words.text.text) for where in runs(words)] == expected
