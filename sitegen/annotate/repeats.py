"""Second pass: names that the document has already shown, where the first pass missed them.

In: `Words`, the typed names. Out: more names: full spellings, a person's surname or given name alone,
an acronym given in parentheses; in lines of capitals whatever their case. One scan over the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sitegen.annotate.candidates import Name, covered
from sitegen.annotate.chunks import PROPER, loud_blocks
from sitegen.annotate.gazetteer import gazetteer, plain_apostrophe
from sitegen.annotate.spans import stands_after_prefix
from sitegen.annotate.wordlists import name_words
from sitegen.annotate.words import Range, Words
from sitegen.model.annotation import EntityType

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "FW", "JJ"})


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
    known = _by_first_word(forms(words, found))
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
    if start > 1 and spelled[start - 1] == "-":
        start -= 2
    yield spelled[start:end]
    while start > 1 and spelled[start - 1].lower() in lists.particles:
        start -= 1
    yield spelled[start:end]
    if spelled[0] in gazetteer().given:
        yield spelled[:1]


def _by_first_word(known: dict[tuple[str, ...], Form]) -> dict[str, list[Form]]:
    table: dict[str, list[Form]] = {}
    for form in known.values():
        if (
            any(part[0].isupper() for part in form.words)
            and form.words[0].lower() not in name_words().calendar
        ):
            table.setdefault(form.words[0], []).append(form)
            loud = Form(tuple(part.upper() for part in form.words), form.type, form.short)
            if loud.words != form.words and len(loud.words[0]) > 2:
                table.setdefault(loud.words[0], []).append(loud)
    for choices in table.values():
        choices.sort(key=lambda form: -len(form.words))
    return table


def _match(
    words: Words, at: int, known: dict[str, list[Form]], taken: set[int], *, loud: bool
) -> Form | None:
    """The longest known form that begins here."""
    for form in known.get(plain_apostrophe(words.forms[at]), ()):
        last = at + len(form.words)
        if last > len(words) or any(n in taken for n in range(at, last)):
            continue
        if tuple(plain_apostrophe(part) for part in words.forms[at:last]) == form.words and (
            loud or _believable(words, at, form)
        ):
            return form
    return None


def _believable(words: Words, at: int, form: Form) -> bool:
    """Whether the words are meant as a name here: "Will" at a sentence's start may be a verb."""
    if stands_after_prefix(words, at):
        return False
    if len(form.words) > 1:
        return True
    proper = words.tags[at] in PROPER
    if form.short or words.begins_sentence(at):
        acronym = len(form.words[0]) > 1 and form.words[0].isupper()
        noun = words.tags[at] in NOUNS and not words.begins_sentence(at)
        # "Fields said", "Rivers's": what has a verb or a possessive after it is no plural or verb itself.
        subject = at + 1 < len(words) and words.tags[at + 1] in {"VBD", "VBZ", "MD", "POS"}
        return proper or acronym or noun or (subject and words.forms[at].istitle())
    return True
