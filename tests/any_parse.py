"""Any parse at all of a text: what a model would never say, and what it might with other weights.

In: a random number generator, a tokenizer and a text. Out: a spaCy `Doc` with tags, arcs and entities drawn.
White space is tagged as such and in no entity: spaCy lets no model say otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from soup import DATA
from spacy.language import Language
from spacy.tokens import Doc

TAGS, ARCS = DATA["tags"].split(), DATA["arcs"].split()
LABELS = ("PERSON", "ORG", "GPE", "LOC", "EVENT", "DATE", "NORP", "WORK_OF_ART", "FAC")
SENTENCE = 25
"""Tokens of a sentence at most."""


def any_doc(rng: Random, nlp: Language, text: str) -> Doc:
    """The text's tokens with some tree over each sentence."""
    tokens = nlp.make_doc(text)
    size = len(tokens)
    heads, arcs = list(range(size)), [rng.choice(ARCS) for _ in range(size)]
    first = 0
    while first < size:
        last = min(size, first + rng.randint(1, SENTENCE))
        order = rng.sample(range(first, last), last - first)
        for place, token in enumerate(order[1:], 1):
            heads[token] = order[rng.randrange(place)]
        arcs[order[0]] = "ROOT"
        first = last
    return Doc(
        nlp.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        tags=["_SP" if token.is_space else _tag(rng, token.text) for token in tokens],
        deps=arcs,
        heads=heads,
        ents=_entities(rng, [token.is_space for token in tokens]),
    )


def _tag(rng: Random, form: str) -> str:
    return "NNP" if form[:1].isupper() and rng.random() < 0.5 else rng.choice(TAGS)


def _entities(rng: Random, blank: Sequence[bool]) -> list[str]:
    found: list[str] = []
    while len(found) < len(blank):
        length, label = rng.randint(1, 4), rng.choice(LABELS)
        free = not any(blank[len(found) : len(found) + length]) and rng.random() < 0.3
        found += [f"B-{label}", *[f"I-{label}"] * (length - 1)] if free else ["O"] * length
    return found[: len(blank)]
