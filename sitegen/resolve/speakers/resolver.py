"""The quotations of one article to their speakers.

In: the article as annotated and its cards. Out: one resolved quotation for each quotation, in order,
each with a speaker, a confidence (attribution and resolution together) and a reason in words. One sweep
in text order over names, references and sources; pure, deterministic, linear. Only behind the sweep, when all
is read, is an unnamed source's fullest wording known. An article in a language
without words gets no other language's rules: whose a quotation is there, an editor says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sitegen.model.site import AnnotatedArticle, Card, ResolvedQuotation, Speaker, SpeakerKind
from sitegen.model.text import Span
from sitegen.resolve.speakers.memory import NOT_SAID, Answer, Memory, Referent, Shared
from sitegen.resolve.speakers.other_words import OtherWords, other_words
from sitegen.resolve.speakers.scene import Scene, make_scene
from sitegen.resolve.speakers.stated import only_stated
from sitegen.resolve.speakers.sweep import sweep
from sitegen.resolve.speakers.unattributed import attributed_by_form
from sitegen.wordfiles import has_words

NOBODY = Speaker(SpeakerKind.UNKNOWN, "")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who speaks in an article, and what it calls others."""

    quotations: tuple[ResolvedQuotation, ...]
    called: Mapping[int, Span]
    """For cards, by number, what the article calls them in other words, where that is certain."""


def resolve_speakers(article: AnnotatedArticle, cards: tuple[Card, ...]) -> Resolved:
    """Each quotation of `article` with its speaker, and what the article calls others by the way."""
    scene = make_scene(article, cards)
    if not has_words(article.article.front_matter.language):
        memory = Memory()
        return Resolved(tuple(_finished(scene, memory, only_stated(scene, memory))), {})
    bodies = other_words(scene)
    memory = Memory(bodies={words: Referent(found.card) for words, found in bodies.items()})
    answers = attributed_by_form(scene, sweep(scene, memory))
    return Resolved(tuple(_finished(scene, memory, answers)), _first_words(bodies.values()))


def _first_words(bodies: Iterable[OtherWords]) -> Mapping[int, Span]:
    """For each card what it is called first."""
    latest = sorted(bodies, key=lambda found: found.span, reverse=True)
    return {found.card: found.span for found in latest}


def _finished(scene: Scene, memory: Memory, answers: list[Answer | Shared]) -> Iterator[ResolvedQuotation]:
    """The quotations with their speakers."""
    settled = _settle(answers)
    speakers = _group_speakers(memory, settled)
    for quotation, answer in zip(scene.article.annotations.quotations, settled, strict=True):
        speaker = _speaker(answer, scene, memory, speakers)
        reason = quotation.reason + answer.reason
        group = answer.referent.group if answer.referent else None
        sure = answer.confidence * (memory.groups[group].sure if group is not None else 1.0)
        yield ResolvedQuotation(quotation, speaker, quotation.confidence * sure, reason)


def _settle(answers: list[Answer | Shared]) -> list[Answer]:
    """Follow "goes on from" to an answer: one step each where the other comes first, as it should."""
    settled = {index: answer for index, answer in enumerate(answers) if isinstance(answer, Answer)}
    for index, answer in enumerate(answers):
        if isinstance(answer, Shared):
            settled[index] = _shared(answer, settled.get(answer.of, NOT_SAID))
    return [settled[index] for index in range(len(answers))]


def _shared(answer: Shared, other: Answer) -> Answer:
    reason = tuple(dict.fromkeys(answer.reason + other.reason))
    confidence = answer.confidence * other.confidence
    return Answer(other.referent, confidence, reason, other.wording)


def _speaker(answer: Answer, scene: Scene, memory: Memory, groups: dict[int, Speaker]) -> Speaker:
    referent = answer.referent
    if referent is not None and referent.group is not None:
        named_later = memory.groups[referent.group].becomes
        if named_later is None:
            return groups[referent.group]
        referent = named_later
    if referent is None or referent.card is None:
        return Speaker(SpeakerKind.UNNAMED, answer.wording) if answer.wording else NOBODY
    cards = [scene.facts[index].card for index in (referent.card, *referent.others)]
    name = " and ".join(card.name for card in cards)
    return Speaker(SpeakerKind.NAMED, name, cards[0].entity, tuple(card.entity for card in cards[1:]))


def _group_speakers(memory: Memory, answers: list[Answer]) -> dict[int, Speaker]:
    """A speaker for each group that is quoted; those with one wording are numbered in order."""
    found: dict[int, Speaker] = {}
    counts: Counter[str] = Counter()
    for answer in answers:
        group = answer.referent.group if answer.referent else None
        if group is not None and group not in found:
            kind = SpeakerKind.NAMED if memory.groups[group].named else SpeakerKind.UNNAMED
            wording = memory.groups[group].wording
            counts[wording] += 1
            found[group] = Speaker(kind, wording, number=counts[wording])
    return found
