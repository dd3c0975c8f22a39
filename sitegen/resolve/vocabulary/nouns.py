"""Our word lists about nouns that speak (`nouns.toml`), as sets and tables.

In: nothing but the file. Out: one frozen `Nouns`, read once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitegen.wordfiles import read_lists, read_words


def speaker_words(name: str) -> frozenset[str]:
    """A list of `speakers.toml`."""
    return read_lists("speakers.toml")[name]


def genders_of(kind: str) -> dict[str, str]:
    """Its two lists of this kind, "m" or "f" for each word: of "pronouns", of "titles"."""
    return {word: name[0] for name in ("male", "female") for word in speaker_words(f"{name}_{kind}")}


PERSON_ENDINGS = tuple(sorted(speaker_words("person_endings")))
"""Of nouns that mean a person, listed or not."""


@dataclass(frozen=True, slots=True)
class Nouns:
    """What kind of speaker a noun means. All words in the singular and lower case."""

    people: frozenset[str]
    not_people: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    bodies: frozenset[str]
    generic: frozenset[str]
    press: frozenset[str]
    firms: frozenset[str]
    offices: frozenset[str]
    """Nouns in the names of bodies that are neither a paper nor a firm."""
    places: frozenset[str]
    texts: frozenset[str]
    vague: frozenset[str]
    introduced: frozenset[str]
    plurals: frozenset[str]
    epithets: frozenset[str]
    stands_for: dict[str, frozenset[str]]
    same: dict[str, str]
    nationals: dict[str, frozenset[str]]
    """Nouns for one of a country, with the country and its adjectives, as written: "spaniard"."""

    def is_person(self, head: str) -> bool:
        """Whether the noun means a person."""
        if head in self.people or head in self.same or head in self.nationals:
            return True
        other = head in self.not_people or head in self.bodies or head in self.texts
        return len(head) > 4 and head.endswith(PERSON_ENDINGS) and not other

    def is_body(self, head: str) -> bool:
        """Whether the noun means an organisation, or a place that speaks as one."""
        return head in self.bodies or head in self.places

    def speaks(self, head: str) -> bool:
        """Whether the noun means something that a statement can come from."""
        return self.is_person(head) or self.is_body(head) or head in self.texts

    def gender(self, word: str) -> str | None:
        """Which the noun says, "m" or "f": "spokeswoman", "his father"; else None."""
        if word in self.female or word.endswith("woman"):
            return "f"
        return "m" if word in self.male or (word.endswith("man") and word not in _NOT_MALE) else None


_ONE_ENDINGS = tuple(sorted(speaker_words("national_endings")))
_NOT_MALE = speaker_words("not_male")


@cache
def given_names() -> dict[str, str]:
    """Given names with the gender they mostly have: a hint for ranking, never a fact about anybody."""
    data = tomllib.loads(read_words("given_names.toml"))
    return {name: key[0] for key in ("male", "female") for name in data[key].split()}


@cache
def nouns() -> Nouns:
    """The lists, read from the package."""
    data = tomllib.loads(read_words("nouns.toml"))

    def words(name: str) -> frozenset[str]:
        return frozenset(data[name].split())

    return Nouns(
        words("people"),
        words("not_people"),
        words("male"),
        words("female"),
        words("bodies"),
        words("generic"),
        words("press"),
        words("firms"),
        words("offices"),
        words("places"),
        words("texts"),
        words("vague"),
        words("introduced"),
        words("plurals"),
        frozenset(data["epithets"]["words"].split()),
        {head: frozenset(names.split()) for head, names in data["stands_for"].items()},
        data["same"],
        _nationals(data["nationals"]),
    )


def _nationals(nouns_of: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """From each noun for one of a country to the country and its adjectives, most of which are such nouns."""
    demonyms: Mapping[str, list[str]] = tomllib.loads(read_words("places.toml"))["demonyms"]
    found: dict[str, set[str]] = {}
    for country in sorted(demonyms.keys() | nouns_of.keys()):
        adjectives = demonyms.get(country, [])
        single = [word.lower() for word in adjectives if word.endswith(_ONE_ENDINGS) and " " not in word]
        for noun in (*single, *nouns_of.get(country, "").split()):
            found.setdefault(noun, set()).update({country, *adjectives})
    return {noun: frozenset(words) for noun, words in found.items()}
