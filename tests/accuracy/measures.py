"""Measures of quotations and entities against a reference: counted per article, then added up.

In: quotations and cards of one article, the right ones and the found ones, over the same plain text. Out:
a `Counter` of hits and totals; counters of several articles add up, and `figures` turns the sum into
percentages. Pure; nothing here knows the reference's file format or the pipeline.

The unit of quotations is the word. Two quotations match when their sets of words have a Jaccard index of
at least one half; pairs are one to one, the most alike first. A leading “that” does not count.

- F1 of a kind: recall over the right quotations of that kind, precision over the found ones of that kind.
- source: of matched quotations, those whose source shares a word with the right source (or both have none).
- resolved speaker: of matched quotations, those whose speaker is named rightly.
- quoted segments: stretches of three words or more between one pair of marks. One counts as found when a
  quotation holds half of its words; end to end it must also have the right source.
- span, types: mentions with equal edges; for a type also of equal type.
- B-cubed: for each mention, how alike its card and its right card are; unequal edges never match.
- perfect cards: all mentions of one entity and nothing else, where a mention may differ by its edges if
  both share half of their characters. Type accuracy is over entities found on one card.
- descriptions: two are the same when the Dice index of their words, less a leading article, is 0.6.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.model.text import PlainText, Span

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
KINDS = ("direct", "partial", "indirect")
TYPES = ("person", "organisation", "place", "event")
SAME_QUOTE = 0.5
SAME_SPAN = 0.5
SAME_DESCRIPTION = 0.6
SEGMENT_WORDS = 3
HONORIFICS = {"mr", "mrs", "ms", "miss", "dr", "sir", "dame"}
WEAK = {"the", "a", "an", "of"} | HONORIFICS
DOUBLE = re.compile("[“”\"]")
SINGLE = re.compile(r"(?<!\w)‘|’(?!\w)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation as the measures see it."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speakers: tuple[str, ...]
    """Of a right quotation every name that will do, the best first; of a found one at most one."""


@dataclass(frozen=True, slots=True)
class Card:
    """One entity of one article as the measures see it."""

    name: str
    type: str
    mentions: frozenset[Span]
    descriptions: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Further words that describe it: no fault when found, none when not."""


# Words and marks


def words_in(text: str, spans: Iterable[Span]) -> set[int]:
    """Where the words inside the spans start: words compared by place, not by spelling."""
    return {match.start() for span in spans for match in WORD.finditer(text, span.start, span.end)}


def content_words(text: str, spans: Iterable[Span]) -> set[int]:
    """The words of a quotation without a leading “that”."""
    found = words_in(text, spans)
    first = min(found, default=None)
    if first is not None and len(found) > 1 and WORD.match(text, first)[0].lower() == "that":  # type: ignore[index]
        found.discard(first)
    return found


def quoted_ranges(plain: PlainText, *, single: bool = False) -> tuple[Span, ...]:
    """What stands in quotation marks, marks included, and every block quotation.

    Pairs do not leave their block, but a mark left open runs to its end: a quotation goes on in the
    next paragraph. With `single`, ‘ and ’ are the outer marks, and what is inside them is not looked at.
    """
    found: list[Span] = []
    for block in plain.blocks:
        if block.quote_depth:
            found.append(block.span)
        else:
            found += _pairs(plain.text, block.span, SINGLE if single else DOUBLE)
    return tuple(found)


def _pairs(text: str, block: Span, marks: re.Pattern[str]) -> list[Span]:
    found, opened = [], None
    for match in marks.finditer(text, block.start, block.end):
        if opened is None:
            opened = None if match[0] in "”’" else match.start()
        elif match[0] not in "“‘":
            found.append(Span(opened, match.end()))
            opened = None
    return found if opened is None else [*found, Span(opened, block.end)]


def kind_of(text: str, content: Iterable[Span], quoted: Sequence[Span]) -> str:
    """Direct: every word in marks. Indirect: none. Otherwise partial."""
    words = content_words(text, content)
    inside = sum(any(span.start <= word < span.end for span in quoted) for word in words)
    return "indirect" if not inside else "direct" if inside == len(words) else "partial"


# Quotations


def matches(right: Sequence[set[int]], found: Sequence[set[int]]) -> dict[int, int]:
    """Index of a right quotation to the index of the found one that stands for it."""
    alike = sorted(
        (-len(r & f) / len(r | f), i, j) for i, r in enumerate(right) for j, f in enumerate(found) if r & f
    )
    pairs: dict[int, int] = {}
    for likeness, i, j in alike:
        if -likeness >= SAME_QUOTE and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def without_optional(
    text: str, right: Sequence[Quote], found: Sequence[Quote], optional: Sequence[Quote]
) -> list[Quote]:
    """The found quotations without those that match no right one but an optional one."""
    words = [content_words(text, q.content) for q in found]
    used = set(matches([content_words(text, q.content) for q in right], words).values())
    rest = [number for number in range(len(found)) if number not in used]
    extra = matches([content_words(text, q.content) for q in optional], [words[n] for n in rest])
    dropped = {rest[number] for number in extra.values()}
    return [quote for number, quote in enumerate(found) if number not in dropped]


def same_source(text: str, right: Quote, found: Quote) -> bool:
    """Whether the two sources share a word, or neither has any."""
    if right.source is None or found.source is None:
        return right.source is found.source
    return bool(words_in(text, [right.source]) & words_in(text, [found.source]))


def same_speaker(right: Quote, found: Quote) -> bool:
    """Whether the found name is one of those that will do."""
    return any(same_name(name, other) for name in right.speakers for other in found.speakers)


def same_name(right: str, found: str) -> bool:
    """Whether the words of one contain the other's and share a capitalised one, if `right` has any."""
    a, b = _name_words(right), _name_words(found)
    capitals = {w.lower() for w in WORD.findall(right) if w[0].isupper()} - WEAK
    return bool(a and b) and (a <= b or b <= a) and (not capitals or bool(capitals & b))


def _name_words(name: str) -> set[str]:
    words = {re.sub(r"['’]s$", "", word.lower()) for word in WORD.findall(name)}
    return words - WEAK


def quotation_counts(
    text: str, quoted: Sequence[Span], right: Sequence[Quote], found: Sequence[Quote], optional: Sequence[Quote]
) -> Counter[str]:
    """Counts of one article's quotations; see the module's docstring."""
    found = without_optional(text, right, found, optional)
    rights, founds = ([content_words(text, q.content) for q in quotes] for quotes in (right, found))
    pairs = matches(rights, founds)
    counts: Counter[str] = Counter()
    for quote in right:
        counts.update(f"{kind} right" for kind in ("all", kind_of(text, quote.content, quoted)))
    for quote in found:
        counts.update(f"{kind} found" for kind in ("all", kind_of(text, quote.content, quoted)))
    for i, j in pairs.items():
        r, f = right[i], found[j]
        counts.update(f"{kind} recalled" for kind in ("all", kind_of(text, r.content, quoted)))
        counts.update(f"{kind} precise" for kind in ("all", kind_of(text, f.content, quoted)))
        counts["speaker ok"] += same_speaker(r, f)
        if r.source:
            counts["source of"] += 1
            counts["source ok"] += same_source(text, r, f)
        if r.cue:
            counts["cue of"] += 1
            counts["cue ok"] += bool(f.cue and words_in(text, [r.cue]) & words_in(text, [f.cue]))
    return counts + _segment_counts(text, quoted, right, found, optional)


def _segment_counts(
    text: str, quoted: Sequence[Span], right: Sequence[Quote], found: Sequence[Quote], optional: Sequence[Quote]
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for span in quoted:
        words = words_in(text, [span])
        r, f = _cover(text, words, right), _cover(text, words, found)
        if len(words) < SEGMENT_WORDS or (not r and _cover(text, words, optional)):
            continue
        counts["segments right"] += r is not None
        counts["segments found"] += f is not None
        if r and f:
            counts["segments ok"] += same_source(text, r, f)
            counts["segments resolved"] += same_speaker(r, f)
    return counts


def _cover(text: str, words: set[int], quotes: Sequence[Quote]) -> Quote | None:
    """The quotation that holds most of the words, if it holds half of them."""
    held = [(len(words & words_in(text, quote.content)), quote) for quote in quotes]
    most, quote = max(held, key=lambda pair: pair[0], default=(0, None))
    return quote if words and 2 * most >= len(words) else None


# Entities


def considered(found: Sequence[Card], right: Sequence[Card], forgiven: Sequence[Span]) -> list[Card]:
    """The found cards as far as they are measured: nothing on forgiven names, nothing of other types
    that touches no right mention."""
    names = [span for card in right for span in card.mentions]
    kept = []
    for card in found:
        mentions = frozenset(m for m in card.mentions if not any(m.overlaps(f) for f in forgiven))
        touches = any(m.overlaps(n) for m in mentions for n in names)
        if mentions and (card.type in TYPES or touches):
            kept.append(Card(card.name, card.type, mentions, card.descriptions))
    return kept


def entity_counts(right: Sequence[Card], found: Sequence[Card], forgiven: Sequence[Span]) -> Counter[str]:
    """Counts of one article's entities; see the module's docstring."""
    found = considered(found, right, forgiven)
    return _mention_counts(right, found) + _card_counts(right, found) + _description_counts(right, found)


def _mention_counts(right: Sequence[Card], found: Sequence[Card]) -> Counter[str]:
    rights = {span: card for card in right for span in card.mentions}
    founds = {span: card for card in found for span in card.mentions}
    counts: Counter[str] = Counter({"span right": len(rights), "span found": len(founds)})
    counts.update(f"{card.type} right" for card in rights.values())
    counts.update(f"{card.type} found" for card in founds.values())
    for span in rights.keys() & founds.keys():
        r, f = rights[span], founds[span]
        counts["span ok"] += 1
        counts[f"{r.type} ok"] += r.type == f.type
        shared = len(r.mentions & f.mentions)
        # Counters hold whole numbers: the shares are kept in millionths.
        counts["b-cubed precise"] += round(1e6 * shared / len(f.mentions))
        counts["b-cubed recalled"] += round(1e6 * shared / len(r.mentions))
    return counts


def stand_ins(right: Iterable[Span], found: Iterable[Span]) -> dict[Span, Span]:
    """Found mention to the right mention that it stands for: the same span, else the most alike."""
    rights, founds = set(right), set(found)
    pairs = {span: span for span in rights & founds}
    free = rights - founds
    alike = sorted((-_shared(f, r), f, r) for f in founds - rights for r in free if _shared(f, r) >= SAME_SPAN)
    for _, f, r in alike:
        if f not in pairs and r in free:
            pairs[f] = r
            free.discard(r)
    return pairs


def _shared(a: Span, b: Span) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(common, 0) / (max(a.end, b.end) - min(a.start, b.start))


def homes(right: Sequence[Card], found: Sequence[Card]) -> dict[int, Counter[int]]:
    """For each right card's index, the found cards that hold mentions of it, with how many."""
    pairs = stand_ins((s for c in right for s in c.mentions), (s for c in found for s in c.mentions))
    owner = {span: number for number, card in enumerate(right) for span in card.mentions}
    places: dict[int, Counter[int]] = {number: Counter() for number in range(len(right))}
    for number, card in enumerate(found):
        for span in card.mentions & pairs.keys():
            places[owner[pairs[span]]][number] += 1
    return places


def perfect(right: Sequence[Card], found: Sequence[Card]) -> set[int]:
    """Indices of the right cards that a found card equals: all mentions, nothing else."""
    places = homes(right, found)
    return {
        number
        for number, held in places.items()
        if len(held) == 1
        and all(n == len(right[number].mentions) == len(found[card].mentions) for card, n in held.items())
    }


def _card_counts(right: Sequence[Card], found: Sequence[Card]) -> Counter[str]:
    whole = {number: held for number, held in homes(right, found).items() if len(held) == 1}
    return Counter(
        {
            "cards right": len(right),
            "cards found": len(found),
            "cards ok": len(perfect(right, found)),
            "type of": len(whole),
            "type ok": sum(found[next(iter(held))].type == right[n].type for n, held in whole.items()),
        }
    )


def _description_counts(right: Sequence[Card], found: Sequence[Card]) -> Counter[str]:
    """Precision is over the cards of entities that have a right description."""
    counts: Counter[str] = Counter()
    for number, held in homes(right, found).items():
        card = right[number]
        counts["descriptions right"] += len(card.descriptions)
        if not held or not card.descriptions:
            continue
        said = [d for d in found[held.most_common(1)[0][0]].descriptions if _description_words(d)]
        wrong = [d for d in said if not any(same_description(d, r) for r in card.descriptions)]
        counts["descriptions recalled"] += sum(any(same_description(d, r) for d in said) for r in card.descriptions)
        counts["descriptions precise"] += len(said) - len(wrong)
        counts["descriptions found"] += len(said) - sum(any(same_description(d, a) for a in card.also) for d in wrong)
    return counts


def same_description(a: str, b: str) -> bool:
    """Whether two descriptions use nearly the same words."""
    x, y = _description_words(a), _description_words(b)
    return bool(x and y) and 2 * sum((x & y).values()) / (x.total() + y.total()) >= SAME_DESCRIPTION


def _description_words(description: str) -> Counter[str]:
    """Without a leading article or possessive; “Mr” and the like describe nobody."""
    words = re.findall(r"[^\W_]+", description.lower())
    while words and words[0] in {"the", "a", "an", "its", "their", "his", "her"} | HONORIFICS:
        words.pop(0)
    return Counter(words)


# Figures


def figures(counts: Counter[str]) -> dict[str, float]:
    """Percentages from the counts of all articles, one decimal."""
    c = counts
    both = {f"quotations, {k}": _f1(c, f"{k} precise", f"{k} found", f"{k} recalled", f"{k} right") for k in ("all", *KINDS)}
    return {
        **both,
        "quotations, cue": _share(c["cue ok"], c["cue of"]),
        "quotations, source": _share(c["source ok"], c["source of"]),
        "quotations, resolved speaker": _share(c["speaker ok"], c["all recalled"]),
        "quoted segments, end to end": _f1(c, "segments ok", "segments found", "segments ok", "segments right"),
        "quoted segments, resolved": _f1(c, "segments resolved", "segments found", "segments resolved", "segments right"),
        "entities, span": _f1(c, "span ok", "span found", "span ok", "span right"),
        **{f"entities, {t}": _f1(c, f"{t} ok", f"{t} found", f"{t} ok", f"{t} right") for t in TYPES},
        "entities, B-cubed": _harmonic(c["b-cubed precise"] / 1e6, c["span found"], c["b-cubed recalled"] / 1e6, c["span right"]),
        "entities, perfect cards": _f1(c, "cards ok", "cards found", "cards ok", "cards right"),
        "entities, type accuracy": _share(c["type ok"], c["type of"]),
        "entities, descriptions": _f1(c, "descriptions precise", "descriptions found", "descriptions recalled", "descriptions right"),
    }


def _share(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _f1(c: Counter[str], precise: str, found: str, recalled: str, right: str) -> float:
    return _harmonic(c[precise], c[found], c[recalled], c[right])


def _harmonic(precise: float, found: float, recalled: float, right: float) -> float:
    p, r = (precise / found if found else 0.0), (recalled / right if right else 0.0)
    return round(200 * p * r / (p + r), 1) if p + r else 0.0
