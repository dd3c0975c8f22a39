"""The parse's vocabulary: sets of Penn Treebank tags and of relations that rules ask for, each by one name.

A rule that needs one tag more says so where it stands, as `NOUNS | {"PRP"}`.
"""

from __future__ import annotations

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
"""Verbs and auxiliaries that are inflected for a subject."""
VERBS = FINITE | {"VB", "VBG", "VBN"}
COMMON = frozenset({"NN", "NNS"})
PROPER = frozenset({"NNP", "NNPS"})
NOUNS = COMMON | PROPER
PLURALS = frozenset({"NNS", "NNPS"})
FOLLOW_NAMES = frozenset({"VBD", "VBZ", "MD", "POS"})
"""What follows a name as its verb, or makes it a possessive; after other words rather a mistake."""

NOMINAL_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SUBJECTS = NOMINAL_SUBJECTS | {"csubj", "csubjpass", "expl"}
CLOSE = frozenset(
    {"det", "poss", "amod", "compound", "nummod", "nmod", "case", "predet", "quantmod", "advmod"}
)
"""Relations of the words before a noun that belong to its phrase."""
