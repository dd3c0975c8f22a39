"""Words that an editor pointed at, found again in a text that was edited since; else not found at all.

In: a plain text and a selector. Out: where the words stand now, or why that cannot be said and where they may
be. A place counts as a candidate only where the words around it are those of the selector, to a stated share,
and its own words are the same, or alike to a stated bound in length and letters. Where two places qualify,
neither does: a correction that waits costs an editor a look, one that lands on other words puts them into
somebody's mouth. Pure. Similarity is 1 - (edit distance / length of the longer), by rapidfuzz.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from sitegen.model.corrections import Selector
from sitegen.model.graphemes import grapheme_edge
from sitegen.model.text import Span

ALIKE = 0.6
"""Least similarity of reworded words, and of the words on each side where neither is whole."""
SHORTEST, LONGEST = 0.5, 2.0
"""How much shorter and longer reworded words may be."""
EDGE = 0.6
"""The share of a side, counted from the words, that must be there for it to count by itself."""
LEAST = 16
"""And how many characters: a side that is shorter only counts together with the other."""
NEAR = 8
"""Characters of a side that are enough to look whether words like these stand beside it."""
OWN_CONTEXT = 40
"""Words of so many characters can move without what stood around them."""
AROUND = 32
"""Characters of each side that a new selector has at least."""
FARTHEST = 320
"""And at most."""
BREAK = "\n\n"
"""What stands between two blocks of a plain text."""
FARTHEST_LOOK = 200_000
"""Characters of a text all of whose stretches are compared: that takes seconds then."""
LIKELY = 60.0
"""Least score, of 100, of a place that a message names as likely."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the words stand."""

    span: Span
    reworded: bool = False
    """They are no longer quite the same."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The words were not found for certain."""

    why: str
    likely: Span | None = None
    """Where they may be."""


def anchor(text: str, selector: Selector) -> Anchor | Lost:
    """Where the words of a selector stand in the text now."""
    if not selector.exact:
        return Lost("there are no words to look for")
    same = list(occurrences(text, selector))
    if not (selector.prefix or selector.suffix):
        return Anchor(same[0]) if len(same) == 1 else _unclear(text, selector, same)
    here = [span for span in same if _in_context(text, span, selector)]
    between = [s for s in _between(text, selector) if not any(s.overlaps(span) for span in here)]
    alike = _narrowed([span for span in between if _alike(span.of(text), selector.exact)], same)
    if len(here) + len(alike) == 1:
        return _unrivalled(text, here[0] if here else alike[0], selector)
    if here or alike:
        hinted = [s for s in here if s.start == selector.start and _whole(text, s, selector)]
        return Anchor(hinted[0]) if hinted and not alike else _unclear(text, selector, [*here, *alike])
    if len(same) == 1 and len(selector.exact) >= OWN_CONTEXT and _left_no_gap(text, selector):
        return _unrivalled(text, same[0], selector)
    return _unclear(text, selector, same)


def _narrowed(stretches: list[Span], same: list[Span]) -> list[Span]:
    """The very words where they stand in a stretch: something was written right beside them."""
    inside = ([s for s in same if one.start <= s.start and s.end <= one.end] or [one] for one in stretches)
    return sorted({span for spans in inside for span in spans})


def describe(text: str, span: Span) -> Selector:
    """A selector of these words: with so much of the text around them that they are the only ones.

    The span is widened to whole characters, as a reader sees them.
    """
    start, end = _character_start(text, span.start), grapheme_edge(text, span.end)
    around = AROUND
    while True:
        before = min(grapheme_edge(text, max(0, start - around)), start)
        after = max(grapheme_edge(text, min(len(text), end + around)), end)
        selector = Selector(text[start:end], text[before:start], text[end:after])
        found = anchor(text, selector)
        if around >= FARTHEST or (isinstance(found, Anchor) and found.span == Span(start, end)):
            return Selector(selector.exact, selector.prefix, selector.suffix, start)
        around *= 2


def _character_start(text: str, offset: int) -> int:
    while offset > 0 and grapheme_edge(text, offset) != offset:
        offset -= 1
    return offset


def occurrences(text: str, selector: Selector) -> Iterator[Span]:
    """Where the very words stand, not inside other words unless they did before, nor inside a character."""
    at, length = text.find(selector.exact), len(selector.exact)
    while at >= 0:
        span = Span(at, at + length)
        if _has_edges(text, span, selector):
            yield span
        at = text.find(selector.exact, at + 1)


def _has_edges(text: str, span: Span, selector: Selector) -> bool:
    if grapheme_edge(text, span.start) != span.start or grapheme_edge(text, span.end) != span.end:
        return False
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    first, last = selector.exact[:1], selector.exact[-1:]
    left = _parts(before, first) and not _parts(selector.prefix[-1:], first)
    right = _parts(last, after) and not _parts(last, selector.suffix[:1])
    return not (left or right)


def _parts(before: str, after: str) -> bool:
    """Whether a cut between these two characters would part a word."""
    return before.isalnum() and after.isalnum()


def _in_context(text: str, span: Span, selector: Selector) -> bool:
    """Whether the words around it are those of the selector."""
    if _whole(text, span, selector):
        return True
    sides = _sides(text, span, selector)
    return _has_strong(sides, len(span)) or all(
        len(want) >= LEAST and _similar(want, have) for want, have in sides
    )


def _is_weak(text: str, span: Span, selector: Selector) -> bool:
    """Whether the context says little: no strong side, or a block at the text's edge."""
    inside = max(len(selector.prefix.rpartition(BREAK)[2]), len(selector.suffix.partition(BREAK)[0]))
    at_edge = min(len(selector.prefix), len(selector.suffix)) < NEAR and inside < LEAST
    return at_edge or not _has_strong(_sides(text, span, selector), len(span))


def _has_strong(sides: tuple[tuple[str, str], tuple[str, str]], length: int) -> bool:
    return any(_is_strong(want, _edge(want, have), length) for want, have in sides)


def _is_strong(want: str, edge: int, length: int) -> bool:
    """Whether so many characters of one side are enough: for few words they must stand in the same block."""
    inside = want.partition(BREAK)[0]
    return edge >= max(LEAST, EDGE * len(want)) and (length >= OWN_CONTEXT or len(inside) >= LEAST)


def _unrivalled(text: str, span: Span, selector: Selector) -> Anchor | Lost:
    """The only place with its context, unless other words could be what became of the selector's."""
    reworded = span.of(text) != selector.exact
    dear = reworded or len(selector.exact) >= OWN_CONTEXT or _is_weak(text, span, selector)
    if not reworded and _in_place(text, span, selector):
        return Anchor(span)
    if dear and len(text) > FARTHEST_LOOK:
        return Lost(
            "something beside the words was edited, and the text is too long to compare all of it", span
        )
    beside = _stretches(text, selector) if dear else _beside(text, selector)
    others = (one for one in beside if not one.overlaps(span))
    rival = next((one for one in others if _alike(one.of(text), selector.exact)), None)
    return Lost("two places have words like these", rival) if rival else Anchor(span, reworded)


def _in_place(text: str, span: Span, selector: Selector) -> bool:
    """Whether all around is as it was, the text's own edges included."""
    edges = (selector.prefix or not span.start) and (selector.suffix or span.end == len(text))
    return bool(edges) and _whole(text, span, selector)


def _beside(text: str, selector: Selector) -> Iterator[Span]:
    """Every stretch beside what stood right before or right after the words.

    A copy beside the words has one side of their context, and they the other.
    """
    ends, starts = _neighbours(text, selector.prefix[-NEAR:], selector.suffix[:NEAR], NEAR)
    yield from (Span(at - n, at) for at in starts for n in _lengths(selector, at))
    yield from (Span(at, at + n) for at in ends for n in _lengths(selector, len(text) - at))


def _stretches(text: str, selector: Selector) -> Iterator[Span]:
    """All whole words of a length that may be: dear, and only asked for where there is little context."""
    edges = [0, *(at for at in range(1, len(text)) if not _parts(text[at - 1], text[at])), len(text)]
    allowed = _lengths(selector, len(text))
    for start in edges:
        first, last = bisect_left(edges, start + allowed.start), bisect_left(edges, start + allowed.stop)
        yield from (Span(start, end) for end in edges[first:last])


def _lengths(selector: Selector, room: int) -> range:
    """How long words like those of the selector may be, where there is so much room."""
    least, most = SHORTEST * len(selector.exact), LONGEST * len(selector.exact)
    return range(max(1, ceil(least)), min(floor(most), room) + 1)


def _whole(text: str, span: Span, selector: Selector) -> bool:
    return text.endswith(selector.prefix, 0, span.start) and text.startswith(selector.suffix, span.end)


def _sides(text: str, span: Span, selector: Selector) -> tuple[tuple[str, str], tuple[str, str]]:
    """Wanted and found on each side, both read away from the words."""
    before = text[max(0, span.start - len(selector.prefix)) : span.start]
    after = text[span.end : span.end + len(selector.suffix)]
    return (selector.prefix[::-1], before[::-1]), (selector.suffix, after)


def _edge(want: str, have: str) -> int:
    """How many characters are the same, from the words on."""
    return next(
        (n for n, (a, b) in enumerate(zip(want, have, strict=False)) if a != b), min(len(want), len(have))
    )


def _similar(a: str, b: str) -> bool:
    """Whether the similarity is `ALIKE` at least.

    By the distance, a whole number: a bound on the share is rounded, and would miss what is just enough.
    """
    most = floor((1 - ALIKE) * max(len(a), len(b)) + 1e-9)
    return Levenshtein.distance(a, b, score_cutoff=most) <= most


def _alike(now: str, before: str) -> bool:
    """Whether these can be the same words, reworded."""
    fits = SHORTEST * len(before) <= len(now) <= LONGEST * len(before)
    return fits and now.count(BREAK) == before.count(BREAK) and _similar(now, before)


def _between(text: str, selector: Selector) -> Iterator[Span]:
    """Every stretch that stands between the selector's own neighbours, of a length that may be."""
    starts, ends = _neighbours(text, selector.prefix, selector.suffix)
    allowed = _lengths(selector, len(text))
    for start in starts:
        first, last = bisect_left(ends, start + allowed.start), bisect_left(ends, start + allowed.stop)
        yield from (Span(start, end) for end in ends[first:last])


def _neighbours(text: str, prefix: str, suffix: str, least: int = LEAST) -> tuple[list[int], list[int]]:
    """Where the text before the words ends, and where the text after them begins, in order."""
    before = prefix[len(prefix) - _reach(prefix) :]
    after = suffix[: _reach(suffix)]
    firsts = _places(text, before, 0 if text.startswith(before) else None, least)
    lasts = _places(text, after, len(text) - len(after) if text.endswith(after) else None, least)
    return [at + len(before) for at in firsts], lasts


def _reach(side: str) -> int:
    """How many characters of a side, from the words on, have to be there."""
    return min(len(side), max(LEAST, round(EDGE * len(side))))


def _places(text: str, words: str, edge: int | None, least: int) -> list[int]:
    """Where the words of a side stand; fewer than `least` characters count only at the text's `edge`."""
    if len(words) < least:
        return [] if edge is None else [edge]
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _left_no_gap(text: str, selector: Selector) -> bool:
    """Whether what stood on both sides of the words stands together now: they were moved as they are."""
    before, after = selector.prefix.rstrip(), selector.suffix.lstrip()
    starts, ends = _neighbours(text, before, after)
    for start in starts:
        nearest = bisect_left(ends, start)
        if nearest < len(ends) and not text[start : ends[nearest]].strip():
            return True
    return False


def _unclear(text: str, selector: Selector, found: list[Span]) -> Lost:
    if len(found) > 1:
        return Lost(f"{len(found)} places could be meant", _nearest(found, selector))
    if found:
        return Lost("the same words stand elsewhere, among others", found[0])
    best = fuzz.partial_ratio_alignment(selector.exact, text, score_cutoff=LIKELY)
    likely = Span(best.dest_start, best.dest_end) if best and best.dest_end > best.dest_start else None
    return Lost("the words are not there any more", likely)


def _nearest(found: list[Span], selector: Selector) -> Span:
    return min(found, key=lambda span: (abs(span.start - (selector.start or 0)), span))
