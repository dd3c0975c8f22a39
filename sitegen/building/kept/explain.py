"""Why a page was made again, or was not: what it is made from now against what it was made from then.

In: two `Why`s of one page, and what became of it. Out: lines to read. Pure; digests are compared, not
contents, so it costs nothing that the build does not know anyway.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sitegen.building.kept.cache import digest
from sitegen.codec import as_json
from sitegen.render.article.short.shown import Parts
from sitegen.render.site.paging import Needs

SHOWN = 8
"""Articles that are named; the rest are counted."""
LENGTH = 12
"""Characters of a digest that are kept: enough to tell two apart."""


@dataclass(frozen=True, slots=True)
class Why:
    """What a page or file is made from, each part as a short digest."""

    base: str
    """sitegen itself, the configuration, the theme's words and assets."""
    template: str
    """Its template, with all that it uses; "" for a file that has none."""
    articles: dict[str, str]
    """Id of an article and the digest of what is shown of it."""
    rest: str
    """Its place in a list, names, counts."""


class Fate(StrEnum):
    """What a build did with a page."""

    KEPT = "kept"
    SAME = "same"
    """Made again; the bytes were those that stood there."""
    WRITTEN = "written"


def why(base: str, template: str, needs: Needs) -> Why:
    """From a plan's needs."""
    wanted = needs()
    parts: defaultdict[str, list[bytes]] = defaultdict(list)
    for need in wanted:
        if isinstance(need, Parts):
            for article, part in zip(need.articles, need.digests, strict=True):
                parts[article].append(part)
    articles = {article: _short(digests) for article, digests in parts.items()}
    rest = tuple(need for need in wanted if not isinstance(need, Parts))
    return Why(base[:LENGTH], template[:LENGTH], articles, digest(as_json(rest))[:LENGTH])


def _short(digests: Sequence[bytes]) -> str:
    """One for several: of a large site there are a million of them."""
    one = digests[0] if len(digests) == 1 else hashlib.blake2b(b"".join(digests), digest_size=LENGTH).digest()
    return one.hex()[:LENGTH]


def explained(page: str, before: Why | None, now: Why, fate: Fate) -> Iterator[str]:
    """The answer, a line for each reason."""
    reasons = list(_reasons(before, now)) if before else []
    if fate is Fate.KEPT:
        yield f"{page}: not made again. Nothing that it is made from has changed, nor has the file."
        return
    yield f"{page}: made again" + (
        ", to the same bytes as before: it was not written." if fate is Fate.SAME else " and written."
    )
    if before is None:
        yield "  It is new, or nothing is kept of the build that made it."
    elif not reasons:
        yield "  Nothing that it is made from has changed: the file itself was changed, or is gone."
    yield from (f"  {reason}" for reason in reasons)


def _reasons(before: Why, now: Why) -> Iterator[str]:
    if before.base != now.base:
        yield "sitegen, its configuration, or the theme's words or assets changed: every page is made again"
    if before.template != now.template:
        yield "its template changed, or one that the template uses"
    came = sorted(now.articles.keys() - before.articles.keys())
    went = sorted(before.articles.keys() - now.articles.keys())
    both = sorted(now.articles.keys() & before.articles.keys())
    changed = [name for name in both if now.articles[name] != before.articles[name]]
    yield from _named("changed, or an entity that it names did", changed)
    yield from _named("has a part in it now", came)
    yield from _named("has no part in it any more", went)
    if before.rest != now.rest:
        yield "its place in a list, a name or a count changed"


def _named(what: str, articles: list[str]) -> Iterator[str]:
    for name in articles[:SHOWN]:
        yield f"the article {name} {what}"
    if len(articles) > SHOWN:
        yield f"and so with {len(articles) - SHOWN} more articles"
