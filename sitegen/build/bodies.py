"""Articles' bodies, each parsed at most once and only when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.markdown.plaintext import MarkdownDoc, parse_article
from sitegen.model.article import Article, ArticleId


class Bodies:
    """Articles' bodies, each parsed when it is first asked for."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = {article.id: article for article in articles}
        self._docs: dict[ArticleId, MarkdownDoc] = {}

    def of(self, article: Article) -> MarkdownDoc:
        """The article's tokens and text."""
        if article.id not in self._docs:
            self._docs[article.id] = parse_article(article)
        return self._docs[article.id]

    def by_id(self, name: ArticleId) -> MarkdownDoc:
        """The same, by the article's id."""
        return self.of(self._articles[name])
