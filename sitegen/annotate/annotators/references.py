"""What may stand for someone without a name: third-person pronouns and common-noun phrases.

In: the parse and the mentions found so far. Out: references, for resolution to go back to from "she"
and "the official". Only subjects, agents and objects are taken among the phrases: the rest are hardly
ever what a later pronoun means, and would triple what is stored. Whether a phrase can be a person is
not asked here.
"""

from __future__ import annotations

from sitegen.annotate.annotators.protocol import AnnotatorContext
from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.parse.noun_phrases import short_phrase
from sitegen.annotate.parse.tagset import NOUNS, PLURALS
from sitegen.annotate.parse.tree import Tree
from sitegen.annotate.parse.words import Range
from sitegen.model.annotation import Annotations, Reference, Role
from sitegen.model.text import PlainText

PRONOUNS = closed_words("referring")
PLURAL_PRONOUNS = closed_words("referring_plural")
ROLES = {
    "nsubj": Role.SUBJECT,
    "nsubjpass": Role.SUBJECT,
    "dobj": Role.OBJECT,
    "dative": Role.OBJECT,
    "poss": Role.POSSESSIVE,
}


class ReferenceAnnotator:
    """Pronouns and noun phrases that may stand for someone."""

    name = "references"

    def annotate(self, text: PlainText, context: AnnotatorContext) -> Annotations:
        """Every reference outside the names already found."""
        del text
        named = {
            index
            for mention in context.found.mentions
            for index in range(mention.span.start, mention.span.end)
        }
        tree = context.tree
        words = (word for word, start in enumerate(tree.words.starts) if start not in named)
        found = (_reference(tree, word) for word in words)
        return Annotations(references=tuple(reference for reference in found if reference))


def _reference(tree: Tree, word: int) -> Reference | None:
    form, tag = tree.lower[word], tree.tag(word)
    if form not in PRONOUNS and tag not in NOUNS:
        return None
    role, span = _role(tree, word), tree.words.span
    alone = Range(word, word + 1)
    if form in PRONOUNS:
        return Reference(span(alone), span(alone), role, form in PLURAL_PRONOUNS)
    if role not in {Role.SUBJECT, Role.AGENT, Role.OBJECT}:
        return None
    return Reference(span(short_phrase(tree, word)), span(alone), role, tag in PLURALS)


def _role(tree: Tree, word: int) -> Role:
    dep, head = tree.dep(word), tree.head(word)
    if dep == "pobj" and head is not None and tree.dep(head) == "agent":
        return Role.AGENT
    return ROLES.get(dep, Role.OTHER)
