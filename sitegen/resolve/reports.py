"""What resolution could not decide, as diagnostics with a place.

In: articles with their clusters, and curation. Out: notes and warnings. Nothing is lost silently.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import Article
from sitegen.model.curation import Curation
from sitegen.model.site import AnnotatedArticle
from sitegen.model.text import Block, PlainText
from sitegen.resolve.cluster import Cluster


def place_of(article: Article, plain: PlainText, offset: int) -> tuple[Block | None, int | None]:
    """The block of a place in the plain text, and its line in the file."""
    number = bisect_right(plain.blocks, offset, key=lambda block: block.span.start) - 1
    if number < 0:
        return None, None
    block = plain.blocks[number]
    return block, article.body_line + block.lines[0] + plain.text.count("\n", block.span.start, offset)


def open_names(annotated: AnnotatedArticle, clusters: Iterable[Cluster]) -> Iterable[Diagnostic]:
    """Short forms that could mean more than one."""
    for cluster in clusters:
        if cluster.open:
            _, line = place_of(annotated.article, annotated.plain, cluster.start)
            yield Diagnostic(
                "name-ambiguous",
                Severity.NOTE,
                f"“{cluster.name.text}” could be {' or '.join(cluster.open)}; it is linked to neither",
                Location(annotated.article.path, line),
                "give the right one this alias in content/entities/, for this article",
            )


def unused_entries(curation: Curation, used: frozenset[str]) -> Iterable[Diagnostic]:
    """Curation entries that no article's text touches."""
    for entry in curation.entries:
        if entry.id not in used:
            names = ", ".join(dict.fromkeys(f"“{name}”" for name, _ in entry.claims()))
            yield Diagnostic(
                "curation-unused",
                Severity.WARNING,
                f"no article names {names}",
                Location(entry.path, entry.line_of("name")),
                "check the spelling and capitals, or remove the file",
            )
