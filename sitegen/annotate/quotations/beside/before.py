"""Attribution by what stands before the quoted words: a cue that governs them, a phrase, a label, an aside.

In: a sentence and a quoted segment in it. Out: the attribution, or none.
"""

from __future__ import annotations

from sitegen.annotate.marks.characters import LONG_DASHES, last_character
from sitegen.annotate.quotations.beside.attributed import Attribution, made
from sitegen.annotate.quotations.beside.behind import clause_start
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.governors import Governor, is_clause
from sitegen.annotate.quotations.beside.governors import governor as governor_of
from sitegen.annotate.quotations.beside.items import NounPhrase
from sitegen.annotate.quotations.beside.openings import Opening, label, phrase
from sitegen.annotate.quotations.beside.subjects import owner_of, subject_of
from sitegen.annotate.quotations.beside.tags import tag_after
from sitegen.model.reason import because

_ASIDE = LONG_DASHES | {","}
_ENDS = LONG_DASHES | {";", ":"}


def by_cue_before(sentence: Sentence, quote: int) -> Attribution | None:
    """A cue to the left that takes the quotation as its content."""
    items = sentence.items
    governor = governor_of(sentence, quote)
    if governor is None:
        return None
    cue = governor.cue
    subject = _source(sentence, governor)
    if governor.noun and subject is None:
        return None
    direct = governor.first >= quote
    first = min(governor.first, quote)
    content = (sentence.span(first, _content_end(sentence, cue, quote, direct=direct)),)
    confidence = (0.95 if direct else 0.85) * (0.5 + governor.fit / 2)
    if subject is None:
        confidence *= 0.7
    reason = because("cue-before", cue=items[cue].low)
    return made(sentence, content, cue, governor.end, subject, confidence, reason, after=False)


def _source(sentence: Sentence, governor: Governor) -> NounPhrase | None:
    """Who stands beside a governing cue: its subject, a passive's agent, a noun's owner."""
    cue = governor.cue
    if governor.noun:
        return owner_of(sentence, cue)
    return subject_of(sentence, cue)


def by_phrase(sentence: Sentence, quote: int) -> Attribution | None:
    """A phrase that opens the sentence: "According to the union, …"."""
    return _opened(sentence, quote, phrase(sentence, quote))


def by_opening(sentence: Sentence, quote: int) -> Attribution | None:
    """A label or an introduction before a colon."""
    return _opened(sentence, quote, label(sentence, quote))


def _opened(sentence: Sentence, quote: int, found: Opening | None) -> Attribution | None:
    if found is None:
        return None
    direct = found.first >= quote
    last = _content_end(sentence, found.cue, quote, direct=True) if direct else _clause_end(sentence, quote)
    content = (sentence.span(min(found.first, quote), last),)
    return made(
        sentence, content, found.cue, found.end, found.source, found.confidence, found.reason, after=False
    )


def by_aside(sentence: Sentence, quote: int) -> Attribution | None:
    """A tag between commas inside the clause: "the plan, she said, was “dead”"."""
    items = sentence.items
    if is_clause(items[quote]):
        return None
    for number in range(quote - 2, 0, -1):
        if items[number].quote >= 0:
            return None
        if items[number].text not in _ASIDE:
            continue
        tag = tag_after(items, number + 1)
        if tag is None or tag.subject is None:
            continue
        end = tag.subject.end if tag.inverted else tag.end
        if end >= quote or items[end].text not in _ASIDE:
            continue
        first = clause_start(sentence, number)
        if first >= number:
            continue
        content = [sentence.span(first, number - 1)]
        if end + 1 <= quote:
            content.append(sentence.span(end + 1, _content_end(sentence, tag.verb, quote, direct=False)))
        reason = because("aside", cue=items[tag.verb].low)
        return made(sentence, tuple(content), tag.verb, tag.end, tag.subject, 0.88, reason, after=False)
    return None


def _clause_end(sentence: Sentence, quote: int) -> int:
    """The last item of the sentence that holds a quotation, without its stop."""
    items = sentence.items
    last = len(items) - 1
    while last > quote and items[last].quote < 0 and not items[last].text[0].isalnum():
        last -= 1
    return last


def _content_end(sentence: Sentence, verb: int, quote: int, *, direct: bool) -> int:
    """The last item of what is said: the quotation, or the end of the clause that holds it."""
    items = sentence.items
    stop = last_character(items[quote].text)
    if stop in ".?!" or (direct and is_clause(items[quote])):
        return quote
    last = quote
    for number in range(quote + 1, len(items)):
        item = items[number]
        if item.text in _ENDS or _leaves(sentence, number, verb):
            break
        if item.text in {",", "."} or item.tag == "CC":
            continue
        last = number
    return last


def _leaves(sentence: Sentence, number: int, verb: int) -> bool:
    """Whether a word right of the content hangs on the cue verb, or above it, and so is not content."""
    items = sentence.items
    here = number
    for _ in range(40):
        item = items[here]
        parent = sentence.position.get(item.head)
        if parent is None or parent == here:
            return here != verb and here < verb
        if parent == verb:
            return item.dep in {"advcl", "conj", "cc", "prep", "npadvmod", "parataxis", "dep"} and here > verb
        if parent < verb:
            return True
        here = parent
    return False
