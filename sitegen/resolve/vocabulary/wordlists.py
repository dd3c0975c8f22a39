"""The word lists of words.toml: closed classes and common nouns, never names.

In: the language of an article. Out: one frozen `WordLists`, read once for each language; empty where the
language has no words, so that no rule of another language acts there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from itertools import combinations
from typing import Any

from sitegen.wordfiles import read_words, words_of


@dataclass(frozen=True, slots=True)
class WordLists:
    """What resolution knows of a language's words. All in lower case, without dots."""

    language: str
    """Whose words they are: "en"; "" for none."""
    honorifics: Mapping[str, str]
    """Titles that give a person's gender away, with that gender, "m" or "f"."""
    gendered: Mapping[str, str]
    """Nouns of men and women, with that gender."""
    titles: frozenset[str]
    """Words before a person's name that are no part of it."""
    offices: frozenset[str]
    """Those that name an office."""
    regnal: frozenset[str]
    """Those that make a first name a whole name."""
    suffixes: Mapping[str, str]
    """After a name: which generation."""
    articles: frozenset[str]
    definite: frozenset[str]
    credentials: frozenset[str]
    courtesies: frozenset[str]
    """Before a given name: "Don Ramiro"."""
    courtesies_behind: frozenset[str]
    descent: frozenset[str]
    """In a name that says whose son or daughter somebody is, or of whose house."""
    particles: frozenset[str]
    family_articles: frozenset[str]
    """At the head of a family name that is used without: "Rami al-Sharif", "Sharif"."""
    function_words: frozenset[str]
    legal_forms: frozenset[str]
    legal_prefixes: frozenset[str]
    landforms: frozenset[str]
    lands_of: frozenset[str]
    """Those before "of" and a name that means the same without: "the Isle of Scarr", not "the Port of"."""
    organisation_nouns: frozenset[str]
    place_nouns: frozenset[str]
    before_places: frozenset[str]
    behind_kinds: frozenset[str]
    """Before a place's name, where a kind of place stands before it: "the town of"."""
    compass: frozenset[str]
    attached: frozenset[str]
    """Bodies beside another of whose people they are: "Hallam Workers’ Union"."""
    generic: frozenset[str]
    certain: frozenset[str]
    """Names made of those that mean one body wherever they stand."""
    idle: frozenset[str]
    stretches: frozenset[str]
    waters: frozenset[str]
    teaching: frozenset[str]
    turning: frozenset[str]
    """What a name is turned round: "the Ministry of Fisheries", "the Fisheries Ministry"."""
    lost_in_turning: frozenset[str]
    joints: frozenset[str]
    """Between the things that a body is of."""
    called_else: Mapping[str, str]
    """A word of what a ministry is of to the one that it is mostly called by."""
    respelled: Mapping[str, str]
    """A word to the same in another country's spelling, or in full."""
    parties: frozenset[str]
    """What is behind a party's adjective: "Green Party"."""
    ampersand: str
    """What "&" is read as; "&" where that is nothing else."""
    fields: Mapping[str, str]
    """What somebody does ("goalkeeper") to its field ("sport")."""
    fields_exclusive: frozenset[frozenset[str]]
    """Pairs of fields that hardly anyone holds at once. Doctors, judges and actors do take office."""
    past: frozenset[str]
    """Words after which an occupation is no longer one."""


@cache
def word_lists(language: str) -> WordLists:
    """Those of a language tag."""
    return _read(words_of(language))


@cache
def _read(language: str) -> WordLists:
    """A field has the list of its name, where it is not made of several."""
    data = tomllib.loads(read_words("words.toml", language))
    words = {name: frozenset(text.split()) for name, text in data.items() if isinstance(text, str)}
    honorifics = _marked(words, m="male", f="female")
    titles = frozenset(honorifics) | words.get("titles", frozenset())
    lists: dict[str, Any] = words | {
        "language": language,
        "honorifics": honorifics,
        "gendered": _marked(words, m="male_nouns", f="female_nouns"),
        "titles": titles,
        "offices": titles - set(honorifics) - words.get("qualifiers", frozenset()),
        "suffixes": data.get("suffixes", {}),
        "called_else": data.get("called_else", {}),
        "respelled": data.get("respelled", {}),
        "certain": frozenset(data.get("certain", "").split("\n")) - {""},
        "ampersand": data.get("ampersand", "&"),
        "fields": {word: name for name, some in data.get("fields", {}).items() for word in some.split()},
        "fields_exclusive": _exclusive(data),
        "past": frozenset(data.get("past", {}).get("words", "").split()),
    }
    return WordLists(**{each.name: lists.get(each.name, frozenset()) for each in fields(WordLists)})


def _marked(words: Mapping[str, frozenset[str]], **lists: str) -> dict[str, str]:
    """Each word of the lists with the letter that is given for its list."""
    return {word: mark for mark, name in lists.items() for word in words.get(name, ())}


def _exclusive(data: Mapping[str, Any]) -> frozenset[frozenset[str]]:
    together = {frozenset({a, b}) for a, words in data.get("together", {}).items() for b in words.split()}
    return frozenset(frozenset(pair) for pair in combinations(data.get("fields", {}), 2)) - together
