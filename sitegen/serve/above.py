"""What the preview says above an article's page: that it is not published, and what was said of it.

In: articles, what the build said, and what time it is. Out: plain values for JSON, by the page's file. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sitegen.content.loader import why_held
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.article import Article
from sitegen.serve.files import file_of

MOST = 20
"""Warnings shown for a page."""
FRONT = "index.html"
MOST_HELD = 500
"""Pages of which links elsewhere say that they are held back."""
Notes = Mapping[str, Mapping[str, Any]]


def notes(articles: Sequence[Article], told: Iterable[Diagnostic], now: datetime) -> Notes:
    """For each page with something to be told: why a build would hold it back, and its warnings and notes.

    What is said of no article, as of an entry of the curation, stands on the front page.
    """
    warnings: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for each in told:
        if each.severity is not Severity.ERROR and each.location:
            warnings[str(each.location.path)].append(each)
    found: dict[str, dict[str, Any]] = {}
    for article in articles:
        own = [each for path in _files(article) for each in warnings.get(path, ())][:MOST]
        held = why_held(article, now)
        if held or own:
            found[file_of(article.location)] = {"held": held, "warnings": [_shown(each) for each in own]}
    known = {path for article in articles for path in _files(article)}
    others = [each for path, every in warnings.items() if path not in known for each in every][:MOST]
    if others:
        found[FRONT] = {"held": None, "warnings": [_shown(each) for each in others]}
    return found


def held_back(told: Notes) -> dict[str, str]:
    """The address of each page that a build would hold back, and why: for links to it from other pages."""
    held = {file: str(note["held"]) for file, note in told.items() if note.get("held")}
    return {f"/{file.removesuffix('index.html')}": why for file, why in [*held.items()][:MOST_HELD]}


def _files(article: Article) -> Iterable[str]:
    yield str(article.path)
    if article.corrections and article.corrections.path:
        yield str(article.corrections.path)


def _shown(warning: Diagnostic) -> dict[str, str]:
    return {
        "code": warning.code,
        "message": warning.message,
        "hint": warning.hint,
        "place": str(warning.location or ""),
    }
