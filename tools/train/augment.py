"""Variety for the training texts: headlines in title case, and people with names from everywhere.

The corpora's people have the names of their countries; a model that learns these learns no other. Half of the
documents get other people, each the same one throughout.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

from corpora import Document, Sentence

GAZETTEER = Path(__file__).parents[2] / "sitegen/data/en/gazetteer.json"
RENAMED = 0.5
TITLE_CASE, CAPITALS = 0.04, 0.01
LONGEST_NAME = 3


class People:
    """Names to give."""

    def __init__(self) -> None:
        raw = json.loads(GAZETTEER.read_text("utf-8"))
        self._given, self._surnames = raw["given"].split("\n"), raw["surnames"].split("\n")

    def renamed(self, document: Document, chance: Random) -> Document:
        """The document with other people in it, or as it is."""
        if chance.random() > RENAMED:
            return document
        given: dict[str, str] = {}
        return [self._sentence(sentence, given, chance) for sentence in document]

    def _sentence(self, sentence: Sentence, known: dict[str, str], chance: Random) -> Sentence:
        found: Sentence = []
        at = 0
        while at < len(sentence):
            end = at + 1
            if sentence[at][1] == "B-PER":
                while end < len(sentence) and sentence[end][1] == "I-PER":
                    end += 1
                words = [word for word, _ in sentence[at:end]]
                if _is_plain(words):
                    words = self._name(words, known, chance)
                    found += [(word, "I-PER" if n else "B-PER") for n, word in enumerate(words)]
                else:
                    found += sentence[at:end]
            else:
                found.append(sentence[at])
            at = end
        return found

    def _name(self, words: Sequence[str], known: dict[str, str], chance: Random) -> list[str]:
        last = known.setdefault(words[-1], _capital(chance.choice(self._surnames)))
        first = known.setdefault(" ".join(words[:-1]), _capital(chance.choice(self._given)))
        return (f"{first} {last}" if len(words) > 1 else last).split()


def _is_plain(words: Sequence[str]) -> bool:
    return len(words) <= LONGEST_NAME and all(word[:1].isupper() and word.isalpha() for word in words)


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
