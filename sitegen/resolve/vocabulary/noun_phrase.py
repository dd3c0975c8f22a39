"""The words of a noun phrase taken apart, without a parse: determiner, modifiers, head, tail.

In: "a senior spokesman for the harbour board". Out: determiner "a", modifiers {senior}, head
"spokesperson", tail {harbour, board}. Heads are in the singular and in one form for each office, so
that two wordings of one description can be compared. Total: any text gives a phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sitegen.resolve.vocabulary.nouns import nouns, speaker_words

WORD = re.compile(r"[^\W_](?:[\w’'\-]*[^\W_])?|[,;:()—–]")
DEFINITE = speaker_words("definite")
INDEFINITE = speaker_words("indefinite")
POSSESSIVE = speaker_words("possessive")
# Where the words about the head begin: what stands before is the head.
AFTER_HEAD = speaker_words("after_head")
BREAKS = frozenset(",;:()—–")
SMALL = DEFINITE | INDEFINITE | POSSESSIVE | AFTER_HEAD | BREAKS | speaker_words("idle_small")
# Two words that are one office. "The president" is not "the vice president".
JOINED_BEFORE = speaker_words("joined_before")
JOINED = frozenset(tuple(pair.split("-")) for pair in speaker_words("joined"))
SINGLE = speaker_words("single")
IRREGULAR = dict(pair.split(":") for pair in speaker_words("irregular"))
ONE_OFFICE = speaker_words("one_office")
ES_PLURALS = tuple(sorted(speaker_words("es_plurals")))
S_SINGULARS = tuple(sorted(speaker_words("s_singulars")))
FORMER_KIN = speaker_words("former_kin")
"""Others than the wife, the husband; an ex-president may be called the president."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase taken apart. All words lower case."""

    determiner: str
    """As "the", "a", "his" or ""; "'s" after a name that possesses ("Halloran's lawyer")."""
    modifiers: frozenset[str]
    head: str
    tail: frozenset[str]
    plural: bool
    possessor: str = ""
    """As written: "his", "Halloran"."""
    gender: str | None = None
    """Of the head, "m" or "f", where it says so."""

    @property
    def definite(self) -> bool:
        """Whether it means something known: "the official", "their lawyer"."""
        return self.determiner in DEFINITE or self.determiner in POSSESSIVE or self.determiner == "'s"

    @property
    def telling(self) -> frozenset[str]:
        """The words, beside the head, that tell which one is meant."""
        return frozenset(w for w in self.modifiers | self.tail if w not in nouns().vague)


def singular(word: str) -> str:
    """A noun in the singular, by its ending."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(ES_PLURALS):
        return word[:-2]
    if word.endswith("s") and not word.endswith(S_SINGULARS) and len(word) > 3:
        return word[:-1]
    return word


def head_form(word: str) -> str:
    """One form for each office: "spokeswoman" and "spokesmen" are "spokesperson"."""
    one = singular(word.lower().replace("’", "'").removesuffix("'s").rstrip("."))
    if one.startswith("ex-") and one not in FORMER_KIN:
        one = one[3:]
    return nouns().same.get(one, one)


@lru_cache(maxsize=4096)
def parse_phrase(text: str, head: str = "") -> Phrase:
    """The phrase taken apart. `head` is the head word where the parse knows it."""
    tokens = [token.replace("’", "'") for token in WORD.findall(text)]
    lower = [token.lower() for token in tokens]
    end = _head_end(lower, head.lower().replace("’", "'"))
    determiner = lower[0] if lower and (lower[0] in DEFINITE | INDEFINITE | POSSESSIVE) else ""
    before = lower[1 if determiner else 0 : max(end - 1, 0)]
    possessor = tokens[0] if determiner in POSSESSIVE else ""
    mark = max((i for i, word in enumerate(before) if word.endswith(("'s", "s'"))), default=None)
    if mark is not None:
        offset = len(lower[: end - 1]) - len(before)
        possessor = " ".join(tokens[offset : offset + mark + 1]).removesuffix("'s").removesuffix("'")
        determiner, before = "'s", before[mark + 1 :]
    word = lower[end - 1] if end else ""
    one, before = _office(head_form(word), before)
    known_plurals = nouns().plurals
    plural = determiner not in SINGLE and (word in known_plurals or singular(word) != word)
    tail = frozenset(w.removesuffix("'s") for w in lower[end:] if w not in SMALL)
    if determiner == "'s":
        tail |= frozenset(w.lower() for w in possessor.split() if w.lower() not in SMALL)
    modifiers = frozenset(w for w in before if w not in SMALL)
    return Phrase(determiner, modifiers, one, tail, plural, possessor, nouns().gender(singular(word)))


def _head_end(lower: list[str], head: str) -> int:
    """Index after the head word."""
    if head and head in lower:
        return lower.index(head) + 1
    start = 1 if lower and lower[0] in DEFINITE | INDEFINITE | POSSESSIVE else 0
    if start < len(lower) and lower[start] == "of":  # "one of the officials"
        return min(_head_end(lower[start + 1 :], "") + start + 1, len(lower))
    for index in range(start, len(lower)):
        if (lower[index] in AFTER_HEAD or lower[index] in BREAKS) and index > start:
            return index
    return len(lower)


def _office(head: str, before: list[str]) -> tuple[str, list[str]]:
    """The head joined with a word before it where the two are one office."""
    if before and (before[-1] in JOINED_BEFORE or (before[-1], head) in JOINED):
        return f"{before[-1]}-{head}", before[:-1]
    return head, before


def same_office(one: Phrase, other: Phrase) -> bool:
    """Whether the heads mean the same, "minister" standing for "prime minister" too."""
    if one.head == other.head:
        return bool(one.head)
    short, long = sorted((one.head, other.head), key=len)
    return long in {f"{word}-{short}" for word in ONE_OFFICE}
