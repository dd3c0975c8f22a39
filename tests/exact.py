"""What holds of every annotated text whatever it says: exact offsets, nothing empty, one order.

In: a text with what was found in it. Raises `AssertionError` that names the first thing which does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from sitegen.model.annotation import Annotations
from sitegen.model.text import PlainText, Span


def check(text: PlainText, found: Annotations) -> None:
    """Every span lies in the text and holds something; all stand in text order, names never overlap."""
    spans = [mention.span for mention in found.mentions]
    spans += [said.span for mention in found.mentions for said in mention.descriptions]
    spans += [span for quotation in found.quotations for span in quotation.content]
    spans += [s for q in found.quotations for s in (q.cue, q.source, q.source_head) if s]
    spans += [span for reference in found.references for span in (reference.span, reference.head)]
    for span in spans:
        filled(text.text, span)
    ordered = [mention.span for mention in found.mentions]
    assert ordered == sorted(ordered)
    assert all(a.end <= b.start for a, b in pairwise(ordered)), "names overlap"
    for number, quotation in enumerate(found.quotations):
        parts = quotation.content
        assert parts, "a quotation without content"
        assert all(a.end <= b.start for a, b in pairwise(parts)), parts
        assert 0 <= quotation.confidence <= 1
        assert quotation.continues is None or quotation.continues < number


def filled(text: str, span: Span) -> None:
    """A span inside the text, of more than white space."""
    assert 0 <= span.start < span.end <= len(text), (span, len(text))
    assert span.of(text).strip(), (span, span.of(text))


def check_answer(answer: Mapping[str, Any]) -> None:
    """The JSON object of one file: what docs/annotate.md promises of its offsets and its references."""
    text = answer["text"]
    entities = {entity["id"] for entity in answer["entities"]}
    assert len(entities) == len(answer["entities"]), "an entity twice"
    for entity in answer["entities"]:
        assert entity["id"], entity
        assert entity["name"].strip(), entity
        assert entity["mentions"], entity
        for place in (*entity["mentions"], *entity["descriptors"]):
            filled(text, Span(place["start"], place["end"]))
        for words in entity["descriptors"]:
            assert words["text"] == text[words["start"] : words["end"]]
    for quote in answer["quotes"]:
        assert quote["spans"], quote
        for place in (*quote["spans"], quote["cue"], quote["source"]):
            if place is not None:
                filled(text, Span(place["start"], place["end"]))
        assert 0 <= quote["confidence"] <= 1
        assert quote["speaker"] is None or quote["speaker"].strip(), quote
