"""What an article calls a body in other words: "the terror group", "the Qatar-based broadcaster".

In: the scene. Out: such words, with the card that they mean, where no other body of the article can be meant.
A body named a moment ago may be meant by chance; so either the words come again, and every time the same one
body alone was near, or they take up, as the subject of the next sentence, the only body that was named in the
one before. Whatever else bears the noun, or is brought in by it ("a broadcaster"), makes them uncertain.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitegen.model.annotation import EntityType, Mention, Reference, Role
from sitegen.model.text import Span
from sitegen.resolve.speakers.scene import Scene
from sitegen.resolve.vocabulary.noun_phrase import INDEFINITE, WORD, Phrase, parse_phrase
from sitegen.resolve.vocabulary.nouns import nouns

NEAR = 2
"""Sentences back to which a body named may be meant."""
BEFORE = 4
"""Words before a noun among which is whatever makes it a new one: "a", "another"."""
MANY = 40
"""Names before such words that are looked at."""
NOT_QUOTED = -1
"""No quotation's number."""
LONGEST = 80
"""Characters of such words."""


@dataclass(frozen=True, slots=True)
class OtherWords:
    """Words for a body, where they stand first, and whose they are."""

    span: Span
    card: int


def other_words(scene: Scene) -> Mapping[str, OtherWords]:
    """By the words in small letters."""
    used: defaultdict[str, list[Reference]] = defaultdict(list)
    shared: dict[str, bool] = {}
    for reference in scene.article.annotations.references:
        phrase = _phrase(reference, scene)
        if phrase and phrase.head not in shared:
            shared[phrase.head] = _is_shared(phrase.head, scene)
        if phrase and not shared[phrase.head]:
            used[as_key(reference.span.of(scene.text))].append(reference)
    found: dict[str, OtherWords] = {}
    for words, uses in used.items():
        card = _meant(uses, scene)
        if card is not None and _may_be_called(card, words, scene):
            found[words] = OtherWords(uses[0].span, card)
    return found


def as_key(words: str) -> str:
    """Words as they are compared."""
    return " ".join(words.lower().split())


def _phrase(reference: Reference, scene: Scene) -> Phrase | None:
    """The phrase, where it may stand for a body: "the", what tells which, a noun for bodies."""
    words = reference.span.of(scene.text)
    if reference.plural or reference.role is not Role.SUBJECT or len(words) > LONGEST:
        return None
    phrase = parse_phrase(words, reference.head.of(scene.text))
    alone = phrase.determiner == "the" and not (phrase.plural or phrase.tail or phrase.possessor)
    if (
        not alone
        or phrase.head not in nouns().generic
        or not phrase.telling
        or scene.is_quoted(reference.span)
    ):
        return None
    named = (mention for mention, _ in scene.mentions_in(reference.span))
    return phrase if all(mention.type is EntityType.PLACE for mention in named) else None


def _is_shared(head: str, scene: Scene) -> bool:
    """Whether the noun is borne by somebody, or brings in a new one: "a Danish broadcaster"."""
    if scene.by_head.get(head):
        return True
    for match in re.finditer(rf"\b{re.escape(head)}\b", scene.text, re.IGNORECASE):
        before = WORD.findall(scene.text, max(match.start() - LONGEST, 0), match.start())[-BEFORE:]
        if not INDEFINITE.isdisjoint(word.lower() for word in before):
            return True
    return False


def _meant(uses: list[Reference], scene: Scene) -> int | None:
    """The one body that was near whenever the words were used; None where that is not certain."""
    near = {use: bodies for use in uses if (bodies := _bodies_near(use, scene))}
    told = [use for use in near if _is_told_by_a_body(use, scene)]  # of itself it may say so or not
    shared = frozenset.intersection(*near.values()) if len(told) < len(near) else frozenset()
    if len(shared) != 1:
        return None
    (card,) = shared
    return card if len(near) > 1 or _takes_up(next(iter(near)), card, scene) else None


def _takes_up(use: Reference, card: int, scene: Scene) -> bool:
    """Whether the words open a sentence, and the one right before it has that body as its subject."""
    opens = scene.sentences[scene.sentence(use.span.start)] == use.span.start
    before = ((mention, at) for mention, other, at in _named_before(use, scene) if other == card)
    return opens and any(mention.role is Role.SUBJECT and at == 1 for mention, at in before)


def _bodies_near(use: Reference, scene: Scene) -> frozenset[int]:
    """The bodies named last before such words: in their sentence, else in one before it."""
    found: dict[int, set[int]] = {}
    for mention, card, at in _named_before(use, scene):
        if mention.type is EntityType.ORGANISATION:
            found.setdefault(at, set()).add(card)
    return frozenset(found[min(found)]) if found else frozenset()


def _is_told_by_a_body(use: Reference, scene: Scene) -> bool:
    """Whether the words stand in a report whose source is itself a body's name."""
    inside = scene.quotation_over(use.span, NOT_QUOTED)
    if inside is None:
        return False
    quotation = scene.article.annotations.quotations[inside]
    head = quotation.source_head or quotation.source
    named = scene.mentions_in(quotation.source) if quotation.source else ()
    return any(m.type is EntityType.ORGANISATION and head and m.span.contains(head) for m, _ in named)


def _named_before(use: Reference, scene: Scene) -> Iterator[tuple[Mention, int, int]]:
    """Names before such words, the last first, each with its card and how many sentences back."""
    last = bisect_left(scene.mention_starts, use.span.start)
    for index in range(last - 1, max(last - MANY, 0) - 1, -1):
        back = scene.distance(scene.mention_starts[index], use.span.start)
        if back > NEAR:
            return
        yield *scene.mentions[index], back


def _may_be_called(card: int, words: str, scene: Scene) -> bool:
    """Whether the body's name says neither the same nor that it is a body of another kind."""
    own = scene.facts[card].words
    return own.isdisjoint(words.split()) and own.isdisjoint(nouns().bodies)
