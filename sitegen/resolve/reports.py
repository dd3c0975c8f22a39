"""What resolution could not decide, as diagnostics with a place.

In: articles with their clusters, and curation. Out: notes and warnings. Nothing is lost silently.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.curation import Curation
from sitegen.model.site import AnnotatedArticle
from sitegen.resolve.cluster import Cluster


def line_of(annotated: AnnotatedArticle, offset: int) -> int | None:
    """The file's line of a place in the plain text: its block's first line and the breaks before it."""
    block = next((b for b in annotated.plain.blocks if b.span.start <= offset < b.span.end), None)
    if block is None:
        return None
    breaks = annotated.plain.text.count("\n", block.span.start, offset)
    return annotated.article.body_line + block.lines[0] + breaks


def open_names(annotated: AnnotatedArticle, clusters: Iterable[Cluster]) -> Iterable[Diagnostic]:
    """Short forms that could mean more than one."""
    for cluster in clusters:
        if cluster.open:
            yield Diagnostic(
                "name-ambiguous",
                Severity.NOTE,
                f"“{cluster.name.text}” could be {' or '.join(cluster.open)}; it is linked to neither",
                Location(annotated.article.path, line_of(annotated, cluster.start)),
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
