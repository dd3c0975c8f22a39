"""The data that recognition reads: consistent, licensed, and looked up as it is written."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files

import pytest

from sitegen.annotate.lexicon.gazetteer import gazetteer, plain_apostrophe
from sitegen.annotate.lexicon.namewords import name_words

DATA = files("sitegen").joinpath("data")


def leaves(table: dict[str, object]) -> list[str]:
    """Every word of every list."""
    found: list[str] = []
    for value in table.values():
        if isinstance(value, dict):
            found += leaves(value)
        elif isinstance(value, list):
            found += value
    return found


def test_word_lists_are_lower_case() -> None:
    """Words are looked up in lower case, so that is how they must be written."""
    words = leaves(tomllib.loads(DATA.joinpath("en/names.toml").read_text("utf-8")))
    assert [word for word in words if word != word.lower() or word != word.strip()] == []


@pytest.mark.parametrize("table", ["countries", "demonyms"])
def test_countries_are_known(table: str) -> None:
    """Every country that has a demonym or another name stands in the gazetteer."""
    hand = tomllib.loads(DATA.joinpath("en/places.toml").read_text("utf-8"))
    known = gazetteer().countries
    assert [name for name in hand[table] if name and plain_apostrophe(name) not in known] == []


def test_no_demonym_is_a_place() -> None:
    """A word cannot be both: demonyms are never mentions, places always."""
    assert gazetteer().demonyms & gazetteer().countries == frozenset()


def test_every_file_has_its_licence() -> None:
    """The licence table names each data file of recognition."""
    table = DATA.joinpath("LICENCES.md").read_text("utf-8")
    for name in ("names.toml", "places.toml", "gazetteer.json"):
        assert f"`{name}`" in table


def test_gazetteer_is_sorted() -> None:
    """The tool writes sorted lists without doubles, so that a renewal shows as a small difference."""
    known = json.loads(DATA.joinpath("en/gazetteer.json").read_text("utf-8"))
    for name in ("countries", "states", "cities"):
        assert known[name] == sorted(set(known[name]))
    given = known["given"].split("\n")
    assert given == sorted(set(given))


@pytest.mark.parametrize(
    ("word", "held"),
    [
        ("minister", name_words().titles),
        ("deputy", name_words().title_modifiers),
        ("university", name_words().organisation_heads),
        ("river", name_words().place_heads),
        ("olympics", name_words().events_alone),
        ("october", name_words().calendar),
    ],
)
def test_lists_hold_what_they_say(word: str, held: frozenset[str]) -> None:
    """Each list is read from its own place in the file."""
    assert word in held


def test_gender_of_titles_does_not_clash() -> None:
    """No title tells both genders."""
    lists = name_words()
    assert lists.titles_m & lists.titles_f == frozenset()
