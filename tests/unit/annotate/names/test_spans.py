"""The model's names cut to the name alone, from parses written by hand."""

from __future__ import annotations

import pytest
from tagged_text import tagged

from sitegen.annotate.names.seams import model_candidates
from sitegen.annotate.names.spans import name_span
from sitegen.annotate.parse.words import Range


def candidates(line: str) -> list[str]:
    """Each candidate's words and the model's type."""
    words = tagged(line)
    return [f"{words.span(c.range).of(words.text.text)}|{c.type}" for c in model_candidates(words)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "[ORG Veldt/NNP ’s/POS Lena/NNP Brandt/NNP] left/VBD ./.",
            ["Veldt|organisation", "Lena Brandt|organisation"],
            id="whose somebody with two names is, is another name",
        ),
        pytest.param(
            "[ORG Veldt/NNP ’s/POS Lena/NNP] Brandt/NNP left/VBD ./.",
            ["Veldt’s Lena|organisation"],
            id="one given name may be a brand's",
        ),
        pytest.param("left/VBD [ORG the/DT]", [], id="an article alone at a text's end is nothing"),
        pytest.param(
            "[ORG Veldt/NNP ’s/POS Salted/NNP Butter/NNP] left/VBD ./.",
            ["Veldt’s Salted Butter|organisation"],
            id="words that are no given name stay",
        ),
        pytest.param(
            "[ORG Veldt/NNP ’s/POS Lena/NNP selling/VBG Cocoa/NNP]",
            ["Veldt’s Lena selling Cocoa|organisation"],
            id="a given name before a verb begins no person's name",
        ),
        pytest.param(
            "[ORG People/NNP ’s/POS Lena/NNP Brandt/NNP] left/VBD ./.",
            ["People’s Lena Brandt|organisation"],
            id="what bodies are called after parts nothing",
        ),
        pytest.param(
            "[ORG Veldt/NNP and/CC Lena/NNP Brandt/NNP] left/VBD ./.",
            ["Veldt|organisation", "Lena Brandt|organisation"],
            id="a body and a person",
        ),
        pytest.param(
            "[ORG Veldt/NNP and/CC Lena/NNP] Brandt/NNP left/VBD ./.",
            ["Veldt and Lena|organisation"],
            id="a body and a given name are one firm",
        ),
        pytest.param(
            "[ORG Veldt/NNP and/CC Marle/NNP] Veldt/NNP Marle/NNP",
            ["Veldt|organisation", "Marle|organisation"],
            id="two that the text has alone as well",
        ),
        pytest.param(
            "[ORG Veldt/NNP and/CC Marle/NNP] Veldt/NNP",
            ["Veldt and Marle|organisation"],
            id="only one of them stands alone",
        ),
        pytest.param("[ORG OBE/NNP]", [], id="an honour alone names nobody"),
        pytest.param(
            "[PERSON Ines/NNP Halloran/NNP OBE/NNP]", ["Ines Halloran|person"], id="an honour behind a name"
        ),
        pytest.param("[ORG Marxism/NNP]", [], id="a doctrine alone is no name"),
        pytest.param("[DATE Monday/NNP]", [], id="dates are read elsewhere"),
        pytest.param(
            "[NORP Ines/NNP Halloran/NNP]", ["Ines Halloran|person"], id="a people with a given name"
        ),
        pytest.param("[NORP Halloran/NNP]", [], id="a people"),
    ],
)
def test_what_the_model_calls_a_name(line: str, expected: list[str]) -> None:
    """Cut where no name goes on, nothing at its edges that belongs to no name."""
    assert candidates(line) == expected


@pytest.mark.parametrize(
    ("line", "first", "last", "name"),
    [
        ("He/PRP met/VBD Brandt./NNP", 2, 3, "Brandt"),
        ("He/PRP met/VBD J./NNP", 2, 3, "J"),
        ("Brandt./NNP left/VBD", 0, 1, "Brandt."),
        ("He/PRP joined/VBD Veldt/NNP Inc./NNP", 2, 4, "Veldt Inc."),
        ("He/PRP joined/VBD A.B./NNP", 2, 3, "A.B."),
    ],
)
def test_a_full_stop_at_a_name_s_end(line: str, first: int, last: int, name: str) -> None:
    """The sentence's own is cut, an abbreviation's is not."""
    words = tagged(line)
    assert name_span(words, Range(first, last)).of(words.text.text) == name
