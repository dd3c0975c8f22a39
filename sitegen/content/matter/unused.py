"""Keys of front matter that mean nothing here, told once for a site and not once for each file. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.content.matter.keys import PASSED_OVER, SAME, normal
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import Article

_ELSEWHERE = PASSED_OVER | frozenset(SAME) | {"permalink", "lead"}
"""Keys with a value that has a meaning with other tools only."""
SHOWN = 12
"""Keys named in the note."""


def unused_keys(articles: Iterable[Article]) -> Iterator[Diagnostic]:
    """One note for what other tools know, a warning for each key that nobody knows, at its first place."""
    known: dict[str, int] = {}
    unknown: dict[str, tuple[Location, int]] = {}
    for article in articles:
        for key, line in article.front_matter.unused:
            if normal(key) in _ELSEWHERE:
                known[key] = known.get(key, 0) + 1
            else:
                first, count = unknown.get(key, (Location(article.path, line), 0))
                unknown[key] = first, count + 1
    if known:
        yield _note(known)
    for key, (first, count) in sorted(unknown.items()):
        yield _warning(key, first, count)


def _note(counts: dict[str, int]) -> Diagnostic:
    most = sorted(counts, key=lambda key: (-counts[key], key))
    named = ", ".join(f"{key} ({counts[key]})" for key in most[:SHOWN])
    more = f", and {len(most) - SHOWN} more" if len(most) > SHOWN else ""
    message = f"keys of other tools in the front matter mean nothing here and are passed over: {named}{more}"
    hint = "to hand one to your templates, list it in  content.params  of sitegen.toml"
    return Diagnostic("front-matter-key-unused", Severity.NOTE, message, hint=hint)


def _warning(key: str, first: Location, count: int) -> Diagnostic:
    others = f", here and in {count - 1} more articles" if count > 1 else ""
    message = f"there is no key “{key}”; it is ignored{others}"
    hint = (
        "to hand it to your templates, put it below  params:  or list it in  content.params  of sitegen.toml"
    )
    return Diagnostic("front-matter-unknown-key", Severity.WARNING, message, first, hint)
