"""Parsing side by side: the annotations of spaCy's own loop, and each document's as if it were alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sitegen.annotate.parse.lockstep import annotate_together, prepare
from sitegen.annotate.parse.nlp import DEFAULT_MODEL, EXCLUDED

CASES = Path(__file__).parents[3] / "cases"


def texts() -> list[str]:
    """Paragraphs of the tests' cases, in pieces of very unequal length; one of them is empty."""
    lines = [line for path in sorted(CASES.glob("*.md")) for line in path.read_text("utf-8").splitlines()]
    pieces: list[str] = [""]
    start, length = 0, 1
    while start < len(lines) and len(pieces) < 40:
        pieces.append(" ".join(line for line in lines[start : start + length] if line))
        start, length = start + length, length * 2 % 61 + 1
    return pieces


@pytest.fixture(scope="module")
def prepared() -> Language:
    """The default model, fitted for parsing side by side."""
    nlp = spacy.load(DEFAULT_MODEL, exclude=EXCLUDED)
    prepare(nlp)
    return nlp


def found_in(doc: Doc) -> list[tuple[object, ...]]:
    """All that the annotators read of a document."""
    return [(t.text, t.tag_, t.head.i, t.dep_, t.ent_type_, t.ent_iob_, t.is_sent_start) for t in doc]


@pytest.mark.model
def test_annotations_are_those_of_the_stock_pipeline(prepared: Language) -> None:
    """Tags, heads, labels, sentences and entities are what `nlp.pipe` of the untouched model finds."""
    stock = spacy.load(DEFAULT_MODEL)
    docs = [prepared.make_doc(text) for text in texts()]
    annotate_together(prepared, docs)
    assert sum(len(doc) for doc in docs) > 5_000
    for doc, expected in zip(docs, stock.pipe(texts()), strict=True):
        assert found_in(doc) == found_in(expected)


@pytest.mark.model
def test_neighbours_change_nothing(prepared: Language) -> None:
    """A document has the same vectors, to the last bit, and the same annotations alone and among others."""
    together = [prepared.make_doc(text) for text in texts()]
    annotate_together(prepared, together)
    for text, doc in zip(texts(), together, strict=True):
        alone = prepared.make_doc(text)
        annotate_together(prepared, [alone])
        assert alone.tensor.tobytes() == doc.tensor.tobytes()
        assert found_in(alone) == found_in(doc)


def test_other_components_run_as_they_are() -> None:
    """Without a parser too: whatever is not a greedy parser is called with each document."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    prepare(nlp)
    docs = [nlp.make_doc("The ferry left. The harbour was empty."), nlp.make_doc("")]
    annotate_together(nlp, docs)
    assert [len(list(doc.sents)) for doc in docs] == [2, 0]
