"""Who "she", "he", "they" and "it" are: the best of those seen shortly before.

In: the pronoun's place and the quotation it speaks in. Out: an answer. Only those who agree in gender
and number and can speak are asked; subjects, speakers and what is near weigh more. Nobody who is named
inside the quotation is its "she", unless there is no one else.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.annotation import EntityType, Role
from sitegen.model.reason import Reasons, because
from sitegen.model.text import Span
from sitegen.resolve.speakers.memory import Answer, Memory, Referent, Sighting
from sitegen.resolve.speakers.scene import Scene
from sitegen.resolve.vocabulary.nouns import genders_of, nouns, speaker_words

GENDERS = genders_of("pronouns")
PLURALS = speaker_words("plurals")
ASKED = tuple(sorted(speaker_words("asked_again")))
THINGS = speaker_words("things")
PERSONAL = frozenset(GENDERS) | PLURALS | THINGS

FARTHEST = 8
"""Sentences that a pronoun goes back."""
FADE = 0.5
"""What is left of a weight after each sentence, the one before counting fully."""
ROLE_WEIGHTS = {
    Role.SUBJECT: 1.0,
    Role.AGENT: 0.7,
    Role.APPOSITIVE: 0.4,
    Role.POSSESSIVE: 0.5,
    Role.OBJECT: 0.5,
    Role.OTHER: 0.4,
}
SPEAKING = 0.9
"""Added for one who spoke there; it fades faster."""
SPEAKING_FADE = 0.35
SAME_SENTENCE = 2.0
SAME_SUBJECT = 3.2
REPEATED = 0.3
"""What every sighting but the weightiest counts: who is named often is not meant for that alone."""
KNOWN_GENDER = 1.15
HINTED, HINTED_AGAINST = 1.1, 0.25
"""For a given name that mostly goes with the pronoun, or with the other."""
SAID_OF = 0.12
"""For one who is named in the quotation itself, or spoken to: hardly ever its "she"."""
LEAD_TO_LEARN = 3.0
ANSWERING = speaker_words("answering")
CONTINUING = speaker_words("continuing")


@dataclass(frozen=True, slots=True)
class Asked:
    """A pronoun to resolve."""

    word: str
    """Lower case."""
    span: Span
    barred: frozenset[int] = frozenset()
    """Cards that it cannot be: named inside its own quotation, or spoken to."""
    cue: str = ""
    """Lower case."""
    content: tuple[Span, ...] = ()
    """What is said: no unnamed source that stands in it says it."""


def resolve_pronoun(asked: Asked, scene: Scene, memory: Memory) -> Answer:
    """The best of those seen before the pronoun, or nobody."""
    weights = _weights(asked, scene, memory)
    pool = {r: w * (SAID_OF if r.card in asked.barred else 1.0) for r, w in weights.items()}
    if not pool:
        return Answer(None, 0.5, because("nobody-before", word=asked.word))
    ranked = sorted(pool, key=lambda r: -pool[r])
    best = ranked[0]
    rest = pool[ranked[1]] if len(ranked) > 1 else 0.0
    barred = best.card in asked.barred
    unlikely = barred or agreement(asked.word, best, scene, memory) == HINTED_AGAINST
    confidence = _confidence(pool[best], rest) * (0.7 if unlikely else 1.0)
    if asked.cue and asked.word in GENDERS:
        memory.spoken_as[best] = gender = GENDERS[asked.word]
        if pool[best] > LEAD_TO_LEARN * rest and not unlikely:
            memory.genders.setdefault(best, gender)
    return Answer(best, confidence, _why(asked, best, len(pool), scene, memory))


def _confidence(best: float, second: float) -> float:
    """How often the best is right, by how far it leads; set by hand."""
    lead = best / (best + second)
    if not second:
        return 0.97
    return 0.95 if lead > 0.75 else 0.9 if lead > 0.65 else 0.8 if lead > 0.57 else 0.65


def _weights(asked: Asked, scene: Scene, memory: Memory) -> dict[Referent, float]:
    """Everyone who could be meant, with the sum of their faded weights."""
    total: dict[Referent, tuple[float, float]] = {}
    sentence = scene.sentence(asked.span.start)
    now = scene.narrative[sentence]
    fits: dict[Referent, float] = {}
    for sighting in memory.recent():
        if sighting.position >= asked.span.start:
            continue
        distance = now - scene.narrative[sighting.sentence]
        if distance > FARTHEST:
            break
        referent = sighting.referent
        said = referent.card is None and any(s.start <= sighting.position < s.end for s in asked.content)
        if said:
            continue
        if referent not in fits:
            fits[referent] = agreement(asked.word, referent, scene, memory)
        if fit := fits[referent]:
            same = sighting.sentence == sentence
            weight = _weight(sighting, distance, same_sentence=same) * fit * sighting.weight
            best, rest = total.get(referent, (0.0, 0.0))
            total[referent] = max(best, weight), rest + min(best, weight)
    return _adjusted({r: best + REPEATED * rest for r, (best, rest) in total.items()}, asked, scene, memory)


def _adjusted(
    total: dict[Referent, float], asked: Asked, scene: Scene, memory: Memory
) -> dict[Referent, float]:
    """The weights with what the cue says: who "added" spoke last, who "replied" did not."""
    spoke_last = memory.turns[-1] if memory.turns else None
    if spoke_last in total and asked.cue in CONTINUING:
        total[spoke_last] *= 1.6
    if spoke_last in total and asked.cue in ANSWERING:
        start = scene.sentences[scene.sentence(asked.span.start)]
        asked_again = scene.text.startswith(ASKED, start)
        near = scene.distance(memory.last[spoke_last], asked.span.start) <= 2
        total[spoke_last] *= 1.6 if asked_again else 0.05 if near else 0.6
    return total


def _weight(sighting: Sighting, distance: int, *, same_sentence: bool) -> float:
    weight, spoken = ROLE_WEIGHTS[sighting.role], SPEAKING if sighting.speaks else 0.0
    if same_sentence:
        return (weight + spoken) * (SAME_SUBJECT if sighting.role is Role.SUBJECT else SAME_SENTENCE)
    steps = max(distance - 1, 0)
    weight, spoken = weight * sighting.later, spoken * sighting.later
    return weight * FADE**steps + spoken * SPEAKING_FADE**steps


def agreement(word: str, referent: Referent, scene: Scene, memory: Memory) -> float:
    """How well the pronoun fits: 0 not at all, 1 as well as can be known, more where gender is known."""
    if word in GENDERS:
        return _fits_person(GENDERS[word], referent, scene, memory)
    if word in PLURALS:
        return _fits_plural(referent, scene, memory)
    return _fits_thing(referent, scene, memory)


def _fits_person(gender: str, referent: Referent, scene: Scene, memory: Memory) -> float:
    if referent.others:
        return 0.0
    if memory.spoken_as.get(referent, gender) != gender and referent not in memory.genders:
        return SAID_OF  # "she" a moment ago
    if referent.card is not None:
        fact = scene.facts[referent.card]
        if not fact.is_person:
            return 0.0
        if fact.gender == "both":
            return 1.0
        known = fact.gender or memory.genders.get(referent)
        if known is None and fact.hint is not None:
            return HINTED if fact.hint == gender else HINTED_AGAINST
    else:
        phrase = memory.groups[referent.group or 0].phrase
        named = memory.groups[referent.group or 0].named
        things = phrase.head == "source" and phrase.tail
        if phrase.plural or things or not (named or nouns().is_person(phrase.head)):
            return 0.0
        known = phrase.gender or memory.genders.get(referent)
    return 1.0 if known is None else KNOWN_GENDER if known == gender else 0.0


def _fits_plural(referent: Referent, scene: Scene, memory: Memory) -> float:
    if referent.others:
        return KNOWN_GENDER
    if referent.card is not None:
        fact = scene.facts[referent.card]
        return 0.15 if fact.is_person else 0.1 if fact.heads & nouns().texts else 0.5
    phrase = memory.groups[referent.group or 0].phrase
    if phrase.head in nouns().texts:
        return 0.1
    if phrase.plural:
        return KNOWN_GENDER
    return 0.6 if nouns().is_body(phrase.head) else 0.3


def _fits_thing(referent: Referent, scene: Scene, memory: Memory) -> float:
    if referent.others:
        return 0.0
    if referent.card is not None:
        kind = scene.facts[referent.card].card.type
        return {EntityType.ORGANISATION: 1.0, EntityType.OTHER: 0.5, EntityType.PLACE: 0.3}.get(kind, 0.0)
    phrase = memory.groups[referent.group or 0].phrase
    fits = nouns().is_body(phrase.head) or phrase.head in nouns().texts
    return 1.0 if fits and not phrase.plural else 0.0


def _why(asked: Asked, best: Referent, rivals: int, scene: Scene, memory: Memory) -> Reasons:
    """The reason for an editor."""
    who = {"m": "man", "f": "woman"}.get(GENDERS.get(asked.word, ""), "one")
    values = called(best, scene, memory)
    if rivals == 1:
        return because(f"only-{who}", word=asked.word, **values)
    if memory.turns and memory.turns[-1] == best:
        return because("last-speaker", word=asked.word, **values)
    last = next(s for s in memory.recent() if s.referent == best)
    if any(s.speaks and s.referent == best for s in memory.recent()):
        return because(f"speaker-{who}", word=asked.word, **values)
    if last.role is Role.SUBJECT:
        return because(f"subject-{who}", word=asked.word, **values)
    return because(f"nearest-{who}", word=asked.word, **values)


def name_of(referent: Referent, scene: Scene, memory: Memory) -> str:
    """How to call somebody in a wording."""
    return " and ".join(_names(referent, scene, memory))


def called(referent: Referent, scene: Scene, memory: Memory) -> dict[str, tuple[str, ...]]:
    """How to call somebody in a reason: by name, or by the wording of one without a name."""
    return {"wording" if referent.card is None else "name": _names(referent, scene, memory)}


def _names(referent: Referent, scene: Scene, memory: Memory) -> tuple[str, ...]:
    if referent.card is None:
        return (memory.groups[referent.group or 0].wording,)
    return tuple(scene.facts[i].card.name for i in (referent.card, *referent.others))
