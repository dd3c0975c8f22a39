"""Whose words a statement, a report or a letter holds: those of its maker, where the text says who that is.

In: a noun phrase that names a text, in its article. Out: the maker, or nothing. "A statement issued by
Ana Brandt", "a board report" where one board is named; later "the statement",
"the document" and "it" are hers too. A report that somebody has seen or ordered is not by them.
"""

from __future__ import annotations

from itertools import islice

from sitegen.model.annotation import EntityType, Quotation
from sitegen.model.reason import because
from sitegen.model.text import Span
from sitegen.resolve.speakers.memory import Answer, Memory, Referent
from sitegen.resolve.speakers.pronouns import Asked, name_of, resolve_pronoun
from sitegen.resolve.speakers.scene import Scene
from sitegen.resolve.vocabulary.noun_phrase import Phrase, parse_phrase
from sitegen.resolve.vocabulary.nouns import nouns, speaker_words
from sitegen.wordfiles import pattern

IN_TEXT = pattern("in_text")
"""What somebody speaks in: "in a statement", "in its annual report"."""
BY = pattern("made_by")
"""From the text's noun to its maker's name, titles before it let through."""
BY_PRONOUN = pattern("made_by_pronoun")
OWNERS = speaker_words("possessive") & speaker_words("pronouns")
REACH = 90
SURE, AGAIN, IT = 0.88, 0.82, 0.78
FEW = 6
"""Names in a phrase that are looked at."""


def made_by(span: Span, head: Span, phrase: Phrase, scene: Scene, memory: Memory) -> Answer | None:
    """The maker of the text that the phrase names."""
    if phrase.head not in nouns().texts or phrase.plural:
        return None
    maker = (
        _named_after(head, scene) or _body_before(phrase, scene) or _owner(span, head, phrase, scene, memory)
    )
    known = maker is not None
    maker = maker if known or not phrase.definite else _known(phrase, memory)
    if maker is None:
        memory.paper = None
        return None
    memory.papers[phrase.head] = memory.paper = maker
    reason = because("so-described", word=span.of(scene.text), name=name_of(maker, scene, memory))
    return Answer(maker, SURE if known else AGAIN, reason)


def it_is(scene: Scene, memory: Memory) -> Answer | None:
    """The maker for "it", right after the text has spoken."""
    maker = memory.paper
    if maker is None or memory.turns[-1:] != [maker]:
        return None
    return Answer(maker, IT, because("so-described", word="it", name=name_of(maker, scene, memory)))


def note_text(quotation: Quotation, speaker: Referent, scene: Scene, memory: Memory) -> None:
    """Keep whose text it is in which somebody says something: "the board said in a statement that …"."""
    said = quotation.cue or quotation.source
    if said is None:
        return
    number = scene.sentence(said.start)
    start = scene.sentences[number]
    end = scene.sentences[number + 1] if number + 1 < len(scene.sentences) else len(scene.text)
    for found in IN_TEXT.finditer(scene.text, start, min(end, said.end + REACH)):
        if not any(span.contains(Span(*found.span())) for span in quotation.content):
            words = found["words"].lower().split()
            last = next((at for at in range(len(words), 0, -1) if words[at - 1] in nouns().texts), 0)
            if last:
                phrase = parse_phrase(" ".join(words[:last]))
                memory.papers[phrase.head] = memory.papers[_key(phrase)] = speaker


def _named_after(head: Span, scene: Scene) -> Referent | None:
    """By "by" or "from": "a statement from the Harbour Board"."""
    for mention, card in islice(scene.mentions_in(Span(head.end, head.end + REACH)), FEW):
        if BY.fullmatch(scene.text, head.end, mention.span.start) and _may_write(mention.type):
            return Referent(card)
    return None


def _owner(span: Span, head: Span, phrase: Phrase, scene: Scene, memory: Memory) -> Referent | None:
    """By a pronoun before or behind it: "her letter to the court", "an earlier statement by him"."""
    behind = BY_PRONOUN.match(scene.text, head.end)
    word, place = phrase.determiner, Span(span.start, span.start + max(len(phrase.determiner), 1))
    if behind is not None:
        word, place = behind["pronoun"].lower(), Span(*behind.span("pronoun"))
    elif word not in OWNERS:
        return None
    owner = resolve_pronoun(Asked(word, place), scene, memory)
    card = owner.referent.card if owner.referent else None
    return None if card is None else owner.referent


def _may_write(kind: EntityType) -> bool:
    return kind in {EntityType.PERSON, EntityType.ORGANISATION}


def _body_before(phrase: Phrase, scene: Scene) -> Referent | None:
    """The only body that a small noun before the head can mean: "a board report", "a court notice"."""
    for word in sorted(phrase.modifiers & nouns().bodies):
        cards = scene.by_head.get(word, ())
        if len(cards) == 1 and scene.facts[cards[0]].card.type is EntityType.ORGANISATION:
            return Referent(cards[0])
    return None


def _key(phrase: Phrase) -> str:
    """The noun with the words that tell which one it is: "blog post"."""
    return " ".join((*sorted(phrase.telling), phrase.head))


def _known(phrase: Phrase, memory: Memory) -> Referent | None:
    """Whoever made the text that was named before, by this noun or one that it stands for."""
    if phrase.telling:
        return memory.papers.get(_key(phrase))
    found = memory.papers.get(phrase.head)
    others = nouns().stands_for.get(phrase.head, frozenset())
    last = memory.paper if others & memory.papers.keys() or phrase.head == "document" else None
    return found or last
