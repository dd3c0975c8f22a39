"""Second names that the article itself gives: "Tarisai Maro, who performs as Rori Blaze".

In: the text and links in text order. Out: pairs of links, of which the article says that they name one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.model.annotation import EntityType
from sitegen.resolve.article.cluster import Link
from sitegen.wordfiles import pattern

LONGEST = 90
"""Characters between the two names, at most."""


def stated(text: str, links: Sequence[Link]) -> Iterator[tuple[Link, Link]]:
    """Neighbours of one type that are said to be one, the first named first."""
    for before, after in pairwise(links):
        gap = text[before.mention.span.end : after.mention.span.start]
        same = before.mention.type is after.mention.type is not EntityType.PLACE
        if same and len(gap) <= LONGEST and before.name.key != after.name.key and _says_so(before, gap):
            yield before, after


def _says_so(name: Link, gap: str) -> bool:
    return pattern("also_called", name.name.language).fullmatch(gap) is not None
