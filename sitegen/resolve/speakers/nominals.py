"""Who "the official", "his lawyer", "police" or "the company" are.

A card, an unnamed source seen before, or a new one.

In: a noun phrase taken apart and its place. Out: an answer that always has a referent. A definite phrase goes
back to what bears its head noun; an indefinite one is somebody new, so two "senior officials" stay two. Each
rule is a function, tried in order; the first that answers is believed. Longer than its neighbours, since the
rules are one list and ask each other's questions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from sitegen.model.annotation import EntityType, Role
from sitegen.model.reason import Reasons, because
from sitegen.model.text import Span
from sitegen.resolve.speakers.memory import Answer, Group, Memory, Referent, Sighting
from sitegen.resolve.speakers.other_words import as_key
from sitegen.resolve.speakers.pronouns import agreement, called
from sitegen.resolve.speakers.scene import CardFacts, Scene
from sitegen.resolve.vocabulary.noun_phrase import Phrase, same_office
from sitegen.resolve.vocabulary.nouns import nouns, speaker_words
from sitegen.wordfiles import CAPITAL, pattern

TITLE = 40
"""Letters of titles between a clause on somebody and the name, at most."""
FRONTED = pattern("fronted")
COUNTRY_BEFORE, COUNTRY_BEHIND = pattern("country_before"), pattern("country_behind")
NEAR = 6
"""Sentences within which "the company" means one named before."""
ONCE = speaker_words("once")
"""What tells of somebody's past is told of somebody just named: "the retired surgeon"."""
RANKS = speaker_words("ranks")
"""What tells one office from another of the same name: "the shadow secretary" is not the secretary."""
FAR = 15
"""Sentences after which "the senator" may well be another senator."""
BESIDE = 60
"""Letters beside a name in which its country is looked for."""
MANY_CARDS = 12
"""Cards with one head that are compared; the rest are too many to tell apart anyway."""


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase to resolve."""

    span: Span
    head: Span
    phrase: Phrase
    written: str
    """As it stands in the text."""
    wording: str
    """As a reader should see it, were it a new source."""


@dataclass(frozen=True, slots=True)
class _Option:
    referent: Referent
    matched: int
    """How many of the phrase's telling words it bears."""
    position: int
    """Where last seen; -1 if only later."""
    other: bool = False
    """Whether it has another rank: a deputy or shadow minister, where the minister is meant."""


def resolve_nominal(asked: Nominal, scene: Scene, memory: Memory) -> Answer:
    """Whoever the phrase means; a new unnamed source if nobody seen before."""
    rules = (_described_here, _named_behind, _repeated) if is_new(asked.phrase) else _DEFINITE_RULES
    for rule in rules:
        answer = rule(asked, scene, memory)
        if answer is not None:
            if answer.referent and rule in _OTHER_WORDS:
                memory.called[asked.phrase.head] = answer.referent
            return answer
    referent = memory.add_group(Group(asked.phrase, asked.wording, asked.span.start, asked.span.start))
    return Answer(referent, 0.93 if is_new(asked.phrase) else 0.85, because("not-named", word=asked.written))


def is_new(phrase: Phrase) -> bool:
    """Whether the phrase brings in somebody new: "a senior official", "officials", "one resident"."""
    return not phrase.definite and (bool(phrase.determiner) or phrase.plural)


def _described_here(asked: Nominal, scene: Scene, memory: Memory) -> Answer | None:
    """The phrase is how the text describes a name beside it: "the mediator, Samuel Brandt"."""
    del memory
    for card, description in reversed(tuple(scene.described_over(asked.head))):  # the narrowest first
        if description.start <= asked.span.start + 4:
            name = scene.facts[card].card.name
            return Answer(Referent(card), 0.92, because("describes", word=asked.written, name=name))
    return None


def _named_behind(asked: Nominal, scene: Scene, memory: Memory) -> Answer | None:
    """Whose name stands behind a clause on it: "the woman who hired her, Mayor Ines Halloran, said"."""
    del memory
    text, clause = scene.text, _clause().match(scene.text, asked.span.end)
    if clause is None:
        return None
    for mention, card in scene.mentions_in(Span(clause.end(), min(len(text), clause.end() + TITLE))):
        title = text[clause.end() : mention.span.start].split()
        beside = text[mention.span.end : mention.span.end + 1] == ","
        if beside and scene.facts[card].is_person and all(word[0].isupper() for word in title):
            name = scene.facts[card].card.name
            return Answer(Referent(card), 0.92, because("describes", word=asked.written, name=name))
        return None
    return None


@cache
def _clause() -> re.Pattern[str]:
    """A relative clause behind a noun, up to a comma before a capital."""
    return re.compile(
        rf"\s(?:{'|'.join(sorted(speaker_words('relative')))})\s[^,.;:“”\"\n]{{1,120}},\s(?={CAPITAL})"
    )


def _other_words(asked: Nominal, scene: Scene, memory: Memory) -> Answer | None:
    """Words that the whole article has for one body: "the terror group"."""
    referent = memory.bodies.get(as_key(asked.written))
    if referent is None:
        return None
    return Answer(referent, 0.87, _is(asked, referent, scene, memory, "last-named"))


def _repeated(asked: Nominal, scene: Scene, memory: Memory) -> Answer | None:
    """The same words again, where they mean a body of people or an office: "police", "critics"."""
    del scene
    phrase = asked.phrase
    single = not phrase.plural and not (phrase.head == "spokesperson" and phrase.telling)
    if single or phrase.determiner not in {"", "a"}:
        return None
    for index in memory.recent_groups(phrase.head):
        group = memory.groups[index]
        same = group.phrase.modifiers == phrase.modifiers and group.phrase.tail == phrase.tail
        if same and group.phrase.plural == phrase.plural:
            return Answer(Referent(group=index), 0.88, because("again", word=group.wording))
    return None


def _same_head(asked: Nominal, scene: Scene, memory: Memory) -> Answer | None:
    """Somebody described or introduced with the same noun."""
    options = [*_card_options(asked, scene, memory), *_group_options(asked, memory)]
    called = memory.called.get(asked.phrase.head)
    if called and not asked.phrase.plural and all(option.referent != called for option in options):
        options.append(_Option(called, 0, memory.last.get(called, -1)))
    seen = [option for option in options if option.position >= 0]
    if not seen and len(options) != 1:
        return None
    ranked = sorted(seen or options, key=lambda o: (-o.matched, o.other, -o.position))
    best = ranked[0]
    distance = scene.distance(max(best.position, 0), asked.span.start)
    body = (
        distance > NEAR and _is_called_so(asked, best.referent, scene) and _generic_body(asked, scene, memory)
    )
    if body:
        return body
    far = distance > FAR and nouns().is_person(asked.phrase.head)
    if far and _is_epithet(asked.phrase) and _epithet(asked, scene, memory):
        return None
    if len(ranked) == 1 and not far:
        confidence = 0.93 if seen else 0.82
    elif far:
        confidence = 0.65
    elif best.matched > ranked[1].matched or best.referent in memory.turns[-1:]:
        confidence = 0.87
    else:
        confidence = 0.72
    return Answer(best.referent, confidence, _is(asked, best.referent, scene, memory, "so-described"))


def _is_called_so(asked: Nominal, referent: Referent, scene: Scene) -> bool:
    """Whether only a body's own name holds a general noun: "the company" is not always "Orr Company"."""
    if asked.phrase.head not in nouns().generic or asked.phrase.telling or referent.card is None:
        return False
    return all(phrase.head != asked.phrase.head for phrase in scene.facts[referent.card].phrases)


def _card_options(asked: Nominal, scene: Scene, memory: Memory) -> Iterator[_Option]:
    if asked.phrase.plural:
        return
    short = {asked.phrase.head, f"prime-{asked.phrase.head}", asked.phrase.head.removeprefix("prime-")}
    cards = dict.fromkeys(card for head in sorted(short) for card in scene.by_head.get(head, ())[:MANY_CARDS])
    for card in cards:
        matched = _card_match(asked.phrase, scene.facts[card], scene.by_initials)
        if matched is not None and _gender_allows(asked.phrase, scene.facts[card]):
            referent = Referent(card)
            other = _has_another_rank(asked.phrase, scene.facts[card], short)
            yield _Option(referent, matched, memory.last.get(referent, -1), other)


def _has_another_rank(phrase: Phrase, fact: CardFacts, heads: Collection[str]) -> bool:
    """Whether the card is a shadow or former secretary wherever it is one, and the phrase is not."""
    ranks = [p.modifiers & RANKS for p in fact.phrases if p.head in heads]
    return bool(ranks) and all(rank - phrase.modifiers for rank in ranks)


def _card_match(phrase: Phrase, fact: CardFacts, bodies: dict[str, frozenset[str]]) -> int | None:
    """How many telling words the card bears; None where it is described otherwise.

    "The AL general secretary" may be the Awami League's: `bodies` has the words behind initials.
    """
    known = fact.words.union(*(p.modifiers | p.tail for p in fact.phrases))
    known |= {short for short in phrase.telling & bodies.keys() if bodies[short] <= known}
    missing = phrase.telling - known
    same = [p for p in fact.phrases if same_office(p, phrase)]
    if missing and (not same or any(p.telling for p in same)):
        return None
    return len(phrase.telling & known) - len(missing)


def _gender_allows(phrase: Phrase, fact: CardFacts) -> bool:
    return bool({None, "both"} & {phrase.gender, fact.gender}) or phrase.gender == fact.gender


def _group_options(asked: Nominal, memory: Memory) -> Iterator[_Option]:
    phrase = asked.phrase
    for index in memory.recent_groups(phrase.head):
        group = memory.groups[index]
        missing = phrase.telling - group.phrase.telling
        if group.phrase.plural == phrase.plural and not (missing and group.phrase.telling):
            matched = len(phrase.telling) - len(missing)
            yield _Option(Referent(group=index), matched, group.position)


def _stands_for(asked: Nominal, scene: Scene, memory: Memory) -> Answer | None:
    """A general word for one with a particular office: "the official" for a deputy minister."""
    offices = nouns().stands_for.get(asked.phrase.head, frozenset())
    if asked.phrase.plural or not offices:
        return None
    for sighting in memory.recent():
        if scene.distance(sighting.position, asked.span.start) > NEAR:
            return None
        heads = _heads_of(sighting.referent, scene, memory)
        alike = _are_among(heads, offices) and not sighting.referent.others
        if alike and (sighting.speaks or not nouns().is_person(asked.phrase.head)):
            return Answer(
                sighting.referent,
                0.78,
                _is(asked, sighting.referent, scene, memory, "last-of-kind"),
            )
    return None


def _are_among(heads: Collection[str], offices: Collection[str]) -> bool:
    """Whether one of the nouns is among those of a list, where "*ologist" is every noun that ends so."""
    endings = tuple(office[1:] for office in offices if office.startswith("*"))
    return any(head in offices or (bool(endings) and head.endswith(endings)) for head in heads)


def _heads_of(referent: Referent, scene: Scene, memory: Memory) -> frozenset[str]:
    if referent.card is not None:
        return scene.facts[referent.card].heads
    phrase = memory.groups[referent.group or 0].phrase
    return frozenset() if phrase.plural else frozenset((phrase.head,))


def _generic_body(asked: Nominal, scene: Scene, memory: Memory) -> Answer | None:
    """The body or place named last, for "the company" and "the city"."""
    phrase = asked.phrase
    if phrase.plural or not phrase.definite or phrase.head not in nouns().generic | nouns().places:
        return None
    near = 1 if phrase.telling else NEAR
    wanted = EntityType.PLACE if phrase.head in nouns().places else EntityType.ORGANISATION
    totals: dict[Referent, float] = {}
    for sighting in memory.recent():
        distance = scene.distance(sighting.position, asked.span.start)
        if distance > near or sighting.position >= asked.span.start:
            continue
        if phrase.telling and sighting.role is not Role.SUBJECT:
            continue
        if _is_another(asked, sighting.referent, scene):
            continue
        if _is_body(sighting.referent, wanted, scene, memory):
            weight = (2.0 if sighting.speaks else 1.0) * 0.6**distance
            totals[sighting.referent] = totals.get(sighting.referent, 0.0) + weight
    if not totals:
        return None
    ranked = sorted(totals, key=lambda r: -totals[r])
    sure = len(ranked) == 1 or totals[ranked[0]] > 2 * totals[ranked[1]]
    return Answer(ranked[0], 0.8 if sure else 0.62, _is(asked, ranked[0], scene, memory, "last-named"))


def _is_another(asked: Nominal, referent: Referent, scene: Scene) -> bool:
    """Whether a body's own name says that it is another thing: a "State Department" is no newspaper."""
    head, known = asked.phrase.head, nouns()
    if referent.card is None or head not in known.press | known.firms:
        return False
    name = scene.facts[referent.card].card.name.lower().split()
    return not known.offices.isdisjoint(name)


def _is_body(referent: Referent, wanted: EntityType, scene: Scene, memory: Memory) -> bool:
    if referent.others:
        return False
    if referent.card is not None:
        return scene.facts[referent.card].card.type is wanted
    phrase = memory.groups[referent.group or 0].phrase
    return wanted is EntityType.ORGANISATION and phrase.head in nouns().generic and not phrase.plural


def _epithet(asked: Nominal, scene: Scene, memory: Memory) -> Answer | None:
    """Whoever was named a moment ago, for "the billionaire" and "the 62-year-old"."""
    if not _is_epithet(asked.phrase):
        return None
    pronoun = {"f": "she", "m": "he"}.get(asked.phrase.gender or "", "")
    for sighting in memory.recent():
        if scene.distance(sighting.position, asked.span.start) > 3:
            return None
        card = sighting.referent.card
        if card is None or sighting.referent.others or not scene.facts[card].is_person:
            continue
        fits = not pronoun or agreement(pronoun, sighting.referent, scene, memory) > 0
        focused = sighting.speaks or sighting.role is Role.SUBJECT or _opens_sentence(sighting, scene)
        if fits and focused:
            why = _is(asked, sighting.referent, scene, memory, "moment-ago")
            return Answer(sighting.referent, 0.75, why)
    return None


def _national(asked: Nominal, scene: Scene, memory: Memory) -> Answer | None:
    """Whose country the text says, for "the Spaniard"; or whoever alone was named a moment ago."""
    country = nouns().nationals.get(asked.phrase.head)
    if country is None or asked.phrase.plural or asked.phrase.determiner != "the":
        return None
    near: dict[Referent, bool] = {}
    for sighting in memory.recent():
        if scene.distance(sighting.position, asked.span.start) > NEAR:
            break
        card = sighting.referent.card
        if card is not None and not sighting.referent.others and scene.facts[card].is_person:
            near.setdefault(sighting.referent, _is_said_of(country, scene.facts[card], scene.text))
    told = [referent for referent, said in near.items() if said]
    if len(told or near) != 1:
        return None
    (referent,) = told or near
    return Answer(referent, 0.85 if told else 0.7, _is(asked, referent, scene, memory, "moment-ago"))


def _is_said_of(country: Collection[str], fact: CardFacts, text: str) -> bool:
    """Whether a country stands right beside a name of somebody: "Spain’s Carlos Ibarra", "Ibarra (Spain)"."""
    for found in fact.card.mentions[:MANY_CARDS]:
        start, end = found.mention.span.start, found.mention.span.end
        before = COUNTRY_BEFORE.search(text, max(start - BESIDE, 0), start)
        behind = COUNTRY_BEHIND.match(text, end)
        if {match["country"] for match in (before, behind) if match} & set(country):
            return True
    return False


def _opens_sentence(sighting: Sighting, scene: Scene) -> bool:
    """Whether a sentence begins with somebody behind a preposition: "For Ana Brandt, it is dull"."""
    start = scene.sentences[sighting.sentence]
    return FRONTED.fullmatch(scene.text, start, sighting.position) is not None


def _is_epithet(phrase: Phrase) -> bool:
    """Whether the phrase may mean one named a moment ago though nothing so far calls them that."""
    if phrase.plural or phrase.determiner != "the":
        return False
    once = bool(phrase.modifiers & ONCE) and nouns().is_person(phrase.head)
    return once or phrase.head in nouns().epithets or phrase.head.endswith("-old")


def _is(asked: Nominal, referent: Referent, scene: Scene, memory: Memory, code: str) -> Reasons:
    return because(code, word=asked.written, **called(referent, scene, memory))


_OTHER_WORDS = (_stands_for, _generic_body, _national, _epithet)
_DEFINITE_RULES = (_described_here, _named_behind, _other_words, _same_head, *_OTHER_WORDS, _repeated)
