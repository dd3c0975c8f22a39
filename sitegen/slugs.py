"""Words to parts of addresses: the only home of python-slugify."""

from __future__ import annotations

from slugify import slugify


def address_part(words: str, longest: int = 0) -> str:
    """Lower-case ASCII letters, digits and hyphens, transliterated; empty where no letter survives.

    `longest`: characters that it may have, cut between words; 0 for any number.
    """
    part: str = slugify(words, max_length=longest, word_boundary=bool(longest))
    return part
