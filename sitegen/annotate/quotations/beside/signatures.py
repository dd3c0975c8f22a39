"""Names above, below and at the end of quoted words that are those of who said them.

In: a line, or the words inside marks, as a sentence. Out: whose name it gives, or none.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import LONG_DASHES
from sitegen.annotate.parse.items import Items, has_verb, is_name
from sitegen.annotate.parse.noun_phrases import NounPhrase, noun_phrase
from sitegen.annotate.parse.tagset import PROPER
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.place import made, source_of
from sitegen.annotate.quotations.beside.tags import SHORT, signature
from sitegen.annotate.quotations.evidence import Evidence
from sitegen.annotate.quotations.found import FoundQuotation, NamedSource
from sitegen.model.text import Span

_LEADING = quotewords("leading")
_DESKS = quotewords("desks")


def signed(line: Sentence, content: tuple[Span, ...], seen: Evidence) -> FoundQuotation | None:
    """The content by the name in a line that is nothing but a dash and a name."""
    tag = signature(line.items)
    if tag is None or tag.subject is None:
        return None
    return made(line, content, (tag.verb, tag.verb + 1), tag.subject, seen, after=True)


def credit(inside: Sentence, *, last_line: bool) -> tuple[int, NamedSource | None] | None:
    """Where the words between marks end in their own credit, and whose name it gives.

    "“We will go on. — Ines Halloran”", and where they end on a line of their own, that line:
    "Amy Popper, harbour adviser.”". The number is that of the credit's first item.
    """
    items = inside.items
    dash = next((n for n in range(len(items) - 1, 0, -1) if items[n].text in LONG_DASHES), None)
    tag = signature(items[dash:]) if dash is not None and items[dash - 1].text[-1] in ".?!…" else None
    if dash is not None and tag is not None and tag.subject is not None:
        first, end, head, plural = tag.subject
        return dash, source_of(inside, NounPhrase(first + dash, end + dash, head + dash, plural))
    name = name_and_office(items) if last_line else None
    return (0, source_of(inside, name)) if name is not None else None


def name_and_office(items: Items, *, told: bool = False) -> NounPhrase | None:
    """A full name and perhaps, behind a comma, what that one is; no sentence. `told`: not without it."""
    name = noun_phrase(items, 0)
    if name is None or name.head < 1 or len(items) > SHORT or any(x.tag not in PROPER for x in items[:2]):
        return None
    follows = items[name.end].text if name.end < len(items) else "."
    return name if follows in ({",", "("} if told else {",", "(", "."}) and not has_verb(items) else None


def sender(items: Items, end: int) -> NounPhrase | None:
    """Who the words below come from: "And from Chairwoman Varl:", "From the desk of Joel Dorn"."""
    first = 0
    while first < end and (items[first].low in _LEADING or items[first].text == ","):
        first += 1
    if first >= end or items[first].low != "from" or end - first > SHORT:
        return None
    named = noun_phrase(items, first + 1)
    if named is not None and items[named.head].low in _DESKS and items[named.head + 1].low == "of":
        named = noun_phrase(items, named.head + 2)
    known = named is not None and is_name(items[named.head]) and named.end <= end
    return named if known and not has_verb(items[:end]) else None


def from_desk(items: Items) -> NounPhrase | None:
    """The same without a colon, where it is somebody's desk."""
    return sender(items, len(items)) if any(item.low in _DESKS for item in items[:6]) else None


def named_line(items: Items) -> NounPhrase | None:
    """A name with its office and a colon, and nothing else: "Rosen Varl, Chair of the Board:"."""
    return name_and_office(items[:-1]) if items[-1].text == ":" else None
