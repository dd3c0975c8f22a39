"""Who said what stands between the marks: cue, source and extent for each quoted segment.

In: sentences whose quotations are single items. Out: for each quoted segment the best attribution that its
own sentence offers, with how sure it is and why. What needs other sentences is `continuation`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sitegen.annotate.frames import Sentence
from sitegen.annotate.governors import Governor, is_clause
from sitegen.annotate.governors import governor as governor_of
from sitegen.annotate.items import NounPhrase, is_name, noun_phrase
from sitegen.annotate.lexicon import Frame, lexicon
from sitegen.annotate.openings import Opening, label, phrase
from sitegen.annotate.scare import is_nickname, names_a_work
from sitegen.annotate.subjects import owner_of, subject_of
from sitegen.annotate.tags import Tag, cue_entry, ends_tag, tag_after
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
    after: bool
    """Whether the cue stands behind the quoted words."""
    direct: bool
    """Whether the content is the words in marks and the cue stands beside them: no clause around them can
    know better."""


_BEING = frozenset({"was", "were", "been", "being", "is", "are"})


def attribute(sentence: Sentence, quote: int) -> Attribution | None:
    """The attribution of the quoted segment at an item, from its own sentence; None if it offers none."""
    made = _attribute(sentence, quote)
    item = sentence.items[quote]
    if made is None or made.content != (Span(item.start, item.end),):
        return made
    return replace(made, direct=is_clause(item) or (made.after and quote == 0))


def _attribute(sentence: Sentence, quote: int) -> Attribution | None:
    if names_a_work(sentence, quote) or is_nickname(sentence, quote):
        return None
    if not quote:
        return _by_tag_after(sentence, quote) or _by_late_tag(sentence, quote)
    aside = _by_aside(sentence, quote)
    if aside is not None:
        return aside
    before = _by_cue_before(sentence, quote)
    named = before if before is not None and before.source is not None else None
    if named is not None and _stands_beside(sentence, quote, named):
        return named
    return (
        _by_tag_after(sentence, quote)
        or _by_phrase(sentence, quote)
        or named
        or _by_opening(sentence, quote)
        or _by_late_tag(sentence, quote)
        or before
    )


def _stands_beside(sentence: Sentence, quote: int, made: Attribution) -> bool:
    """Whether a cue, with a few words and a colon or comma, introduces words that are a sentence of their own:
    then a tag behind them, if there is one, only repeats it."""
    item = sentence.items[quote]
    if sentence.items[quote - 1].text not in {":", ","} or not is_clause(item):
        return False
    cue = next((n for n, other in enumerate(sentence.items) if other.start == made.cue.start), quote)
    found = cue_entry(sentence.items, cue)
    if (
        found is not None
        and found[0].weight(Frame.TAG) < 0.7
        and tag_after(sentence.items, quote + 1) is not None
    ):
        return False
    between = sum(other.start >= made.cue.end for other in sentence.items[:quote])
    return made.content[0].start == item.start and between <= 6


def _by_tag_after(sentence: Sentence, quote: int) -> Attribution | None:
    items = sentence.items
    inner = items[quote].text.rstrip("”\"'’»“ ")
    tag = tag_after(items, quote + 1)
    if tag is None:
        return _according(sentence, quote, quote + 1)
    follows = quote + 1 < len(items) and items[quote + 1].text in {",", "—", "–", "--", "-"}
    if (
        inner[-1:] not in ",?!—–-….:;"
        and not follows
        and not (is_clause(items[quote]) and ends_tag(items, tag))
    ):
        return None
    return _from_tag(sentence, quote, tag, 0.97 if tag.inverted or tag.subject else 0.8)


def _plain_tag(sentence: Sentence, quote: int, tag: Tag) -> bool:
    """Whether a tag is certain even where no stop or comma ends the quotation before it."""
    items = sentence.items
    if tag.subject is None or tag.entry is None or tag.entry.weight(Frame.TAG) < 0.85:
        return False
    head = items[tag.subject.head]
    known = is_name(head) or head.tag == "PRP"
    return known and is_clause(items[quote]) and items[quote].text.count(" ") >= 3 and ends_tag(items, tag)


def _from_tag(sentence: Sentence, quote: int, tag: Tag, confidence: float) -> Attribution:
    items = sentence.items
    subject = tag.subject or subject_of(sentence, tag.verb)
    if items[tag.verb].tag == "VBN" and items[tag.verb - 1].low in _BEING:
        subject = subject_of(sentence, tag.verb)
    first = _clause_start(sentence, quote)
    content = (sentence.span(first, quote),)
    order = (
        "subject of the tag after the quotation"
        if items[tag.verb].text[0].isalpha()
        else "name after the quotation"
    )
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
    quotation and its own tag.
    """
    items = sentence.items
    if items[quote].quote >= 0 and is_clause(items[quote]):
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


def _by_cue_before(sentence: Sentence, quote: int) -> Attribution | None:
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
    reason = f"{items[cue].low}, before the quotation"
    return _made(sentence, content, cue, governor.end, subject, confidence, reason, after=False)


def _source(sentence: Sentence, governor: Governor) -> NounPhrase | None:
    """Who stands beside a governing cue: its subject, a passive's agent, a noun's owner."""
    cue = governor.cue
    if governor.noun:
        return owner_of(sentence, cue)
    return subject_of(sentence, cue)


def _by_phrase(sentence: Sentence, quote: int) -> Attribution | None:
    """A phrase that opens the sentence: "According to the union, …"."""
    return _opened(sentence, quote, phrase(sentence, quote))


def _by_opening(sentence: Sentence, quote: int) -> Attribution | None:
    """A label or an introduction before a colon."""
    return _opened(sentence, quote, label(sentence, quote))


def _opened(sentence: Sentence, quote: int, found: Opening | None) -> Attribution | None:
    if found is None:
        return None
    direct = found.first >= quote
    last = _content_end(sentence, found.cue, quote, direct=True) if direct else _clause_end(sentence, quote)
    content = (sentence.span(min(found.first, quote), last),)
    return _made(
        sentence, content, found.cue, found.end, found.source, found.confidence, found.reason, after=False
    )


def _clause_end(sentence: Sentence, quote: int) -> int:
    """The last item of the sentence that holds a quotation, without its stop."""
    items = sentence.items
    last = len(items) - 1
    while last > quote and items[last].quote < 0 and not items[last].text[0].isalnum():
        last -= 1
    return last


def _by_aside(sentence: Sentence, quote: int) -> Attribution | None:
    """A tag between commas inside the clause: "the plan, she said, was “dead”"."""
    items = sentence.items
    if is_clause(items[quote]):
        return None
    for number in range(quote - 2, 0, -1):
        if items[number].quote >= 0:
            return None
        if items[number].text not in {",", "—", "–", "--"}:
            continue
        tag = tag_after(items, number + 1)
        if tag is None or tag.subject is None:
            continue
        end = tag.subject.end if tag.inverted else tag.end
        if end >= quote or items[end].text not in {",", "—", "–", "--"}:
            continue
        first = _clause_start(sentence, number)
        if first >= number:
            continue
        content = [sentence.span(first, number - 1)]
        if end + 1 <= quote:
            content.append(sentence.span(end + 1, _content_end(sentence, tag.verb, quote, direct=False)))
        reason = f"{items[tag.verb].low}, between commas before the quotation"
        return _made(sentence, tuple(content), tag.verb, tag.end, tag.subject, 0.88, reason, after=False)
    return None


def _content_end(sentence: Sentence, verb: int, quote: int, *, direct: bool) -> int:
    """The last item of what is said: the quotation, or the end of the clause that holds it."""
    items = sentence.items
    inner = items[quote].text.rstrip("”\"'’»“ ")
    if inner[-1:] in ".?!" or (direct and is_clause(items[quote])):
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
        if tag is not None and tag.subject is not None and ends_tag(items, tag):
            content = (sentence.span(_clause_start(sentence, quote), number - 1),)
            reason = f"{items[tag.verb].low}, tag after the clause that holds the quotation"
            return _made(sentence, content, tag.verb, tag.end, tag.subject, 0.85, reason, after=True)
        made = _according(sentence, quote, number)
        if made is not None:
            return made
    return None


def _according(sentence: Sentence, quote: int, number: int) -> Attribution | None:
    """ "…, according to the union": behind the clause that holds the quotation."""
    items = sentence.items
    last = max(quote, number - 1)
    if number < len(items) and items[number].text == ",":
        number += 1
    found = lexicon().phrase_at([item.low for item in items[number : number + 5]], 0)
    source = noun_phrase(items, number + found[1]) if found is not None else None
    if found is None or source is None:
        return None
    content = (sentence.span(_clause_start(sentence, quote), last),)
    end = number + found[1]
    reason = f"{found[0].lemma}, after the quotation"
    return _made(sentence, content, number, end, source, 0.9, reason, after=True)


def _made(
    sentence: Sentence, content: tuple[Span, ...], verb: int, end: int, subject: NounPhrase | None,
    confidence: float, reason: str, *, after: bool,
) -> Attribution:  # fmt: skip
    items = sentence.items
    source = sentence.span(subject.first, subject.end - 1) if subject else None
    head = sentence.span(subject.head, subject.head) if subject else None
    plural = bool(subject and subject.plural)
    cue = sentence.span(verb, end - 1)
    return Attribution(content, cue, source, head, plural, confidence, reason, after, direct=False)
