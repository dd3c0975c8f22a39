"""What is in doubt in one article: quotations and their speakers, links of names, types, bounds.

In: a resolved article, and which entities an editor has looked at. Out: one doubt for each quotation and each
card at most, the least sure first; then quotations that nobody sees yet, the likeliest first. Pure. How sure
a name is, is a share of such names that were right, counted in articles annotated by careful reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from sitegen.corrections.anchoring import Anchor, anchor
from sitegen.model.annotation import EDITOR, EntityType, Mention
from sitegen.model.corrections import DateCorrection, MentionCorrection, QuotationCorrection
from sitegen.model.review import Doubt, DoubtKind
from sitegen.model.site import Card, EntityId, ResolvedArticle, ResolvedQuotation, SpeakerKind
from sitegen.model.text import Span
from sitegen.render.article.piece import DOUBT, is_doubtful
from sitegen.resolve.names.forms import Name, person_name, thing_name
from sitegen.wordfiles import pattern

APART = 0.06
"""A name whose words are all in another card's: the share of such that are right to stand apart (1 of 16)."""
CUT = 0.67
"""A name that may be cut wrongly: the share of such whose ends are right (34 of 51)."""
CHANGED = 0.5
"""An editor's speaker where the article tells another one now: nobody has counted; either may be right."""
LONG = 5
"""Words of a name that may be two, or more than one."""


PointingCorrection = QuotationCorrection | MentionCorrection | DateCorrection


def doubts_of(resolved: ResolvedArticle) -> tuple[Doubt, ...]:
    """Every doubt of an article, whatever the curation knows."""
    said = (_spoken(quotation) for quotation in resolved.quotations)
    found = [doubt for doubt in chain(said, _named(resolved)) if doubt]
    suggestions = [_doubt(DoubtKind.SUGGESTED, quotation) for quotation in resolved.suggestions]
    return (
        *sorted(found, key=lambda doubt: (doubt.confidence, doubt.at)),
        *sorted(suggestions, key=lambda doubt: (-doubt.confidence, doubt.at)),
    )


def open_doubts(doubts: Iterable[Doubt], curated: Collection[str]) -> tuple[Doubt, ...]:
    """Those that nobody has settled. `curated`: whom an editor knows already, by a file of the curation."""
    return tuple(doubt for doubt in doubts if doubt.entity is None or doubt.entity not in curated)


def settled_places(resolved: ResolvedArticle, doubts: Sequence[Doubt]) -> int:
    """At how many places of the article an editor's word holds and leaves nothing in doubt.

    A word on words of which another one speaks already counts once, one that fits nowhere not at all.
    """
    said = resolved.article.corrections
    if said is None:
        return 0
    names = [span for doubt in doubts if doubt.entity for span in doubt.at]
    quoted = [span for doubt in doubts if not doubt.entity for span in doubt.at]
    kinds: tuple[tuple[Iterable[PointingCorrection], list[Span]], ...] = (
        (said.quotations, quoted),
        (said.mentions, names),
        (said.dates, []),
    )
    return sum(_held(items, resolved.plain.text, doubtful) for items, doubtful in kinds)


def _held(items: Iterable[PointingCorrection], text: str, doubtful: Sequence[Span]) -> int:
    places: list[Span] = []
    for item in items:
        found = anchor(text, item.at)
        if isinstance(found, Anchor) and not any(found.span.overlaps(one) for one in (*places, *doubtful)):
            places.append(found.span)
    return len(places)


def _spoken(quotation: ResolvedQuotation) -> Doubt | None:
    stated = quotation.quotation.stated
    if stated and stated.beside:
        return Doubt(DoubtKind.BESIDE, quotation.quotation.content, CHANGED)
    if is_doubtful(quotation):
        return _doubt(DoubtKind.SPEAKER, quotation)
    is_open = quotation.speaker.kind is SpeakerKind.UNKNOWN and stated is None
    return _doubt(DoubtKind.NOBODY, quotation) if is_open else None


def _doubt(kind: DoubtKind, quotation: ResolvedQuotation) -> Doubt:
    return Doubt(kind, quotation.quotation.content, quotation.confidence)


def _named(resolved: ResolvedArticle) -> Iterator[Doubt | None]:
    others = _longer(resolved.cards, resolved.article.front_matter.language)
    for card in resolved.cards:
        if any(m.mention.annotator == EDITOR for m in card.mentions):
            continue
        every = (_type(card), _link(card, others[card.entity]), _bounds(card, resolved))
        yield min(filter(None, every), key=lambda doubt: doubt.confidence, default=None)


def _type(card: Card) -> Doubt | None:
    """No voice leads the others at any of the card's mentions."""
    told = [m.mention.score for m in card.mentions if m.mention.score is not None]
    sure = max(told, default=1.0)
    if sure >= DOUBT:
        return None
    return Doubt(DoubtKind.TYPE, (card.mentions[0].mention.span,), sure, card.entity)


def _link(card: Card, others: tuple[EntityId, ...]) -> Doubt | None:
    """The name is part of another one's, and has a card of its own."""
    if not others:
        return None
    return Doubt(DoubtKind.LINK, (card.mentions[0].mention.span,), APART, card.entity, others)


def _longer(cards: Sequence[Card], language: str) -> Mapping[EntityId, tuple[EntityId, ...]]:
    """For each card, those whose names have all of its words and more.

    A single word counts of a person alone: "Oslo" is not "the University of Oslo". A place is none of the
    bodies that bear its name either: "Port Halden" is not "the Bank of Port Halden".
    """
    names = {card.entity: _name(card, language) for card in cards}
    types = {card.entity: card.type for card in cards}
    bearers: dict[str, set[EntityId]] = defaultdict(set)
    for entity, name in names.items():
        for word in name.words:
            bearers[word].add(entity)
    found: dict[EntityId, tuple[EntityId, ...]] = {}
    for card in cards:
        words = set(names[card.entity].words)
        if len(words) > 1 or (words and card.type is EntityType.PERSON):
            able = set.intersection(*(bearers[word] for word in words))
        else:
            able = set()
        longer = (e for e in able if len({*names[e].words}) > len(words))
        found[card.entity] = tuple(
            sorted(e for e in longer if card.type is not EntityType.PLACE or types[e] is EntityType.PLACE)
        )
    return found


def _name(card: Card, language: str) -> Name:
    is_person = card.type is EntityType.PERSON
    return person_name(card.name, language) if is_person else thing_name(card.name, language)


def _bounds(card: Card, resolved: ResolvedArticle) -> Doubt | None:
    text, language = resolved.plain.text, resolved.article.front_matter.language
    cut = next((m.mention for m in card.mentions if _may_be_cut(m.mention, text, language)), None)
    return Doubt(DoubtKind.BOUNDS, (cut.span,), CUT, card.entity) if cut else None


def _may_be_cut(mention: Mention, text: str, language: str) -> bool:
    """Whether a name may go on behind, or be two."""
    words = mention.span.of(text)
    behind = text[mention.span.end : mention.span.end + 2]
    goes_on = behind[:1] in {" ", "-"} and behind[1:].isupper()
    two = pattern("two_names", language).search(words)
    return goes_on or len(words.split()) >= LONG or two is not None
