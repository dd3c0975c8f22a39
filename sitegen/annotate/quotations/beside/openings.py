"""Words that open a sentence, or a line, and say whose words follow.

"According to the union, …", "As she put it, …", "In Halloran's words, …", "Ines Halloran: …".
In: a sentence and a quoted segment in it. Out: cue and speaker, or none.
"""

from __future__ import annotations

from typing import NamedTuple

from sitegen.annotate.lexicon.cues import lexicon
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.governors import is_clause
from sitegen.annotate.quotations.beside.items import Items, NounPhrase, is_noun, noun_phrase
from sitegen.annotate.quotations.beside.subjects import owner_of, phrase_around, subject_of
from sitegen.model.reason import Reasons, because


class Opening(NamedTuple):
    """A cue that stands before the clause of a quotation."""

    cue: int
    end: int
    source: NounPhrase
    first: int
    """Item number where the content begins."""
    confidence: float
    reason: Reasons


def phrase(sentence: Sentence, quote: int) -> Opening | None:
    """The phrase that opens the sentence of a quotation and names its speaker."""
    return _phrase(sentence, quote) or _put(sentence, quote)


def label(sentence: Sentence, quote: int) -> Opening | None:
    """The name, noun or clause before a colon that a quotation follows."""
    return _label(sentence, quote) or _colon(sentence, quote)


def _phrase(sentence: Sentence, quote: int) -> Opening | None:
    """A phrase like "According to the union, …", or one with the source in a gap."""
    items = sentence.items
    for number in range(min(quote, 4)):
        found = lexicon().phrase_at([item.low for item in items[number : number + 5]], 0)
        if found is not None:
            source = noun_phrase(items, number + found[1])
            if source is not None and source.end <= quote:
                first = _after_comma(items, source.end, quote)
                return Opening(
                    number, number + found[1], source, first, 0.9, because("cue-before", cue=found[0].lemma)
                )
        gap = _gap(items, number, quote)
        if gap is not None:
            return gap
    return None


def _gap(items: Items, number: int, quote: int) -> Opening | None:
    """A phrase with the source in a gap: "In Halloran's words, …"."""
    if items[number].tag != "IN":
        return None
    source = noun_phrase(items, number + 1)
    for end in range(number + 2, min(number + 9, quote)):
        entry = lexicon().around(items[number].low, items[end].low)
        if entry is not None and items[end - 1].tag in {"POS", "PRP$"}:
            source = _owner(items, number + 1, end)
            return Opening(
                end,
                end + 1,
                source,
                _after_comma(items, end + 1, quote),
                0.85,
                because("cue-before", cue=entry.lemma),
            )
    return None


def _owner(items: Items, first: int, end: int) -> NounPhrase:
    """The noun phrase in the possessive before an item."""
    last = end - 1 if items[end - 1].tag == "POS" else end
    return NounPhrase(first, last, last - 1, plural=items[last - 1].tag in {"NNS", "NNPS"})


def _after_comma(items: Items, number: int, quote: int) -> int:
    """The item behind the next comma, as long as it is not behind the quotation."""
    for here in range(number, min(number + 30, quote)):
        if items[here].text in {",", ":"}:
            return here + 1
    return quote if number >= quote else number


def _put(sentence: Sentence, quote: int) -> Opening | None:
    """A clause like "As she put it, …"."""
    items = sentence.items
    for number in range(quote - 2, -1, -1):
        if items[number].low != "as":
            continue
        source = noun_phrase(items, number + 1)
        if source is None:
            continue
        for verb in range(source.end, quote):
            if items[verb].low in _PUTTING and (
                items[verb].low not in {"put", "puts"} or _low(items, verb + 1) == "it"
            ):
                first = _after_comma(items, verb, quote)
                return Opening(
                    verb, verb + 1, source, first, 0.88, because("cue-before", cue=f"as … {items[verb].low}")
                )
    return None


_PUTTING = frozenset(
    ["put", "puts", "say", "says", "said", "wrote", "writes", "explained", "noted", "described"]
)


def _low(items: Items, number: int) -> str:
    return items[number].low if number < len(items) else ""


def _label(sentence: Sentence, quote: int) -> Opening | None:
    """A name, perhaps with what it is, and a colon: "Ines Halloran, mayor of Port Avel: “…”"."""
    items = sentence.items
    if quote < 2 or items[quote - 1].text != ":" or not is_clause(items[quote]):
        return None
    first = max(
        (n + 1 for n in range(quote - 1) if items[n].text in {"-", "—", "–", "--", "•", "|"}), default=0
    )
    source = noun_phrase(items, behind_from(items, first))
    if source is None or any(
        item.tag in {"VBD", "VBZ", "VBP", "MD"} and not is_noun(item) for item in items[first : quote - 1]
    ):
        return None
    noun = lexicon().noun(items[source.head].low)
    if noun is not None:
        return None
    return Opening(quote - 1, quote, source, quote, 0.85, because("name-before-colon"))


def behind_from(items: Items, first: int) -> int:
    """The item behind the "from" before whose words follow: "And from Mayor Ida Crewe: “…”"."""
    number = first
    while number < len(items) and items[number].low in {"also", "and", "finally", "then"}:
        number += 1
    named = number + 1 < len(items) and items[number].low == "from" and items[number + 1].tag == "NNP"
    return number + 1 if named else first


def _colon(sentence: Sentence, quote: int) -> Opening | None:
    """A clause or noun before a colon: "The minister had a message: “…”", "From the union's letter: “…”"."""
    # long: four readings of the same words, tried in this order, each with its own evidence
    items = sentence.items
    if quote < 2 or items[quote - 1].text != ":":
        return None
    if not is_clause(items[quote]):
        return None
    for number in range(quote - 2, -1, -1):
        if items[number].tag in {"NN", "NNS"} and lexicon().noun(items[number].low) is not None:
            owner = owner_of(sentence, number)
            if owner is not None:
                return Opening(
                    number, number + 1, owner, quote, 0.8, because("noun-before-colon", cue=items[number].low)
                )
    if items[quote - 2].tag == "NNP":
        name = phrase_around(sentence, quote - 2)
        if (
            name.end == quote - 1
            and name.first
            and items[name.first - 1].tag not in {"IN", "TO", "NNP", "POS"}
        ):
            return Opening(quote - 1, quote, name, quote, 0.75, because("name-before-colon"))
    for number in range(quote - 2, -1, -1):
        if items[number].tag in {"VBD", "VBZ", "VBP"} and items[number].quote < 0:
            subject = subject_of(sentence, number)
            if subject is not None:
                return Opening(
                    number,
                    number + 1,
                    subject,
                    quote,
                    0.75,
                    because("subject-before-colon", cue=items[number].low),
                )
    nouns = [n for n in range(quote - 1) if items[n].tag == "POS"]
    if nouns and nouns[0] > 0:
        return Opening(
            quote - 1,
            quote,
            phrase_around(sentence, nouns[0] - 1),
            quote,
            0.6,
            because("owner-before-colon"),
        )
    return None
