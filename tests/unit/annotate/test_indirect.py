"""Reported speech, case by case: who, the cue, and what, as the text's own words."""

import re
from pathlib import Path

import pytest

from sitegen.annotate.indirect import SURE, find_indirect
from sitegen.annotate.nlp import Pipeline, find_model
from sitegen.model.text import Block, BlockKind, PlainText, Span

CASES = Path(__file__).parents[2] / "cases" / "indirect.md"
QUOTED = re.compile("“[^”]*”")


def read_cases(path):
    """Name, text and expected lines of each case."""
    for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *lines = part.split("\n# ")[0].strip().split("\n")
        text = " ".join(line for line in lines if line and not line.startswith("=> "))
        yield name, text, [line.removeprefix("=> ") for line in lines if line.startswith("=> ")]


def plain(text):
    """The text as one paragraph."""
    return PlainText(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text)), (0, 1)),))


def line(text, candidate):
    """A candidate as the cases write it."""
    source = candidate.source.of(text) if candidate.source else "-"
    content = " … ".join(span.of(text) for span in candidate.content)
    return f"{source} | {candidate.cue.of(text)} | {content}"


def found(doc, text):
    """What is more likely a quotation than not."""
    quoted = [Span(*match.span()) for match in QUOTED.finditer(text)]
    return [c for c in find_indirect(doc, plain(text), quoted) if c.confidence >= SURE]


@pytest.fixture(scope="module")
def pipeline():
    """The trained model, loaded once."""
    return Pipeline(find_model())


@pytest.fixture(scope="module")
def docs(pipeline):
    """Every case parsed, in one batch."""
    texts = [text for _, text, _ in read_cases(CASES)]
    return dict(zip(texts, pipeline.parse(plain(text) for text in texts), strict=True))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(text, lines, id=name) for name, text, lines in read_cases(CASES)]
)
def test_what_is_reported(docs, text, expected):
    """What a case lists is found, with these words, and nothing else."""
    assert expected == [line(text, candidate) for candidate in found(docs[text], text)]
