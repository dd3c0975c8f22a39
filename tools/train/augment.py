"""Variety for the training texts: headlines in title case, and names from everywhere.

The corpora's people, bodies and places have the names of their countries; a model that learns these learns no
others. Half of the documents get other people, a third other bodies and places, each the same one throughout.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from corpora import Document, Sentence

HOME = Path(__file__).parent
GAZETTEER = HOME.parents[1] / "sitegen/data/en/gazetteer.json"
SHARES = {"PER": 0.5, "ORG": 0.35, "LOC": 0.25}
"""Of the documents, in which names of this type are others."""
TITLE_CASE, CAPITALS = 0.04, 0.01
LONGEST_NAME = 3
LEAST_ACRONYM = 2
"""Words of capitals only, so long or longer, stay as they are: what they are short for is not known here."""
LEADING = frozenset({"the", "The"})


class Renaming:
    """Names to give."""

    def __init__(self) -> None:
        raw = json.loads(GAZETTEER.read_text("utf-8"))
        bodies = tomllib.loads((HOME / "bodies.toml").read_text("utf-8"))
        self._given, self._surnames = raw["given"].split("\n"), raw["surnames"].split("\n")
        self._towns = [town for town in raw["towns"].split("\n") if town.replace(" ", "").isalpha()]
        self._shapes, self._words = bodies["shapes"], bodies["words"]
        self._countries = {*raw["countries"], *raw["states"]}

    def renamed(self, document: Document, chance: Random) -> Document:
        """The document with other names in it, or as it is."""
        kinds = {kind for kind, share in SHARES.items() if chance.random() < share}
        if not kinds:
            return document
        givers: Mapping[str, Callable[[Sequence[str]], list[str]]] = {
            "PER": _Person(self._given, self._surnames, chance).name,
            "ORG": _Whole(lambda: self._body(chance), ()).name,
            "LOC": _Whole(lambda: _capital(chance.choice(self._towns)), self._countries).name,
        }
        return [
            [pair for words, kind in _pieces(sentence) for pair in _tagged(words, kind, givers, kinds)]
            for sentence in document
        ]

    def _body(self, chance: Random) -> str:
        shape: str = chance.choice(self._shapes)
        while "{" in shape:
            shape = shape.replace("{surname}", _capital(chance.choice(self._surnames)), 1)
            shape = shape.replace("{town}", chance.choice(self._towns), 1)
            shape = shape.replace("{word}", chance.choice(self._words), 1)
        return shape


class _Person:
    """People of one document: their given names and their surnames stay together."""

    def __init__(self, given: Sequence[str], surnames: Sequence[str], chance: Random) -> None:
        self._given, self._surnames, self._chance = given, surnames, chance
        self._known: dict[str, str] = {}

    def name(self, words: Sequence[str]) -> list[str]:
        """Another name for the same person."""
        last = self._known.setdefault(words[-1], _capital(self._chance.choice(self._surnames)))
        first = self._known.setdefault(" ".join(words[:-1]), _capital(self._chance.choice(self._given)))
        return (f"{first} {last}" if len(words) > 1 else last).split()


class _Whole:
    """Bodies or places of one document: a name's first word alone is the first word of what it got."""

    def __init__(self, draw: Callable[[], str], kept: Iterator[str] | Sequence[str] | set[str]) -> None:
        self._draw, self._kept = draw, frozenset(kept)
        self._known: dict[str, str] = {}

    def name(self, words: Sequence[str]) -> list[str]:
        """Another name for the same thing."""
        name = " ".join(words)
        if name in self._kept:
            return list(words)
        if name not in self._known:
            longer = next((new for old, new in self._known.items() if old.startswith(f"{name} ")), "")
            self._known[name] = longer.split()[0] if longer else self._draw()
        return self._known[name].split()


def _pieces(sentence: Sentence) -> Iterator[tuple[list[str], str]]:
    """Each name and each word outside names, with its type; "O" outside."""
    at = 0
    while at < len(sentence):
        end = at + 1
        kind = sentence[at][1].partition("-")[2] or "O"
        while kind != "O" and end < len(sentence) and sentence[end][1] == f"I-{kind}":
            end += 1
        yield [word for word, _ in sentence[at:end]], kind
        at = end


def _tagged(
    words: list[str], kind: str, givers: Mapping[str, Callable[[Sequence[str]], list[str]]], kinds: set[str]
) -> Iterator[tuple[str, str]]:
    lead = 1 if kind == "ORG" and len(words) > 1 and words[0] in LEADING else 0
    if kind in kinds and _is_plain(words[lead:]):
        words = [*words[:lead], *givers[kind](words[lead:])]
    for number, word in enumerate(words):
        yield word, "O" if kind == "O" else f"{'I' if number else 'B'}-{kind}"


def _is_plain(words: Sequence[str]) -> bool:
    acronym = len(words) == 1 and words[0].isupper() and len(words[0]) >= LEAST_ACRONYM
    return not acronym and len(words) <= LONGEST_NAME and all(w[:1].isupper() and w.isalpha() for w in words)


def _capital(name: str) -> str:
    return " ".join(part[:1].upper() + part[1:] for part in name.split())


def as_headline(sentence: Sentence, chance: Random) -> Sentence:
    """Now and then in title case or in capitals, as headlines are."""
    drawn = chance.random()
    if drawn < TITLE_CASE:
        return [(w[:1].upper() + w[1:] if w.islower() and len(w) > 3 else w, tag) for w, tag in sentence]
    if drawn < TITLE_CASE + CAPITALS:
        return [(word.upper(), tag) for word, tag in sentence]
    return sentence
