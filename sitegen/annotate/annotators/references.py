"""What may stand for someone without a name: third-person pronouns and common-noun phrases.

In: the parse and the mentions found so far. Out: references, for resolution to go back to from "she"
and "the official". Only subjects, agents and objects are taken among the phrases: the rest are hardly
ever what a later pronoun means, and would triple what is stored. Whether a phrase can be a person is
not asked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sitegen.annotate.annotators.protocol import AnnotatorContext
from sitegen.model.annotation import Annotations, Reference, Role
from sitegen.model.text import PlainText, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUNS = frozenset(["he", "she", "they", "him", "her", "them", "his", "their", "hers", "theirs"])
PLURAL = frozenset(["they", "them", "their", "theirs"])
NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
ROLES = {
    "nsubj": Role.SUBJECT,
    "nsubjpass": Role.SUBJECT,
    "dobj": Role.OBJECT,
    "dative": Role.OBJECT,
    "poss": Role.POSSESSIVE,
}
BEFORE = frozenset(("det", "amod", "compound", "nummod", "poss", "nmod", "advmod"))
"""Dependents before a noun that belong to its phrase."""
LONGEST = 12
"""Words of an "of" or "for" phrase that are kept; longer ones swallow clauses."""


class ReferenceAnnotator:
    """Pronouns and noun phrases that may stand for someone."""

    name = "references"
    version = "2"

    def annotate(self, text: PlainText, context: AnnotatorContext) -> Annotations:
        """Every reference outside the names already found."""
        del text
        named = {
            index
            for mention in context.found.mentions
            for index in range(mention.span.start, mention.span.end)
        }
        found = (_reference(token) for token in context.doc if token.idx not in named)
        return Annotations(references=tuple(reference for reference in found if reference))


def _reference(token: Token) -> Reference | None:
    role = _role(token)
    if token.lower_ in PRONOUNS:
        return Reference(_span(token, token), _span(token, token), role, token.lower_ in PLURAL)
    if token.tag_ not in NOUN_TAGS or role not in {Role.SUBJECT, Role.AGENT, Role.OBJECT}:
        return None
    phrase = _span(_first(token), _last(token))
    return Reference(phrase, _span(token, token), role, token.tag_ in {"NNS", "NNPS"})


def _role(token: Token) -> Role:
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return Role.AGENT
    return ROLES.get(token.dep_, Role.OTHER)


def _first(head: Token) -> Token:
    """The first word of the phrase: the leftmost that hangs on the head without a gap."""
    starts = [child.left_edge for child in _reversed(head.lefts) if child.dep_ in BEFORE]
    return starts[-1] if starts else head


def _reversed(tokens: Iterator[Token]) -> list[Token]:
    return list(tokens)[::-1]


def _last(head: Token) -> Token:
    """The last word: the end of an "of" or "for" phrase right after the head, else the head.

    A comma ends it: "the mayor of Averel, Ines Halloran," is often parsed as one long place.
    """
    for child in head.rights:
        if child.i != head.i + 1 or child.dep_ != "prep":
            continue
        last = head
        for token in head.doc[child.i : min(child.right_edge.i, head.i + LONGEST) + 1]:
            if token.is_punct:
                return last
            last = token
        return last if child.right_edge.i - head.i <= LONGEST else head
    return head


def _span(first: Token, last: Token) -> Span:
    return Span(first.idx, last.idx + len(last))
