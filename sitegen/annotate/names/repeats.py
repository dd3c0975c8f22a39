"""Second pass: names that the document has already shown, where the first pass missed them.

In: `Words`, the typed names. Out: more names: full spellings, a person's surname or given name alone,
an acronym given in parentheses; in lines of capitals whatever their case. One scan over the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sitegen.annotate.lexicon.gazetteer import gazetteer, plain_apostrophe
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.names.edges import Name, covered
from sitegen.annotate.names.runs.loud import loud_blocks
from sitegen.annotate.names.spans import is_document, stands_after_prefix
from sitegen.annotate.parse.tagset import FOLLOW_NAMES, NOUNS, PROPER
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import EntityType

LONGEST = 12
"""Longer names, in words, are not looked for again."""


class Form(NamedTuple):
    """A spelling to look for."""

    words: tuple[str, ...]
    type: EntityType
    short: bool
    """Part of a longer name: asked for better proof."""


def repeats(words: Words, found: Iterable[tuple[Name, EntityType]]) -> Iterator[tuple[Name, EntityType]]:
    """Names at words that no name of `found` covers."""
    found = list(found)
    taken = set(covered(name for name, _ in found))
    known = _known(forms(words, found))
    loud = loud_blocks(words)
    at = 0
    while at < len(words):
        match = None if at in taken else _match(words, at, known, taken, loud=words.blocks[at] in loud)
        if match is None:
            at += 1
            continue
        end = at + len(match.words)
        while match.type is EntityType.PERSON and end not in taken:
            # "Ana" and "Brandt" side by side are one name.
            more = _match(words, end, known, taken, loud=True) if end < len(words) else None
            if more is None or more.type is not EntityType.PERSON:
                break
            end += len(more.words)
        yield Name(Range(at, end), None), match.type
        at = end


def forms(words: Words, found: Iterable[tuple[Name, EntityType]]) -> dict[tuple[str, ...], Form]:
    """Every spelling worth looking for; a full name's reading goes before a part's."""
    full: dict[tuple[str, ...], Form] = {}
    short: dict[tuple[str, ...], Form] = {}
    for name, kind in found:
        spelled = tuple(plain_apostrophe(form) for form in words.forms[name.range.first : name.range.last])
        full.setdefault(spelled, Form(spelled, kind, short=False))
        if kind is EntityType.PERSON and len(spelled) > 1:
            for part in _parts(spelled):
                short.setdefault(part, Form(part, kind, short=True))
    return {**short, **full}


def _parts(spelled: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Surname, with its particles, and given name."""
    lists = name_words()
    end = len(spelled)
    while end > 1 and (spelled[end - 1].lower() in lists.name_suffixes or spelled[end - 1] == ","):
        end -= 1
    start = end - 1
    if start > 1 and spelled[start - 1] == "the":  # "Boris the Great"
        yield spelled[: start - 1]
        return
    if start > 1 and spelled[start - 1] == "-":
        start -= 2
    yield spelled[start:end]
    while start > 1 and spelled[start - 1].lower() in lists.particles:
        start -= 1
    yield spelled[start:end]
    if spelled[0] in gazetteer().given:
        yield spelled[:1]
    before = spelled[end - 2]
    if end > 2 and before.istitle() and before.isalpha() and before not in gazetteer().given:
        yield spelled[end - 2 : end - 1]  # the first of two surnames: "Ana Torres Vega"


class Known(NamedTuple):
    """Spellings to look up, in constant time for each word of the text."""

    forms: dict[tuple[str, ...], Form]
    lengths: dict[str, tuple[int, ...]]
    """For a first word, how long the spellings are that begin with it, the longest first."""


def _known(found: dict[tuple[str, ...], Form]) -> Known:
    kept: dict[tuple[str, ...], Form] = {}
    for form in found.values():
        low = form.words[0].lower() in name_words().calendar
        if low or len(form.words) > LONGEST or not any(part[0].isupper() for part in form.words):
            continue
        kept[form.words] = form
        loud = tuple(part.upper() for part in form.words)
        if len(loud[0]) > 2:
            kept.setdefault(loud, Form(loud, form.type, form.short))
    lengths: dict[str, set[int]] = {}
    for spelled in kept:
        lengths.setdefault(spelled[0], set()).add(len(spelled))
    return Known(kept, {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()})


def _match(words: Words, at: int, known: Known, taken: set[int], *, loud: bool) -> Form | None:
    """The longest known form that begins here."""
    for size in known.lengths.get(plain_apostrophe(words.forms[at]), ()):
        last = at + size
        if last > len(words) or any(n in taken for n in range(at, last)):
            continue
        form = known.forms.get(tuple(plain_apostrophe(part) for part in words.forms[at:last]))
        if form is not None and (loud or _believable(words, at, form)):
            return form
    return None


def _believable(words: Words, at: int, form: Form) -> bool:
    """Whether the words are meant as a name here: "Will" at a sentence's start may be a verb."""
    if stands_after_prefix(words, at) or (len(form.words) == 1 and is_document(words, at)):
        return False
    if len(form.words) > 1:
        return True
    demonyms = gazetteer().demonyms
    if words.forms[at] in demonyms or (at + 1 < len(words) and words.forms[at + 1] in demonyms):
        return False  # "South" in "South Korean"
    proper = words.tags[at] in PROPER
    if form.short or words.begins_sentence(at):
        acronym = len(form.words[0]) > 1 and form.words[0].isupper()
        noun = words.tags[at] in NOUNS | {"FW", "JJ"} and not words.begins_sentence(at)
        # "Fields said", "Rivers's": what has a verb or a possessive after it is no plural or verb itself.
        subject = at + 1 < len(words) and words.tags[at + 1] in FOLLOW_NAMES
        return proper or acronym or noun or (subject and words.forms[at].istitle())
    return True
