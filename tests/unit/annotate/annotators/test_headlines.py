"""A name in a headline that holds a name of the text and more is not that name."""

from __future__ import annotations

import pytest
from tagged_text import tagged

from sitegen.annotate.annotators.entities import _holds
from sitegen.annotate.parse.words import Range

QUIET = {("Ana", "Brandt"), ("Selm",)}


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("Ana/NNP Brandt/NNP Quits/VBZ", True),
        ("Ana/NNP Brandt/NNP Quay/NNP", True),
        ("Fired/VBD Ana/NNP Brandt/NNP", True),
        ("Lake/NNP Ana/NNP Brandt/NNP", True),
        ("Selm/NNP Votes/VBZ", True),
        ("Leaving/VBG Selm/NNP", True),
        ("Selm/NNP Harbour/NNP", False),
        ("Port/NNP Selm/NNP", False),
        ("Ana/NNP Brandt/NNP", False),
        ("Ana/NNP Quits/VBZ", False),
    ],
)
def test_a_known_name_and_more(line: str, holds: bool) -> None:
    """A whole name and anything, or one word and a verb or the like: "Port Selm" may be another place."""
    words = tagged(line)
    assert _holds(words, Range(0, len(words)), QUIET) == holds
