"""Given names that one person may bear in turn: "William" and "Bill", "Aleksei" and "Alexei".

In: folded words of one language. Out: whether both can be one person's. Two people of one family do bear such
names, so who asks must know that nothing in the article tells them apart.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from sitegen.resolve.names.forms import Name, full_names_agree
from sitegen.wordfiles import read_words, words_of

LEAST = 5
"""Letters from which a given name is compared by its sound."""
BEGINNING = 3
"""Letters that two short forms of one name share: "Jim" and "Jimmy", but "Maggie" and "Peggy"."""
VOWELS = frozenset("ae")
_DOUBLED = re.compile(r"(.)\1")
_Forms = tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]


def bear_alike(a: Name, b: Name) -> bool:
    """Whether two full names are one person's but for the form of the first given name."""
    first, other = a.words[0], b.words[0]
    if first == other or not is_form(first, other, a.language):
        return False
    return full_names_agree(replace(a, words=(other, *a.words[1:])), b)


def is_form(a: str, b: str, language: str) -> bool:
    """Whether two given names are one in two forms."""
    if a == b or sound_alike(a, b, language):
        return True
    spelled, short = _forms(words_of(language))
    ones, others = spelled.get(a, frozenset({a})), spelled.get(b, frozenset({b}))
    if ones & others or _is_short(a, others, short) or _is_short(b, ones, short):
        return True
    whole = short.get(a, frozenset()) & short.get(b, frozenset())
    return bool(whole) and a[:BEGINNING] == b[:BEGINNING]


def sound_alike(a: str, b: str, language: str) -> bool:
    """Whether two words of five letters and more are one in two spellings: "Muller", "Mueller"."""
    return min(len(a), len(b)) >= LEAST and sound(a, language) == sound(b, language)


def keys(word: str, language: str) -> Iterator[str]:
    """What two forms of one given name have in common: to find one by the other."""
    spelled, short = _forms(words_of(language))
    yield sound(word, language)
    for whole in {word, *short.get(word, ())}:
        yield from spelled.get(whole, frozenset({whole}))


def _is_short(word: str, wholes: frozenset[str], short: Mapping[str, frozenset[str]]) -> bool:
    return not wholes.isdisjoint(short.get(word, ()))


@lru_cache(maxsize=4096)
def sound(word: str, language: str) -> str:
    """The word without what spellings differ in: doubled letters, "y" for "i", a mute "h"."""
    for written, heard in _sounds(words_of(language)):
        word = word.replace(written, heard)
    bare = _DOUBLED.sub(r"\1", word)
    return bare[:-1] if bare[-2:-1] in VOWELS and bare[-1:] == "h" else bare


@cache
def _sounds(language: str) -> tuple[tuple[str, str], ...]:
    return tuple(tomllib.loads(read_words("given_forms.toml", language)).get("sounds", {}).items())


@cache
def _forms(language: str) -> _Forms:
    """For each word its other spellings, itself among them, and the whole names that it is short for."""
    data = tomllib.loads(read_words("given_forms.toml", language))
    spelled: dict[str, frozenset[str]] = defaultdict(frozenset)
    for line in data.get("spellings", {}).get("same", "").split("\n"):
        for word in line.split():
            spelled[word] |= frozenset(line.split())
    short: dict[str, frozenset[str]] = defaultdict(frozenset)
    for whole, called in data.get("short", {}).items():
        for word in called.split():
            short[word] |= {whole}
    return dict(spelled), dict(short)
