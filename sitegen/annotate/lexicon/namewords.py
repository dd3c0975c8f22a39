"""The hand-written word lists of `names.toml` and `nouns.toml` as frozen values, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from sitegen.codec import from_toml
from sitegen.wordfiles import read_lists, read_words


@dataclass(frozen=True, slots=True)
class NameWords:
    """Sets of lower-case words; what each means stands beside it in `names.toml`."""

    titles_m: frozenset[str]
    titles_f: frozenset[str]
    titles: frozenset[str]
    """All of them, those of men and women included."""
    title_pairs: frozenset[str]
    title_modifiers: frozenset[str]
    title_after: frozenset[str]
    ranks: frozenset[str]
    """Titles where they are written in capitals, right before a name."""
    courtesy: frozenset[str]
    kin: frozenset[str]
    """Common nouns for people that are no titles."""
    address: frozenset[str]
    styles: frozenset[str]
    """Titles that say nothing behind an office: "Minister Dr."."""
    openings: frozenset[str]
    name_suffixes: frozenset[str]
    honours: frozenset[str]
    organisation_heads: frozenset[str]
    papers: frozenset[str]
    of_games: frozenset[str]
    either_nouns: frozenset[str]
    """Nouns for people that are said of bodies, too: "rival"."""
    group_nouns: frozenset[str]
    """Common nouns for organisations: "the port operator Veldt Lines"."""
    staff: frozenset[str]
    owned: frozenset[str]
    press_staff: frozenset[str]
    held: frozenset[str]
    team_roles: frozenset[str]
    firms: frozenset[str]
    leads: frozenset[str]
    districts: frozenset[str]
    state_letters: frozenset[str]
    place_nouns: frozenset[str]
    place_heads: frozenset[str]
    place_first: frozenset[str]
    surname_heads: frozenset[str]
    """Words among the heads that are surnames as well."""
    before_place: frozenset[str]
    ruling: frozenset[str]
    led_by: frozenset[str]
    of_places: frozenset[str]
    """What countries and towns have: "Orrin's minister"."""
    event_heads: frozenset[str]
    work_heads: frozenset[str]
    event_first: frozenset[str]
    storms: frozenset[str]
    ships: frozenset[str]
    """Letters before the name of a ship."""
    event_after_date: frozenset[str]
    events_alone: frozenset[str]
    events_whole: frozenset[str]
    figures: frozenset[str]
    plural_letters: frozenset[str]
    particles: frozenset[str]
    linked: frozenset[str]
    inner: frozenset[str]
    owners: frozenset[str]
    of_heads: frozenset[str]
    fellows: frozenset[str]
    """People in the plural that begin an organisation's name: "Friends of …"."""
    never_of: frozenset[str]
    """Heads of organisations that "of" does not follow: companies and teams."""
    enumerating: frozenset[str]
    on_heads: frozenset[str]
    numbered: frozenset[str]
    """What is counted: "Page 8"."""
    hyphen_tails: frozenset[str]
    months: frozenset[str]
    days: frozenset[str]
    before_year: frozenset[str]
    before_month: frozenset[str]
    speaking: frozenset[str]
    personal: frozenset[str]
    motion: frozenset[str]
    labels: frozenset[str]
    not_names: frozenset[str]
    feasts: frozenset[str]
    epithets: frozenset[str]
    securities: frozenset[str]
    """What ends what a firm issues, and no firm's name."""
    maiden: frozenset[str]
    isms: frozenset[str]
    calendar: frozenset[str] = frozenset()
    """Days and months and their short forms."""


@cache
def name_words() -> NameWords:
    """The lists, read on first use."""
    read = from_toml(read_words("names.toml"), NameWords)
    return replace(
        read,
        titles=read.titles | read.titles_m | read.titles_f,
        work_heads=read.work_heads - read.event_heads,
        calendar=read.months | read.days,
    )


def is_no_person(noun: str) -> bool:
    """Whether a noun, in lower case and the singular, is known to be said of no person: "kettle"."""
    lists = read_lists("nouns.toml")
    if noun in lists["people"] or noun in lists["thing_like"]:
        return False
    return noun in _things() or noun.endswith(tuple(lists["thing_endings"]))


def is_thing(noun: str) -> bool:
    """Whether a noun, in lower case and the singular, is a thing, and no body is called so: "season"."""
    lists = read_lists("nouns.toml")
    return noun in lists["things"] and noun not in lists["bodies"]


def are_plain(forms: Sequence[str]) -> bool:
    """Whether words are common nouns of which the last one is a thing or a text: "Police Custody"."""
    *others, last = (form.lower() for form in forms)
    lists = read_lists("nouns.toml")
    thing = last in lists["things"] or last in lists["texts"]
    return thing and bool(others) and all(word in lists["people"] or word in _things() for word in others)


@cache
def _things() -> frozenset[str]:
    lists = read_lists("nouns.toml")
    return lists["things"] | lists["bodies"] | lists["places"] | lists["texts"] | lists["not_people"]


def person_nouns() -> frozenset[str]:
    """Nouns that say what somebody is, in the singular: "warden"."""
    return read_lists("nouns.toml")["people"]
