"""Who speaks where an editor says so: from the editor's words to a card, or to somebody without one.

In: what a correction states, the cards of the article, and what was read so far. Out: an answer that is sure.
"""

from __future__ import annotations

from sitegen.model.annotation import Stated
from sitegen.model.reason import because
from sitegen.model.site import Card
from sitegen.resolve.speakers.memory import NOT_SAID, Answer, Group, Memory, Referent, Shared
from sitegen.resolve.speakers.scene import Scene
from sitegen.resolve.vocabulary.noun_phrase import parse_phrase
from sitegen.slugs import address_part

_EDITOR = because("editor")


def is_called(card: Card, words: str, text: str) -> bool:
    """Whether a card is meant by these words: its id, its name, or any name that the article uses for it.

    An id that one of these names makes alone counts, too: the card has had it before it was joined with
    another, or was given an address by an editor's file.
    """
    if card.entity == words:
        return True
    names = [card.name, *(m.mention.span.of(text) for m in card.mentions)]
    wanted = words.casefold()
    return any(wanted in {name.casefold(), address_part(name)} for name in names)


def only_stated(scene: Scene, memory: Memory) -> list[Answer | Shared]:
    """An answer for each quotation where nothing else is known: who the editor says it is, or nobody."""
    return [
        stated_speaker(said.stated, (said.source or said.content[0]).start, scene, memory)
        if said.stated is not None
        else NOT_SAID
        for said in scene.article.annotations.quotations
    ]


def stated_speaker(stated: Stated, position: int, scene: Scene, memory: Memory) -> Answer:
    """The speaker that an editor states."""
    if stated.unnamed:
        wording = stated.unnamed[:1].upper() + stated.unnamed[1:]  # as those that the article has are written
        return Answer(_group(wording, position, memory, named=False), 1.0, _EDITOR)
    if not stated.names:
        return Answer(None, 1.0, because("editor-not-said"))
    cards = [_card(name, scene) for name in stated.names]
    known = [card for card in cards if card is not None]
    if len(known) == len(cards):
        first, *others = dict.fromkeys(known)
        return Answer(Referent(first, others=tuple(others)), 1.0, _EDITOR)
    return Answer(
        _group(" and ".join(dict.fromkeys(stated.names)), position, memory, named=True), 1.0, _EDITOR
    )


def _card(name: str, scene: Scene) -> int | None:
    """The one card of that id or name; where several are called so, the first whose name it is."""
    called = [n for n, fact in enumerate(scene.facts) if is_called(fact.card, name, scene.text)]
    exact = [n for n in called if name in {scene.facts[n].card.entity, scene.facts[n].card.name}]
    return next(iter(exact or called), None)


def _group(wording: str, position: int, memory: Memory, *, named: bool) -> Referent:
    """Somebody without a card: the same one wherever the editor uses the same words."""
    for number, group in enumerate(memory.groups):
        if group.wording == wording and group.becomes is None:
            return Referent(group=number)
    return memory.add_group(Group(parse_phrase(wording), wording, position, position, named, quoted=True))
