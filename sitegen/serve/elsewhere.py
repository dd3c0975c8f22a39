"""Where an address of the preview leads at which nothing stands: to an article that was renamed meanwhile.

In: the articles of a build, and those that earlier ones of this run had elsewhere. Out: addresses. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sitegen.content.loader import why_held
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import Article
from sitegen.serve.files import file_of


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is known of addresses without a page."""

    root: str = "/"
    """The path at which the built site will be served: a page that may be shown anywhere, as that for what is
    missing, links to files below it."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Locations where articles stood, and where the same articles stand."""

    def of(self, path: str) -> str:
        """The path that is meant; "" where nobody knows."""
        below = path.removeprefix("/")
        if self.root != "/" and path.startswith(self.root):
            return "/" + path.removeprefix(self.root)
        to = self.moved.get(below) or self.moved.get(f"{below}/")
        return f"/{to}" if to else ""


def gone(before: Iterable[Article], now: Iterable[Article]) -> dict[str, Article]:
    """Articles by their location, at which no article stands any more."""
    here = {file_of(article.location) for article in now}
    return {each.location: each for each in before if file_of(each.location) not in here}


def moved(lost: Mapping[str, Article], now: Sequence[Article]) -> dict[str, str]:
    """Where those stand that are still there: in the same file, or with the same text in one other."""
    if not lost:
        return {}
    files = {article.path: article for article in now}
    texts: defaultdict[str, list[Article]] = defaultdict(list)
    for article in now:
        texts[article.body.strip()].append(article)
    found = {}
    for location, article in lost.items():
        same = texts[article.body.strip()] if article.path not in files else [files[article.path]]
        if len(same) == 1:
            found[location] = same[0].location
    return found


def remarks(elsewhere: Elsewhere, articles: Iterable[Article], now: datetime) -> Iterator[Diagnostic]:
    """That an article had another address, for those that readers may know it by."""
    stands = {article.location: article for article in articles}
    for former, to in elsewhere.moved.items():
        article = stands.get(to)
        if article and not why_held(article, now):
            message = f"this page stood at /{former} before"
            hint = f"if readers know that address, add  aliases: [/{former}]  to keep it"
            yield Diagnostic("article-renamed", Severity.NOTE, message, Location(article.path), hint)
