"""Reads the hand-made reference: one YAML file of `gold/` and the article that it is about.

In: the YAML text and the article's plain text. Out: frozen values whose spans are offsets into that plain
text. Promises: every text of a reference file stands in its article exactly as written, where it says and
as often as it says; otherwise `GoldError` names the file, the text and the reason. README.md in this
folder explains the format to those who write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml
from entity_measures import TYPES, Card
from quotation_measures import Quote, kind_of, quoted_ranges

from sitegen.model.text import PlainText, Span

QUOTATION_KEYS = {"kind", "text", "cue", "source", "speaker", "or"}
ENTITY_KEYS = {"name", "type", "mentions", "descriptions", "also described"}
ARTICLE_KEYS = {"article", "marks", "transcript", "quotations", "optional quotations", "entities", "forgiven"}
CONTEXT = re.compile(r"(?P<before>.*)\[(?P<text>[^\[\]]+)\](?P<after>.*)", re.DOTALL)


class GoldError(Exception):
    """A reference file that does not fit its article or its own format."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One article's reference, anchored."""

    article: str
    """The article's path below `content/`."""
    quoted: tuple[Span, ...]
    quotes: tuple[Quote, ...]
    optional: tuple[Quote, ...]
    """Neither missed nor spurious: quotations inside others, plans and questions."""
    cards: tuple[Card, ...]
    forgiven: tuple[Span, ...]
    """Names that are none of the four types."""


def article_of(source: str) -> str:
    """The path of the article that a reference file is about."""
    return str(yaml.safe_load(source)["article"])


def read_gold(source: str, plain: PlainText) -> Gold:
    """The reference, every text of it found in the article."""
    data = yaml.safe_load(source)
    _no_other_keys(data, ARTICLE_KEYS, "the file")
    text = plain.text
    quoted = quoted_ranges(plain, data.get("transcript", ()), single=data.get("marks") == "single")
    quotes = tuple(_quote(entry, text, quoted) for entry in data["quotations"])
    starts = [quote.content[0].start for quote in quotes]
    if starts != sorted(starts):
        late = next(i for i, (a, b) in enumerate(pairwise(starts)) if a > b)
        raise GoldError(f"quotations are not in text order after “{quotes[late].content[0].of(text)}”")
    optional = tuple(
        Quote(_content(entry, text), None, None, ()) for entry in data.get("optional quotations", ())
    )
    cards = _cards(data["entities"], text)
    forgiven = tuple(span for words in data.get("forgiven", ()) for span in _somewhere(words, text))
    return Gold(data["article"], quoted, quotes, optional, cards, forgiven)


def _quote(entry: dict[str, Any], text: str, quoted: tuple[Span, ...]) -> Quote:
    _no_other_keys(entry, QUOTATION_KEYS, f"the quotation “{entry.get('text')}”")
    content = _content(entry["text"], text)
    kind = kind_of(text, content, quoted)
    if entry["kind"] != kind:
        raise GoldError(f"“{content[0].of(text)}” says {entry['kind']} but by its marks is {kind}")
    speakers = (entry["speaker"], *entry.get("or", ()))
    cue, source = (_nearest(entry.get(key), content, text) for key in ("cue", "source"))
    return Quote(content, cue, source, speakers)


def _content(entry: str | list[str], text: str) -> tuple[Span, ...]:
    """The first piece must stand in the article once; each further piece is the next after it."""
    pieces = [entry] if isinstance(entry, str) else entry
    spans = [_once(pieces[0], text)]
    for piece in pieces[1:]:
        following = [s for s in occurrences(piece, text) if s.start >= spans[-1].end]
        if not following:
            raise GoldError(f"“{piece}” does not stand after “{spans[-1].of(text)}”")
        spans.append(following[0])
    return tuple(spans)


def _nearest(words: str | None, content: tuple[Span, ...], text: str) -> Span | None:
    """The occurrence next to the quotation and outside it; at equal distance the one before."""
    if words is None:
        return None
    outside = [s for s in occurrences(words, text) if not any(s.overlaps(c) for c in content)]
    if not outside:
        raise GoldError(f"“{words}” does not stand outside its quotation “{content[0].of(text)}”")
    return min(outside, key=lambda s: (min(_gap(s, c) for c in content), s.start))


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _once(words: str, text: str) -> Span:
    found = list(occurrences(words, text))
    if len(found) != 1:
        raise GoldError(f"“{words}” stands {len(found)} times in the article, not once: add context")
    return found[0]


def _somewhere(words: str, text: str) -> list[Span]:
    found = list(occurrences(words, text))
    if not found:
        raise GoldError(f"“{words}” does not stand in the article")
    return found


def _cards(entries: Iterable[dict[str, Any]], text: str) -> tuple[Card, ...]:
    """Entities with their mentions, told by context first, then by the longest texts first.

    So “Brenholt” never takes a piece of “Astrid Brenholt”.
    """
    entries = list(entries)
    taken: list[Span] = []
    mentions: dict[int, list[Span]] = {number: [] for number in range(len(entries))}
    wanted = [(w, n, i) for i, entry in enumerate(entries) for w, n in entry["mentions"].items()]
    for words, count, owner in sorted(wanted, key=lambda w: ("[" not in w[0], -len(w[0]), w[0])):
        free = [s for s in occurrences(words, text) if not any(s.overlaps(t) for t in taken)]
        if len(free) != count:
            raise GoldError(f"“{words}” stands {len(free)} times as a name of its own, not {count}")
        taken += free
        mentions[owner] += free
    return tuple(_card(entry, mentions[number], text) for number, entry in enumerate(entries))


def _card(entry: dict[str, Any], mentions: list[Span], text: str) -> Card:
    _no_other_keys(entry, ENTITY_KEYS, f"the entity “{entry.get('name')}”")
    if entry["type"] not in TYPES:
        raise GoldError(f"“{entry['name']}” has the type “{entry['type']}”, not one of {sorted(TYPES)}")
    described, also = (tuple(entry.get(key, ())) for key in ("descriptions", "also described"))
    for words in described + also:
        _somewhere(words, text)
    return Card(entry["name"], entry["type"], frozenset(mentions), described, also)


def occurrences(words: str, text: str) -> Iterator[Span]:
    """Where `words` stand as whole words; “Judge [Brenholt]” is Brenholt where Judge stands before it."""
    context = None if words in text else CONTEXT.fullmatch(words)
    before, inner, after = context.group("before", "text", "after") if context else ("", words, "")
    pattern = re.escape(before + inner + after)
    edge = r"(?<!\w)" if pattern[:1].isalnum() else ""
    for match in re.finditer(edge + pattern + (r"(?!\w)" if pattern[-1:].isalnum() else ""), text):
        start = match.start() + len(before)
        yield Span(start, start + len(inner))


def _no_other_keys(entry: dict[str, Any], known: set[str], where: str) -> None:
    if unknown := set(entry) - known:
        raise GoldError(f"{where} has the unknown keys {sorted(unknown)}")
