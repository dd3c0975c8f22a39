"""Articles' bodies, parsed when somebody asks; the last ones stay."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from sitegen.faults import Stage, blaming
from sitegen.markdown.plaintext import MarkdownDoc, parse_article
from sitegen.model.article import Article, ArticleId

MOST = 64
"""Bodies that are held at once: an article's page and its pictures are made one after the other."""


class Bodies:
    """Articles' bodies, each parsed when it is asked for."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = {article.id: article for article in articles}
        self._docs: OrderedDict[ArticleId, MarkdownDoc] = OrderedDict()

    def of(self, article: Article) -> MarkdownDoc:
        """The article's tokens and text. Raises `FaultError` where something of ours fails with it."""
        if article.id not in self._docs:
            with blaming(Stage.RENDER, "reading the text of the article", article.id):
                self._docs[article.id] = parse_article(article)
            while len(self._docs) > MOST:
                self._docs.popitem(last=False)
        return self._docs[article.id]

    def by_id(self, name: ArticleId) -> MarkdownDoc:
        """The same, by the article's id."""
        return self.of(self._articles[name])
