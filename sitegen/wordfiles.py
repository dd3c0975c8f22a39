"""The words of a language, in files that are written for people to extend: `data/en/` for English.

In: a file's name. Out: its text, for the one reader that each file has; lists of words; expressions
that hold some. A language is one that sitegen has rules for if it has a folder.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
"""A folder for each language, named by its primary subtag."""


@cache
def languages() -> frozenset[str]:
    """Primary subtags of the languages that have words here."""
    return frozenset(folder.name for folder in DATA.iterdir() if folder.is_dir())


def has_words(language: str) -> bool:
    """Whether there are words for a language tag: "en", "en-GB"."""
    return language.partition("-")[0].lower() in languages()


def read_words(name: str, language: str = "en") -> str:
    """The text of a language's file."""
    return (DATA / language / name).read_text(encoding="utf-8")


@cache
def read_lists(name: str) -> Mapping[str, frozenset[str]]:
    """A file of nothing but word lists, by name: words between spaces, or in brackets where some hold one."""
    lists = tomllib.loads(read_words(name)).items()
    return {key: frozenset(words.split() if isinstance(words, str) else words) for key, words in lists}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """An expression of `patterns.toml`, those that it is made of put in."""
    return re.compile(_written(name))


def _written(name: str) -> str:
    return re.sub(r"<<(\w+)>>", lambda part: _written(part[1]), _patterns()[name])


@cache
def _patterns() -> Mapping[str, str]:
    found: dict[str, str] = tomllib.loads(read_words("patterns.toml"))
    return found
