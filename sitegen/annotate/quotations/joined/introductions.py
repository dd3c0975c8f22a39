"""The sentence before a quotation that says whose it is, as "The minister spoke. “We will not pay.”" does.

In: such a sentence, of a quotation that has no cue of its own. Out: a quotation by its cue and speaker, as
yet without content, or none.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.cues import CueEntry, Frame, lexicon
from sitegen.annotate.lexicon.namewords import is_thing
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.parse.items import Items
from sitegen.annotate.parse.tagset import COMMON
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.place import made
from sitegen.annotate.quotations.beside.signatures import from_desk, named_line, sender
from sitegen.annotate.quotations.beside.subjects import owner_of, subject_of
from sitegen.annotate.quotations.beside.tags import closes_tag, cue_entry, tag_after
from sitegen.annotate.quotations.evidence import Evidence
from sitegen.annotate.quotations.found import FoundQuotation

_AUTHORS = quotewords("authors")
_INVITATIONS = quotewords("invitations")
LEAST = 0.6
"""A verb less apt to stand beside quoted words does not introduce them."""


def introduction(sentence: Sentence) -> FoundQuotation | None:
    """The certain reporting verb of the sentence with its subject: the first, but before a colon the last.

    Before a colon also a noun with its owner: "these are the minister's words:".
    """
    items = sentence.items
    colon = items[-1].text == ":"
    if (named := _named(sentence, colon=colon)) is not None:
        return named
    verbs = [n for n, item in enumerate(items) if item.tag[:2] == "VB" and item.quote < 0]
    for number in reversed(verbs) if colon else verbs:
        found = cue_entry(items, number)
        if found is None or not found[0].speech or found[0].weight(Frame.TAG) < LEAST:
            continue
        subject = None if _does(items, found) else subject_of(sentence, number)
        if subject is not None and _may_speak(items, subject.head):
            return made(sentence, (), (number, found[1]), subject, Evidence.SENTENCE_BEFORE)
    return _by_noun(sentence) if colon else None


def _may_speak(items: Items, head: int) -> bool:
    """Whether a subject is no thing, nor who is asked to join in: "Let’s start", "Let us start"."""
    invited = head > 0 and items[head - 1].low in _INVITATIONS
    return not invited and not is_thing(items[head].low)


def _does(items: Items, cue: tuple[CueEntry, int]) -> bool:
    """Whether an infinitive tells what is done, and no word is said: "continues to adjust"."""
    entry, end = cue
    return end < len(items) and items[end].tag == "TO" and not entry.weight(Frame.INFINITIVE)


def _named(sentence: Sentence, *, colon: bool) -> FoundQuotation | None:
    """A line that is a tag, a sender or a name: "Stated Osk:", "And from Osk:", "Mara Osk, mayor:"."""
    items, last = sentence.items, len(sentence.items) - 1
    tag = tag_after(items, 0) if colon else None
    if (
        tag is not None
        and tag.inverted
        and tag.subject is not None
        and closes_tag(items, tag.subject.end, last)
    ):
        return made(sentence, (), (tag.verb, tag.end), tag.subject, Evidence.TAG_ABOVE)
    name = (sender(items, last) or named_line(items)) if colon else from_desk(items)
    if name is None:
        return None
    cue = last if colon else next(n for n, item in enumerate(items) if item.low == "from")
    return made(sentence, (), (cue, cue + 1), name, Evidence.NAME_ABOVE)


def _by_noun(sentence: Sentence) -> FoundQuotation | None:
    """The last noun of saying that has an owner."""
    items = sentence.items
    for number in range(len(items) - 2, -1, -1):
        headline = number == 0 and items[1].low in _AUTHORS  # "Quote from Osk:", where it looks like a verb
        if (headline or items[number].tag in COMMON) and lexicon().noun(items[number].low) is not None:
            owner = owner_of(sentence, number)
            if owner is not None:
                return made(sentence, (), (number, number + 1), owner, Evidence.LINE_BEFORE)
    return None
