"""Names of bodies in two languages: "Universidad Nacional de Misiones", "National University of Misiones".

In: two names of one article. Out: whether the one is the other in English, word for word, or is of another
tongue at all. Known are the words that such names are made of, and no language's grammar.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from sitegen.resolve.names.forms import Name
from sitegen.wordfiles import read_words, words_of

LEAST = 2
"""Words at least that a name has beside the small ones."""


def is_translated(a: Name, b: Name) -> bool:
    """Whether one name is the other, word for word, in whatever order; one word at least is another."""
    words, others = _own(a), _own(b)
    if len(words) != len(others) or len(words) < LEAST:
        return False
    if is_foreign(a) == is_foreign(b):
        return False
    left = list(others)
    for word in words:
        found = next((other for other in left if _is_same(word, other, a.language)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def is_foreign(name: Name) -> bool:
    """Whether a word of the name is one that bodies of another tongue are named with, and none is English."""
    english = _english(words_of(name.language))
    known = _known(words_of(name.language))
    return any(word in english and word not in known for word in name.words)


def _own(name: Name) -> tuple[str, ...]:
    small = name.lists.function_words | _small(words_of(name.language))
    return tuple(word for word in name.words if word not in small)


def _is_same(a: str, b: str, language: str) -> bool:
    english = _english(words_of(language))
    return a == b or b in english.get(a, ()) or a in english.get(b, ())


@cache
def _english(language: str) -> Mapping[str, frozenset[str]]:
    """For each word of another tongue the English ones."""
    data = tomllib.loads(read_words("tongues.toml", language))
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for english, others in data.get("words", {}).items():
        for word in others.split():
            found[word] |= {english}
    return dict(found)


@cache
def _known(language: str) -> frozenset[str]:
    """The English words."""
    return frozenset(word for words in _english(language).values() for word in words)


@cache
def _small(language: str) -> frozenset[str]:
    return frozenset(tomllib.loads(read_words("tongues.toml", language)).get("small", "").split())
