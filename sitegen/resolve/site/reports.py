"""What resolution could not decide, as diagnostics with a place.

In: articles with their clusters, and curation. Out: notes and warnings. Nothing is lost silently.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import place_of
from sitegen.model.curation import Curation, CurationEntry
from sitegen.model.site import AnnotatedArticle
from sitegen.resolve.article.cluster import Cluster
from sitegen.slugs import address_part


def open_names(annotated: AnnotatedArticle, clusters: Iterable[Cluster]) -> Iterable[tuple[int, Diagnostic]]:
    """Short forms that could mean more than one: the number of each one's cluster, and what is to be said."""
    for number, cluster in enumerate(clusters):
        if cluster.open:
            _, line = place_of(annotated.article, annotated.plain, cluster.start)
            several = " or ".join(cluster.open)
            message = f"“{cluster.name.text}” could be {several}; it is linked to none of them"
            hint = "say whose it is with aliases_in in content/entities/; sitegen review writes that"
            where = Location(annotated.article.path, line)
            yield number, Diagnostic("name-ambiguous", Severity.NOTE, message, where, hint)


def unused_entries(curation: Curation, used: frozenset[str]) -> Iterable[Diagnostic]:
    """Curation entries that no article's text touches."""
    for entry in curation.entries:
        if entry.id not in used:
            names = ", ".join(dict.fromkeys(f"“{name}”" for name, _ in entry.claims()))
            hint = "check the spelling and capitals, or remove the file"
            yield _unused(entry, "name", f"no article names {names}", hint)


def unused_references(
    curation: Curation, articles: Collection[str], entities: Collection[str]
) -> Iterable[Diagnostic]:
    """Articles that are not there, and ids under `same_as` that were no page."""
    for entry in curation.entries:
        in_lists = [("articles", one) for one in entry.articles]
        for key, article in (*in_lists, *(("aliases_in", one) for one, _ in entry.aliases_in)):
            if article not in articles:
                hint = "an article's id is its path below the content folder, without the suffix"
                yield _unused(entry, key, f"there is no article “{article}”", hint)
        claimed = {address_part(name) for name, _ in entry.claims()}
        for other in entry.same_as:
            if other not in entities and other not in claimed:
                hint = "an entity's id is the last part of its page's address"
                yield _unused(entry, "same_as", f"there is no entity “{other}”", hint)


def _unused(entry: CurationEntry, key: str, message: str, hint: str) -> Diagnostic:
    where = Location(entry.path, entry.line_of(key))
    return Diagnostic("curation-unused", Severity.WARNING, message, where, hint)
