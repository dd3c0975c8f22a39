"""Who speaks: the noun phrase that a cue has as its source.

In: the tree and a cue's word. Out: a `Source`, or None where the text names nobody. The search goes upwards
a bounded number of heads, so the cost does not depend on the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.lexicon import lexicon
from sitegen.annotate.tree import CLIMB, FINITE, NOUNS, TIMES, VERBS, Tree, is_finite
from sitegen.annotate.words import Range

RELATIVES = frozenset({"who", "whom", "which", "that"})
PLURALS = frozenset({"NNS", "NNPS"})
PLURAL_PRONOUNS = frozenset({"they", "we", "them", "us", "their", "our", "both", "many", "some", "others"})
DASHES = frozenset({"—", "–", "--", "-"})
REACH = 16
"""Words between a subject and its verb in which a dateline's dash is looked for."""
CLOSE = frozenset(
    {"det", "poss", "amod", "compound", "nummod", "nmod", "case", "predet", "quantmod", "advmod"}
)
"""Dependents that belong to the phrase that names somebody."""
SELECTING = frozenset({"of", "for", "at", "in", "from", "with", "to", "on"})
"""Prepositions of a phrase that tells who is meant: "a spokesman for the port"."""


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name who speaks."""

    range: Range
    head: int
    plural: bool
    how: str
    """In words: "subject", "agent", "subject of an earlier verb"."""
    certain: bool = True
    """Whether the parse gives it directly."""


def verb_source(tree: Tree, verb: int) -> Source | None:
    """The source of what a verb reports."""
    if is_passive(tree, verb):
        return _agent(tree, verb)
    subject = tree.subject[verb]
    if subject >= 0 and _can_be_subject(tree, subject):
        if _behind_dateline(tree, subject, verb):
            return _beside(tree, verb) or _from_subject(tree, subject, "subject")
        return _from_subject(tree, subject, "subject")
    return _inherited(tree, verb) or _beside(tree, verb)


def _can_be_subject(tree: Tree, subject: int) -> bool:
    return tree.dep(subject) in {"nsubj", "nsubjpass"} and tree.tag(subject) not in VERBS


def _behind_dateline(tree: Tree, subject: int, verb: int) -> bool:
    """Whether a lone dash stands between the two: "HALVERN, 3 May (RNS) — The mayor said"."""
    between = tree.words.forms[subject + 1 : min(verb, subject + REACH)]
    return sum(form in DASHES for form in between) == 1


def _beside(tree: Tree, verb: int) -> Source | None:
    """The noun phrase before a finite verb without a parsed subject: "Brandt, head of the union, said"."""
    if not is_finite(tree, verb):
        return None
    first = max(tree.sentence(verb).first, verb - REACH)
    at = next((at for at in range(verb - 1, first - 1, -1) if _may_head(tree, at)), None)
    if at is None or any(tree.tag(between) in FINITE for between in range(at + 1, verb - 1)):
        return None
    return noun_source(tree, _topmost(tree, at, verb), "noun before the verb", certain=False)


def _may_head(tree: Tree, word: int) -> bool:
    return tree.tag(word) in NOUNS | {"PRP"} and tree.lower[word] not in TIMES


def _topmost(tree: Tree, noun: int, verb: int) -> int:
    """The noun that this one's phrase hangs on, through prepositions, appositives and relative clauses."""
    found = word = noun
    for _ in range(CLIMB * 2):
        head = tree.head(word)
        if head is None or head >= verb or tree.dep(word) in {"nsubj", "nsubjpass", "ROOT"}:
            break
        if tree.tag(head) in VERBS and tree.dep(head) not in {"relcl", "acl", "conj"}:
            break
        word = head
        if tree.tag(word) in NOUNS:
            found = word
    return found


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether the verb is a passive: what was said or who was told is its subject, or its noun."""
    if tree.tag(verb) != "VBN":
        return False
    if any(True for _ in tree.each(verb, ("auxpass", "nsubjpass"))):
        return True
    if tree.first(verb, "aux") is not None or tree.first(verb, "nsubj") is not None:
        return False
    if tree.dep(verb) == "conj":
        head = tree.head(verb)
        return head is not None and is_passive(tree, head)
    return tree.dep(verb) in {"acl", "amod", "advcl", "ROOT"}


def _agent(tree: Tree, verb: int) -> Source | None:
    by = tree.first(verb, "agent")
    named = tree.first(by, "pobj") if by is not None else None
    return noun_source(tree, named, "agent") if named is not None else None


def _from_subject(tree: Tree, subject: int, how: str) -> Source | None:
    """A subject, or for a relative pronoun what it stands for."""
    if tree.lower[subject] in RELATIVES:
        antecedent = _antecedent(tree, subject)
        if antecedent is not None:
            return antecedent
        if tree.lower[subject] not in {"who", "which"}:
            return None
    return noun_source(tree, subject, how)


def _antecedent(tree: Tree, relative: int) -> Source | None:
    verb = tree.head(relative)
    for _ in range(CLIMB):
        if verb is None or tree.dep(verb) == "relcl":
            break
        verb = tree.head(verb)
    if verb is None or tree.dep(verb) != "relcl":
        return None
    noun = tree.head(verb)
    if noun is None or noun > relative:
        return None
    named = noun_source(tree, noun, "antecedent of the relative subject")
    through = Range(named.range.first, relative + 1)
    return Source(through, named.head, named.plural, named.how)


def _inherited(tree: Tree, verb: int) -> Source | None:
    """The subject of a verb that this one is joined to or hangs on: "came and said", "…, saying"."""
    word = verb
    for _ in range(CLIMB):
        head, dep = tree.head(word), tree.dep(word)
        if head is None or dep == "amod":
            return None
        if dep == "acl" and tree.tag(head) in NOUNS:
            named = _of_noun(tree, head, word)
            if named is not None:
                return named
        word, subject = head, tree.subject[head]
        if subject >= 0 and _can_be_subject(tree, subject):
            return _of_subject(tree, word, subject, dep)
    return None


def _of_subject(tree: Tree, verb: int, subject: int, dep: str) -> Source | None:
    """The subject of a verb above; of a passive above a participle, rather its agent."""
    if dep == "advcl" and is_passive(tree, verb):
        agent = _agent(tree, verb)
        if agent is not None:
            return agent
    return _from_subject(tree, subject, f"subject of “{tree.words.forms[verb]}”")


def _of_noun(tree: Tree, noun: int, verb: int) -> Source | None:
    """The noun that a participle describes, if it can speak; the owner of an effort to say something."""
    if tree.tag(verb) == "VBG" and (tree.dep(noun) in {"nsubj", "nsubjpass"} or speaks(tree, noun)):
        return noun_source(tree, noun, "noun that the participle describes")
    owner = tree.first(noun, "poss")
    return noun_source(tree, owner, "possessor") if owner is not None else None


PEOPLE = ("er", "or", "ers", "ors", "ist", "ists", "ian", "ians", "man", "men", "woman", "women", "ee", "ees")
SPEAKERS = frozenset(
    {"people", "person", "official", "officials", "aide", "aides", "critic", "critics", "expert"}
)


def speaks(tree: Tree, noun: int) -> bool:
    """Whether a noun is somebody, as far as its form tells; a statement or tweet is not."""
    if tree.tag(noun) in {"NNP", "NNPS", "PRP"}:
        return True
    word = tree.lower[noun]
    return lexicon().noun(word) is None and (word in SPEAKERS or word.endswith(PEOPLE))


def noun_source(tree: Tree, head: int, how: str, *, certain: bool = True) -> Source:
    """The noun phrase around `head`, without clauses and appositives after it."""
    first, last = head, head
    for child in tree.children[head]:
        if child < head and tree.dep(child) in CLOSE:
            first = min(first, tree.left[child])
        elif child > head and _selects(tree, child, last):
            last = tree.right[child]
    joint = _joint(tree, head)
    if joint is not None:
        last = max(last, joint)
    plural = joint is not None or tree.tag(head) in PLURALS or tree.lower[head] in PLURAL_PRONOUNS
    return Source(Range(first, last + 1), head, plural, how, certain)


def _joint(tree: Tree, head: int) -> int | None:
    """The last head of a coordination: "Brandt" in "Halloran and Brandt"."""
    last = None
    for _ in range(CLIMB):
        following = tree.first(head if last is None else last, "conj")
        if following is None or tree.tag(following) not in NOUNS | {"PRP"}:
            break
        last = following
    return last


def _selects(tree: Tree, child: int, last: int) -> bool:
    """Whether a dependent after the head tells who is meant, with nothing in between."""
    if tree.left[child] != last + 1:
        return False
    return tree.dep(child) in {"case", "compound", "nummod", "appos"} or (
        tree.dep(child) == "prep"
        and tree.lower[child] in SELECTING
        and tree.right[child] - child <= CLIMB * 2
    )
