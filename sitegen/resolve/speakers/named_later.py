"""An unnamed source that the text itself names later.

"A caller … the caller was later identified as Ines Halloran"; "a former director … the former director,
Emil Brandt, …": then the quotations before are theirs too. Nothing less counts: a name that merely
follows an unnamed source's words is not its name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sitegen.model.annotation import Mention
from sitegen.resolve.speakers.memory import Memory, Referent
from sitegen.resolve.speakers.pronouns import GENDERS
from sitegen.resolve.speakers.scene import Scene
from sitegen.resolve.vocabulary.noun_phrase import INDEFINITE, Phrase, head_form, parse_phrase
from sitegen.resolve.vocabulary.nouns import nouns
from sitegen.wordfiles import pattern

BEHIND = 120
"""Characters before a name in which it may be said whose name it is."""
IDENTIFIED, NAMED_AS, WHO = pattern("identified"), pattern("named_as"), pattern("who_is")
INTRODUCED, LEAD = 10, 4
"""Sentences between a lead's "a judge" and the judge's name, and those of a lead, the headline among them."""
CONVENTION = 0.8
"""How sure it is that they are one."""
APPOSED = re.compile(r"\b[Tt]he (?P<phrase>[^,.;:“”\"]{3,80}), $")


def note_naming(mention: Mention, card: int, scene: Scene, memory: Memory) -> None:
    """Where the words before a name say that it is an unnamed source's, note that."""
    start = max(scene.sentences[scene.sentence(mention.span.start)], mention.span.start - BEHIND)
    end = mention.span.start
    if match := IDENTIFIED.search(scene.text, start, end):
        for group in memory.recent_groups(head_form(match["head"]))[:1]:
            _becomes(group, card, memory)
    elif match := NAMED_AS.search(scene.text, start, end):
        sentence = scene.sentences[scene.sentence(end)]
        _note_pronoun(GENDERS.get(match["pronoun"]), card, sentence, memory)
    elif match := APPOSED.search(scene.text, start, end):
        phrase = parse_phrase("the " + match["phrase"])
        if scene.text[mention.span.end : mention.span.end + 1] in {",", "."}:
            note_apposed(phrase, card, memory)
    else:
        _note_introduced(mention, card, scene, memory)
    _note_office(mention, card, scene, memory)


def _note_introduced(mention: Mention, card: int, scene: Scene, memory: Memory) -> None:
    """A lead's "the keeper of the lock", then "Anders Wick, who has kept the lock since 1994, …".

    The clause after the name must repeat a common word that told the source apart; a name in common
    ("the Norland official", "Brandt, of Norland") is too little.
    """
    start = mention.span.start
    if scene.sentences[scene.sentence(start)] != start or not memory.turns:
        return
    referent = memory.turns[-1]
    if referent.group is None or scene.distance(memory.last[referent], start) > 1:
        return
    phrase = memory.groups[referent.group].phrase
    single = phrase.determiner == "the" and not phrase.plural and nouns().is_person(phrase.head)
    clause = WHO.match(scene.text, mention.span.end)
    if single and clause and phrase.telling & scene.lower_words & set(clause.group().lower().split()):
        _becomes(referent.group, card, memory)


def _note_office(mention: Mention, card: int, scene: Scene, memory: Memory) -> None:
    """A lead's "a judge", then "Justice Ana Brandt": the one judge of the article, introduced once.

    The news convention, and no proof: where another of that office is named, or two are spoken of, nobody is.
    """
    for head in sorted(scene.facts[card].heads & nouns().introduced):
        groups = [g for g in memory.recent_groups(head) if not memory.groups[g].phrase.plural]
        if len(groups) != 1 or scene.by_head[head] != (card,):
            continue
        group = memory.groups[groups[0]]
        near = scene.distance(group.first, mention.span.start) <= INTRODUCED
        lead = scene.sentence(group.first) < LEAD
        if group.phrase.determiner in INDEFINITE and group.becomes is None and near and lead:
            memory.groups[groups[0]] = replace(group, becomes=Referent(card), sure=CONVENTION)


def note_apposed(phrase: Phrase, card: int, memory: Memory) -> None:
    """The phrase, definite, names somebody: whoever alone was brought in by its head is them."""
    if phrase.plural or not nouns().is_person(phrase.head):
        return
    groups = [
        index
        for index in memory.recent_groups(phrase.head)
        if not memory.groups[index].phrase.plural and not memory.groups[index].named
    ]
    fitting = [index for index in groups if phrase.telling <= memory.groups[index].phrase.telling]
    if len(fitting) == 1 and not memory.groups[fitting[0]].phrase.definite:
        _becomes(fitting[0], card, memory)


def _note_pronoun(gender: str | None, card: int, before: int, memory: Memory) -> None:
    """The unnamed person quoted last, for "… identified him as"."""
    for referent in reversed(memory.turns[-8:]):
        if referent.group is None or memory.groups[referent.group].position >= before:
            continue
        phrase = memory.groups[referent.group].phrase
        agrees = None in {gender, phrase.gender} or phrase.gender == gender
        if agrees and not phrase.plural and nouns().is_person(phrase.head):
            _becomes(referent.group, card, memory)
            return


def _becomes(group: int, card: int, memory: Memory) -> None:
    memory.groups[group] = replace(memory.groups[group], becomes=Referent(card))
