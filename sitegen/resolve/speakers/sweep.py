"""One pass over an article in text order: everyone who is named, meant or quoted, each resolved in turn.

In: the scene and an empty memory. Out: for each quotation, in the order of the quotations, an answer, or
the quotation whose speaker it shares. The memory then holds every unnamed source in its fullest wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sitegen.model.annotation import EntityType, Mention, Quotation, Reference, Role
from sitegen.model.reason import because
from sitegen.model.text import Span
from sitegen.resolve.speakers.makers import note_text
from sitegen.resolve.speakers.memory import Answer, Memory, Referent, Shared, Sighting
from sitegen.resolve.speakers.named import resolve_beside
from sitegen.resolve.speakers.named_later import note_naming
from sitegen.resolve.speakers.pronouns import GENDERS, Asked, resolve_pronoun
from sitegen.resolve.speakers.scene import Scene
from sitegen.resolve.speakers.source import nominal_of, resolve_source
from sitegen.resolve.speakers.stated import stated_speaker
from sitegen.resolve.vocabulary.noun_phrase import parse_phrase
from sitegen.resolve.vocabulary.nouns import nouns, speaker_words
from sitegen.wordfiles import pattern

ASIDE = 0.6
"""Weight of what is named in a headline or in reported speech, for a pronoun of the narrative."""
MEANT = 0.8
"""Weight of a pronoun: it shows who the text is about, but may itself be misread."""
PASSING = 0.6
"""Weight of one who is quoted in a relative clause: "Brandt, who says…" is seldom the next "he"."""
OWN_CLAUSE = pattern("own_clause")
RELATIVE = re.compile(r",? who (?:[\w’']+ ){0,3}")
AGENTS = tuple(f" {word} " for word in sorted(speaker_words("agent")))
PASSING_WORDS = tuple(f" {word}" for word in sorted(speaker_words("passing")))
NEAR = 30
"""Characters within which a verb's object is named."""
SURE = 0.75
"""A pronoun less sure than this tells later pronouns nothing."""

Event = tuple[Mention, int] | int | Reference
"""A name with its card, the index of a quotation, or a reference."""


def sweep(scene: Scene, memory: Memory) -> list[Answer | Shared]:
    """An answer for each quotation."""
    quotations = scene.article.annotations.quotations
    answers: list[Answer | Shared] = [Answer(None, 0.5)] * len(quotations)
    sources = {q.source for q in quotations if q.source}
    heads = {(q.source_head or q.source).start for q in quotations if q.source}
    for _, _, event in sorted(_events(scene), key=lambda placed: placed[:2]):
        if isinstance(event, int):
            answers[event] = _quoted(event, quotations[event], answers, scene, memory)
        elif isinstance(event, Reference):
            if event.span not in sources and event.head.start not in heads:
                _referred(event, scene, memory)
        else:
            _named(*event, scene, memory)
    return answers


def _events(scene: Scene) -> Iterator[tuple[int, tuple[int, int], Event]]:
    """What happens outside quotation marks, with its place; at one place sources come first."""
    for index, quotation in enumerate(scene.article.annotations.quotations):
        yield (quotation.source or quotation.content[0]).start, (0, index), index
    for order, named in enumerate(scene.mentions):
        if not scene.is_quoted(named[0].span):
            yield named[0].span.start, (1, order), named
    for order, reference in enumerate(scene.article.annotations.references):
        if not scene.is_quoted(reference.span):
            yield reference.span.start, (2, order), reference


def _quoted(
    index: int, quotation: Quotation, answers: list[Answer | Shared], scene: Scene, memory: Memory
) -> Answer | Shared:
    if quotation.stated is not None:
        place = (quotation.source or quotation.content[0]).start
        told = stated_speaker(quotation.stated, place, scene, memory)
        if told.referent:
            memory.see(_sighted(place, told.referent, Role.SUBJECT, scene, 1.0, speaks=True))
        return told
    if quotation.source is None:
        answer = _without_source(index, quotation, scene)
        other = answers[answer.of] if isinstance(answer, Shared) else answer
        if isinstance(other, Answer) and other.referent:
            place = quotation.content[0].start
            memory.see(_sighted(place, other.referent, Role.OTHER, scene, MEANT, speaks=True))
        return answer
    known = memory.sources.get(quotation.source)
    answer = known or resolve_source(index, quotation, quotation.source, scene, memory)
    memory.sources[quotation.source] = answer
    if isinstance(answer, Answer) and answer.referent and not known:
        agent = scene.text.endswith(AGENTS, 0, quotation.source.start)
        in_passing = agent or _in_passing(quotation, quotation.source, scene.text)
        role = Role.AGENT if agent else Role.OTHER if in_passing else Role.SUBJECT
        weight = PASSING if in_passing else 1.0
        memory.see(_sighted(quotation.source.start, answer.referent, role, scene, weight, speaks=True))
    if isinstance(answer, Answer) and answer.referent:
        note_text(quotation, answer.referent, scene, memory)
    return answer


def _in_passing(quotation: Quotation, source: Span, text: str) -> bool:
    """Whether the cue stands in a relative clause: "Brandt, who says …"."""
    if text[source.start : source.end].endswith(PASSING_WORDS):
        return True
    cue = quotation.cue
    return cue is not None and RELATIVE.fullmatch(text, source.end, max(cue.start, source.end)) is not None


def _sighted(
    position: int, referent: Referent, role: Role, scene: Scene, weight: float, *, speaks: bool = False
) -> Sighting:
    return Sighting(position, referent, role, scene.sentence(position), speaks, weight)


def _without_source(index: int, quotation: Quotation, scene: Scene) -> Answer | Shared:
    earlier = quotation.continues
    if earlier is not None and earlier != index and 0 <= earlier < len(scene.article.annotations.quotations):
        return Shared(earlier, 1.0, because("goes-on"))
    return Answer(None, 1.0, because("not-said"))


def _named(mention: Mention, card: int, scene: Scene, memory: Memory) -> None:
    weight = ASIDE if scene.is_aside(mention.span) else 1.0
    referent = Referent(card)
    if mention.type is EntityType.PERSON and scene.facts[card].card.mentions[0].mention == mention:
        note_naming(mention, card, scene, memory)
    last = memory.seen[-1] if memory.seen else None
    if (
        last
        and last.speaks
        and last.referent == referent
        and not scene.distance(last.position, mention.span.start)
    ):
        return  # the name within a source, already seen as the speaker
    sighting = _sighted(mention.span.start, referent, mention.role, scene, weight)
    if mention.role is Role.SUBJECT and scene.in_first_clause(mention.span.start):
        sighting = replace(sighting, later=PASSING)
    memory.see(sighting)


def _referred(reference: Reference, scene: Scene, memory: Memory) -> None:
    """A pronoun or a phrase of the narrative: it shows who the text is about."""
    word = reference.span.of(scene.text).lower()
    weight = ASIDE if scene.is_aside(reference.span) else 1.0
    named = resolve_beside(reference.span, scene)
    answer = named or _pronoun_or_phrase(word, reference, scene, memory)
    if answer and answer.referent and answer.confidence >= SURE:
        _learn_gender(word, reference.span, answer.referent, scene, memory)
        weight *= 1.0 if named else MEANT
        memory.see(_sighted(reference.span.start, answer.referent, reference.role, scene, weight))


def _learn_gender(word: str, place: Span, referent: Referent, scene: Scene, memory: Memory) -> None:
    """A pronoun in the clause about an unnamed source tells its gender: "an officer, who said that she …"."""
    known = word in GENDERS and referent.group is not None
    if known and OWN_CLAUSE.fullmatch(scene.text, memory.last[referent], place.start):
        memory.genders.setdefault(referent, GENDERS[word])


def _objects(reference: Reference, scene: Scene) -> frozenset[int]:
    """Who is the object of the pronoun's own verb: in "She hates Alex" she is somebody else."""
    if reference.role is not Role.SUBJECT:
        return frozenset()
    end = reference.span.end
    near = scene.mentions_in(Span(end, end + NEAR))
    return frozenset(
        card for m, card in near
        if m.role is Role.OBJECT and scene.text[end : m.span.start].replace(" ", "").isalpha()
    )  # fmt: skip


def _pronoun_or_phrase(word: str, reference: Reference, scene: Scene, memory: Memory) -> Answer | None:
    if reference.span == reference.head and word in PRONOUNS:
        return resolve_pronoun(Asked(word, reference.span, _objects(reference, scene)), scene, memory)
    phrase = parse_phrase(reference.span.of(scene.text)[:200], reference.head.of(scene.text))
    if not nouns().speaks(phrase.head):
        return None
    return nominal_of(reference.span, reference.head, scene, memory)


PRONOUNS = speaker_words("pronouns")
