"""Cues whose content is the sentence around them: "…, she said", "according to the police", "as he put it".

In: the tree and the cue's word. Out: the tag, and the ranges of the sentence that are its content. A tag is
told by the commas beside it rather than by the parse, which often goes wrong there. The search for a comma
goes a bounded number of words, so it costs the same whatever the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.lexicon.cues import Frame, lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import CLOSERS, DASHES
from sitegen.annotate.parse.datelines import report_start
from sitegen.annotate.parse.grammar import is_finite, is_passive
from sitegen.annotate.parse.noun_phrases import Source, noun_source, speaks
from sitegen.annotate.parse.set_phrases import is_idle
from sitegen.annotate.parse.tagset import FINITE, NOUNS, VERBS
from sitegen.annotate.parse.tree import CLIMB, TIMES, Tree
from sitegen.annotate.parse.words import Range
from sitegen.annotate.quotations.reported.complements import is_report
from sitegen.annotate.quotations.reported.source import RELATIVES
from sitegen.annotate.quotations.reported.surface import (
    before_clause,
    closing_source,
    is_told,
    opens_subordinate,
)
from sitegen.model.reason import because

BEFORE = DASHES | {",", ")", "...", "…"}
"""What may stand between a clause and its tag, beside an end of sentence or a closing mark."""
STOPS = BEFORE | {";", ":", "("}
ENDS = frozenset({".", "?", "!", "”", '"', "''", "’"})
CLAUSES = frozenset(
    {"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis", "acl", "csubj", "xcomp", "pcomp"}
)
BESIDE = frozenset({"advcl", "parataxis", "ccomp", "dep"})
REACH = 24
"""Words of a tag at most."""
PLACES_AND_TIMES = quotewords("places_and_times")
REASONS = quotewords("reasons")
"""Words that join what follows the tag to what stands before it."""
TIES = quotewords("ties")
"""Words that join a clause behind the tag to what stands before it: "…, she said, when it rains"."""
AUXILIARIES = quotewords("auxiliaries")
NAMING = NOUNS | {"PRP", "DT", "EX", "CD"}
"""Tags of words that a subject has."""
UNFINISHED = FINITE | {"IN", "DT", "TO", "CC", "PRP$"}
"""Tags of a word after which a clause cannot stop: "It was, she said, a mistake"."""
INSERTED = 0.75
"""What a cue must weigh in a tag to be believed between two commas, whatever the parse."""
PRONOUNS = (quotewords("person_pronouns") | quotewords("things_speaking")) - RELATIVES
HELPING = frozenset({"aux", "advmod", "neg"})
ADVERBS = frozenset({"RB", "RBR", "MD", "VBD", "VBZ", "VBP", "VB"})


@dataclass(frozen=True, slots=True)
class ClauseTag:
    """Words beside a clause that say who said it."""

    source: Source
    content: tuple[Range, ...]
    """The sentence without the tag; two parts where it goes on after the tag."""


def tag_around(tree: Tree, verb: int) -> ClauseTag | None:
    """The tag that this verb is in, where commas set it off from a clause before it."""
    if not is_finite(tree, verb) or is_passive(tree, verb) or tree.first(verb, "xcomp") is not None:
        return None
    entry = lexicon().verb(tree.words.forms[verb])
    misread = entry is not None and before_clause(tree, verb, entry) is not None  # the parser takes another
    source = None if misread else _tag_source(tree, verb)
    source = source or closing_source(tree, verb) or _inserted(tree, verb)
    if source is None:
        return None
    first, sentence = _tag_first(tree, verb, source), tree.sentence(verb)
    if first <= sentence.first or tree.words.forms[first - 1] not in BEFORE | ENDS:
        return None
    last = _tag_last(tree, max(verb + 1, source.range.last), sentence)
    if last is None:
        return None
    start = report_start(tree.words, sentence.first)
    if start >= first:
        return None
    before, after = Range(start, first), Range(last, sentence.last)
    if any(is_idle(tree.lower, at) for at in range(start, min(first, start + CLIMB))):
        return None  # "That said, Osk promised more": nobody said "that"
    last_part = _behind_semicolon(tree, before)
    if _goes_on(tree, verb, last_part, after):
        return ClauseTag(source, (last_part, _to_semicolon(tree, after)))
    return ClauseTag(source, (before,)) if _is_whole(tree, before) else None


def _behind_semicolon(tree: Tree, before: Range) -> Range:
    """What stands between the last semicolon and the tag: "It is open; the bridge, | she said, is not"."""
    marks = (at + 1 for at in range(before.last - 2, before.first, -1) if tree.words.forms[at] == ";")
    return Range(next(marks, before.first), before.last)


def _to_semicolon(tree: Tree, after: Range) -> Range:
    """What stands behind the tag, up to a semicolon: "… is not; nobody came"."""
    marks = (at for at in range(after.first + 1, after.last) if tree.words.forms[at] == ";")
    return Range(after.first, next(marks, after.last))


def _is_whole(tree: Tree, before: Range) -> bool:
    """Whether words are no phrase with a clause on it: "In parliament, where few came, | she protested"."""
    if tree.tag(before.first) != "IN":
        return True
    verbs = [at for at in range(*before) if tree.tag(at) in FINITE or tree.tag(at) == "VBN"]
    heads = [tree.words.heads[at] if tree.dep(at) in {"aux", "auxpass"} else at for at in verbs]
    return any(tree.dep(head) != "relcl" for head in heads)


def _tag_source(tree: Tree, verb: int) -> Source | None:
    """The subject, or the noun phrase that stands in its place where the parser saw something else."""
    subject = tree.subject[verb]
    if subject >= 0:
        speaks = tree.lower[subject] not in RELATIVES and _reported(tree, verb)
        return noun_source(tree, subject, because("source-subject")) if speaks else None
    if tree.words.forms[verb - 1] in BEFORE | ENDS:
        return _inverted(tree, verb)
    if not any(child < verb for child in tree.each(verb, ("ccomp",))):
        return None
    return _after_comma(tree, verb)


def _inverted(tree: Tree, verb: int) -> Source | None:
    """What stands right after the verb: "…, said a former minister"."""
    named = tree.first(verb, "dobj", "attr", "oprd", "npadvmod")
    if named is None or tree.tag(named) not in NOUNS or is_told(tree, verb):
        return None
    source = noun_source(tree, named, because("source-after-verb"), certain=False)
    return source if source.range.first == verb + 1 and speaks(tree, named) else None


def _after_comma(tree: Tree, verb: int) -> Source | None:
    """The last noun between the comma and the verb, where the parser hung it on what stands before."""
    for at in range(verb - 1, max(tree.sentence(verb).first, verb - REACH), -1):
        if tree.words.forms[at] in STOPS:
            return None
        if tree.tag(at) in NOUNS and tree.lower[at] not in TIMES:
            source = noun_source(tree, at, because("source-before-verb"), certain=False)
            begins = tree.words.forms[source.range.first - 1] in STOPS
            return source if begins else None
    return None


def _inserted(tree: Tree, verb: int) -> Source | None:
    """Who stands between a comma and a verb of saying behind which a mark stands: "…, he observed, and …".

    Whatever the parser makes of the clause around it.
    """
    entry, behind = lexicon().verb(tree.words.forms[verb]), verb + 1
    if behind < len(tree.words) and tree.dep(behind) == "prt":
        entry, behind = lexicon().verb(tree.words.forms[verb], tree.lower[behind]), behind + 1
    closed = behind >= len(tree.words) or tree.words.forms[behind] in STOPS | ENDS
    if entry is None or not entry.speech or entry.weight(Frame.TAG) < INSERTED or not closed:
        return None
    if opens_subordinate(tree, tree.sentence(verb).first):
        return None  # "When the bell rang, he answered, and …"
    at = verb - 1
    while at > 0 and tree.dep(at) in HELPING:
        at -= 1
    named = tree.tag(at) in NOUNS
    if at < 1 or not (named or tree.lower[at] in PRONOUNS):
        return None
    source = noun_source(tree, at, because("source-before-verb"), certain=False)
    parted = tree.words.forms[source.range.first - 1] == "," and source.range.last == at + 1
    return source if parted and source.range.first > tree.sentence(verb).first + 1 else None


def _reported(tree: Tree, verb: int) -> bool:
    """Whether the parse has a clause that the tag may belong to."""
    for child in tree.each(verb, ("ccomp", "advcl")):
        complete = tree.dep(child) == "ccomp" or is_finite(tree, child)
        if child < verb and complete and not _opens(tree, child):
            return True
    head = tree.head(verb)
    beside = tree.dep(verb) in {"parataxis", "ccomp", "advcl"}
    return head is not None and beside and not any(child > head for child in tree.each(verb, ("mark",)))


def _opens(tree: Tree, clause: int) -> bool:
    """Whether a conjunction opens the clause: "when she spoke", "although it rained"."""
    marked = tree.first(clause, "mark") is not None
    return marked or (tree.dep(clause) == "advcl" and tree.tag(tree.left[clause]) == "WRB")


def _tag_first(tree: Tree, verb: int, source: Source) -> int:
    """The first word of the source, where it stands before the verb."""
    if source.range.first < verb and verb - source.range.first <= REACH:
        return source.range.first
    first = verb
    while first > 0 and tree.tag(first - 1) in ADVERBS:
        first -= 1
    return first


def _tag_last(tree: Tree, last: int, sentence: Range) -> int | None:
    """Past the tag's last word: at the next comma, or at the sentence's end. None if it is too far."""
    for at in range(last, min(last + REACH, sentence.last)):
        if tree.words.forms[at] in STOPS:
            return at
    return sentence.last if sentence.last - last <= REACH else None


def _goes_on(tree: Tree, verb: int, before: Range, after: Range) -> bool:
    """Whether what stands before the tag hangs on what stands after it."""
    if after.last - after.first < 2:
        return False
    if all(tree.tag(at) not in VERBS | {"MD"} for at in range(*before)):
        return True  # "The average cabinet, she has worked out, lasted a year"
    if tree.tag(max(before.first, before.last - 2)) in UNFINISHED:
        return True
    if tree.tag(after.first + 1) == "CC" and all(tree.tag(at) not in VERBS | {"MD"} for at in range(*after)):
        return True  # "They have a name, she said, and no money"
    head = tree.head(verb)
    if head is not None and after.first <= head < after.last:
        return True
    word = before.last - 2 if before.last - 2 >= before.first else before.first
    for _ in range(CLIMB):
        head = tree.head(word)
        if head is None:
            break
        if after.first <= head < after.last:
            return True
        word = head
    return _belongs(tree, after, before) or _adds(tree, after)


def _adds(tree: Tree, after: Range) -> bool:
    """Whether a second statement follows the tag: "…, he said, and nobody would go", "…, she argued: …".

    It has a subject of its own or an auxiliary ("…, she said, and might take a week"), else it tells what the
    speaker did next. Behind "when" and the like it has a subject, and no verb of saying whatever.
    """
    first = after.first + 1
    if first + 1 >= after.last:
        return False
    if tree.words.forms[after.first] == ":" or tree.tag(first) == "CC":
        helped = tree.tag(first) == "CC" and tree.lower[first + 1] in AUXILIARIES
        return _states(tree, Range(first, after.last), named=helped)
    tied = Range(first + 1, after.last)
    verb = _finite(tree, tied) if tree.lower[first] in TIES else None
    return verb is not None and lexicon().verb(tree.words.forms[verb]) is None and _states(tree, tied)


def _states(tree: Tree, content: Range, *, named: bool = False) -> bool:
    """Whether words have a subject, or are `named` to have one, and a finite verb that reports nothing."""
    verb = _finite(tree, content)
    if verb is None or is_report(tree, verb):
        return False
    return named or any(tree.tag(at) in NAMING for at in range(content.first, verb))


def _finite(tree: Tree, content: Range) -> int | None:
    """The first finite verb, where no quoted words stand before it."""
    for at in range(content.first, content.last):
        if tree.tag(at) in FINITE:
            return at
        if tree.words.forms[at] in CLOSERS:
            return None
    return None


def _belongs(tree: Tree, after: Range, before: Range) -> bool:
    """Whether the first words after the tag hang on a word before it."""
    word = min(after.first + 1, after.last - 1)
    if tree.lower[word] in REASONS:
        return True
    for _ in range(CLIMB):
        head = tree.head(word)
        if head is None or not after.first <= head < after.last:
            return head is not None and before.first <= head < before.last and not _loose(tree, word)
        word = head
    return False


def _loose(tree: Tree, word: int) -> bool:
    """Whether a clause is merely joined on: ", and left", ", adding that"."""
    return tree.dep(word) in {"conj", "advcl", "relcl", "punct", "cc"}


def as_clause(tree: Tree, verb: int) -> tuple[Range, ...]:
    """For "as she put it": the clause beside it; empty if the verb is in none."""
    head = tree.head(verb)
    marked = any(tree.lower[child] == "as" and child < verb for child in tree.children[verb])
    if not marked or head is None or tree.tag(head) not in VERBS or tree.dep(verb) not in BESIDE:
        return ()
    if any(_reports_itself(tree, verb, child) for child in tree.children[verb]):
        return ()
    return less(tree.subtree(head), tree.subtree(verb))


def _reports_itself(tree: Tree, verb: int, child: int) -> bool:
    """Whether the verb has something of its own to say: "as the judge read his decision"."""
    if child < verb or (tree.dep(child) == "prep" and tree.lower[child] in PLACES_AND_TIMES):
        return False
    own = {"dobj", "ccomp", "xcomp", "acomp", "prep"}
    return tree.dep(child) in own and not (child == verb + 1 and tree.lower[child] == "it")


def clause_of(tree: Tree, word: int) -> int:
    """The verb whose clause a phrase stands in."""
    for _ in range(CLIMB):
        head = tree.head(word)
        if head is None:
            return word
        word = head
        if tree.tag(word) in VERBS and tree.dep(word) in CLAUSES:
            return word
    return word


def less(clause: Range, hole: Range) -> tuple[Range, ...]:
    """The clause without a stretch of it."""
    parts = (
        Range(clause.first, max(clause.first, min(hole.first, clause.last))),
        Range(min(clause.last, max(hole.last, clause.first)), clause.last),
    )
    return tuple(part for part in parts if part.first < part.last)
