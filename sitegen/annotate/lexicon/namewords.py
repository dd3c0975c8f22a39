"""The hand-written word lists of `data/names.toml` as one frozen value, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class NameWords:
    """Sets of lower-case words; what each means stands beside it in `data/names.toml`."""

    titles_m: frozenset[str]
    titles_f: frozenset[str]
    titles: frozenset[str]
    """All of them, those of men and women included."""
    title_modifiers: frozenset[str]
    title_after: frozenset[str]
    ranks: frozenset[str]
    """Titles where they are written in capitals, right before a name."""
    courtesy: frozenset[str]
    kin: frozenset[str]
    """Common nouns for people that are no titles."""
    address: frozenset[str]
    openings: frozenset[str]
    name_suffixes: frozenset[str]
    honours: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_alone: frozenset[str]
    papers: frozenset[str]
    group_nouns: frozenset[str]
    """Common nouns for organisations: "the port operator Veldt Lines"."""
    staff: frozenset[str]
    owned: frozenset[str]
    firms: frozenset[str]
    leads: frozenset[str]
    districts: frozenset[str]
    place_nouns: frozenset[str]
    place_heads: frozenset[str]
    place_first: frozenset[str]
    surname_heads: frozenset[str]
    """Words among the heads that are surnames as well."""
    before_place: frozenset[str]
    of_places: frozenset[str]
    """What countries and towns have: "Orrin's minister"."""
    event_heads: frozenset[str]
    work_heads: frozenset[str]
    event_first: frozenset[str]
    event_after_date: frozenset[str]
    events_alone: frozenset[str]
    particles: frozenset[str]
    inner: frozenset[str]
    owners: frozenset[str]
    of_heads: frozenset[str]
    fellows: frozenset[str]
    """People in the plural that begin an organisation's name: "Friends of …"."""
    never_of: frozenset[str]
    """Heads of organisations that "of" does not follow: companies and teams."""
    on_heads: frozenset[str]
    hyphen_tails: frozenset[str]
    calendar: frozenset[str]
    """Days and months and their short forms."""
    before_year: frozenset[str]
    before_month: frozenset[str]
    speaking: frozenset[str]
    personal: frozenset[str]
    motion: frozenset[str]
    labels: frozenset[str]
    not_names: frozenset[str]
    feasts: frozenset[str]
    isms: frozenset[str]


@cache
def name_words() -> NameWords:
    """The lists, read on first use."""
    # long: one line for each list of the file
    raw = tomllib.loads(files("sitegen.annotate").joinpath("data/names.toml").read_text(encoding="utf-8"))
    titles = raw["titles"]
    male, female = frozenset(titles["male"]), frozenset(titles["female"])
    return NameWords(
        titles_m=male,
        titles_f=female,
        titles=male | female | frozenset(titles["neutral"]),
        title_modifiers=frozenset(titles["modifiers"]),
        title_after=frozenset(titles["after"]),
        ranks=frozenset(titles["ranks"]),
        courtesy=frozenset(titles["courtesy"]),
        kin=frozenset(titles["kin"]),
        address=frozenset(titles["address"]),
        openings=frozenset(raw["not_names"]["openings"]),
        name_suffixes=frozenset(raw["suffixes"]["person"]),
        honours=frozenset(raw["suffixes"]["honours"]),
        organisation_heads=frozenset(raw["organisations"]["heads"]),
        organisation_alone=frozenset(raw["organisations"]["alone"]),
        papers=frozenset(raw["organisations"]["papers"]),
        group_nouns=frozenset(raw["organisations"]["nouns"]),
        staff=frozenset(raw["organisations"]["staff"]),
        owned=frozenset(raw["organisations"]["owned"]),
        firms=frozenset(raw["organisations"]["firms"]),
        leads=frozenset(raw["organisations"]["leads"]),
        districts=frozenset(raw["organisations"]["districts"]),
        place_nouns=frozenset(raw["places"]["nouns"]),
        place_heads=frozenset(raw["places"]["heads"]),
        place_first=frozenset(raw["places"]["first"]),
        surname_heads=frozenset(raw["places"]["surnames"]),
        of_places=frozenset(raw["places"]["have"]),
        before_place=frozenset(raw["places"]["before"]),
        event_heads=frozenset(raw["events"]["heads"]),
        work_heads=frozenset(raw["works"]["heads"]) - frozenset(raw["events"]["heads"]),
        event_first=frozenset(raw["events"]["first"]),
        event_after_date=frozenset(raw["events"]["after_date"]),
        events_alone=frozenset(raw["events"]["alone"]),
        particles=frozenset(raw["connectors"]["particles"]),
        inner=frozenset(raw["connectors"]["inner"]),
        owners=frozenset(raw["connectors"]["owners"]),
        of_heads=frozenset(raw["connectors"]["of"]),
        fellows=frozenset(raw["connectors"]["fellows"]),
        never_of=frozenset(raw["connectors"]["never_of"]),
        on_heads=frozenset(raw["connectors"]["on"]),
        hyphen_tails=frozenset(raw["connectors"]["tails"]),
        calendar=frozenset(raw["calendar"]["months"]) | frozenset(raw["calendar"]["days"]),
        before_year=frozenset(raw["calendar"]["before_year"]),
        before_month=frozenset(raw["calendar"]["before_month"]),
        personal=frozenset(raw["connectors"]["personal"]),
        motion=frozenset(raw["connectors"]["motion"]),
        speaking=frozenset(raw["connectors"]["speaking"]),
        labels=frozenset(raw["not_names"]["labels"]),
        not_names=frozenset(raw["not_names"]["words"]),
        feasts=frozenset(raw["not_names"]["feasts"]),
        isms=frozenset(raw["not_names"]["isms"]),
    )
