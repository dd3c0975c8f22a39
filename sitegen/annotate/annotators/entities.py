"""Mentions of people, organisations, places, events and dates."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from sitegen.annotate.annotators.protocol import AnnotatorContext
from sitegen.annotate.dates.dated import date_mentions
from sitegen.annotate.descriptions.described import descriptions
from sitegen.annotate.lexicon.namewords import are_plain
from sitegen.annotate.names import types as evidence
from sitegen.annotate.names.candidates import names
from sitegen.annotate.names.clues import is_spoken_to
from sitegen.annotate.names.common_nouns import common_nouns, is_family, is_nobody, is_noun
from sitegen.annotate.names.edges import (
    Name,
    apart,
    without_compatriots,
    without_countries,
    without_couples,
    without_pairs,
    without_peoples,
    without_scores,
)
from sitegen.annotate.names.repeats import repeats
from sitegen.annotate.names.roles import genders, role_of
from sitegen.annotate.names.runs.loud import RAISED, loud_blocks
from sitegen.annotate.names.senses import canonical, is_maiden, own_acronyms, without_terms
from sitegen.annotate.names.spans import name_span
from sitegen.annotate.parse.tree import Tree, root_of
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import Annotations, Description, DescriptionKind, EntityType, Mention
from sitegen.model.text import PlainText

LEAST = 0.9
"""A name for whose type less than this speaks is left out."""
LEAST_AGAIN = 0.65
"""The same for a name that the text uses more than once."""


class EntityAnnotator:
    """People, organisations, places, events and dates."""

    name = "entities"

    def annotate(self, text: PlainText, context: AnnotatorContext) -> Annotations:
        """Every name of the text, in text order, none overlapping another."""
        del text
        today = context.date.date() if context.date else None
        return Annotations(mentions_of(context.tree, today, self.name))


def mentions_of(tree: Tree, today: date | None, annotator: str) -> tuple[Mention, ...]:
    """The mentions of a text that is given as its parse."""
    words = tree.words
    found = typed(words)
    pronouns = genders(words, [name.range for name, kind in found if kind is EntityType.PERSON])
    own = own_acronyms(words, found)
    mentions = [
        replace(
            _mention(words, tree, name, kind, pronouns), canonical=canonical(words, name.range, kind, own)
        )
        for name, kind in found
    ]
    mentions += date_mentions(words, [m.span for m in mentions], today, annotator)
    return tuple(sorted(mentions, key=lambda m: m.span))


def _mention(words: Words, tree: Tree, name: Name, kind: EntityType, pronouns: dict[Range, str]) -> Mention:
    """A name with its role, gender and descriptions."""
    said = descriptions(words, tree, name.range, name.title, kind)
    if is_spoken_to(words, name.range):  # "the money that we lost, Otto?"
        said = (each for each in said if each.kind is not DescriptionKind.APPOSITIVE)
    return Mention(
        name_span(words, name.range),
        kind,
        EntityAnnotator.name,
        score=name.sure,
        role=role_of(words, root_of(words, name.range)),
        descriptions=tuple(Description(words.span(item.range), item.kind) for item in said),
        gender=(name.gender or pronouns.get(name.range)) if kind is EntityType.PERSON else None,
    )


def typed(words: Words) -> list[tuple[Name, EntityType]]:
    """Every name with its type; what has none is left out."""
    every = without_countries(words, without_compatriots(words, without_pairs(words, apart(names(words)))))
    every = without_couples(words, without_scores(words, without_peoples(words, every)))
    found = without_terms(words, [name for name in every if not is_maiden(words, name.range)])
    scores = evidence.scores(words, found)
    keys = [evidence.key_of(words, name.range) for name in found]
    often = Counter(keys)
    common = common_nouns(words, found, keys)
    answer = []
    borne = evidence.surnames(words, found, scores)
    for name, key in zip(found, keys, strict=True):
        kind, score = evidence.best(scores[key])
        nobody = is_nobody(words, name) or (often[key] == 1 and is_noun(words, name))
        if key in common or nobody or is_family(words, name, scores):
            continue
        if kind is not None and score >= (LEAST_AGAIN if often[key] > 1 else LEAST):
            sure = evidence.sureness(scores[key])
            answer.append((replace(name, sure=sure), evidence.here(words, name, kind, borne=key in borne)))
    answer = _without_headlines(words, answer)
    return sorted([*answer, *repeats(words, answer)], key=lambda item: item[0].range)


def _without_headlines(words: Words, found: list[tuple[Name, EntityType]]) -> list[tuple[Name, EntityType]]:
    """Without what in loud blocks holds more than a name which the text has elsewhere, or is plain nouns.

    "Ana Brandt Quits" in a headline; the second pass finds "Ana Brandt" in it. "Police Custody" is no name.
    """
    loud = loud_blocks(words)
    quiet = {
        tuple(words.forms[name.range.first : name.range.last])
        for name, _ in found
        if words.blocks[name.range.first] not in loud
    }
    return [
        (name, kind)
        for name, kind in found
        if words.blocks[name.range.first] not in loud
        or not (_holds(words, name.range, quiet) or _is_plain(words, name.range, quiet))
    ]


def _is_plain(words: Words, where: Range, quiet: set[tuple[str, ...]]) -> bool:
    """Whether a range is common nouns, which owe their capitals to the headline and are no name elsewhere."""
    forms = words.forms[where.first : where.last]
    return forms not in quiet and are_plain(forms)


def _holds(words: Words, where: Range, quiet: set[tuple[str, ...]]) -> bool:
    """Whether a range is a known name and more: a whole name, or one word beside a verb."""
    forms, tags = words.forms[where.first : where.last], words.tags[where.first : where.last]
    for n in range(1, len(forms)):
        if forms[:n] in quiet and (n > 1 or RAISED & {*tags[n:]}):
            return True
        if forms[n:] in quiet and (len(forms) - n > 1 or RAISED & {*tags[:n]}):
            return True
    return False
