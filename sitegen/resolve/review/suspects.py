"""Where resolution may be wrong: pairs and sets of entities to ask an editor about.

In: the site's entities with their cards. Out: suspects, each with the question and the answer to write.
Candidates come from shared keys (initials, sorted words, a spelling with one letter less), so the work
grows with the number of names and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sitegen.model.annotation import EntityType
from sitegen.model.review import ReviewKind
from sitegen.model.site import Card, Entity, EntityId, ResolvedArticle
from sitegen.resolve.names.forms import (
    Name,
    family,
    fold,
    full_names_agree,
    initials,
    is_acronym,
    is_generic,
    person_name,
    thing_name,
)
from sitegen.resolve.site.conflicts import MergeEvidence, conflict, evidence_of

_LONE_SCORE = 0.5
"""A name met once, found with less than this, and not described, is asked about."""
_SPELLING = 6
"""Shortest name, in letters, whose spelling variants are looked for."""
_BLOCK = 40
"""Most entities under one key that are compared with each other; more share a mere common word."""


@dataclass(frozen=True, slots=True)
class Page:
    """An entity with all its cards."""

    entity: Entity
    name: Name
    cards: tuple[tuple[ResolvedArticle, Card], ...]

    @property
    def id(self) -> EntityId:
        """The entity's id."""
        return self.entity.id

    @property
    def is_person(self) -> bool:
        """Whether it is a person."""
        return self.entity.type is EntityType.PERSON

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that name it, sorted."""
        return tuple(sorted(resolved.article.id for resolved, _ in self.cards))

    def evidence(self) -> list[MergeEvidence]:
        """What each article says of it."""
        return [
            evidence_of(
                [d.span.of(resolved.plain.text) for d in card.descriptions],
                [m.mention.gender for m in card.mentions],
                resolved.article.front_matter.date,
                resolved.article.front_matter.language,
            )
            for resolved, card in self.cards
        ]


@dataclass(frozen=True, slots=True)
class Suspect:
    """Entities about which something may be wrong."""

    kind: ReviewKind
    question: str
    pages: tuple[Page, ...]
    word: str = ""
    """The short name, for a name that is linked to nobody."""
    article: ResolvedArticle | None = None
    """The article of that name."""


def pages_of(entities: Iterable[Entity], articles: Iterable[ResolvedArticle]) -> list[Page]:
    """Every entity with its cards, in order of id."""
    cards: dict[EntityId, list[tuple[ResolvedArticle, Card]]] = defaultdict(list)
    for resolved in articles:
        for card in resolved.cards:
            cards[card.entity].append((resolved, card))
    return [Page(e, _name(e, cards[e.id][0][0]), tuple(cards[e.id])) for e in entities if e.id in cards]


def _name(entity: Entity, first: ResolvedArticle) -> Name:
    """As the first article reads it that names the entity."""
    language = first.article.front_matter.language
    is_person = entity.type is EntityType.PERSON
    return person_name(entity.name, language) if is_person else thing_name(entity.name, language)


def likely_same(pages: Sequence[Page]) -> Iterator[Suspect]:
    """Pages that may be one: short names over articles, and full names that differ little."""
    local: dict[tuple[bool, str], list[Page]] = defaultdict(list)
    doubtful = {suspect.pages[0].id for suspect in unlinked(pages)}
    for page in pages:
        if not page.entity.curated and _stays_local(page) and page.id not in doubtful:
            local[page.is_person, page.name.key].append(page)
    for group in local.values():
        if len({p.entity.type for p in group}) == 1 and len({a for p in group for a in p.articles}) > 1:
            yield Suspect(
                ReviewKind.SAME, f"Is “{group[0].entity.name}” the same in all these articles?", tuple(group)
            )
    for a, b, why in _pairs(pages):
        question = f"Are “{a.entity.name}” and “{b.entity.name}” the same? {why}"
        yield Suspect(ReviewKind.SAME, question, (a, b))


def _stays_local(page: Page) -> bool:
    return len(page.name.words) <= 1 if page.is_person else is_generic(page.name)


def _pairs(pages: Sequence[Page]) -> Iterator[tuple[Page, Page, str]]:
    """Pairs of pages with names that differ little, each pair once, with how they differ."""
    blocks: dict[tuple[str, ...], list[Page]] = defaultdict(list)
    for page in pages:
        if not _stays_local(page):
            for key in _keys(page):
                blocks[key].append(page)
    seen: set[tuple[EntityId, EntityId]] = set()
    for key, block in blocks.items():
        if len(block) > _BLOCK:
            continue
        for a, b in combinations(block, 2):
            pair = (min(a.id, b.id), max(a.id, b.id))
            if (
                a.is_person == b.is_person
                and pair not in seen
                and not excluded(a, b)
                and a.name.key != b.name.key
            ):
                why = _difference(key[0], a, b)
                if why:
                    seen.add(pair)
                    yield a, b, why


def _keys(page: Page) -> Iterator[tuple[str, ...]]:
    """What a page shares with those whose names differ little from its own."""
    name, kind = page.name, "p" if page.is_person else "t"
    if page.is_person:
        yield "agree", kind, " ".join(family(name)), name.words[0][:1]
        yield "agree", kind, *name.words[:2]
        yield "order", kind, *sorted(name.words)
    elif is_acronym(name.text, name.language):
        yield "initials", kind, fold(name.text)
    else:
        yield from (("initials", kind, letters) for letters in initials(name))
    key = name.key
    if len(key) >= _SPELLING:
        yield "spelling", kind, key
        yield from (("spelling", kind, key[:n] + key[n + 1 :]) for n in range(len(key)))


def _difference(test: str, a: Page, b: Page) -> str:
    """How the names differ, in words; "" where they do not fit together."""
    if test == "agree":
        return "One is a fuller form of the other." if full_names_agree(a.name, b.name) else ""
    if test == "order":
        return "The words are in another order."
    if test == "initials":
        one = is_acronym(a.name.text, a.name.language) != is_acronym(b.name.text, b.name.language)
        return "One has the other's initials." if one else ""
    return "They are spelled nearly alike." if a.entity.type is b.entity.type else ""


def excluded(a: Page, b: Page) -> bool:
    """Whether an editor has looked at both already, each having a file of its own."""
    return a.entity.curated and b.entity.curated


def likely_different(pages: Sequence[Page]) -> Iterator[Suspect]:
    """People who may be two: namesakes kept apart, and pages whose articles tell different things."""
    namesakes: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if page.is_person and len(page.name.words) > 1:
            namesakes[page.name.key].append(page)
    for group in namesakes.values():
        name = group[0].entity.name
        if len(group) > 1 and not all(p.entity.curated for p in group):
            why = conflict(group[0].evidence()[0], group[1].evidence()[0])
            question = (
                f"“{name}” is kept apart as {len(group)} people{f': {why}' if why else ''}. Is that right?"
            )
            yield Suspect(ReviewKind.DIFFERENT, question, tuple(group))
        elif not group[0].entity.curated:
            fields = sorted({tuple(sorted(e.fields)) for e in group[0].evidence() if e.fields})
            if any(set(a).isdisjoint(b) for a, b in combinations(fields, 2)):
                listed = " and ".join(dict.fromkeys(word for words in fields for word in words))
                question = f"Is “{name}” one person? Articles tell of {listed}."
                yield Suspect(ReviewKind.DIFFERENT, question, (group[0],))


def type_doubts(pages: Sequence[Page]) -> Iterator[Suspect]:
    """One name under two types: on two pages, or on one page whose articles do not agree."""
    by_name: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        by_name[page.name.key].append(page)
    for group in by_name.values():
        types = sorted({str(p.entity.type) for p in group})
        if len(types) == 1 and len(group) == 1:
            types = recognised(group[0])
        if len(types) > 1 and not all(p.entity.curated for p in group):
            question = f"“{group[0].entity.name}” is found as {' and as '.join(types)}. Which is it?"
            yield Suspect(ReviewKind.TYPE, question, tuple(group))


def recognised(page: Page) -> list[str]:
    """The two types for which articles took it, the entity's own first, if there is no clear majority."""
    counts = Counter(card.mentions[0].mention.type for _, card in page.cards).most_common(2)
    doubtful = len(counts) > 1 and 2 * counts[1][1] >= counts[0][1]
    kinds = sorted((kind for kind, _ in counts), key=lambda kind: (kind is not page.entity.type, kind))
    return [str(kind) for kind in kinds] if doubtful else []


def unlinked(pages: Sequence[Page]) -> Iterator[Suspect]:
    """A short name in an article where two or more people have it."""
    by_article: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if page.is_person:
            for article in page.articles:
                by_article[article].append(page)
    for page in pages:
        if not page.is_person or len(page.name.words) != 1 or page.entity.curated:
            continue
        for resolved, _ in page.cards:
            word = page.name.words[0]
            bearers = [
                other
                for other in by_article[resolved.article.id]
                if len(other.name.words) > 1 and word in other.name.words
            ]
            if len(bearers) > 1:
                listed = " or ".join(sorted(b.entity.name for b in bearers))
                question = f"Who is “{page.entity.name}”: {listed}?"
                yield Suspect(ReviewKind.UNLINKED, question, (page, *bearers), page.entity.name, resolved)


def lone(pages: Sequence[Page]) -> Iterator[Suspect]:
    """Names met once, found with little confidence, and not described."""
    for page in pages:
        mentions = [m.mention for _, card in page.cards for m in card.mentions]
        described = any(card.descriptions for _, card in page.cards)
        score = mentions[0].score
        faint = len(mentions) == 1 and score is not None and score < _LONE_SCORE
        if faint and not described and not page.entity.curated:
            yield Suspect(ReviewKind.LONE, f"Is “{page.entity.name}” a name at all?", (page,))
