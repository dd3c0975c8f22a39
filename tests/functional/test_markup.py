"""Markup that is not Markdown: what is annotated beside it, and what the writer is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
import yaml

from sitegen.annotate.parse.nlp import find_model
from sitegen.building.articles.annotating import AnnotationService, anchored
from sitegen.content.articles import parse_article as read
from sitegen.markdown.plaintext import parse_article
from sitegen.model.article import ArticleId
from sitegen.model.site import AnnotatedArticle, ResolvedArticle
from sitegen.resolve.index import resolve

pytestmark = pytest.mark.model
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "markup.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def service() -> AnnotationService:
    """One for all cases: loading the model takes a second."""
    return AnnotationService(find_model(), None, jobs=1)


def annotated(service: AnnotationService, text: str) -> tuple[ResolvedArticle, list[str]]:
    """The article of this text, resolved, and its messages as line and code."""
    source = f"---\ntitle: The ferry\ndate: 2026-05-06\n---\n{text}"
    article, notes = read(source.encode(), PurePosixPath("content/a.md"), ArticleId("a"))
    assert article is not None
    entry = service.entry(article, parse_article)
    notes += anchored(entry.annotations, article)
    index = resolve([AnnotatedArticle(article, entry.plain, entry.annotations)])
    told = [f"{n.location.line - 4} {n.code}" for n in notes if n.location and n.location.line]
    return index.articles[0], told


def names(found: ResolvedArticle) -> Iterator[str]:
    """The words of every name and date, in order."""
    spans = {m.mention.span for card in found.cards for m in card.mentions}
    spans |= {m.span for m in found.dates}
    return (span.of(found.plain.text) for span in sorted(spans))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_annotated(service: AnnotationService, case: dict) -> None:
    """The names, quotations and descriptions of the article's own words, and nothing of its markup."""
    found, told = annotated(service, case["text"])
    assert list(names(found)) == case["names"]
    if "said" in case:
        said = [
            [[s.of(found.plain.text) for s in q.quotation.content], q.speaker.name or None]
            for q in found.quotations
        ]
        assert said == case["said"]
    for name, descriptions in case.get("of", {}).items():
        card = next(card for card in found.cards if card.name == name)
        assert [d.span.of(found.plain.text) for d in card.descriptions] == descriptions
    assert told == case["notes"]
