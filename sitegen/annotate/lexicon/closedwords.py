"""Closed classes and small lists, from `closed.toml`, which is written for people to extend.

In: the name of a list. Out: its words, in lower case. The file is read once.
"""

from __future__ import annotations

from sitegen.wordfiles import read_lists


def closed_words(name: str) -> frozenset[str]:
    """The list of this name."""
    return read_lists("closed.toml")[name]
