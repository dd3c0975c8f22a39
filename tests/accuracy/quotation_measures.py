"""Measures of quotations against a reference, counted for one article.

In: the right quotations and the found ones, over the same plain text. Out: a `Counter` of hits and totals,
which adds up over articles; `measures.figures` turns the sum into percentages. Pure.

The unit is the word. Two quotations match when their sets of words have a Jaccard index of at least one
half; pairs are one to one, the most alike first. A leading “that” does not count.

- F1 of a kind: recall over the right quotations of that kind, precision over the found ones of that kind.
- cue, source: of matched quotations that have one, those whose cue or source shares a word with it.
- resolved speaker: of matched quotations, those whose speaker is named rightly and as nobody else could be.
- quoted segments: stretches of three words or more between one pair of marks. One counts as found when a
  quotation holds half of its words; end to end it must also have the right source, and
  resolved the right speaker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.model.text import PlainText, Span

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
SAME_QUOTE = 0.5
SEGMENT_WORDS = 3
WEAK = {"the", "a", "an", "of", "mr", "mrs", "ms", "miss", "dr", "sir", "dame"}
DOUBLE = re.compile('[“”"]')
SINGLE = re.compile(r"(?<!\w)‘|’(?!\w)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation as the measures see it."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speakers: tuple[str, ...]
    """Of a right quotation every name that will do, the best first; of a found one at most one."""


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


def quoted_ranges(plain: PlainText, labels: Sequence[str] = (), *, single: bool = False) -> tuple[Span, ...]:
    """What stands in quotation marks, marks included, every block quotation, and a transcript's lines.

    A line belongs to a transcript if it begins with one of the labels and a colon.

    Pairs do not leave their block, but a mark left open runs to its end: a quotation goes on in the
    next paragraph. With `single`, ‘ and ’ are the outer marks, and what is inside them is not looked at.
    """
    found: list[Span] = []
    for block in plain.blocks:
        line = block.span.of(plain.text)
        label = next((label for label in labels if line.startswith(f"{label}: ")), None)
        if label:
            found.append(Span(block.span.start + len(label) + 2, block.span.end))
        elif block.quote_depth:
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


def names_one(found: str, people: Iterable[str]) -> bool:
    """Whether a found name fits at most one of an article's people: “Corr” does not tell two Corrs apart."""
    words = _name_words(found)
    return not words or sum(words <= _name_words(name) for name in people) < 2


def same_name(right: str, found: str) -> bool:
    """Whether the words of one contain the other's and share a capitalised one, if `right` has any."""
    a, b = _name_words(right), _name_words(found)
    capitals = {w.lower() for w in WORD.findall(right) if w[0].isupper()} - WEAK
    return bool(a and b) and (a <= b or b <= a) and (not capitals or bool(capitals & b))


def _name_words(name: str) -> set[str]:
    words = {re.sub(r"['’]s$", "", word.lower()) for word in WORD.findall(name)}
    return words - WEAK


def quotation_counts(
    text: str,
    quoted: Sequence[Span],
    right: Sequence[Quote],
    found: Sequence[Quote],
    optional: Sequence[Quote],
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
    text: str,
    quoted: Sequence[Span],
    right: Sequence[Quote],
    found: Sequence[Quote],
    optional: Sequence[Quote],
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
