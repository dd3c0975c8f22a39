"""Small questions about a verb that the parse answers: finite, passive, which tense.

In: the tree and a verb. Out: the answer, from the verb, its own children and at most its head.
"""

from __future__ import annotations

from sitegen.annotate.parse.tagset import FINITE, NOUNS, SUBJECTS
from sitegen.annotate.parse.tree import CLIMB, Tree

ASIDE = 30
"""Words of an aside, at most."""


def is_finite(tree: Tree, verb: int) -> bool:
    """Whether the verb or one of its auxiliaries is inflected for a subject."""
    if tree.tag(verb) in FINITE:
        return True
    return any(tree.tag(child) in FINITE for child in tree.each(verb, ("aux", "auxpass")))


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether the verb is a passive: what was said or who was told is its subject, or its noun."""
    if tree.tag(verb) == "VBD":  # the tagger's mistake: "said when asked about it"
        if is_aside(tree, verb):
            return True
        bare = tree.subject[verb] < 0 and tree.first(verb, "aux") is None
        return bare and tree.dep(verb) == "advcl"
    for _ in range(CLIMB):
        if tree.tag(verb) != "VBN":
            return False
        if tree.first(verb, "auxpass", "nsubjpass") is not None:
            return True
        if tree.first(verb, "aux", "nsubj") is not None:
            return False
        head = tree.head(verb)
        if head is None or tree.dep(verb) != "conj":
            return tree.dep(verb) in {"acl", "amod", "advcl", "ROOT"}
        verb = head
    return False


def is_aside(tree: Tree, verb: int) -> bool:
    """Whether a participle opens an aside behind a name, and the main verb follows: "Orr, told so, said"."""
    last = min(verb + ASIDE, tree.sentence(verb).last - 1)
    if verb < 2 or tree.words.forms[verb - 1] != "," or tree.tag(verb - 2) not in NOUNS:
        return False
    subject = tree.subject[verb]
    if subject >= 0 and any(tree.words.forms[at] == "," for at in range(tree.left[subject], verb - 1)):
        return False  # "Orr, a clerk, told the court …"
    ends = [at for at in range(verb + 2, last) if tree.words.forms[at] == ","]
    return any(tree.tag(at + 1) in FINITE and tree.subject[at + 1] < at for at in ends)


def tense(tree: Tree, verb: int) -> str:
    """The tag of the first auxiliary, or of the verb itself."""
    first = tree.first(verb, "aux", "auxpass")
    return tree.tag(verb if first is None else first)


def opens_clause(tree: Tree, that: int) -> bool:
    """Whether a "that" is no relative pronoun, whatever the parser says: its clause has another subject."""
    head = tree.head(that)
    if tree.dep(that) == "mark" or head is None:
        return tree.dep(that) == "mark"
    return any(that < child < head for child in tree.each(head, SUBJECTS))
