"""Where a content ends: what the parser hung on it and is not in it, and what is in it and hangs elsewhere.

In: the tree, a verb and its complement. Out: the complement's ranges, cut before a loose clause ("…, which
surprised many") and, for a noun phrase, carried on over the phrases after it ("questioned her judgment in
the matter") unless they tell the occasion ("in an interview"). A bounded number of words is looked at.
"""

from __future__ import annotations

from bisect import bisect_left

from sitegen.annotate.lexicon.cues import Frame, lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import COMMAS
from sitegen.annotate.parse.datelines import report_start
from sitegen.annotate.parse.grammar import is_finite
from sitegen.annotate.parse.tagset import FINITE
from sitegen.annotate.parse.tree import CLIMB, TIMES, Tree
from sitegen.annotate.parse.words import Range
from sitegen.annotate.quotations.reported.clause_bounds import before_circumstance
from sitegen.annotate.quotations.reported.complements import CLAUSAL, Complement, is_report

LOOSE = quotewords("loose")
JOINING = quotewords("joining")
PHRASES = frozenset({Frame.OBJECT, Frame.ABOUT, Frame.CALL, Frame.NAMING, Frame.AS, Frame.OF})
OPENING = frozenset({"“", '"', "''", "``", "‘", "'", "«"})
CLOSING = frozenset({"”", '"', "''", "»"})
"""Before "but" or "and" they end what was said: the rest is the writer's."""
MEANS = quotewords("means")
HYPHENS = frozenset({"-", "‐", "‑"})
OCCASIONS = quotewords("occasions")
CONTRASTS, LACKING = quotewords("contrasts"), quotewords("lacking")
FRONTED = 12
"""Words before a tag in the middle of what was said, at most."""
MARKS = OPENING | CLOSING
LACK = 40
"""Words of a content among which it is looked for what its speaker did not do."""
PHRASE = 24
"""Words of a phrase at a content's end that gives it to somebody, at most."""


def extent(tree: Tree, verb: int, complement: Complement) -> tuple[Range, ...]:
    """The ranges of the complement's content."""
    *before, last = complement.ranges
    last = _of_side_clause(tree, verb, complement.head, last)
    if (
        complement.frame in PHRASES
        and not before
        and last.last - last.first == 1
        and _quotes_nothing(tree, last.first)
    ):
        return ()
    if complement.frame in PHRASES:
        last = _carried_on(tree, verb, last)
    last = without_loose_end(tree, complement.head, last)
    if complement.frame in CLAUSAL:
        last = _before_deed(tree, verb, complement.head, last)
        last = _with_other(tree, verb, _with_list(tree, verb, _with_second(tree, last)))
        last = _with_like(tree, verb, complement.head, last)
        last = _before_phrase(tree, _past_colon(tree, _past_break(tree, last)))
        last = before_circumstance(tree, last)
    last = _before_lack(tree, last)
    parts = _around_tag(tree, verb, last) if complement.frame is Frame.BARE and not before else ()
    return parts or (*before, last)


def _around_tag(tree: Tree, verb: int, content: Range) -> tuple[Range, ...]:
    """What stands before and behind a tag in the middle: "Since the war, | she warned, | six wells ran dry".

    Empty where the words before the tag tell when or where something was said, or there are none.
    """
    subject, sentence = tree.subject[verb], tree.sentence(verb)
    comma = tree.left[subject] - 1 if 0 <= subject < verb else -1
    start = report_start(tree.words, sentence.first)
    if comma <= start or tree.words.forms[comma] != "," or comma - start > FRONTED:
        return ()
    behind = verb + 1
    for child in tree.each(verb, ("prep", "npadvmod")):
        behind = tree.right[child] + 1 if tree.left[child] == behind else behind
    if tree.words.forms[behind : behind + 1] != (",",) or not content.first <= behind + 1 < content.last:
        return ()
    before = Range(start, comma)
    return (before, Range(behind + 1, content.last)) if _is_of_content(tree, before) else ()


def _is_of_content(tree: Tree, before: Range) -> bool:
    """Whether words before a tag begin what was said: no "However", "Speaking in Halden" or "In a letter"."""
    first = before.first
    forms = tree.words.forms[before.first : before.last]
    if tree.tag(first) in {"RB", "CC", "VBG", "VBN", "UH", "WRB"} or not MARKS.isdisjoint(forms):
        return False
    if any(tree.tag(at) in FINITE for at in range(*before)):
        return False
    return not any(tree.lower[at] in TIMES or _is_channel(tree, at) for at in range(*before))


def _is_channel(tree: Tree, word: int) -> bool:
    """Whether a word names where something is said or written."""
    return tree.lower[word] in OCCASIONS or lexicon().noun(tree.lower[word]) is not None


def _of_side_clause(tree: Tree, verb: int, head: int, content: Range) -> Range:
    """The content of a cue in a side clause, to its comma: "While they say it is safe, a test shows cracks".

    The parser takes the main clause for what is said, and what is said for a part of it, or joins the two.
    """
    if tree.first(verb, "mark") is None or tree.first(head, "cc") is not None:
        return content
    ends = [tree.right[inner] for inner in tree.each(head, ("ccomp",)) if inner < tree.subject[head]]
    ends += [tree.left[inner] - 1 for inner in tree.each(head, ("conj",)) if tree.subject[inner] >= 0]
    commas = (end for end in ends if content.first < end < content.last and tree.words.forms[end] == ",")
    return Range(content.first, min(commas, default=content.last))


def _before_deed(tree: Tree, verb: int, head: int, content: Range) -> Range:
    """The content without what its speaker did next: "said it had begun to pump | but rejected the claim".

    The second verb has the cue's tense, and no subject; the clause's own verb has another tense.
    """
    for child in tree.each(head, ("conj",)):
        alike = tree.tag(child) == tree.tag(verb) in {"VBD", "VBZ"} and tree.tag(head) != tree.tag(child)
        bare = tree.subject[child] < 0 and tree.first(child, "aux", "auxpass") is None
        other = CONTRASTS if not _does_to(tree, head, child) else CONTRASTS | JOINING
        joined = [word for word in tree.each(head, ("cc",)) if word < child and tree.lower[word] in other]
        if alike and bare and joined and content.first < joined[-1] < content.last:
            return Range(content.first, joined[-1])
    return content


def _does_to(tree: Tree, head: int, child: int) -> bool:
    """Whether a verb with an object cannot go on a passive: "would be torn down and showed them …"."""
    return tree.first(head, "auxpass") is not None and tree.first(child, "dobj", "ccomp") is not None


def _past_break(tree: Tree, content: Range) -> Range:
    """The content to its sentence's end, where the parse breaks off inside a word or at an insertion.

    So in "must be re | -opened" and in "to take him | [Brandt] along".
    """
    at, sentence = content.last, tree.sentence(content.first)
    if at >= sentence.last:
        return content
    inside = tree.words.joined(at) and not HYPHENS.isdisjoint(tree.words.forms[at - 1 : at + 1])
    return Range(content.first, sentence.last) if inside or tree.words.forms[at] == "[" else content


def _past_colon(tree: Tree, content: Range) -> Range:
    """The content with what a colon announces in it: "had two choices: leave or stay"."""
    sentence = tree.sentence(content.first)
    after = content.last + 1
    if after >= sentence.last or tree.words.forms[content.last] != ":" or tree.words.forms[after] in OPENING:
        return content
    return Range(content.first, sentence.last)


def _before_phrase(tree: Tree, content: Range) -> Range:
    """The content before a phrase at its end that gives the sentence to somebody: "…, according to Osk"."""
    for at in range(content.last - 2, max(content.first, content.last - PHRASE), -1):
        if tree.words.forms[at] == ",":
            given = lexicon().phrase_at(tree.lower, at + 1) is not None
            return Range(content.first, at) if given else content
    return content


def _before_lack(tree: Tree, content: Range) -> Range:
    """The content before what the speaker did not do: "“paid agitators” | without offering evidence"."""
    for at in range(content.first + 1, min(content.first + LACK, content.last - 1)):
        lacks = tree.lower[at] in LACKING and tree.tag(at + 1) == "VBG"
        if lacks and tree.words.forms[at - 1] in CLOSING:
            return Range(content.first, at)
    return content


def _with_list(tree: Tree, verb: int, content: Range) -> Range:
    """The content with infinitives after it: "must rest, drink water and sleep"."""
    last = content.last
    for child in tree.each(verb, ("advcl", "conj", "dep", "xcomp")):
        gap = tree.words.forms[last : tree.left[child]]
        if gap == (",",) and tree.tag(child) == "VB" and tree.left[child] == child:
            last = tree.right[child] + 1
    return Range(content.first, last)


def _with_like(tree: Tree, verb: int, head: int, content: Range) -> Range:
    """The content with a second verb that has the auxiliary of its first: "had not looked, | and had slept".

    The parser gives it to the cue where a comma stands before it; the cue itself has no such auxiliary.
    """
    at = content.last
    while at + 2 < len(tree.words) and (tree.words.forms[at] in COMMAS or tree.dep(at) == "cc"):
        at += 1
    alike = {tree.lower[word] for word in tree.each(head, ("aux", "auxpass"))}
    alike -= {tree.lower[word] for word in tree.each(verb, ("aux", "auxpass"))}
    joined = at > content.last and tree.dep(at - 1) == "cc" and tree.lower[at] in alike
    if not joined or tree.sentence(at) != tree.sentence(content.first):
        return content
    return Range(content.first, max(tree.right[tree.words.heads[at]] + 1, content.last))


def _with_second(tree: Tree, content: Range) -> Range:
    """The content with other clauses after it, each with a "that" of its own: "that …, that … and that …"."""
    last, listed = content.last, content.last
    for _ in range(CLIMB):
        at = listed
        while at + 2 < len(tree.words) and (tree.words.forms[at] in COMMAS or tree.dep(at) == "cc"):
            at += 1
        parted = at < len(tree.words) and (at > listed or tree.words.forms[listed - 1] in COMMAS)
        marked = parted and tree.lower[at] == "that" and tree.dep(at) == "mark"
        if not marked or tree.sentence(at) != tree.sentence(content.first):
            break
        clause = tree.words.heads[at]
        listed = max(tree.right[clause] + 1, at + 1)
        if tree.dep(at - 1) == "cc" or _joins_that(tree, clause):
            last = listed  # a comma alone joins nothing
    return Range(content.first, last)


def _joins_that(tree: Tree, clause: int) -> bool:
    """Whether a clause with "that" hangs on this one: "that it was late | and that it was cold"."""
    marks = (tree.first(child, "mark") for child in tree.each(clause, ("conj",)))
    return any(mark is not None and tree.lower[mark] == "that" for mark in marks)


def _with_other(tree: Tree, verb: int, content: Range) -> Range:
    """The content with a clause joined without a comma, by the parser to the cue ("asked but few did").

    A clause that reports something itself is somebody else's.
    """
    at = content.last
    if at >= len(tree.words) or tree.dep(at) != "cc" or tree.words.forms[at - 1] in CLOSING:
        return content
    for child in tree.each(verb, ("conj",)):
        own = tree.subject[child] >= 0 and tree.left[child] == at + 1
        if own and not is_report(tree, child):
            return Range(content.first, tree.right[child] + 1)
    return content


def _quotes_nothing(tree: Tree, word: int) -> bool:
    """Whether the content would be a mere "it", "them" or name, which quotes nothing."""
    return tree.tag(word) in {"PRP", "DT", "WDT", "WP", "NNP"}


def without_loose_end(tree: Tree, head: int, content: Range) -> Range:
    """The content without a loose clause at its end: goes down the last dependents of the head."""
    word, last = head, content.last
    for _ in range(CLIMB):
        after = [child for child in tree.children[word] if word < child < last]
        ending = (child for child in after if tree.right[child] >= last - 2 and _is_loose(tree, child))
        last = min([last, *(tree.left[child] for child in ending)])
        after = [child for child in after if child < last]
        if not after:
            break
        word = after[-1]
    return _before_dash(tree, Range(content.first, last))


def _before_dash(tree: Tree, content: Range) -> Range:
    """What stands before a lone dash: what follows it is an afterthought, mostly the writer's."""
    first, last = bisect_left(tree.dashes, content.first), bisect_left(tree.dashes, content.last)
    if last - first != 1 or tree.dashes[first] - content.first < 2:
        return content
    sentence = tree.sentence(content.first)
    if last < len(tree.dashes) and tree.dashes[last] < sentence.last:
        return content  # the other of the two stands outside: the parser cut an insertion in half
    return Range(content.first, tree.dashes[first])


def _is_loose(tree: Tree, clause: int) -> bool:
    """Whether a clause stands after a comma and says something beside the matter."""
    first = tree.left[clause]
    if first == 0 or tree.words.forms[first - 1] not in COMMAS:
        return False
    if tree.dep(clause) == "relcl":
        return False
    if tree.dep(clause) != "advcl":
        return False
    if tree.lower[first] in LOOSE:
        return lexicon().verb(tree.words.forms[clause]) is not None  # somebody else's words
    return tree.tag(clause) == "VBG" and not is_finite(tree, clause)


def _carried_on(tree: Tree, verb: int, content: Range) -> Range:
    """A noun phrase with the phrases right after it that the parser hung on the verb."""
    last = content.last
    for child in tree.children[verb]:
        if tree.left[child] == last and tree.dep(child) == "prep" and not _is_occasion(tree, child):
            last = tree.right[child] + 1
    return Range(content.first, last)


def _is_occasion(tree: Tree, phrase: int) -> bool:
    """Whether the phrase tells when or where something was said, not what."""
    inner = tree.first(phrase, "pobj", "pcomp")
    if inner is None or (tree.dep(inner) == "pcomp" and tree.lower[phrase] in MEANS):
        return True
    word = tree.lower[inner]
    return word in TIMES or word in OCCASIONS or word.isdigit() or lexicon().noun(word) is not None
