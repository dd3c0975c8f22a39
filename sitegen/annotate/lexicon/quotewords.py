"""Word lists about quotations, from `quotations.toml`, which is written for people to extend.

In: the name of a list. Out: its words, in lower case. The file is read once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from sitegen.wordfiles import read_words


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    return {
        name: frozenset(words.split()) for name, words in tomllib.loads(read_words("quotations.toml")).items()
    }


def quotewords(name: str) -> frozenset[str]:
    """The list of this name."""
    return _lists()[name]
