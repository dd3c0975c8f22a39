"""What is known of names before any text is read: places, demonyms, international bodies, people's names.

Read once from `gazetteer.json` (made by tools/make_gazetteer.py), `places.toml` and `bodies.txt` (by hand).
It is evidence, not a verdict: "Jordan" stands in it as a country and as a given name.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache

from sitegen.wordfiles import read_words


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names as they are written; look them up after `plain_apostrophe`."""

    countries: frozenset[str]
    """Countries, states, regions, seas: a name that is nearly always a place."""
    cities: frozenset[str]
    regions: frozenset[str]
    """Provinces, districts and the like of all countries."""
    towns: frozenset[str]
    """Smaller than the cities, of names that no people bear; weak evidence."""
    given: frozenset[str]
    surnames: frozenset[str]
    demonyms: frozenset[str]
    """Adjectives, and people in the singular and the plural."""
    peoples: frozenset[str]
    """Those in the plural."""
    bodies: frozenset[str]
    """Organisations known the world over, and their acronyms."""
    acronyms: frozenset[str]
    """Of bodies and of countries: matched in capitals only."""
    synonyms: frozenset[tuple[str, str, str]]
    """Type, a way to write a name, and the name."""

    def is_place(self, name: str) -> bool:
        """Whether a country, state, region or city has this name."""
        return name in self.countries or name in self.cities or name in self.regions

    def is_persons(self, form: str) -> bool:
        """Whether somebody has this given name or surname."""
        return form in self.given or form in self.surnames


def plain_apostrophe(name: str) -> str:
    """The name with straight apostrophes."""
    return name.replace("’", "'")


def _bodies() -> dict[str, list[str]]:
    """The names of `bodies.txt`, each with the other ways to write it."""
    lines = (line for line in read_words("bodies.txt").split("\n") if line and line[0] != "#")
    return {name: others for name, *others in (line.split(" | ") for line in lines)}


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read on first use (some 45 ms)."""
    known = json.loads(read_words("gazetteer.json"))
    hand = tomllib.loads(read_words("places.toml"))
    variants = [name for names in hand["countries"].values() for name in names]
    places = [*known["countries"], *hand["countries"], *variants, *known["states"], *hand["regions"]["names"]]
    demonyms = [name for names in hand["demonyms"].values() for name in names]
    # "Olympics" and "Laos" are no plurals of people.
    countries = frozenset(plain_apostrophe(name) for name in places)
    plurals = frozenset(f"{name}s" for name in demonyms if not name.endswith("lympic")) - countries
    bodies = {**hand["bodies"], **_bodies()}
    acronyms = [name for names in bodies.values() for name in names]
    return Gazetteer(
        countries=countries,
        cities=frozenset(plain_apostrophe(name) for name in known["cities"]),
        regions=frozenset(plain_apostrophe(known["regions"]).split("\n")),
        towns=frozenset(plain_apostrophe(known["towns"]).split("\n")),
        given=frozenset(known["given"].split("\n")),
        surnames=frozenset(known["surnames"].split("\n")),
        demonyms=(frozenset(demonyms) | plurals) - countries,
        peoples=plurals,
        bodies=frozenset(plain_apostrophe(name) for name in (*bodies, *acronyms)),
        acronyms=frozenset(name for name in (*acronyms, *variants) if name.isupper()),
        synonyms=frozenset(
            (kind, plain_apostrophe(other), name)
            for kind, names in (*hand["synonyms"].items(), ("organisation", bodies))
            for name, others in names.items()
            for other in others
        ),
    )
