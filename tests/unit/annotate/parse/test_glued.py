"""Words that a missing space has glued to something, and what is left as it is."""

from __future__ import annotations

import pytest

from sitegen.annotate.parse.glued import take_apart


@pytest.fixture(scope="module")
def nlp():
    """An English tokenizer; no model."""
    import spacy

    blank = spacy.blank("en")
    take_apart(blank)
    return blank


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("said,“Look", "said , “ Look"),
        ('replied,"We shall"', 'replied , " We shall "'),
        ("“dead,”said he", "“ dead , ” said he"),
        ("―Otto Brandt", "― Otto Brandt"),
        ("--Otto Brandt", "-- Otto Brandt"),
        ("⸺Otto", "⸺ Otto"),
        ("-Commissioner Varl", "- Commissioner Varl"),
        ("(-Ines)", "( - Ines )"),
        ("~Mara", "~ Mara"),
        ("Experience](Using", "Experience ]( Using"),
        ("-5 degrees", "-5 degrees"),
        ("-based", "-based"),
        ("12,500", "12,500"),
        ("12:30", "12:30"),
        ("cost £3m.", "cost £ 3 m ."),
        ("at 3 p.m.", "at 3 p.m."),
        ("Smith-Jones", "Smith - Jones"),
        ("said Capt. Brandt", "said Capt. Brandt"),
    ],
)
def test_is_taken_apart(nlp, text, words):
    """Into these words, and nothing of the text is lost."""
    found = nlp.make_doc(text)
    assert " ".join(token.text for token in found) == words
    assert found.text == text
