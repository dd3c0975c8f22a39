"""Measures of entities against a reference, counted for one article.

In: the right cards and the found ones, over the same plain text. Out: a `Counter` of hits and totals,
which adds up over articles; `measures.figures` turns the sum into percentages. Pure.

- span, types: mentions with equal edges; for a type also of equal type.
- B-cubed: for each mention, how alike its card and its right card are; unequal edges never match.
- perfect cards: all mentions of one entity and nothing else, where a mention may differ by its edges if
  both share half of their characters. Type accuracy is over entities found on one card.
- descriptions: two are the same when the Dice index of their words, less a leading article, is 0.6.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.model.text import Span

TYPES = ("person", "organisation", "place", "event")
SAME_SPAN = 0.5
SAME_DESCRIPTION = 0.6
NO_WORDS = {"the", "a", "an", "its", "their", "his", "her", "mr", "mrs", "ms", "miss", "dr", "sir", "dame"}
"""What a description may begin with and still be empty: “Mr” describes nobody."""


@dataclass(frozen=True, slots=True)
class Card:
    """One entity of one article as the measures see it."""

    name: str
    type: str
    mentions: frozenset[Span]
    descriptions: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Further words that describe it: no fault when found, none when not."""


def considered(found: Sequence[Card], right: Sequence[Card], forgiven: Sequence[Span]) -> list[Card]:
    """The found cards as far as they are measured.

    Nothing on forgiven names, nothing of other types that touches no right mention.
    """
    names = [span for card in right for span in card.mentions]
    kept = []
    for card in found:
        mentions = frozenset(m for m in card.mentions if not any(m.overlaps(f) for f in forgiven))
        touches = any(m.overlaps(n) for m in mentions for n in names)
        if mentions and (card.type in TYPES or touches):
            kept.append(Card(card.name, card.type, mentions, card.descriptions))
    return kept


def entity_counts(right: Sequence[Card], found: Sequence[Card], forgiven: Sequence[Span]) -> Counter[str]:
    """Counts of one article's entities; see the module's docstring."""
    found = considered(found, right, forgiven)
    return _mention_counts(right, found) + _card_counts(right, found) + _description_counts(right, found)


def _mention_counts(right: Sequence[Card], found: Sequence[Card]) -> Counter[str]:
    rights = {span: card for card in right for span in card.mentions}
    founds = {span: card for card in found for span in card.mentions}
    counts: Counter[str] = Counter({"span right": len(rights), "span found": len(founds)})
    counts.update(f"{card.type} right" for card in rights.values())
    counts.update(f"{card.type} found" for card in founds.values())
    for span in rights.keys() & founds.keys():
        r, f = rights[span], founds[span]
        counts["span ok"] += 1
        counts[f"{r.type} ok"] += r.type == f.type
        shared = len(r.mentions & f.mentions)
        # Counters hold whole numbers: the shares are kept in millionths.
        counts["b-cubed precise"] += round(1e6 * shared / len(f.mentions))
        counts["b-cubed recalled"] += round(1e6 * shared / len(r.mentions))
    return counts


def stand_ins(right: Iterable[Span], found: Iterable[Span]) -> dict[Span, Span]:
    """Found mention to the right mention that it stands for: the same span, else the most alike."""
    rights, founds = set(right), set(found)
    pairs = {span: span for span in rights & founds}
    free = rights - founds
    alike = sorted(
        (-_shared(f, r), f, r) for f in founds - rights for r in free if _shared(f, r) >= SAME_SPAN
    )
    for _, f, r in alike:
        if f not in pairs and r in free:
            pairs[f] = r
            free.discard(r)
    return pairs


def _shared(a: Span, b: Span) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(common, 0) / (max(a.end, b.end) - min(a.start, b.start))


def homes(right: Sequence[Card], found: Sequence[Card]) -> dict[int, Counter[int]]:
    """For each right card's index, the found cards that hold mentions of it, with how many."""
    pairs = stand_ins((s for c in right for s in c.mentions), (s for c in found for s in c.mentions))
    owner = {span: number for number, card in enumerate(right) for span in card.mentions}
    places: dict[int, Counter[int]] = {number: Counter() for number in range(len(right))}
    for number, card in enumerate(found):
        for span in card.mentions & pairs.keys():
            places[owner[pairs[span]]][number] += 1
    return places


def perfect(right: Sequence[Card], found: Sequence[Card]) -> set[int]:
    """Indices of the right cards that a found card equals: all mentions, nothing else."""
    places = homes(right, found)
    return {
        number
        for number, held in places.items()
        if any(n == len(right[number].mentions) == len(found[card].mentions) for card, n in held.items())
    }


def _card_counts(right: Sequence[Card], found: Sequence[Card]) -> Counter[str]:
    whole = {number: held for number, held in homes(right, found).items() if len(held) == 1}
    return Counter(
        {
            "cards right": len(right),
            "cards found": len(found),
            "cards ok": len(perfect(right, found)),
            "type of": len(whole),
            "type ok": sum(found[next(iter(held))].type == right[n].type for n, held in whole.items()),
        }
    )


def _description_counts(right: Sequence[Card], found: Sequence[Card]) -> Counter[str]:
    """Precision is over the cards of entities that have a right description."""
    counts: Counter[str] = Counter()
    for number, held in homes(right, found).items():
        card = right[number]
        counts["descriptions right"] += len(card.descriptions)
        if not held or not card.descriptions:
            continue
        said = [d for d in found[held.most_common(1)[0][0]].descriptions if _description_words(d)]
        wrong = [d for d in said if not any(same_description(d, r) for r in card.descriptions)]
        counts["descriptions recalled"] += sum(
            any(same_description(d, r) for d in said) for r in card.descriptions
        )
        counts["descriptions precise"] += len(said) - len(wrong)
        counts["descriptions found"] += len(said) - sum(
            any(same_description(d, a) for a in card.also) for d in wrong
        )
    return counts


def same_description(a: str, b: str) -> bool:
    """Whether two descriptions use nearly the same words."""
    x, y = _description_words(a), _description_words(b)
    return bool(x and y) and 2 * sum((x & y).values()) / (x.total() + y.total()) >= SAME_DESCRIPTION


def _description_words(description: str) -> Counter[str]:
    """Without a leading article or possessive; “Mr” and the like describe nobody."""
    words = re.findall(r"[^\W_]+", description.lower())
    while words and words[0] in NO_WORDS:
        words.pop(0)
    return Counter(words)
