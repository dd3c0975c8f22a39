"""A line beside a quotation that says whose it is: the sentence before that introduces it, a name below it.

In: such a sentence, of a quotation that has no cue of its own. Out: a quotation by its cue and speaker, or
none. "The minister spoke. “We will not pay.”" introduces as yet without content; "— Ines Halloran" signs the
words above it.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.cues import Frame, lexicon
from sitegen.annotate.parse.tagset import COMMON
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.place import made
from sitegen.annotate.quotations.beside.subjects import owner_of, subject_of
from sitegen.annotate.quotations.beside.tags import cue_entry, signature
from sitegen.annotate.quotations.evidence import Evidence
from sitegen.annotate.quotations.found import FoundQuotation
from sitegen.model.text import Span

LEAST = 0.6
"""A verb less apt to stand beside quoted words does not introduce them."""


def introduction(sentence: Sentence) -> FoundQuotation | None:
    """The certain reporting verb of the sentence with its subject: the first, but before a colon the last.

    Before a colon also a noun with its owner: "these are the minister's words:".
    """
    items = sentence.items
    colon = items[-1].text == ":"
    verbs = [n for n, item in enumerate(items) if item.tag[:2] == "VB" and item.quote < 0]
    for number in reversed(verbs) if colon else verbs:
        found = cue_entry(items, number)
        if found is None or not found[0].speech or found[0].weight(Frame.TAG) < LEAST:
            continue
        subject = subject_of(sentence, number)
        if subject is not None:
            return made(sentence, (), (number, found[1]), subject, Evidence.SENTENCE_BEFORE)
    return _by_noun(sentence) if colon else None


def _by_noun(sentence: Sentence) -> FoundQuotation | None:
    """The last noun of saying that has an owner."""
    items = sentence.items
    for number in range(len(items) - 2, 0, -1):
        if items[number].tag in COMMON and lexicon().noun(items[number].low) is not None:
            owner = owner_of(sentence, number)
            if owner is not None:
                return made(sentence, (), (number, number + 1), owner, Evidence.LINE_BEFORE)
    return None


def signed(line: Sentence, content: tuple[Span, ...], seen: Evidence) -> FoundQuotation | None:
    """The content by the name in a line that is nothing but a dash and a name."""
    tag = signature(line.items)
    if tag is None or tag.subject is None:
        return None
    return made(line, content, (tag.verb, tag.verb + 1), tag.subject, seen, after=True)
