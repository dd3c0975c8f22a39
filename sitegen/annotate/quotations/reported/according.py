"""Phrases that give their own sentence to somebody: "according to the police", "in the minister's words".

In: the tree and a word. Out: the phrase that begins there, or that this noun ends, with its source and the
ranges of the clause around it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.lexicon.cues import CueEntry, Lexicon, lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.parse.noun_phrases import Source, noun_source
from sitegen.annotate.parse.tagset import FINITE
from sitegen.annotate.parse.tree import CLIMB, Tree
from sitegen.annotate.parse.words import Range
from sitegen.annotate.quotations.reported.beside_clause import clause_of, less
from sitegen.annotate.quotations.reported.complements import is_report
from sitegen.model.reason import because

POINTERS = quotewords("pointers")
EQUATING = quotewords("equating")
MEASURES = quotewords("measures")
"""What a thing is done by and nobody says: "according to a formula"."""


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """A phrase of the lexicon in a sentence."""

    cue: Range
    entry: CueEntry
    source: Source
    content: tuple[Range, ...]


def phrase_at(tree: Tree, at: int, words: Lexicon) -> SourcePhrase | None:
    """The phrase that begins at a word, or whose noun this word is."""
    if tree.lower[at] in words.openings:
        return _opened(tree, at, words)
    return _around(tree, at, words)


def _opened(tree: Tree, at: int, words: Lexicon) -> SourcePhrase | None:
    found = words.phrase_at(tree.lower, at)
    if found is None:
        return None
    entry, length = found
    named = tree.first(at + length - 1, "pobj")
    if named is None or tree.lower[named] in MEASURES:
        return None
    if _relays(tree, at):
        return None
    cue = Range(at, at + length)
    whole = Range(at, max(cue.last, tree.right[named] + 1))
    if tree.words.forms[whole.last : whole.last + 1] == (":",) and at > tree.sentence(at).first:
        return None  # "This is how it was in the words of the patient: …": what follows is the patient's
    source = noun_source(tree, named, because("source-after", word=entry.lemma))
    content = _said_before(tree, at) if _points_back(tree, at) else _clause(tree, at, whole)
    return SourcePhrase(cue, entry, source, content)


def _relays(tree: Tree, at: int) -> bool:
    """Whether it only tells where a report is found: "the police said it burned, according to …"."""
    if at == 0 or tree.words.forms[at - 1] != ",":
        return False
    word = tree.head(at)
    for _ in range(CLIMB):
        if word is None:
            return False
        entry = lexicon().verb(tree.words.forms[word])
        told = entry is not None and entry.speech and tree.tag(word) in FINITE and is_report(tree, word)
        if told and 0 <= tree.subject[word] < word and tree.first(word, "ccomp") is not None:
            return word < at
        word = tree.head(word)
    return False


def _points_back(tree: Tree, at: int) -> bool:
    """Whether the phrase's own sentence says nothing: "That’s according to the union."."""
    first = tree.sentence(at).first
    return at == first + 2 and tree.lower[first] in POINTERS and tree.lower[first + 1] in EQUATING


def _said_before(tree: Tree, at: int) -> tuple[Range, ...]:
    """The sentence before, if it stands in the same block."""
    first = tree.sentence(at).first
    if first == 0 or tree.words.blocks[first - 1] != tree.words.blocks[first]:
        return ()
    return (tree.sentence(first - 1),)


def _around(tree: Tree, noun: int, words: Lexicon) -> SourcePhrase | None:
    """Preposition, source and noun, as in "in the minister's words"."""
    prep, owner = tree.head(noun), tree.first(noun, "poss")
    if prep is None or owner is None or tree.dep(noun) != "pobj":
        return None
    entry = words.around(tree.lower[prep], tree.lower[noun])
    if entry is None:
        return None
    source = noun_source(tree, owner, because("source-in", word=entry.lemma))
    return SourcePhrase(Range(noun, noun + 1), entry, source, _clause(tree, prep, Range(prep, noun + 1)))


def _clause(tree: Tree, at: int, phrase: Range) -> tuple[Range, ...]:
    """The clause around a phrase; the whole sentence where the phrase ends or begins it."""
    verb = clause_of(tree, at)
    sentence = tree.sentence(at)
    for _ in range(CLIMB):
        head = tree.head(verb)
        if head is None or tree.dep(verb) != "conj" or tree.right[verb] < sentence.last - 3:
            break
        verb = head
    return less(tree.subtree(verb), phrase)
