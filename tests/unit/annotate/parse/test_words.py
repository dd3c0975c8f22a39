"""What is taken over from a parse."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from sitegen.annotate.parse.words import read_words
from sitegen.model.text import PlainText


def test_white_space_is_nobody() -> None:
    """It is no object of "of", whatever a model says: else a quotation would have a space for its source."""
    words, deps = ["words", "of", "\u2009", "Ana"], ["ROOT", "prep", "pobj", "appos"]
    doc = Doc(spacy.blank("en").vocab, words, deps=deps, heads=[0, 0, 1, 2])
    assert read_words(doc, PlainText(doc.text, ())).deps == ("ROOT", "prep", "dep", "appos")
