"""Word lists about quotations, from `quotations.toml`, which is written for people to extend.

In: the name of a list. Out: its words, in lower case. The file is read once.
"""

from __future__ import annotations

from sitegen.wordfiles import read_lists


def quotewords(name: str) -> frozenset[str]:
    """The list of this name."""
    return read_lists("quotations.toml")[name]
