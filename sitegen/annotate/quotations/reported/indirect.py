"""Reported speech: clauses and phrases that say what somebody said, wrote or thought.

In: the parse, the plain text and the quoted segments. Out: what was found, in order, none inside another.
A cue inside quotation marks is skipped: what a speaker reports is a part of the speaker's quotation. A
content that holds quotation marks is left as it is; the caller decides what that makes it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.annotate.lexicon.cues import CueEntry, Frame, Lexicon, lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import DASHES
from sitegen.annotate.parse.noun_phrases import Source
from sitegen.annotate.parse.tagset import NOUNS, SUBJECTS
from sitegen.annotate.parse.tree import Tree, read_tree
from sitegen.annotate.parse.words import Range, read_words
from sitegen.annotate.quotations.evidence import SURE
from sitegen.annotate.quotations.found import FoundQuotation, NamedSource
from sitegen.annotate.quotations.reported.according import phrase_at
from sitegen.annotate.quotations.reported.beside_clause import as_clause, tag_around
from sitegen.annotate.quotations.reported.extent import extent, without_loose_end
from sitegen.annotate.quotations.reported.noun_cues import best_of_noun, is_misread_noun
from sitegen.annotate.quotations.reported.owners import owner
from sitegen.annotate.quotations.reported.signs import evidence_of, without_marks
from sitegen.annotate.quotations.reported.source import said_before, verb_source
from sitegen.annotate.quotations.reported.verb_cues import Report, reports
from sitegen.model.reason import Reasons, because
from sitegen.model.text import PlainText, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_indirect(doc: Doc, text: PlainText, quoted: Sequence[Span]) -> tuple[FoundQuotation, ...]:
    """Everything reported in the text outside the quoted segments."""
    return find_in_tree(read_tree(read_words(doc, text)), quoted)


def find_in_tree(tree: Tree, quoted: Sequence[Span]) -> tuple[FoundQuotation, ...]:
    """The same, for a tree that was read already."""
    inside, words = _inside(tree, quoted), lexicon()
    found = [made for report in reports(tree, inside, words) for made in _reported(tree, report, inside)]
    for at, tag in enumerate(tree.words.tags):
        if inside[at]:
            continue
        if tag in NOUNS or is_misread_noun(tree, at):
            found.extend(_noun(tree, at, words))
        if tag in NOUNS or tree.lower[at] in words.openings:
            found.extend(_phrase(tree, at, words))
    known = (c for c in found if not all(_within(span, tree, inside) for span in c.content))
    return select(_weighed(c, tree, inside) for c in known)


def _weighed(candidate: FoundQuotation, tree: Tree, inside: Sequence[bool]) -> FoundQuotation:
    """The candidate with what it costs that none of its words is quoted."""
    starts = tree.words.starts
    at = [(bisect_right(starts, s.start) - 1, bisect_right(starts, s.end - 1)) for s in candidate.content]
    if candidate.cue is None or any(inside[word] for first, last in at for word in range(first, last)):
        return candidate
    cue = bisect_right(starts, candidate.cue.start) - 1
    return replace(candidate, evidence=candidate.evidence + without_marks(tree, cue, candidate.frame))


def _within(span: Span, tree: Tree, inside: Sequence[bool]) -> bool:
    """Whether both ends of a span stand in marks: such a span is the caller's to find."""
    starts = tree.words.starts
    return inside[bisect_right(starts, span.start) - 1] and inside[bisect_right(starts, span.end - 1) - 1]


def _inside(tree: Tree, quoted: Sequence[Span]) -> list[bool]:
    answer, segments = [False] * len(tree.words), iter(quoted)
    segment = next(segments, None)
    for at, start in enumerate(tree.words.starts):
        while segment is not None and segment.end <= start:
            segment = next(segments, None)
        answer[at] = segment is not None and segment.start <= start
    return answer


def _reported(tree: Tree, report: Report, inside: Sequence[bool]) -> Iterator[FoundQuotation]:
    verb, entry, best = report.verb, report.entry, report.complement
    source = verb_source(tree, report.speaker_of)
    if source is not None and inside[source.head]:  # “… and they came” and said: no word in marks says it
        source = said_before(tree, verb, inside)
    if best is None or best.frame in {Frame.ABOUT, Frame.CALL, Frame.OBJECT}:  # too weak to stand in a tag
        beside = _beside(tree, verb, entry, source)
        if beside is not None:
            said_by, content = beside
            yield from _candidate(
                tree, content, report.cue, said_by, entry, Frame.TAG, entry.weight(Frame.TAG)
            )
            return
    if best is not None:
        ranges = extent(tree, verb, best)
        yield from _candidate(tree, ranges, report.cue, source, entry, best.frame, best.weight)


def _beside(
    tree: Tree, verb: int, entry: CueEntry, source: Source | None
) -> tuple[Source | None, tuple[Range, ...]] | None:
    """The clause that a tag or "as she put it" stands in, and whose it is."""
    if not (entry.weight(Frame.TAG) and entry.weight(Frame.BARE)):
        return None
    tag = tag_around(tree, verb)
    if tag is not None:
        return tag.source, tag.content
    content = as_clause(tree, verb)
    return (source, content) if content else None


def _noun(tree: Tree, noun: int, words: Lexicon) -> Iterator[FoundQuotation]:
    entry = words.noun(tree.words.forms[noun])
    best = best_of_noun(tree, noun, entry) if entry is not None else None
    if entry is not None and best is not None:
        source, cue = owner(tree, noun), Range(noun, noun + 1)
        ranges = tuple(without_loose_end(tree, best.head, part) for part in best.ranges)
        yield from _candidate(tree, ranges, cue, source, entry, best.frame, best.weight)


def _phrase(tree: Tree, at: int, words: Lexicon) -> Iterator[FoundQuotation]:
    found = phrase_at(tree, at, words)
    if found is not None:
        weight = found.entry.weight(Frame.CLAUSE)
        yield from _candidate(tree, found.content, found.cue, found.source, found.entry, Frame.CLAUSE, weight)


def _candidate(
    tree: Tree,
    ranges: Iterable[Range],
    cue: Range,
    source: Source | None,
    entry: CueEntry,
    frame: Frame,
    weight: float,
) -> Iterator[FoundQuotation]:
    words = tree.words
    content = _apart_from(words.span(cue), (trimmed(tree, part) for part in ranges))
    if not content:
        return
    yield FoundQuotation(
        content,
        words.span(cue),
        _named(tree, source),
        evidence_of(tree, cue.first, entry, frame, source),
        _reason(words.forms[cue.first], frame, source),
        weight,
        frame,
    )


def _named(tree: Tree, source: Source | None) -> NamedSource | None:
    if source is None:
        return None
    span = tree.words.span
    return NamedSource(span(source.range), span(Range(source.head, source.head + 1)), source.plural)


def _apart_from(cue: Span, parts: Iterable[Span | None]) -> tuple[Span, ...]:
    """The parts in text order, none overlapping another or the cue, whatever the parse."""
    kept: list[Span] = []
    for part in sorted(part for part in parts if part is not None):
        if not part.overlaps(cue) and not (kept and part.overlaps(kept[-1])):
            kept.append(part)
    return tuple(kept)


def _reason(cue: str, frame: Frame, source: Source | None) -> Reasons:
    """Why this is taken for a quotation."""
    return because(f"reported-{frame}", cue=cue) + (source.how if source else because("no-source"))


OPENING = DASHES | {"that", ",", ":", ";"}
CLOSING = DASHES | {",", ":", ";", "."} | quotewords("joining")


def trimmed(tree: Tree, part: Range) -> Span | None:
    """The characters of a range without a joining "that", commas, spaces and the full stop at its edges."""
    first, last = part
    while first < last and (_opens(tree, first) or tree.words.forms[first].isspace()):
        first += 1
    while last > first and (tree.lower[last - 1] in CLOSING or tree.words.forms[last - 1].isspace()):
        last -= 1
    return tree.words.span(Range(first, last)) if first < last else None


def _opens(tree: Tree, word: int) -> bool:
    """Whether a word only joins the content to its cue; not so the "that" of "that plan"."""
    own = tree.lower[word] == "that" and tree.tag(word) == "DT" and tree.dep(word) in SUBJECTS | {"det"}
    return tree.lower[word] in OPENING and not own


def select(found: Iterable[FoundQuotation]) -> tuple[FoundQuotation, ...]:
    """None inside another's content: the surer half first, outermost; of the rest what is left over."""
    ordered = sorted(found, key=lambda c: (c.content[0].start, -c.content[-1].end))
    sure = tuple(outermost(c for c in ordered if c.confidence >= SURE))
    others = outermost(c for c in ordered if c.confidence < SURE)
    return tuple(sorted((*sure, *_apart(others, sure)), key=lambda c: c.content))


def outermost(ordered: Iterable[FoundQuotation]) -> Iterator[FoundQuotation]:
    """Those that are not inside the content of one before them."""
    reach = -1
    for candidate in ordered:
        if candidate.content[-1].end > reach:
            yield candidate
            reach = candidate.content[-1].end


def _apart(candidates: Iterable[FoundQuotation], sure: Sequence[FoundQuotation]) -> Iterator[FoundQuotation]:
    """Those whose extent touches none of the sure ones."""
    at = 0
    for candidate in candidates:
        first, last = candidate.content[0].start, candidate.content[-1].end
        while at < len(sure) and sure[at].content[-1].end <= first:
            at += 1
        if at == len(sure) or sure[at].content[0].start >= last:
            yield candidate
