"""Names in corrections that are nearly one of the article's: perhaps that one, misspelt.

In: the mentions that count, and the article's corrections. Out: each such name with the article's. A
correction may name somebody whom the article does not; a letter or two beside a name that it has is another
thing. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from sitegen.model.annotation import Mention
from sitegen.model.corrections import Corrections

MOST = 2
"""Letters by which a name is nearly another."""
SHORTEST = 7
"""Letters of a name that is long enough for that to mean something."""


def misspelt(
    corrections: Corrections, mentions: Sequence[Mention], text: str
) -> Iterator[tuple[str, str, int]]:
    """The name as it is written, the article's, and the line of the item."""
    names = [m.span.of(text) for m in mentions] + [m.canonical for m in mentions if m.canonical]
    known = {_folded(name): name for name in names}
    for written, line in _written(corrections):
        folded = _folded(written)
        if folded in known or len(folded) < SHORTEST:
            continue
        able = (name for name in known if name[:1] == folded[:1] and abs(len(name) - len(folded)) <= MOST)
        near = {name: Levenshtein.distance(name, folded, score_cutoff=MOST) for name in able}
        best = min(near, key=lambda name: near[name], default=None)
        if best is not None and near[best] <= MOST and not _is_short_for(best, folded):
            yield written, " ".join(known[best].split()), line


def _written(corrections: Corrections) -> Iterable[tuple[str, int]]:
    """Every name that a correction gives."""
    for quotation in corrections.quotations:
        for name in quotation.speaker.names if quotation.speaker else ():
            yield name, quotation.line
    for mention in corrections.mentions:
        if mention.entity:
            yield mention.entity, mention.line


def _folded(name: str) -> str:
    """Of a name, and of an id that is made of one."""
    return " ".join(re.findall(r"\w+", name.casefold()))


def _is_short_for(one: str, other: str) -> bool:
    """Whether one has only more words than the other: "Ada R Quist"."""
    return {*one.split()} <= {*other.split()} or {*other.split()} <= {*one.split()}
