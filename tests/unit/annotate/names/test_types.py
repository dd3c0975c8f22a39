"""Votes on a name's type that other names and the encoder bring, from parses written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tagged_text import tagged

from sitegen.annotate.names.candidates import names
from sitegen.annotate.names.common_nouns import common_nouns, is_nobody
from sitegen.annotate.names.edges import Name
from sitegen.annotate.names.types import best, key_of, scores
from sitegen.annotate.parse.encoder import Judged
from sitegen.annotate.parse.words import Range
from sitegen.model.annotation import EntityType


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param(
            "it/PRP grew/VBD ,/, and/CC [PERSON Miyo/NNP] paid/VBD", "organisation", id="a firm's first word"
        ),
        pytest.param("it/PRP is/VBZ in/IN/prep/6 [GPE Miyo/NNP/pobj/8] ,/, too/RB", "place", id="a town's"),
    ],
)
def test_a_word_that_begins_a_firms_name(line: str, kind: str) -> None:
    """It is the firm, but where the text has it for a town."""
    words = tagged("[ORG Miyo/NNP Harbour/NNP Company/NNP] met/VBD ./. " + line)
    found = list(names(words))
    name = found[-1]
    assert words.span(name.range).of(words.text.text) == "Miyo"
    assert best(scores(words, found)[key_of(words, name.range)])[0] == kind


@pytest.mark.parametrize(("sure", "gone"), [(0.95, []), (0.4, ["vel kellerhals"])])
def test_a_plural_that_the_encoder_takes_for_a_name(sure: float, gone: list[str]) -> None:
    """Behind a verb the plural of a kind has no article; a name has none either."""
    words = tagged("it/PRP observed/VBD [ORG Vel/NNP Kellerhals/NNPS] ,/, too/RB")
    name = Name(Range(2, 4), EntityType.ORGANISATION)
    judged = replace(words, judged=(Judged(sure, 0.0, 0.0, 0.0),) * len(words))
    assert sorted(common_nouns(judged, [name], ["vel kellerhals"])) == gone


@pytest.mark.parametrize(("dash", "nobody"), [("—", False), (";", True)])
def test_a_town_in_capitals_that_the_tagger_takes_for_emphasis(dash: str, nobody: bool) -> None:
    """A dateline's is somebody; a word that shouts is not."""
    words = tagged(f"BEIRUT/RB ,/, May/NNP 4/CD {dash}/: The/DT port/NN is/VBZ shut/VBN ./.")
    assert is_nobody(words, Name(Range(0, 1), None)) is nobody
