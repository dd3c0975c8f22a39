"""Quotations with quoted words, case by case: kind, source, cue and content, as the text's own words."""

from pathlib import Path

import pytest
from known_mistakes import param, parted

from sitegen.annotate.annotators.protocol import AnnotatorContext
from sitegen.annotate.annotators.quotations import QuotationAnnotator
from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.annotate.parse.tree import read_tree
from sitegen.annotate.parse.words import read_words
from sitegen.model.annotation import Annotations, QuotationKind
from sitegen.model.text import Block, BlockKind, PlainText, Span

CASES = Path(__file__).parents[3] / "cases" / "attribution.md"


def plain(lines):
    """Each line a paragraph; behind "> " a block quotation."""
    text, blocks = "", []
    for number, line in enumerate(lines):
        depth = int(line.startswith("> "))
        start = len(text) + 2 if text else 0
        text = text + "\n\n" + line.removeprefix("> ") if text else line.removeprefix("> ")
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, len(text)), (number, number + 1), depth))
    return PlainText(text, tuple(blocks))


def read_cases():
    """Name, lines of the article and expected lines of each case."""
    for part in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *lines = [line for line in part.split("\n") if line]
        lines, _ = parted(name, lines)
        texts = tuple(line for line in lines if not line.startswith("=> "))
        yield name, texts, [line[3:] for line in lines if line.startswith("=> ")]


def line(text, quotation):
    """A quotation as the cases write it."""
    source = quotation.source.of(text) if quotation.source else "-"
    cue = quotation.cue.of(text) if quotation.cue else "-"
    content = " … ".join(span.of(text) for span in quotation.content)
    return f"{quotation.kind} | {source} | {cue} | {content}"


def context_of(doc, text):
    """What the annotator may know: the parse alone."""
    return AnnotatorContext(None, read_tree(read_words(doc, text)), Annotations())


@pytest.fixture(scope="module")
def answers():
    """The quotations of every case, parsed in one batch."""
    texts = {lines: plain(lines) for _, lines, _ in read_cases()}
    docs = Pipeline(find_model()).parse(texts.values())
    annotator = QuotationAnnotator()
    return {
        lines: (text, annotator.annotate(text, context_of(doc, text)).quotations)
        for (lines, text), doc in zip(texts.items(), docs, strict=True)
    }


@pytest.mark.model
@pytest.mark.parametrize(("lines", "expected"), [param(t, e, title=n) for n, t, e in read_cases()])
def test_quotations_with_quoted_words(answers, lines, expected):
    """What a case lists is found, with these words, and no other quoted words are taken for a quotation."""
    text, quotations = answers[lines]
    quoted = [q for q in quotations if q.kind is not QuotationKind.INDIRECT]
    assert [line(text.text, q) for q in quoted] == expected


@pytest.mark.model
def test_every_quotation_says_how_it_was_attributed(answers):
    """Each has a confidence; with a cue, a source or one before goes a reason; no source is quoted."""
    for _, quotations in answers.values():
        for q in quotations:
            assert 0 <= q.confidence <= 1
            assert bool(q.reason) == bool(q.cue or q.source or q.continues is not None)
            assert not (
                q.source and q.kind is QuotationKind.DIRECT and any(q.source.overlaps(s) for s in q.content)
            )
