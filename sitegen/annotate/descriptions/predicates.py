"""Predicates that describe: "is a lawyer", "served as president", "who leads the union".

In: `Words`, their tree, the head word of a name. Out: what its sentence says it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.annotate.descriptions.phrase import Said, cut, split
from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.parse.tagset import NOMINAL_SUBJECTS, NOUNS
from sitegen.annotate.parse.tree import Tree
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import DescriptionKind

WIDEST = 60
"""Children of one verb that are looked at: many names may share a verb, and the work must stay linear."""
BE = closed_words("copulas")
AS = closed_words("serving")
MADE = closed_words("made")
"""Participles that make somebody something: only of a passive's subject."""


def copulas(words: Words, tree: Tree, subject: int) -> Iterator[Said]:
    """What a subject is said to be, or to have served as."""
    first = words.heads[subject]
    verbs = [first]
    for child in tree.children[first][:WIDEST]:
        own = any(words.deps[c] in NOMINAL_SUBJECTS for c in tree.children[child][:WIDEST])
        if words.deps[child] == "conj" and not own:
            verbs.append(child)
    for verb in verbs:
        below = tree.children[verb][:WIDEST]
        if any(words.deps[child] == "neg" for child in below):
            continue
        form = words.forms[verb].lower()
        passive = any(words.deps[child] == "auxpass" for child in below)
        office = form in AS or (form in MADE and passive)
        for child in below:
            if child < verb:
                continue
            if form in BE and words.deps[child] == "attr" and words.tags[child] in NOUNS:
                yield from split(words, tree.subtree(child), DescriptionKind.COPULA)
            elif office and words.deps[child] == "prep" and words.forms[child] == "as":
                for noun in tree.children[child]:
                    if words.deps[noun] == "pobj" and words.tags[noun] in NOUNS:
                        yield from split(words, tree.subtree(noun), DescriptionKind.COPULA)


def relatives(words: Words, tree: Tree, root: int, name: Range) -> Iterator[Said]:
    """A clause with "who" that says what is so, in the present: "who leads the union"."""
    for child in tree.children[root]:
        if words.deps[child] != "relcl" or child < name.last:
            continue
        passive = any(words.deps[c] == "auxpass" and words.tags[c] == "VBZ" for c in tree.children[child])
        if words.tags[child] not in {"VBZ", "VBP"} and not passive:
            continue
        found = cut(words, Range(max(tree.left[child], name.last), tree.right[child] + 1))
        if found and words.forms[found.first].lower() in closed_words("who"):
            yield Said(found, DescriptionKind.RELATIVE)
