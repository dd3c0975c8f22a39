"""Reported speech: clauses and phrases that say what somebody said, wrote or thought.

In: the parse, the plain text and the quoted segments. Out: `Candidate`s in text order, none inside another.
A cue inside quotation marks is skipped: what a speaker reports is a part of the speaker's quotation. A
content that holds quotation marks is left as it is; the caller decides what that makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.annotate.clauses import as_clause, clause_of, less, tag_around
from sitegen.annotate.complements import complements
from sitegen.annotate.lexicon import CueEntry, Frame, Lexicon, lexicon
from sitegen.annotate.nouncues import noun_complements, noun_cue_source
from sitegen.annotate.sources import Source, noun_source, verb_source
from sitegen.annotate.tree import NOUNS, VERBS, Tree, read_tree
from sitegen.annotate.words import Range, read_words
from sitegen.model.text import PlainText, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be reported speech, with how sure that is."""

    content: tuple[Span, ...]
    """In text order, without "that" and without the cue."""
    cue: Span
    source: Span | None
    source_head: Span | None
    source_plural: bool
    confidence: float
    reason: str
    frame: Frame
    speech: bool


def find_indirect(doc: Doc, text: PlainText, quoted: Sequence[Span]) -> tuple[Candidate, ...]:
    """Everything reported in the text outside the quoted segments."""
    return find_in_tree(read_tree(read_words(doc, text)), quoted)


def find_in_tree(tree: Tree, quoted: Sequence[Span]) -> tuple[Candidate, ...]:
    """The same, for a tree that was read already."""
    inside = _inside(tree, quoted)
    found = [made for at in range(len(tree.words)) if not inside[at] for made in _at(tree, at, lexicon())]
    return tuple(outermost(found))


def _inside(tree: Tree, quoted: Sequence[Span]) -> list[bool]:
    answer, segments = [False] * len(tree.words), iter(quoted)
    segment = next(segments, None)
    for at, start in enumerate(tree.words.starts):
        while segment is not None and segment.end <= start:
            segment = next(segments, None)
        answer[at] = segment is not None and segment.start <= start
    return answer


def _at(tree: Tree, at: int, words: Lexicon) -> Iterator[Candidate]:
    tag = tree.tag(at)
    if tree.lower[at] == "according":
        yield from _according(tree, at, words)
    elif tag in VERBS:
        yield from _verb(tree, at, words)
    elif tag in NOUNS:
        yield from _noun(tree, at, words)


def _verb(tree: Tree, verb: int, words: Lexicon) -> Iterator[Candidate]:
    particle = tree.first(verb, "prt")
    entry = words.verb(tree.words.forms[verb], tree.words.forms[particle]) if particle is not None else None
    entry = entry or words.verb(tree.words.forms[verb])
    if entry is None:
        return
    best = max(complements(tree, verb, entry), key=lambda c: entry.weight(c.frame), default=None)
    source, cue = verb_source(tree, verb), Range(verb, verb + 1)
    if best is None or best.frame in {Frame.ABOUT, Frame.CALL}:
        beside = as_clause(tree, verb) or _tagged(tree, verb)
        if entry.weight(Frame.TAG) and entry.weight(Frame.BARE) and beside:
            yield from _candidate(tree, beside, cue, source, entry, Frame.TAG)
            return
    if best is not None:
        yield from _candidate(tree, best.ranges, cue, source, entry, best.frame)


def _tagged(tree: Tree, verb: int) -> tuple[Range, ...]:
    tag = tag_around(tree, verb)
    return tag.content if tag else ()


def _noun(tree: Tree, noun: int, words: Lexicon) -> Iterator[Candidate]:
    entry = words.noun(tree.words.forms[noun])
    if entry is None:
        return
    best = max(noun_complements(tree, noun, entry), key=lambda c: entry.weight(c.frame), default=None)
    if best is not None:
        yield from _candidate(
            tree, best.ranges, Range(noun, noun + 1), noun_cue_source(tree, noun), entry, best.frame
        )


def _according(tree: Tree, at: int, words: Lexicon) -> Iterator[Candidate]:
    to = tree.first(at, "prep")
    named = tree.first(to, "pobj") if to is not None else None
    entry = words.phrase(("according", "to"))
    if to is None or named is None or entry is None:
        return
    phrase = Range(tree.left[at], max(tree.right[at], tree.right[named]) + 1)
    verb = clause_of(tree, at)
    ranges = less(tree.subtree(verb), phrase)
    source = noun_source(tree, named, "after “according to”")
    yield from _candidate(tree, ranges, Range(at, to + 1), source, entry, Frame.CLAUSE)


def _candidate(
    tree: Tree, ranges: Iterable[Range], cue: Range, source: Source | None, entry: CueEntry, frame: Frame
) -> Iterator[Candidate]:
    content = tuple(span for part in ranges if (span := trimmed(tree, part)) is not None)
    if not content:
        return
    words = tree.words
    yield Candidate(
        content=content,
        cue=words.span(cue),
        source=words.span(source.range) if source else None,
        source_head=words.span(Range(source.head, source.head + 1)) if source else None,
        source_plural=source is not None and source.plural,
        confidence=entry.weight(frame),
        reason=f"“{words.forms[cue.first]}” with {frame}; source: {source.how if source else 'none'}",
        frame=frame,
        speech=entry.speech,
    )


OPENING = frozenset({"that", ",", ":", ";", "-", "--", "—", "–"})
CLOSING = frozenset({",", ":", ";", "-", "--", "—", "–", ".", "and", "but", "or"})


def trimmed(tree: Tree, part: Range) -> Span | None:
    """The characters of a range without "that", commas, spaces and the full stop at its edges."""
    first, last = part
    while first < last and (tree.lower[first] in OPENING or tree.words.forms[first].isspace()):
        first += 1
    while last > first and (tree.lower[last - 1] in CLOSING or tree.words.forms[last - 1].isspace()):
        last -= 1
    return tree.words.span(Range(first, last)) if first < last else None


def outermost(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Those that are not inside another's content, in text order."""
    reach = -1
    for candidate in sorted(found, key=lambda c: (c.content[0].start, -c.content[-1].end)):
        if candidate.content[-1].end > reach:
            yield candidate
            reach = max(reach, candidate.content[-1].end)
