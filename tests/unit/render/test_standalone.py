"""Several articles on one page: no anchor twice, and every link inside leads to one."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from sitegen.markdown.parser import parse_text
from sitegen.markdown.plaintext import MarkdownDoc, with_plain_text
from sitegen.model.annotation import Annotations, EntityType, Mention, Quotation, QuotationKind
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held
from sitegen.model.site import AnnotatedArticle
from sitegen.model.text import Span
from sitegen.render.standalone import standalone_page
from sitegen.resolve.index import resolve

TEXT = "“It rained,” said Kell Vane.\n\n| day | rain |\n|---|---|\n| Monday | some |\n"


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def annotated(name: str) -> tuple[AnnotatedArticle, MarkdownDoc]:
    """An article with a name and a quotation."""
    doc = with_plain_text(parse_text(TEXT))
    who, what = _span("Kell Vane"), _span("“It rained,”")
    said = Quotation((what,), QuotationKind.DIRECT, "test", source=who, source_head=who)
    found = Annotations((Mention(who, EntityType.PERSON, "test"),), (said,), sentences=(0,))
    front = FrontMatter(title=name)
    path = PurePosixPath(f"{name}.md")
    article = Article(ArticleId(name), path, SourceFormat.MARKDOWN, front, held(TEXT), 1, name)
    return AnnotatedArticle(article, doc.plain, found), doc


def anchors(count: int) -> tuple[list[str], list[str]]:
    """The page's ids, and what its links inside name."""
    made = [annotated(f"n{number}") for number in range(count)]
    docs = {one.article.id: doc for one, doc in made}
    page = standalone_page(resolve([one for one, _ in made]), docs, list(docs), "model")
    return re.findall(r'\bid="?([^"\s>]+)', page), re.findall(r'href="?#([^"\s>]+)', page)


def test_anchors_of_two_articles() -> None:
    """Each article's have its number in front."""
    ids, links = anchors(2)
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    assert {each.split("-")[0] for each in ids} == {"a1", "a2"}


def test_anchors_of_one_article() -> None:
    """They have nothing in front, and are those that the first of two has."""
    ids, links = anchors(1)
    assert set(links) <= set(ids)
    assert [f"a1-{each}" for each in ids] == [each for each in anchors(2)[0] if each.startswith("a1-")]
