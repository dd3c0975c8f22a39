"""A card's descriptions: the article's own words about one entity, the fullest first, none twice.

In: the text and the entity's mentions. Out: exact spans, as the annotator found
them; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model.annotation import Description, Mention
from sitegen.resolve.names.forms import fold
from sitegen.resolve.vocabulary.wordlists import word_lists
from sitegen.wordfiles import pattern

MOST = 40
"""More descriptions than anyone reads on a card; it also bounds the comparisons."""


def card_descriptions(
    text: str, mentions: Iterable[Mention], language: str, pinned: str = ""
) -> tuple[Description, ...]:
    """Every description that says more than a fuller one already does. `pinned` comes first if present."""
    found = [(d, _content(d.span.of(text), language)) for mention in mentions for d in mention.descriptions]
    ranked = sorted(
        ((d, words) for d, words in found if words),
        key=lambda pair: (
            -pair[0].turn,
            fold_all(pair[0].span.of(text)) != fold_all(pinned),
            -len(pair[1]),
            pair[0].span,
        ),
    )
    kept: list[tuple[Description, frozenset[str]]] = []
    for description, words in ranked:
        if len(kept) < MOST and not any(words <= other for _, other in kept):
            kept.append((description, words))
    return tuple(description for description, _ in kept)


def head_part(described: str, language: str) -> str:
    """What the description says that somebody is: before "of", "who" or a comma, after "…'s"."""
    first = pattern("after_head", language).split(described, maxsplit=1)[0]
    return pattern("possessor", language).split(first)[-1].replace("-", " ")


def fold_all(text: str) -> str:
    """A description to compare: folded words, single spaces."""
    return " ".join(fold(word) for word in text.split())


def _content(text: str, language: str) -> frozenset[str]:
    """The words that say something; none for a mere "Mr"."""
    lists = word_lists(language)
    words = (fold(word) for word in text.split())
    return frozenset(w for w in words if w and w not in lists.idle and w not in lists.honorifics)
