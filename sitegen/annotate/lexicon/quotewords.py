"""Word lists about quotations, from `data/quotations.toml`, which is written for people to extend.

In: the name of a list. Out: its words, in lower case. The file is read once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    text = files("sitegen.annotate").joinpath("data/quotations.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


def quotewords(name: str) -> frozenset[str]:
    """The list of this name."""
    return _lists()[name]
