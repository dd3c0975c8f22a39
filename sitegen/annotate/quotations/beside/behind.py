"""Attribution by what stands behind the quoted words: "…," she said; "…", according to the union.

In: a sentence and a quoted segment in it. Out: the attribution, or none.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.cues import lexicon
from sitegen.annotate.quotations.beside.attributed import Attribution, made
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.governors import is_clause
from sitegen.annotate.quotations.beside.items import noun_phrase
from sitegen.annotate.quotations.beside.subjects import subject_of
from sitegen.annotate.quotations.beside.tags import Tag, cue_entry, ends_tag, tag_after
from sitegen.model.reason import because

_BEING = frozenset({"was", "were", "been", "being", "is", "are"})


def by_tag_after(sentence: Sentence, quote: int) -> Attribution | None:
    """A tag right behind the quoted words: "she said", "said Halloran", "— Ines Halloran"."""
    items = sentence.items
    inner = items[quote].text.rstrip("”\"'’»“ ")
    tag = tag_after(items, quote + 1)
    if tag is None:
        return _according(sentence, quote, quote + 1)
    follows = quote + 1 < len(items) and items[quote + 1].text in {",", "—", "–", "―", "--", "-"}
    if (
        inner[-1:] not in ",?!—–-….:;"
        and not follows
        and not (is_clause(items[quote]) and ends_tag(items, tag))
    ):
        return None
    if inner[-1:] == "." and not tag.inverted and _is_passive(sentence, tag) and not _is_cited(sentence, tag):
        return None  # a sentence of its own: "The plan was first reported by …"
    return _from_tag(sentence, quote, tag, 0.97 if tag.inverted or tag.subject else 0.8)


def _is_passive(sentence: Sentence, tag: Tag) -> bool:
    items, before = sentence.items, tag.verb - 1
    while before > 0 and items[before].tag == "RB":
        before -= 1
    return items[tag.verb].tag == "VBN" and items[before].low in _BEING


def _is_cited(sentence: Sentence, tag: Tag) -> bool:
    """Whether the subject of a passive speaks: "Halloran is quoted as saying"."""
    behind = sentence.items[tag.end : tag.end + 2]
    return (
        _is_passive(sentence, tag) and len(behind) == 2 and behind[0].low == "as" and behind[1].tag == "VBG"
    )


def _from_tag(sentence: Sentence, quote: int, tag: Tag, confidence: float) -> Attribution:
    items = sentence.items
    if _is_cited(sentence, tag):
        tag = tag._replace(verb=tag.end + 1, end=tag.end + 2)
    subject = tag.subject or subject_of(sentence, tag.verb)
    if _is_passive(sentence, tag):
        subject = subject_of(sentence, tag.verb)
    first = clause_start(sentence, quote)
    content = (sentence.span(first, quote),)
    spoken = items[tag.verb].text[0].isalpha()
    reason = because("tag-after", cue=items[tag.verb].low) if spoken else because("name-after")
    return made(
        sentence,
        content,
        tag.verb,
        tag.end,
        subject,
        confidence,
        reason,
        after=True,
    )


def by_late_tag(sentence: Sentence, quote: int) -> Attribution | None:
    """A tag behind the clause that holds the quotation: "the “old” plan would fail, she said"."""
    items = sentence.items
    for number in range(quote + 1, len(items)):
        if items[number].text != ",":
            continue
        tag = tag_after(items, number + 1)
        if tag is not None and tag.subject is not None and ends_tag(items, tag):
            content = (sentence.span(clause_start(sentence, quote), number - 1),)
            reason = because("late-tag", cue=items[tag.verb].low)
            return made(sentence, content, tag.verb, tag.end, tag.subject, 0.85, reason, after=True)
        found = _according(sentence, quote, number)
        if found is not None:
            return found
    return None


def _according(sentence: Sentence, quote: int, number: int) -> Attribution | None:
    """The phrase of "…, according to the union", behind the clause that holds the quotation."""
    items = sentence.items
    last = max(quote, number - 1)
    if number < len(items) and items[number].text == ",":
        number += 1
    found = lexicon().phrase_at([item.low for item in items[number : number + 5]], 0)
    source = noun_phrase(items, number + found[1]) if found is not None else None
    if found is None or source is None:
        return None
    content = (sentence.span(clause_start(sentence, quote), last),)
    end = number + found[1]
    reason = because("phrase-after", cue=found[0].lemma)
    return made(sentence, content, number, end, source, 0.9, reason, after=True)


def clause_start(sentence: Sentence, quote: int) -> int:
    """The first item of the clause that a tag behind a quotation reports.

    That is the sentence's first, or the one after another quotation with its own tag.
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
