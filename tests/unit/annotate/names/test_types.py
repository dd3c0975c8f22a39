"""Votes on a name's type that other names and the encoder bring, from parses written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tagged_text import tagged

from sitegen.annotate.names.candidates import names
from sitegen.annotate.names.common_nouns import common_nouns, is_family, is_nobody
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


def with_shares(line: str, kinds: str) -> EntityType | None:
    """The type of the last name, where the encoder takes each word for one of these."""
    words = tagged(line)
    shares = {
        "p": Judged(0.95, 0.0, 0.0, 0.0),
        "q": Judged(0.6, 0.0, 0.0, 0.0),
        "b": Judged(0.0, 0.95, 0.0, 0.0),
        "l": Judged(0.0, 0.0, 0.8, 0.0),
        "-": Judged(0.0, 0.0, 0.0, 0.0),
    }
    words = replace(words, judged=tuple(shares[kind] for kind in kinds))
    found = list(names(words))
    return best(scores(words, found)[key_of(words, found[-1].range)])[0]


@pytest.mark.parametrize(("name", "kind"), [("Lorn", "organisation"), ("Walker", "person")])
def test_the_first_word_of_a_firm_that_the_encoder_takes_for_a_person(name: str, kind: str) -> None:
    """It is the firm, beyond doubt, but where people are called so."""
    line = (
        f"[ORG {name}/NNP Foods/NNP Ltd/NNP] met/VBD ./. then/RB it/PRP paid/VBD [PERSON {name}/NNP] well/RB"
    )
    assert with_shares(line, "bbb-----p-") == kind


def test_a_surname_that_the_encoder_takes_for_a_place() -> None:
    """It is that of the one whose full name is sure."""
    line = "[PERSON Otto/NNP Tarve/NNP] met/VBD us/PRP ./. then/RB they/PRP took/VBD Tarve/NNP away/RB"
    assert with_shares(line, "pp------l-") == "person"


def test_a_paper_that_the_encoder_takes_for_a_person() -> None:
    """Behind "the" a word that papers are called by is one."""
    assert with_shares("she/PRP spoke/VBD to/IN the/DT Mercury/NNP today/RB", "----q-") == "organisation"
    assert with_shares("she/PRP spoke/VBD to/IN Mercury/NNP today/RB", "---q-") == "person"


def test_a_firm_whose_name_could_be_somebodys() -> None:
    """Right behind "the firm" it is the firm's."""
    line = "the/DT {}/NN/nsubj/6 ,/, Weir/NNP/compound/4 Stone/NNP/appos/1 ,/, left/VBD"
    assert with_shares(line.format("firm"), "---qq--") == "organisation"
    assert with_shares(line.format("clerk"), "---qq--") == "person"


def test_a_town_on_a_river_that_the_encoder_takes_for_a_person() -> None:
    """Small words between hyphens make a town, whatever its halves may be."""
    words = tagged("Burton/NNP -/HYPH on/IN -/HYPH Stather/NNP")
    name, person = Name(Range(0, 5), None), Judged(0.8, 0.0, 0.0, 0.0)
    judged = replace(words, judged=(person,) * 5)
    assert best(scores(judged, [name])[key_of(judged, name.range)])[0] == "place"


@pytest.mark.parametrize(
    ("form", "kind", "family"),
    [
        ("Joneses", EntityType.ORGANISATION, True),
        ("Smiths", EntityType.PERSON, True),
        ("Browns", EntityType.ORGANISATION, False),
        ("Veldts", EntityType.PERSON, False),
    ],
)
def test_a_family(form: str, kind: EntityType, *, family: bool) -> None:
    """The plural of a known surname, but where it is taken for a team."""
    words = tagged(f"the/DT {form}/NNPS left/VBD")
    name = Name(Range(1, 2), None)
    assert is_family(words, name, {form.casefold(): {kind: 2.0}}) is family
