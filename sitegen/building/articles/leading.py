"""Which articles are to lead the front page and do not, since another one does. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import Article
from sitegen.resolve.index import newest_first


def led_by_another(articles: Iterable[Article]) -> Iterator[Diagnostic]:
    """A note for each `lead` but the newest one, which leads."""
    leads = sorted((article for article in articles if article.front_matter.lead), key=newest_first)
    for article in leads[1:]:
        message = f"lead: {leads[0].path} leads the front page, since it is the newer one"
        hint = "delete  lead: true  here, or there"
        yield Diagnostic("lead-twice", Severity.NOTE, message, Location(article.path), hint)
