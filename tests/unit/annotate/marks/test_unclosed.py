"""Quotation marks that are never closed, case by case: each one warning, and no false alarm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from known_mistakes import param, parted

from sitegen.annotate.marks.segments import quoted_segments
from sitegen.annotate.marks.unclosed import unclosed
from sitegen.content.loader import read_articles
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.markdown.plaintext import parse_article
from sitegen.model.text import Block, BlockKind, PlainText, Span

ROOT = Path(__file__).parents[4]
CASES = ROOT / "tests" / "cases" / "unclosed.md"
KINDS = {"# ": BlockKind.HEADING, "| ": BlockKind.TABLE_CELL}


def plain(lines: list[str]) -> PlainText:
    """Each line a block."""
    text, blocks = "", []
    for number, line in enumerate(lines):
        kind = KINDS.get(line[:2], BlockKind.PARAGRAPH)
        words = line[2:] if line[:2] in KINDS else line
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{words}" if text else words
        blocks.append(Block(kind, Span(start, len(text)), (number, number + 1)))
    return PlainText(text, tuple(blocks))


def read_cases() -> Iterator[object]:
    """Name, lines and expected warnings of each case."""
    for part in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *lines = [line for line in part.split("\n") if line]
        lines, _ = parted(name, lines)
        texts = [line for line in lines if not line.startswith("=> ")]
        yield param(texts, [line[3:] for line in lines if line.startswith("=> ")], title=name)


def warned(text: PlainText) -> list[Diagnostic]:
    """The warnings for a text."""
    return list(unclosed(text, quoted_segments(text)))


@pytest.mark.parametrize(("lines", "expected"), list(read_cases()))
def test_what_is_never_closed(lines: list[str], expected: list[str]) -> None:
    """One warning for each, with its line and its first words."""
    found = warned(plain(lines))
    assert len(found) == len(expected)
    for diagnostic, wanted in zip(found, expected, strict=True):
        line, _, words = wanted.partition(" ")
        assert diagnostic.code == "quote-unclosed"
        assert diagnostic.severity is Severity.WARNING
        assert diagnostic.location is not None
        assert (diagnostic.location.path, diagnostic.location.line) == (PurePosixPath(), int(line))
        assert words in diagnostic.message


def test_no_alarm_about_the_example_site() -> None:
    """Its articles are in order, and so is what the rule says of them."""
    articles = read_articles(ROOT / "content", ROOT).articles
    assert len(articles) > 10
    for article in articles:
        assert warned(parse_article(article).plain) == [], article.path
