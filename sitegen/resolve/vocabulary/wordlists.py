"""The word lists of words.toml, read once: closed classes and common nouns, never names."""

from __future__ import annotations

import tomllib
from itertools import combinations

from sitegen.wordfiles import read_words

_DATA = tomllib.loads(read_words("words.toml"))


def _words(key: str) -> frozenset[str]:
    return frozenset(_DATA[key].split())


HONORIFICS: dict[str, str] = dict.fromkeys(_words("male"), "m") | dict.fromkeys(_words("female"), "f")
"""Titles that give a person's gender away, with that gender."""
GENDERED = dict.fromkeys(_words("male_nouns"), "m") | dict.fromkeys(_words("female_nouns"), "f")
"""Nouns of men and women, with that gender."""
TITLES = frozenset(HONORIFICS) | _words("titles")
"""Words before a person's name that are no part of it."""
OFFICES = TITLES - set(HONORIFICS) - _words("qualifiers")
"""Those that name an office."""
REGNAL = _words("regnal")
"""Those that make a first name a whole name."""
SUFFIXES: dict[str, str] = _DATA["suffixes"]
"""After a name: which generation."""
ARTICLES = _words("articles")
CREDENTIALS = _words("credentials")
PARTICLES = _words("particles")
FUNCTION_WORDS = _words("function_words")
LEGAL_FORMS = _words("legal_forms")
LANDFORMS = _words("landforms")
ORGANISATION_NOUNS = _words("organisation_nouns")
PLACE_NOUNS = _words("place_nouns")
BEFORE_PLACES = _words("before_places")
COMPASS = _words("compass")
ATTACHED = _words("attached")
"""Bodies beside another of whose people they are: "Hallam Workers’ Union"."""
GENERIC = _words("generic")
CERTAIN = frozenset(_DATA["certain"].strip().split("\n"))
"""Names made of those that mean one body wherever they stand."""
IDLE = _words("idle")
STRETCHES = _words("stretches")
WATERS = _words("waters")
TEACHING = _words("teaching")

FIELDS: dict[str, str] = {w: name for name, words in _DATA["fields"].items() for w in words.split()}
"""What somebody does ("goalkeeper") to its field ("sport")."""
_TOGETHER = {frozenset({a, b}) for a, words in _DATA["together"].items() for b in words.split()}
FIELDS_EXCLUSIVE = frozenset(frozenset(pair) for pair in combinations(_DATA["fields"], 2)) - _TOGETHER
"""Pairs of fields that hardly anyone holds at once. Doctors, judges and actors do take office."""
PAST = frozenset(_DATA["past"]["words"].split())
"""Words after which an occupation is no longer one."""
