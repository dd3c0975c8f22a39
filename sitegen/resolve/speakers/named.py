"""A source that holds a name: whose it is.

In: the source's span and head. Out: an answer, or None where no name in it is the one that speaks
("a spokesman for the harbour board" names the board, which is not the speaker).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model.annotation import EntityType, Mention, Quotation
from sitegen.model.reason import Reasons, because
from sitegen.model.text import Span
from sitegen.resolve.speakers.memory import Answer, Group, Memory, Referent
from sitegen.resolve.speakers.scene import Scene
from sitegen.resolve.vocabulary.noun_phrase import (
    AFTER_HEAD,
    BREAKS,
    SMALL,
    WORD,
    Phrase,
    head_form,
    parse_phrase,
)
from sitegen.resolve.vocabulary.nouns import nouns, speaker_words
from sitegen.wordfiles import pattern

MANY = 12
AND = re.compile(r"(?:,|\band\b|&)")
GAP = pattern("before_name")
_NO_OFFICE = speaker_words("no_office")
POSSESSIVE_MARK = re.compile(r"[’']s?\b|[’'](?=\s)")


def core(source: Span, text: str) -> Span:
    """The source up to what is said about its head: without "of …", "who …" and what follows a comma."""
    for number, match in enumerate(WORD.finditer(text, source.start, source.end)):
        word = match.group().lower()
        if number and (word in BREAKS or (word in AFTER_HEAD and match.group().islower())):
            end = source.start + len(text[source.start : match.start()].rstrip())
            return Span(source.start, max(end, source.start + 1))
    return source


def head_span(source: Span, head: Span | None, text: str) -> Span:
    """The head word: as the parse gives it, else the last word of the core."""
    if head is not None and source.contains(head):
        return head
    words = list(WORD.finditer(text, *_bounds(core(source, text))))
    return Span(*words[-1].span()) if words else source


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end


def resolve_name(quotation: Quotation, source: Span, scene: Scene) -> Answer | None:
    """The card of the name that is the source's head, or stands beside it."""
    head = quotation.source_head
    starting = [pair for pair in scene.mentions_in(source) if pair[0].span.end <= source.end]
    inside = _without_nested([*scene.mention_over(source), *starting])
    middle = core(source, scene.text)
    heads = [pair for pair in inside if _is_head(pair[0], head, middle, scene.text)]
    if _is_of_bodies(inside, source, scene.text):
        heads = inside[-1:]
    elif heads and (quotation.source_plural or _are_pair(inside, source, scene.text)):
        together = _together(inside, middle, scene.text)
        if len(together) > 1:
            names = tuple(scene.facts[card].card.name for card in together)
            several = Referent(together[0], others=tuple(together[1:]))
            return Answer(several, 0.93, because("together", name=names))
    beside = heads or [*_apposed(inside, middle, scene.text), *_apposed_after(source, quotation.cue, scene)]
    beside = beside or list(_ends(inside, source, scene.text))
    if not beside:
        return None
    mention, card = beside[-1] if heads else beside[0]
    return Answer(Referent(card), 0.98 if heads else 0.94, _why(mention, card, scene))


def _without_nested(pairs: list[tuple[Mention, int]]) -> list[tuple[Mention, int]]:
    kept: list[tuple[Mention, int]] = []
    for pair in pairs:
        if not kept or pair[0].span.start >= kept[-1][0].span.end:
            kept.append(pair)
    return kept


def _is_head(mention: Mention, head: Span | None, middle: Span, text: str) -> bool:
    """Whether the name covers the head word, or ends the core: "his father Samuel Brandt"."""
    if mention.span.end < middle.end and _possesses(mention, text):
        return False  # but "Halloran" alone, of "Halloran's claim that", speaks
    if head is not None and mention.span.overlaps(head):
        return True
    ends_core = mention.span.start < middle.end <= mention.span.end
    return ends_core and (head is None or mention.type is EntityType.PERSON)


def _possesses(mention: Mention, text: str) -> bool:
    return POSSESSIVE_MARK.match(text, mention.span.end) is not None


def _together(inside: list[tuple[Mention, int]], middle: Span, text: str) -> list[int]:
    """The cards of names joined by "and" or commas, each once, in text order."""
    joined = [pair for pair in inside if not _possesses(pair[0], text)]
    cards: dict[int, None] = {}
    last: Mention | None = None
    for mention, card in joined:
        if last is not None and not AND.search(text, last.span.end, mention.span.start):
            continue
        if last is None and mention.span.start > middle.end:
            break
        cards[card] = None
        last = mention
    return list(cards)


def _are_pair(inside: list[tuple[Mention, int]], source: Span, text: str) -> bool:
    """Whether the source is two people's names and an "and", and nothing else, whatever the parse."""
    if len(inside) != 2 or any(mention.type is not EntityType.PERSON for mention, _ in inside):
        return False
    (first, _), (second, _) = inside
    whole = first.span.start == source.start and second.span.end == source.end
    return whole and AND.fullmatch(text[first.span.end : second.span.start].strip()) is not None


def _is_of_bodies(inside: list[tuple[Mention, int]], source: Span, text: str) -> bool:
    """Whether a person's name ends the source, behind bodies of theirs: "Norr and Orlo player Osk"."""
    if len(inside) < 2 or inside[-1][0].type is not EntityType.PERSON:
        return False
    before, last = inside[-2][0], inside[-1][0]
    alone = all(mention.type is not EntityType.PERSON for mention, _ in inside[:-1])
    return alone and last.span.end == source.end and not AND.search(text, before.span.end, last.span.start)


def _apposed(inside: list[tuple[Mention, int]], middle: Span, text: str) -> Iterator[tuple[Mention, int]]:
    """A person's name right after the core's comma: "the mediator, Samuel Brandt"."""
    for mention, card in inside:
        gap = text[middle.end : mention.span.start]
        if mention.type is EntityType.PERSON and gap.strip() == "," and not _possesses(mention, text):
            yield mention, card


def _apposed_after(source: Span, cue: Span | None, scene: Scene) -> Iterator[tuple[Mention, int]]:
    """The same where the name stands after the source's end: "the mediator", then ", Samuel Brandt, said"."""
    gap = GAP.match(scene.text, source.end)
    if gap is None:
        return
    for mention, card in scene.mentions_in(Span(gap.end(), gap.end() + 1)):
        end = mention.span.end
        closed = scene.text[end : end + 1] in {",", ".", ";", ":", ""} or (cue and cue.start == end + 1)
        closed = closed or scene.text.startswith(" of ", end)  # ", Ines Halloran of the Harbour Party,"
        beside = (not gap["comma"] or closed) and not _possesses(mention, scene.text)
        if mention.type is EntityType.PERSON and mention.span.start == gap.end() and beside:
            yield mention, card


def resolve_beside(phrase: Span, scene: Scene) -> Answer | None:
    """The person whose name stands after a phrase: "the mayor of Averel, Ines Halloran, …"."""
    for mention, card in _apposed_after(phrase, None, scene):
        return Answer(Referent(card), 0.94, _why(mention, card, scene))
    return None


def _ends(inside: list[tuple[Mention, int]], source: Span, text: str) -> Iterator[tuple[Mention, int]]:
    """A person's name that ends the source: "director of the school Samuel Brandt", with commas or not."""
    last = source.start + len(source.of(text).rstrip(", "))
    for mention, card in inside[-1:]:
        before = text[source.start : mention.span.start].split()[-1:]
        if mention.type is EntityType.PERSON and mention.span.end == last and before:
            word = before[0].lower().rstrip(",")
            if word not in AFTER_HEAD and word not in _NO_OFFICE:
                yield mention, card


def _why(mention: Mention, card: int, scene: Scene) -> Reasons:
    written, name = mention.span.of(scene.text), scene.facts[card].card.name
    return () if written == name else because("name", word=written, name=name)


def resolve_unlisted(source: Span, phrase: Phrase, scene: Scene, memory: Memory) -> Answer | None:
    """A name that the recogniser missed: the card with that surname, or a name without a card."""
    middle = core(source, scene.text)
    words = [w for w in WORD.findall(middle.of(scene.text)) if w.lower() not in SMALL or w.isupper()]
    if not words or not looks_like_name(words, source, phrase, scene):
        return None
    surname = words[-1].lower().removesuffix("’s").removesuffix("'s")
    name = " ".join(words)
    cards = _surnamed(surname, scene, memory)
    if cards:
        sure = 0.88 if len(cards) == 1 else 0.75
        reason = because("name", word=name, name=scene.facts[cards[0]].card.name)
        return Answer(Referent(cards[0]), sure, reason)
    key = parse_phrase(surname)
    for index in memory.recent_groups(key.head):
        if memory.groups[index].named:
            reason = because("name", word=name, name=memory.groups[index].wording)
            return Answer(Referent(group=index), 0.9, reason)
    group = Group(key, name, source.start, source.start, named=True)
    return Answer(memory.add_group(group), 0.9, because("no-card", word=name))


def _surnamed(surname: str, scene: Scene, memory: Memory) -> list[int]:
    """Cards whose name ends so, the one seen last first."""
    cards = scene.by_word.get(surname, ())[:MANY]
    ending = [card for card in cards if scene.facts[card].card.name.lower().split()[-1:] == [surname]]
    return sorted(ending or cards, key=lambda card: -memory.last.get(Referent(card), -1))


def looks_like_name(words: list[str], source: Span, phrase: Phrase, scene: Scene) -> bool:
    """Whether the words are written as a name is, and are not a noun that we know."""
    if phrase.plural and nouns().speaks(phrase.head):
        return False
    if source.of(scene.text).isupper() and len(source.of(scene.text).split()) > 1:
        return False  # a heading run into the paragraph
    capitals = [word for word in words if word[0].isupper()]
    if not words[-1][0].isupper() or nouns().speaks(head_form(words[-1])):
        return False
    if len(capitals) > 1:
        return True
    first = scene.sentences[scene.sentence(source.start)] == source.start
    return not first or (
        len(words) == 1 and not phrase.determiner and words[0].lower() not in scene.lower_words
    )
