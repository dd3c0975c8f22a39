"""How sure it is that somebody is quoted: each weight of the table has a case that knows when it is moved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from sitegen.annotate.annotators.protocol import AnnotatorContext
from sitegen.annotate.annotators.quotations import QuotationAnnotator
from sitegen.annotate.marks.segments import quoted_segments
from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.annotate.parse.tree import Tree, read_tree
from sitegen.annotate.parse.words import read_words
from sitegen.annotate.quotations import evidence
from sitegen.annotate.quotations.evidence import SURE, WEIGHTS, Evidence, confidence
from sitegen.annotate.quotations.reported.indirect import find_in_tree
from sitegen.model.annotation import Annotations
from sitegen.model.text import Block, BlockKind, PlainText, Span

CASES = Path(__file__).parents[3] / "cases" / "confidence.md"
MOVED = 0.3
"""Log-odds: less than any two of the table's steps that matter are apart."""

Parsed = dict[tuple[str, ...], tuple[PlainText, Tree]]


def plain(lines: Sequence[str]) -> PlainText:
    """Each line a paragraph; behind "> " a block quotation."""
    shown, blocks, start = [line.removeprefix("> ") for line in lines], [], 0
    for number, (line, written) in enumerate(zip(shown, lines, strict=True)):
        span = Span(start, start + len(line))
        blocks.append(Block(BlockKind.PARAGRAPH, span, (number, number + 1), int(written != line)))
        start += len(line) + 2
    return PlainText("\n\n".join(shown), tuple(blocks))


def read_cases(path: Path = CASES) -> list[tuple[str, tuple[str, ...], list[str]]]:
    """Name, lines of the article and expected lines of each case."""
    cases = []
    for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *lines = [line for line in part.split("\n") if line]
        article = tuple(line for line in lines if not line.startswith("=> "))
        cases.append((name, article, [line[3:] for line in lines if line.startswith("=> ")]))
    return cases


def parse(articles: Sequence[tuple[str, ...]]) -> Parsed:
    """The texts with their trees, in one batch."""
    texts = {lines: plain(lines) for lines in articles}
    docs = Pipeline(find_model()).parse(texts.values())
    return {
        lines: (text, read_tree(read_words(doc, text)))
        for (lines, text), doc in zip(texts.items(), docs, strict=True)
    }


def told(text: PlainText, tree: Tree) -> list[str]:
    """What is found in a text, with how sure each is; without marks, what is too little sure as well."""
    segments = [segment.span for segment in quoted_segments(text)]
    found = QuotationAnnotator().annotate(text, AnnotatorContext(None, tree, Annotations())).quotations
    rows = [(q.confidence, q.cue, q.content) for q in found]
    if not segments:
        doubtful = (c for c in find_in_tree(tree, segments) if c.confidence < SURE)
        rows += [(c.confidence, c.cue, c.content) for c in doubtful]
    return [
        f"{sure:.2f} | {cue.of(text.text) if cue else '-'} | {' … '.join(s.of(text.text) for s in content)}"
        for sure, cue, content in rows
    ]


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    """Every case, read once."""
    return parse([article for _, article, _ in read_cases()])


@pytest.mark.model
@pytest.mark.parametrize(
    ("article", "expected"), [pytest.param(a, e, id=name) for name, a, e in read_cases()]
)
def test_how_sure(parsed: Parsed, article: tuple[str, ...], expected: list[str]) -> None:
    """To two decimals."""
    assert told(*parsed[article]) == expected


@pytest.mark.model
@pytest.mark.parametrize("seen", list(Evidence))
def test_each_weight_has_a_case(parsed: Parsed, seen: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which fails when it is moved, up or down."""
    for by in (MOVED, -MOVED):
        monkeypatch.setitem(evidence.WEIGHTS, seen, WEIGHTS[seen] + by)
        assert any(told(*parsed[article]) != expected for _, article, expected in read_cases()), by
        monkeypatch.undo()


def test_the_lexicon_counts_half() -> None:
    """A cue's own weight, between its bounds, by half of its log-odds."""
    assert confidence((), 0.5) == 0.5
    assert confidence((), 0.9) == 0.75
    assert confidence((), 0.0) == confidence((), 0.01) == 0.091
