"""The words of a language, in files that are written for people to extend: `data/en/` for English.

In: a file's name and a language. Out: its text, for the one reader that each file has; lists of words;
expressions that hold some. A language is one that sitegen has rules for if it has a folder; any other has no
words: its lists are empty, and its expressions match nothing. Rules that only ever read English (those behind
`has_words`) may leave the language out.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
"""A folder for each language, named by its primary subtag."""
ENGLISH = "en"
NOTHING = re.compile(r"(?!)")
CAPITAL = f"[{''.join(letter for letter in map(chr, range(0x590)) if letter.isupper())}]"
"""A capital letter of the Latin, Greek, Cyrillic and Armenian alphabets, for an expression; `<<capital>>` in
`patterns.toml`. `A-Z` would know no "Çelik" and no "Öberg"."""


@cache
def languages() -> frozenset[str]:
    """Primary subtags of the languages that have words here."""
    return frozenset(folder.name for folder in DATA.iterdir() if folder.is_dir())


@cache
def words_of(language: str) -> str:
    """The language whose words a tag has: "en" for "en-GB"; "" where there are none."""
    primary = language.partition("-")[0].lower()
    return primary if primary in languages() else ""


def has_words(language: str) -> bool:
    """Whether there are words for a language tag: "en", "en-GB"."""
    return bool(words_of(language))


def read_words(name: str, language: str = ENGLISH) -> str:
    """The text of a language's file; nothing where the language has no words."""
    own = words_of(language)
    return (DATA / own / name).read_text(encoding="utf-8") if own else ""


@cache
def read_lists(name: str, language: str = ENGLISH) -> Mapping[str, frozenset[str]]:
    """A file's word lists, by name: words between spaces, or in brackets where some hold one.

    Of a table it has the words that the table tells something of.
    """
    lists = tomllib.loads(read_words(name, language)).items()
    found = {key: frozenset(words.split() if isinstance(words, str) else words) for key, words in lists}
    return found or defaultdict(frozenset)


@cache
def pattern(name: str, language: str = ENGLISH) -> re.Pattern[str]:
    """An expression of `patterns.toml`, those that it is made of put in; it matches nothing without words."""
    return re.compile(_written(name, language)) if words_of(language) else NOTHING


def _written(name: str, language: str) -> str:
    if name == "capital":
        return CAPITAL
    return re.sub(r"<<(\w+)>>", lambda part: _written(part[1], language), _patterns(language)[name])


@cache
def _patterns(language: str) -> Mapping[str, str]:
    found: dict[str, str] = tomllib.loads(read_words("patterns.toml", language))
    return found
