"""Mentions of people, organisations, places, events and dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sitegen.annotate import evidence
from sitegen.annotate.annotator import AnnotatorContext
from sitegen.annotate.branches import Tree, root_of, tree_of
from sitegen.annotate.candidates import names
from sitegen.annotate.chunks import RAISED, loud_blocks
from sitegen.annotate.clues import Scores
from sitegen.annotate.dated import date_mentions
from sitegen.annotate.descriptions import descriptions
from sitegen.annotate.gazetteer import gazetteer
from sitegen.annotate.genders import genders
from sitegen.annotate.naming import Name
from sitegen.annotate.repeats import repeats
from sitegen.annotate.roles import role_of
from sitegen.annotate.spans import name_span
from sitegen.annotate.words import Range, Words, may_begin, read_words
from sitegen.model.annotation import Annotations, Description, EntityType, Mention
from sitegen.model.text import PlainText

LEAST = 0.9
"""A name for whose type less than this speaks is left out."""
LEAST_AGAIN = 0.65
"""The same for a name that the text uses more than once."""


class EntityAnnotator:
    """People, organisations, places, events and dates."""

    name = "entities"
    version = "4"

    def annotate(self, text: PlainText, context: AnnotatorContext) -> Annotations:
        """Every name of the text, in text order, none overlapping another."""
        today = context.date.date() if context.date else None
        return Annotations(mentions_of(read_words(context.doc, text), today, self.name))


def mentions_of(words: Words, today: date | None, annotator: str) -> tuple[Mention, ...]:
    """The mentions of a text that is given as plain words."""
    tree = tree_of(words)
    found = typed(words)
    pronouns = genders(words, [name.range for name, kind in found if kind is EntityType.PERSON])
    mentions = [_mention(words, tree, name, kind, pronouns) for name, kind in found]
    mentions += date_mentions(words, [m.span for m in mentions], today, annotator)
    return tuple(sorted(mentions, key=lambda m: m.span))


def _mention(words: Words, tree: Tree, name: Name, kind: EntityType, pronouns: dict[Range, str]) -> Mention:
    """A name with its role, gender and descriptions."""
    said = descriptions(words, tree, name.range, name.title, kind)
    return Mention(
        name_span(words, name.range),
        kind,
        EntityAnnotator.name,
        role=role_of(words, root_of(words, name.range)),
        descriptions=tuple(Description(words.span(item.range), item.kind) for item in said),
        gender=(name.gender or pronouns.get(name.range)) if kind is EntityType.PERSON else None,
    )


def typed(words: Words) -> list[tuple[Name, EntityType]]:
    """Every name with its type; what has none is left out."""
    found = list(names(words))
    scores = evidence.scores(words, found)
    keys = [evidence.key_of(words, name.range) for name in found]
    often = Counter(keys)
    common = _common(words, found, keys)
    answer = []
    for name, key in zip(found, keys, strict=True):
        kind, score = evidence.best(scores[key])
        if key in common or _is_family(words, name, scores) or (often[key] == 1 and _is_noun(words, name)):
            continue
        if kind is not None and score >= (LEAST_AGAIN if often[key] > 1 else LEAST):
            answer.append((name, evidence.here(words, name, kind)))
    answer = _without_headlines(words, answer)
    return sorted([*answer, *repeats(words, answer)], key=lambda item: item[0].range)


def _without_headlines(words: Words, found: list[tuple[Name, EntityType]]) -> list[tuple[Name, EntityType]]:
    """Without the names of loud blocks that hold more than a name which the text has elsewhere.

    "Ana Brandt Quits" in a headline; the second pass finds "Ana Brandt" in it.
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
        if words.blocks[name.range.first] not in loud or not _holds(words, name.range, quiet)
    ]


def _holds(words: Words, where: Range, quiet: set[tuple[str, ...]]) -> bool:
    """Whether a range is a known name and more: a whole name, or one word beside a verb."""
    forms, tags = words.forms[where.first : where.last], words.tags[where.first : where.last]
    for n in range(1, len(forms)):
        if forms[:n] in quiet and (n > 1 or RAISED & {*tags[n:]}):
            return True
        if forms[n:] in quiet and (len(forms) - n > 1 or RAISED & {*tags[:n]}):
            return True
    return False


def _common(words: Words, names: Sequence[Name], keys: Sequence[str]) -> frozenset[str]:
    """Words that the text writes small elsewhere, and large only where a sentence or a headline begins."""
    small = {form for form in words.forms if form.islower()} & {*keys}
    acronyms = gazetteer().acronyms
    for name, key in zip(names, keys, strict=True):
        form = words.forms[name.range.first]
        shouted = form.isupper() and len(key) > 1
        if key in small and (form in acronyms or not (shouted or may_begin(words, name.range.first))):
            small.discard(key)
    return frozenset(small)


def _is_noun(words: Words, name: Name) -> bool:
    """Whether a lone word owes its capital to its place, and is a common noun for the tagger."""
    at = name.range.first
    alone = name.range.last - at == 1 and name.title is None
    if (
        not alone
        or words.tags[at] not in {"NN", "NNS", "JJ", "VBG", "VBN", "RB", "IN"}
        or words.forms[at].isupper()
    ):
        return False
    known = gazetteer()
    form = words.forms[at]
    return may_begin(words, at) and not (known.is_place(form) or form in known.bodies or form in known.given)


def _is_family(words: Words, name: Name, scores: Mapping[str, Scores]) -> bool:
    """Whether a name is the plural of somebody's surname: "the Brandts" are no single entity."""
    form = words.forms[name.range.last - 1]
    if name.range.last - name.range.first > 1 or not form.endswith("s") or not name.range.first:
        return False
    single = evidence.best(scores.get(form[:-1].casefold(), {}))[0]
    return single is EntityType.PERSON and words.forms[name.range.first - 1].lower() == "the"
