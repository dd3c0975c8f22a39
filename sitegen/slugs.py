"""Words to parts of addresses: the only home of python-slugify."""

from __future__ import annotations

import re

from slugify import slugify

_LONGEST_NAME = 60
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


def address_part(words: str, longest: int = 0) -> str:
    """Lower-case ASCII letters, digits and hyphens, transliterated; empty where no letter survives.

    `longest`: characters that it may have, cut between words; 0 for any number.
    """
    part: str = slugify(words, max_length=longest, word_boundary=bool(longest))
    return part


def file_stem(title: str) -> str:
    """The name of an article's file: `Can't stop` is `cant-stop`, whichever apostrophe it has.

    A long title ends after the last word that has room: no later, shorter words are put behind it.
    """
    words = _APOSTROPHE.sub("", title)
    stem: str = slugify(words, max_length=_LONGEST_NAME, word_boundary=True, save_order=True)
    return stem or "article"
