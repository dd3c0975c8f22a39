"""Who said what stands between the marks: cue, source and extent for each quoted segment.

In: sentences whose quotations are single items. Out: for each quoted segment the best attribution that its
own sentence offers, with how sure it is and why. What needs other sentences is `continuation`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.frames import Sentence
from sitegen.annotate.items import Item, NounPhrase, is_temporal, noun_phrase
from sitegen.annotate.lexicon import CueEntry, Frame, lexicon
from sitegen.annotate.subjects import agent_of, is_passive, subject_of
from sitegen.annotate.tags import Tag, cue_entry, tag_after, tags_quotation
from sitegen.model.text import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Cue, source and extent of one quotation, inside one sentence."""

    content: tuple[Span, ...]
    cue: Span
    source: Span | None
    head: Span | None
    plural: bool
    confidence: float
    reason: str
    cue_item: int
    after: bool
    """Whether the cue stands behind the quoted words."""


_GAP_DEPS = frozenset({"prep", "npadvmod", "advmod", "dative", "prt", "punct", "mark", "aux", "neg"})
_DATIVE = frozenset("tell ask remind inform assure warn advise notify text email show promise instruct urge caution".split())  # fmt: skip


def attribute(sentence: Sentence, quote: int) -> Attribution | None:
    """The attribution of the quoted segment at an item, from its own sentence; None if it offers none."""
    return _by_tag_after(sentence, quote) or _by_cue_before(sentence, quote) or _by_late_tag(sentence, quote)


def _by_tag_after(sentence: Sentence, quote: int) -> Attribution | None:
    items = sentence.items
    inner = items[quote].text.rstrip("”\"'’»“ ")
    tag = tag_after(items, quote + 1)
    if tag is None:
        return _according(sentence, quote, quote + 1)
    follows = quote + 1 < len(items) and items[quote + 1].text in {",", "—", "–", "--", "-"}
    if inner[-1:] not in ",?!—–-….:;" and not follows:
        return None
    return _from_tag(sentence, quote, tag, 0.97 if tag.inverted or tag.subject else 0.8)


def _from_tag(sentence: Sentence, quote: int, tag: Tag, confidence: float) -> Attribution:
    items = sentence.items
    subject = tag.subject or subject_of(sentence, tag.verb)
    first = _clause_start(sentence, quote)
    content = (sentence.span(first, quote),)
    order = "subject of the tag after the quotation"
    return _made(
        sentence,
        content,
        tag.verb,
        tag.end,
        subject,
        confidence,
        f"{items[tag.verb].low}, {order}",
        after=True,
    )


def _clause_start(sentence: Sentence, quote: int) -> int:
    """The first item of the clause that a tag behind a quotation reports: the sentence's, or the one after a
    quotation and its own tag."""
    items = sentence.items
    if items[quote].quote >= 0 and _is_clause(items[quote]):
        return quote
    for number in range(quote - 1, -1, -1):
        item = items[number]
        if item.text in {";", ":"} or (item.quote >= 0 and item.text.rstrip("”\"'’")[-1:] in ",.?!"):
            return number + 1
        if (
            cue_entry(items, number) is not None
            and item.tag in {"VBD", "VBZ"}
            and subject_of(sentence, number)
        ):
            commas = [k for k in range(number + 1, quote) if items[k].text == ","]
            return commas[0] + 1 if commas else quote
    return 0


def _is_clause(item: Item) -> bool:
    """Whether the quoted words look like a sentence of their own: a capital, and more than three words."""
    inner = item.text.lstrip("“\"'‘«` ")
    return inner[:1].isupper() and inner.count(" ") >= 2


def _by_cue_before(sentence: Sentence, quote: int) -> Attribution | None:
    """The nearest cue to the left that takes the quotation as its content."""
    items = sentence.items
    for number in range(quote - 1, -1, -1):
        found = cue_entry(items, number)
        if found is None or items[number].tag[:2] != "VB":
            continue
        entry, end = found
        made = _before(sentence, quote, number, end, entry)
        if made is not None:
            return made
    return None


def _before(sentence: Sentence, quote: int, verb: int, end: int, entry: CueEntry) -> Attribution | None:
    items = sentence.items
    passive = is_passive(sentence, verb)
    subject = agent_of(sentence, verb) if passive else subject_of(sentence, verb)
    if (
        subject is not None
        and not subject.end <= verb
        and not passive
        and subject.first < quote < subject.end
    ):
        subject = None
    first = _content_start(sentence, verb, end, quote, entry)
    last = _content_end(sentence, verb, quote, direct=first == quote)
    content = (sentence.span(first, last),)
    confidence = 0.93 if first == quote else 0.8
    if subject is None:
        confidence -= 0.2
    reason = f"{items[verb].low}, before the quotation"
    return _made(sentence, content, verb, end, subject, confidence, reason, after=False)


def _content_start(sentence: Sentence, verb: int, end: int, quote: int, entry: CueEntry) -> int:
    """The first item of what is said, behind a cue: listener, time, place and "that" are passed over."""
    items = sentence.items
    before = items[quote - 1]
    if before.text == ":" or (before.text == "," and _is_clause(items[quote])):
        return quote
    number = end
    if entry.lemma in _DATIVE and number < quote and items[number].low not in {"that", "if", "whether"}:
        listener = noun_phrase(items, number)
        if listener is not None and listener.end <= quote:
            number = listener.end
    while number < quote:
        item = items[number]
        if item.low == "that" and item.tag in {"IN", "WDT", "DT"}:
            return number + 1
        if item.text == "," or is_temporal(item) or (item.tag == "RB" and item.head == items[verb].index):
            number += 1
        elif (
            item.tag == "IN"
            and item.dep == "prep"
            and item.head == items[verb].index
            and item.low in {"in", "on", "at", "during", "after", "to"}
        ):
            phrase = noun_phrase(items, number + 1)
            if phrase is None or phrase.end > quote:
                break
            number = phrase.end
        else:
            break
    return number


def _content_end(sentence: Sentence, verb: int, quote: int, *, direct: bool) -> int:
    """The last item of what is said: the quotation, or the end of the clause that holds it."""
    items = sentence.items
    inner = items[quote].text.rstrip("”\"'’»“ ")
    if inner[-1:] in ".?!" or (direct and _is_clause(items[quote])):
        return quote
    last = quote
    for number in range(quote + 1, len(items)):
        item = items[number]
        if item.text in {";", ":", "—", "–", "--"} or _leaves(sentence, number, verb):
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


def _by_late_tag(sentence: Sentence, quote: int) -> Attribution | None:
    """A tag behind the clause that holds the quotation: "the “old” plan would fail, she said"."""
    items = sentence.items
    for number in range(quote + 1, len(items)):
        if items[number].text != ",":
            continue
        tag = tag_after(items, number + 1)
        if tag is not None and tag.subject is not None:
            content = (sentence.span(_clause_start(sentence, quote), number - 1),)
            reason = f"{items[tag.verb].low}, tag after the clause that holds the quotation"
            return _made(sentence, content, tag.verb, tag.end, tag.subject, 0.85, reason, after=True)
        made = _according(sentence, quote, number + 1)
        if made is not None:
            return made
    return None


def _according(sentence: Sentence, quote: int, number: int) -> Attribution | None:
    items = sentence.items
    if number < len(items) and items[number].text == ",":
        number += 1
    words = [item.low for item in items[number : number + 4]]
    found = lexicon().phrase_at(words, 0)
    if found is None:
        return None
    end = number + found[1]
    subject = noun_phrase(items, end)
    if subject is None:
        return None
    content = (sentence.span(_clause_start(sentence, quote), quote),)
    return _made(
        sentence, content, number, end, subject, 0.9, f"{found[0].lemma}, after the quotation", after=True
    )


def _made(
    sentence: Sentence, content: tuple[Span, ...], verb: int, end: int, subject: NounPhrase | None,
    confidence: float, reason: str, *, after: bool,
) -> Attribution:  # fmt: skip
    items = sentence.items
    source = sentence.span(subject.first, subject.end - 1) if subject else None
    head = sentence.span(subject.head, subject.head) if subject else None
    plural = bool(subject and subject.plural)
    return Attribution(
        content, sentence.span(verb, end - 1), source, head, plural, confidence, reason, verb, after
    )
