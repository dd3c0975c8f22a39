"""Whose a body is where an article has several of one name: "China's Foreign Ministry", "the Torvian one".

In: the mentions of one article, in text order. Out: the owner of each mention of such a body, a country in
one word or two; where the text says nothing, that of the mention before. Bodies that have one owner, or none,
are left out: they need nobody to tell them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sitegen.model.annotation import EntityType
from sitegen.model.text import Span
from sitegen.resolve.article.cluster import OWNER, Link
from sitegen.resolve.article.variants import is_same_word
from sitegen.resolve.names.forms import Name, fold, is_generic
from sitegen.resolve.vocabulary.wordlists import WordLists
from sitegen.wordfiles import pattern

NEAR = 4
"""Characters between an owner and what is theirs: "’s ", "' "."""
LONGEST = 8
"""Words of such a body's own name at most."""
OWNED = 12
"""Owners of bodies of one name that are told apart at most; it keeps the cost linear."""


def owners(links: Sequence[Link], text: str) -> Mapping[Span, str]:
    """The owner of each mention of a body whose name several bodies have."""
    told: dict[tuple[str, ...], list[tuple[Link, str]]] = defaultdict(list)
    for before, link in pairwise((None, *links)):
        if link is not None and _is_office(link):
            told[office(link.name)].append((link, _owner(before, link, text)))
    found: dict[Span, str] = {}
    inside = _inside(links) if told else {}
    for made_of, named in told.items():
        known = _distinct([*(owner for _, owner in named), *inside.get(made_of, ())])
        if 1 < len(known) <= OWNED:
            found |= dict(_carried(named, known))
    return found


def office(name: Name) -> tuple[str, ...]:
    """What a body's name is made of, equal for "the Ministry of Finance" and "the Finance Ministry"."""
    return _made_of(name.words, name.lists)


def _made_of(words: tuple[str, ...], lists: WordLists) -> tuple[str, ...]:
    return tuple(sorted({*words} - lists.function_words - lists.lost_in_turning)) or words


def owns(owner: str, name: Name, longer: Name) -> bool:
    """Whether a longer name is the body's with its owner: "Torvia Foreign Ministry" of "Torvian"."""
    inside = _before(name.words, longer)
    return bool(inside) and is_same_word(owner, inside)


def _is_office(link: Link) -> bool:
    body = link.mention.type is EntityType.ORGANISATION and len(link.name.words) > 1
    return body and is_generic(link.name)


def _owner(before: Link | None, link: Link, text: str) -> str:
    """The place right before in the possessive, or the adjective of one; "" for none."""
    start = link.mention.span.start
    if before is not None and before.mention.type is EntityType.PLACE:
        gap = text[before.mention.span.end : start]
        if 0 < len(gap) <= NEAR and gap.strip() in {"'s", "’s", "'", "’"}:
            return " ".join(before.name.words)
    word = text[max(0, start - OWNER) : start].rstrip().rpartition(" ")[2]
    adjective = pattern("owner_or_demonym", link.name.language).fullmatch(word) is not None
    return fold(word) if adjective and word[-1:].isalpha() and "'" not in word and "’" not in word else ""


def _inside(links: Sequence[Link]) -> Mapping[tuple[str, ...], list[str]]:
    """For what each end of a body's name is made of the owners that stand before it in that name."""
    bodies = {link.name.key: link.name for link in links if link.mention.type is EntityType.ORGANISATION}
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for longer in bodies.values():
        for count in range(2, min(len(longer.words), LONGEST)):
            end = longer.words[-count:]
            if before := _before(end, longer):
                found[_made_of(end, longer.lists)].append(before)
    return found


def _before(end: tuple[str, ...], longer: Name) -> str:
    """What a longer name has before its end, where that is no common noun; "" where it has nothing."""
    first = longer.words[: -len(end)]
    ends = longer.words[-len(end) :] == end
    common = longer.lists.generic | longer.lists.function_words
    return " ".join(first) if ends and first and not common.issuperset(first) else ""


def _distinct(found: Sequence[str]) -> list[str]:
    """The owners, each once: "torvia" and "torvian" are one."""
    kept: list[str] = []
    for owner in dict.fromkeys(filter(None, found)):
        if not any(is_same_word(owner, other) for other in kept[:OWNED]):
            kept.append(owner)
    return kept


def _carried(named: Sequence[tuple[Link, str]], known: Sequence[str]) -> Iterator[tuple[Span, str]]:
    """Each mention's owner, that of the one before where it has none of its own."""
    last = ""
    for link, owner in named:
        last = next((other for other in known if owner and is_same_word(owner, other)), last)
        yield link.mention.span, last
