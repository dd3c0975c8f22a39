"""What is said of somebody before the name, from parses written by hand."""

from __future__ import annotations

import pytest
from tagged_text import tagged

from sitegen.annotate.descriptions.described import _joins


@pytest.mark.parametrize(
    ("line", "joins"),
    [
        ("actor/NN and/CC friend/NN Ana/NNP", True),
        ("old/JJ and/CC tired/JJ captain/NN", True),
        ("actor/NN and/CC Captain/NN Ana/NNP", False),
        ("Harbour/NN and/CC friend/NN Ana/NNP", False),
        ("left/VBD and/CC friend/NN Ana/NNP", False),
        ("actor/NN and/CC met/VBD Ana/NNP", False),
    ],
)
def test_and_inside_a_description(line: str, joins: bool) -> None:
    """It joins two common words that describe, neither with a capital."""
    assert _joins(tagged(line), 1) == joins


def test_at_the_beginning() -> None:
    """Nothing stands before it to be joined."""
    assert not _joins(tagged("and/CC friend/NN"), 0)
