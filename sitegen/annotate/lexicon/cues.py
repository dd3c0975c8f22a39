"""The lexicon of reporting cues: words and phrases that say that somebody said something.

In: `cues.toml`, written for people to read and extend. Out: `lexicon()`, read once, which answers for
any inflected form. The pipeline has no lemmatizer, so regular forms are made here, by the rules of
English spelling; irregular ones stand in the data. Looking a word up costs one dictionary access.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.wordfiles import read_words

GAP = "…"
"""Stands in a phrase for the one who speaks."""
PREPOSITIONS = closed_words("called_with")
"""Words that stand among an entry's frames for the frame `call` with this preposition."""


_HAVING = quotewords("having")


class Frame(StrEnum):
    """What a cue can stand with. docs/cues.md explains each with a sentence."""

    THAT = "that"
    """A clause with "that": "she said that the talks had failed"."""
    BARE = "bare"
    """A clause without it, before or after: "she said the talks had failed"."""
    TAG = "tag"
    """Beside words in quotation marks, or as a tag in or after a clause: "…, she said"."""
    QUESTION = "question"
    """"whether", "why", "how", "what" and the like: "she asked whether …"."""
    INFINITIVE = "infinitive"
    """"promised to resign"."""
    ORDER = "order"
    """A person and an infinitive: "urged the minister to resign"."""
    OBJECT = "object"
    """A noun phrase: "announced a pay freeze"."""
    ABOUT = "about"
    """A preposition with the topic: "complained about the noise"."""
    AS = "as"
    """"described the plan as reckless"."""
    NAMING = "naming"
    """An object and what it is called: "called the plan reckless"."""
    OF = "of"
    """A person and a reproach or merit: "accused him of lying", "praised her for it"."""
    CALL = "call"
    """One preposition of the cue's own: "called for a vote", "objected to the plan". The data give the
    preposition in its place."""
    LISTENER = "listener"
    """The one who is told, before a clause: "told reporters that …"."""
    GERUND = "gerund"
    """"denied taking the money", "suggested waiting"."""
    RAISED = "raised"
    """Passive with an infinitive: "is said to be ill"."""
    CLAUSE = "clause"
    """Of a phrase: its own sentence is the content: "according to the police, …"."""


class Mode(StrEnum):
    """How a cue's content came to be known."""

    SPEECH = "speech"
    WRITING = "writing"
    THOUGHT = "thought"


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One cue of the lexicon."""

    lemma: str
    """As it stands in the data: "say", "point out", "according to"."""
    mode: Mode
    weights: Mapping[Frame, float] = field(hash=False)
    """For each frame that the cue takes: 0 to 1, how sure it is that somebody is quoted there."""
    prepositions: Mapping[str, float] = field(hash=False)
    """The same for each preposition of the cue's own."""

    @property
    def frames(self) -> frozenset[Frame]:
        """The frames that the cue takes."""
        return frozenset(self.weights)

    @property
    def speech(self) -> bool:
        """Whether it reports something said or written, rather than thought."""
        return self.mode is not Mode.THOUGHT

    def likens(self, tag: str, before: str, after: str) -> bool:
        """Whether it only sets one thing beside another here: "9 percent, compared with “a modest 4”".

        `tag`: of the verb; `before`: the word before it; `after`: the tag of the word behind it.
        """
        reports = self.weight(Frame.TAG) or self.weight(Frame.THAT) or Frame.CALL not in self.weights
        return not reports and tag == "VBN" and after in {"IN", "TO"} and before not in _HAVING

    @property
    def strength(self) -> float:
        """The greatest of its weights."""
        return max((w for frame, w in self.weights.items() if frame is not Frame.LISTENER), default=0.0)

    def weight(self, frame: Frame) -> float:
        """The weight in this frame; 0 where the cue does not take it."""
        return self.weights.get(frame, 0.0)


class Lexicon:
    """Looks cues up by any form of theirs. Case does not matter."""

    def __init__(
        self,
        verbs: Mapping[tuple[str, ...], CueEntry],
        nouns: Mapping[str, CueEntry],
        phrases: Mapping[tuple[str, ...], CueEntry],
    ) -> None:
        self._verbs = verbs
        self._nouns = nouns
        self._phrases = phrases
        self.entries = tuple(
            {id(e): e for e in (*verbs.values(), *nouns.values(), *phrases.values())}.values()
        )
        """Every cue once."""
        self._longest = max((len(words) for words in phrases), default=0)
        self.openings = frozenset(words[0] for words in phrases if GAP not in words)
        """Every word that begins some phrase."""
        self.particles = frozenset(words[1] for words in verbs if len(words) > 1)
        """Every word that is the second of some phrasal verb: "out" of "point out"."""

    def verb(self, word: str, particle: str = "") -> CueEntry | None:
        """The verb of this form, or with a particle the phrasal verb: ("pointed", "out")."""
        key = (word.lower(), particle.lower()) if particle else (word.lower(),)
        return self._verbs.get(key)

    def noun(self, word: str) -> CueEntry | None:
        """The noun of this form: "claims"."""
        return self._nouns.get(word.lower())

    def phrase(self, words: Sequence[str]) -> CueEntry | None:
        """The phrase that these words are, all of them: ["According", "to"]."""
        return self._phrases.get(tuple(word.lower() for word in words))

    def around(self, before: str, after: str) -> CueEntry | None:
        """The phrase with a gap for its source: ("in", "words") for "in the minister's words"."""
        return self._phrases.get((before.lower(), GAP, after.lower()))

    def phrase_at(self, words: Sequence[str], start: int) -> tuple[CueEntry, int] | None:
        """The longest phrase that begins at `start`, with its number of words."""
        for length in range(min(self._longest, len(words) - start), 0, -1):
            entry = self.phrase(words[start : start + length])
            if entry is not None:
                return entry, length
        return None


@cache
def lexicon() -> Lexicon:
    """The built-in lexicon."""
    return read_lexicon(read_words("cues.toml"))


def read_lexicon(text: str) -> Lexicon:
    """A lexicon from TOML. Raises `ValueError` that names the entry which cannot be understood."""
    data = tomllib.loads(text)
    verbs: dict[tuple[str, ...], CueEntry] = {}
    nouns: dict[str, CueEntry] = {}
    phrases: dict[tuple[str, ...], CueEntry] = {}
    for entry, given in _entries(data, "verbs"):
        first, *rest = entry.lemma.split()
        for form in verb_forms(first, given):
            verbs.setdefault((form, *rest), entry)
    for entry, given in _entries(data, "nouns"):
        for form in (*noun_forms(entry.lemma), *given):
            nouns.setdefault(form, entry)
    for entry, _ in _entries(data, "phrases"):
        phrases[tuple(entry.lemma.split())] = entry
    return Lexicon(verbs, nouns, phrases)


def _entries(data: Mapping[str, Any], kind: str) -> Iterator[tuple[CueEntry, tuple[str, ...]]]:
    """Each entry of a kind with the forms that the data gives it."""
    for mode, table in data.get(kind, {}).items():
        for lemma, value in table.items():
            try:
                fields = {"frames": value} if isinstance(value, str) else dict(value)
                weights, prepositions = _weights(fields.pop("frames").split())
                forms = tuple(fields.pop("forms", "").split())
                entry = CueEntry(lemma, Mode(mode), weights, prepositions)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise ValueError(f"cues: {kind}.{mode}: {lemma!r}: {error}") from error
            if fields:
                raise ValueError(f"cues: {kind}.{mode}: {lemma!r}: unknown key {min(fields)!r}")
            yield entry, forms


def _weights(words: Iterable[str]) -> tuple[dict[Frame, float], dict[str, float]]:
    """One number for all frames that follow, another for a frame with a colon: "0.9 that object:0.4"."""
    default = 0.9
    weights: dict[Frame, float] = {}
    prepositions: dict[str, float] = {}
    for word in words:
        name, _, number = word.partition(":")
        weight = _fraction(number) if number else default
        if name[0].isdigit():
            default = _fraction(name)
        elif name in PREPOSITIONS:
            prepositions[name] = weight
            weights[Frame.CALL] = max(weight, weights.get(Frame.CALL, 0.0))
        else:
            weights[Frame(name)] = weight
    return weights, prepositions


def _fraction(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError(f"weight {text} is not between 0 and 1")
    return value


_VOWELS = frozenset("aeiou")


def verb_forms(base: str, given: Sequence[str] = ()) -> tuple[str, ...]:
    """All forms of a verb; `given` are its irregular past forms, which replace the regular one.

    Both spellings where the last consonant may double, and both of -ize and -ise.
    """
    if base.endswith("ize"):
        return (*_forms(base, given), *_forms(base[:-3] + "ise", given))
    return _forms(base, given)


def _forms(base: str, given: Sequence[str]) -> tuple[str, ...]:
    stems = {base[:-1]} if base.endswith("e") and not base.endswith("ee") else {base}
    if len(base) > 2 and base[-1] not in _VOWELS | set("wxy") and base[-2] in _VOWELS:
        stems.add(base + base[-1])
    ing = [stem + "ing" for stem in sorted(stems)]
    if given:
        past = list(given)
    elif base.endswith("y") and base[-2] not in _VOWELS:
        past = [base[:-1] + "ied"]
    else:
        past = [stem.removesuffix("e") + "ed" for stem in sorted(stems)]
    return (base, _with_s(base), *ing, *past)


def noun_forms(base: str) -> tuple[str, str]:
    """Singular and regular plural."""
    return base, _with_s(base)


_HISSING = tuple(sorted(closed_words("hissing_endings")))


def _with_s(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    if base.endswith("z"):
        return base + "zes"
    if base.endswith(_HISSING):
        return base + "es"
    return base + "s"
