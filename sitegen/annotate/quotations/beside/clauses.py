"""Where what is said begins and ends beside its cue, told from the items of the sentence.

In: a sentence, the item of a quotation and that of a cue. Out: item numbers.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.cues import Frame
from sitegen.annotate.marks.characters import LONG_DASHES, last_character
from sitegen.annotate.parse.items import Items
from sitegen.annotate.parse.tagset import COMMON
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.governors import is_clause
from sitegen.annotate.quotations.beside.subjects import subject_of
from sitegen.annotate.quotations.beside.tags import cue_entry

_ENDS = LONG_DASHES | {";", ":"}
_JOINED = frozenset({"advcl", "conj", "cc", "prep", "npadvmod", "parataxis", "dep"})
"""Relations in which a word behind the content hangs on its cue without being content."""
SAYING = 0.9
"""What a verb must weigh in a tag to be a second cue."""
REACH = 40
"""How many heads are followed to tell whether a word belongs to the content."""


def clause_start(sentence: Sentence, quote: int) -> int:
    """The first item of the clause that a tag behind a quotation reports.

    That is the sentence's first, or the one after another quotation with its own tag.
    """
    items = sentence.items
    if items[quote].quote >= 0 and is_clause(items[quote]):
        return quote
    for number in range(quote - 1, -1, -1):
        item = items[number]
        if item.text in {";", ":"} or (item.quote >= 0 and last_character(item.text) in ",.?!"):
            return number + 1
        if (
            cue_entry(items, number) is not None
            and item.tag in {"VBD", "VBZ"}
            and subject_of(sentence, number)
        ):
            commas = [k for k in range(number + 1, quote) if items[k].text == ","]
            return commas[0] + 1 if commas else quote
    return 0


def clause_end(sentence: Sentence, quote: int) -> int:
    """The last item of the sentence that holds a quotation, without its stop."""
    items = sentence.items
    last = len(items) - 1
    while last > quote and items[last].quote < 0 and not items[last].text[0].isalnum():
        last -= 1
    return last


def content_end(sentence: Sentence, cue: int, quote: int, *, direct: bool) -> int:
    """The last item of what is said: the quotation, or the end of the clause that holds it."""
    items = sentence.items
    if last_character(items[quote].text) in ".?!" or (direct and is_clause(items[quote])):
        return quote
    last = quote
    for number in range(quote + 1, len(items)):
        item = items[number]
        if item.text in _ENDS or _leaves(sentence, number, cue):
            break
        if item.tag == "CC" and _says_more(items, number + 1):
            break
        if item.text in {",", "."} or item.tag == "CC":
            continue
        last = number
    return last


def _says_more(items: Items, number: int) -> bool:
    """Whether a second cue of the same speaker follows: "added “we came” and said …"."""
    found = cue_entry(items, number) if number < len(items) and items[number].tag == "VBD" else None
    return found is not None and found[0].weight(Frame.TAG) >= SAYING


def _leaves(sentence: Sentence, number: int, cue: int) -> bool:
    """Whether a word right of the content hangs on the cue, or above it, and so is not content."""
    items = sentence.items
    above = {over for over, _ in sentence.ancestors(cue)} if items[cue].tag in COMMON else ()
    here = number
    for _ in range(REACH):
        item = items[here]
        if here in above:
            return True
        parent = sentence.position.get(item.head)
        if parent is None or parent == here:
            return here != cue and here < cue
        if parent == cue:
            return item.dep in _JOINED and here > cue
        if parent < cue:
            return True
        here = parent
    return False
