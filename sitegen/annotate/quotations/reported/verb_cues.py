"""Verbs that report, each with what it reports, over a whole text.

In: the tree and the words that may not be cues. Out: `Report`s in text order. A cue verb that the parser
joined to a verb of the clause before ("said the bid had failed and warned that …") is given back to the
one who spoke first, and the clause before it ends there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sitegen.annotate.lexicon.cues import CueEntry, Frame, Lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.parse.grammar import tense
from sitegen.annotate.parse.set_phrases import is_idle
from sitegen.annotate.parse.tagset import SUBJECTS, VERBS
from sitegen.annotate.parse.tree import CLIMB, Tree
from sitegen.annotate.parse.words import Range
from sitegen.annotate.quotations.reported.complements import CLAUSAL, Complement, best_complement
from sitegen.annotate.quotations.reported.surface import surface_complement

REPORTING = 0.8
"""The weight from which a clause is the cue's own rather than part of what another cue reports."""


WEAK = frozenset({Frame.OBJECT, Frame.ABOUT, Frame.CALL})
"""What the parser makes of a clause that it did not see."""
ADJACENT = 2
"""Words after a verb among which its particle is looked for, where the parse has none."""


@dataclass(frozen=True, slots=True)
class Report:
    """A verb of the lexicon in a sentence."""

    verb: int
    cue: Range
    """The verb with its particle."""
    entry: CueEntry
    complement: Complement | None
    speaker_of: int
    """The verb whose source speaks here: itself, or the cue that it is joined to."""


def reports(tree: Tree, skipped: Sequence[bool], words: Lexicon) -> tuple[Report, ...]:
    """Every verb of the lexicon that is not skipped."""
    found = {
        at: report
        for at, tag in enumerate(tree.words.tags)
        if tag in VERBS and not skipped[at] and (report := _report(tree, at, words)) is not None
    }
    for verb in tuple(found):
        for joined in _joined(tree, found[verb], found):
            _adopt(tree, found, verb, joined)
    return tuple(found.values())


def _report(tree: Tree, verb: int, words: Lexicon) -> Report | None:
    form, particle = tree.words.forms[verb], _particle(tree, verb, words)
    entry = words.verb(form, tree.lower[particle]) if particle is not None else None
    if entry is None or particle is None:
        entry, particle = words.verb(form), verb
    if entry is None or is_idle(tree.lower, verb) or _is_hyphenated(tree, verb):
        return None
    if entry.likens(tree.tag(verb), *_around(tree, verb)):
        return None
    last = particle + 1 if particle - verb <= ADJACENT else verb + 1
    complement = best_complement(tree, verb, particle, entry)
    if complement is None or complement.frame in WEAK:
        complement = surface_complement(tree, verb, entry) or complement
    return Report(verb, Range(verb, last), entry, complement, verb)


def _is_hyphenated(tree: Tree, verb: int) -> bool:
    """Whether a word behind it is joined to it by a hyphen: "told-you-sos"."""
    hyphen = verb + 1
    whole = hyphen + 1 < len(tree.words) and tree.words.joined(hyphen) and tree.words.joined(hyphen + 1)
    return whole and tree.words.forms[hyphen] == "-" and tree.words.forms[hyphen + 1][0].isalpha()


def _around(tree: Tree, verb: int) -> tuple[str, str]:
    """The word before a verb and the tag of the word behind it."""
    before = tree.lower[verb - 1] if verb else ""
    return before, tree.tag(verb + 1) if verb + 1 < len(tree.words) else ""


def _particle(tree: Tree, verb: int, words: Lexicon) -> int | None:
    """The word that may make the verb a phrasal one: "out" in "pointed out", "clear" in "made it clear"."""
    particle = tree.first(verb, "prt")
    if particle is not None:
        return particle
    form = tree.words.forms[verb]
    for child in tree.each(verb, ("ccomp", "xcomp")):  # "let the family know", "wanted to know"
        if child > verb and tree.lower[child] in words.particles and words.verb(form, tree.lower[child]):
            return child
    following = range(verb + 1, min(verb + 1 + ADJACENT, len(tree.words)))
    near = (at for at in following if tree.lower[at] in words.particles)
    return next((at for at in near if words.verb(form, tree.lower[at]) is not None), None)


def _joined(tree: Tree, report: Report, found: dict[int, Report]) -> Iterator[int]:
    """Cue verbs joined to the verb of the reported clause that belong beside the cue instead."""
    if report.complement is None or report.complement.frame in {Frame.OBJECT, Frame.ABOUT, Frame.CALL}:
        return
    inner = report.complement.head
    for _ in range(CLIMB):
        following = tree.first(inner, "conj")
        if following is None:
            return
        if following in found and _beside(tree, report, inner, found[following]):
            yield following
            return
        inner = following


def _beside(tree: Tree, report: Report, inner: int, joined: Report) -> bool:
    """Whether the joined cue has the tense of the first cue rather than that of the clause."""
    if tree.subject[joined.verb] >= 0 or joined.complement is None or not joined.entry.speech:
        return False
    if joined.complement.weight < REPORTING or tree.tag(joined.verb) != tree.tag(report.verb):
        return False
    clause = report.complement is not None and report.complement.frame in CLAUSAL
    if clause and (joined.complement.frame is Frame.THAT or _after_comma(tree, joined)):
        return True
    return tense(tree, inner) != tree.tag(joined.verb)


def _after_comma(tree: Tree, joined: Report) -> bool:
    """Whether a comma stands before the conjunction: ", and noted the road was open"."""
    before = tree.words.forms[max(0, joined.verb - 2) : joined.verb]
    clause = joined.complement is not None and joined.complement.frame in CLAUSAL
    return clause and len(before) == 2 and before[0] == "," and before[1] in quotewords("joining_reports")


def _adopt(tree: Tree, found: dict[int, Report], verb: int, joined: int) -> None:
    report = found[verb]
    if report.complement is None:
        return
    cut = min([tree.left[joined], *(tree.left[child] for child in tree.each(joined, SUBJECTS))])
    ranges = tuple(
        Range(part.first, min(part.last, cut)) for part in report.complement.ranges if part.first < cut
    )
    found[verb] = replace(report, complement=replace(report.complement, ranges=ranges))
    found[joined] = replace(found[joined], speaker_of=report.speaker_of)
