"""The encoder: one answer for each word, the same whatever else is read, and a voice among others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate.names.candidates import names as candidates
from sitegen.annotate.names.edges import apart
from sitegen.annotate.names.types import scores
from sitegen.annotate.parse.encoder import Encoder, Judged, shape
from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.annotate.parse.words import read_words
from sitegen.markdown.parser import parse_markdown
from sitegen.markdown.plaintext import with_plain_text
from sitegen.model.annotation import EntityType

TEXT = "Amara Oduya of the Halden Institute met the mayor of Brekke on Monday ."
KINDS_TOLD = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.EVENT)
KINDS = {"Amara": 0, "Oduya": 0, "Halden": 1, "Institute": 1, "Brekke": 2}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """Loaded once."""
    return Encoder()


@pytest.mark.parametrize(
    ("form", "number"),
    [("river", 0), ("River", 1), ("A", 1), ("NATO", 2), ("McCoy", 3), ("1984", 4), ("…", 5), ("$", 5)],
)
def test_the_case_of_a_word(form: str, number: int) -> None:
    """What the network is told beside the word in lower case."""
    assert shape(form) == number


def test_words_of_plain_prose(encoder: Encoder) -> None:
    """Names of nobody known, by what stands around them."""
    forms = TEXT.split()
    for form, judged in zip(forms, encoder.judge(forms, [True] + [False] * (len(forms) - 1)), strict=True):
        if form in KINDS:
            assert max(range(4), key=judged.__getitem__) == KINDS[form], form
            assert judged.none < 0.5, form
        else:
            assert judged.none > 0.5, form


def test_any_number_of_cores_judges_alike(encoder: Encoder) -> None:
    """A preview gives one text all cores, a build one: their pages are the same."""
    forms = TEXT.split() * 40
    breaks = [number % len(TEXT.split()) == 0 for number in range(len(forms))]
    assert Encoder(2).judge(forms, breaks) == encoder.judge(forms, breaks)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60), st.booleans()), max_size=400
    )
)
def test_one_answer_for_each_word(words: list[tuple[str, bool]]) -> None:
    """Whatever the words are: shares between 0 and 1, in hundredths, and the same when asked again."""
    encoder = ONE
    forms, breaks = [form for form, _ in words], [begins for _, begins in words]
    judged = encoder.judge(forms, breaks)
    assert len(judged) == len(forms)
    assert all(0 <= share <= 1 and round(share, 2) == share for each in judged for share in each)
    assert judged == encoder.judge(forms, breaks)


ONE = Encoder()


def test_a_window_longer_than_any(encoder: Encoder) -> None:
    """A sentence of a thousand words is read in parts, the last as well as the first."""
    forms = ["and"] * 1000 + ["Amara", "Oduya", "said", "so"]
    judged = encoder.judge(forms, [True] + [False] * 1003)
    assert judged[1000].person > 0.8
    assert judged[999].none > 0.8


def test_the_network_is_told_what_is_padding(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window computed beside a longer one: only its own pieces and the marks around them count."""
    asked = {}

    class Session:
        def run(self, _: None, inputs: dict[str, Any]) -> list[Any]:
            asked.update(inputs)
            return [np.zeros((*inputs["ids"].shape, 1 + 2 * len(KINDS_TOLD)), np.float32)]

    encoder = Encoder()
    monkeypatch.setattr(encoder, "_session", Session())
    encoder.judge(["Amara", "left", *["and"] * 300, "Oduya"], [True, False, True, *[False] * 300])
    sizes = (asked["ids"] != 0).sum(1)
    assert len(set(sizes)) > 1
    assert (asked["mask"].sum(1) == sizes).all()


@pytest.mark.model
def test_its_word_counts() -> None:
    """It speaks for the type that it is sure of, and against all where it is sure of no name."""
    text = with_plain_text(parse_markdown("The talks in Brekkedal went on. Brekkedal is calm.")).plain
    (doc,) = Pipeline(find_model()).parse([text])
    words = read_words(doc, text)
    names = list(apart(candidates(words)))
    unasked = scores(words, names)["brekkedal"]
    for number, kind in enumerate(KINDS_TOLD):
        judged = tuple(Judged(*(float(number == n) for n in range(4))) for _ in words.forms)
        told = scores(replace(words, judged=judged), names)["brekkedal"]
        assert told[kind] - unasked.get(kind, 0.0) > 0.5
        assert all(told[other] <= unasked.get(other, 0.0) for other in KINDS_TOLD if other is not kind)
    none = tuple(Judged(0.0, 0.0, 0.0, 0.0) for _ in words.forms)
    told = scores(replace(words, judged=none), names)["brekkedal"]
    assert all(told[kind] < unasked.get(kind, 0.0) for kind in KINDS_TOLD)
