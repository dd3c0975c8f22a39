"""Odd texts for annotators: token soups, broken news sentences, cues in every position, text without spaces.

In: a random number generator. Out: a document, the same for the same generator. Sentences to break are those
of `tests/cases`; cues are those of the lexicon, in every form.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from sitegen.annotate.lexicon.cues import lexicon, verb_forms

HERE = Path(__file__).parent
CASES = HERE / "cases"
SENTENCES_OF = ("attribution.md", "indirect.md", "speakers.md", "entities.md", "descriptions.md", "dates.md")

DATA = tomllib.loads((HERE / "data/soup.toml").read_text("utf-8"))
NAMES, WORDS, MARKS, WEB = (DATA[kind].split() for kind in ("names", "words", "marks", "web"))
AUXILIARIES, QUOTED = DATA["auxiliaries"], DATA["quoted"]
IRREGULAR = {"said", "told", "wrote", "thought", "held", "spoke", "read", "heard", "put", "sent"}
ODD = [
    *"\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u00ad\ufeff\ufffd\ufffc\u00a0\u2009\u3000",
    *"\u0300\u0301\u20dd\ufe0f\u0001\u0008\u001b\u007f\u0085\u2028\u2029\u001c\u001f\t\uffff\U0010ffff\U000e0061",
    *"éñßĲǆΩяшאبกが中国ǅ𝐀𝟙½²Ⅳ①ªʼ",
]  # fmt: skip
JAPANESE = [
    *"国会演説我々港市長委員会記者氏はがをにでとのもへやかしたるいうっですますアイウカンーヴ一二〇年月日、。「」『』（）・！？"
]
SPACES = [" "] * 40 + ["", "", "", "  ", "\u00a0", "\n", "\t", "\u200b", "\u3000", "\u2009"]


@cache
def sentences() -> tuple[str, ...]:
    """The sentences of the cases: what stands in no heading and is no answer."""
    lines = (line for name in SENTENCES_OF for line in (CASES / name).read_text("utf-8").splitlines())
    return tuple(line.removeprefix("> ") for line in lines if line and line[0] not in "#=" and len(line) > 20)


@cache
def cues() -> tuple[str, ...]:
    """Every regular form of every cue that the lexicon knows, and the commonest irregular ones."""
    verbs = (lemma.split(" ", 1) for lemma in (entry.lemma for entry in lexicon().entries))
    forms = {" ".join((form, *rest)) for first, *rest in verbs for form in verb_forms(first)}
    return tuple(sorted(forms | IRREGULAR))


def document(rng: Random) -> str:
    """One to four paragraphs, seldom empty ones."""
    return "\n\n".join(rng.choice(KINDS)(rng) for _ in range(rng.choice((1, 1, 1, 2, 3, 4))))


def _token(rng: Random) -> str:
    return rng.choice(rng.choice((NAMES, WORDS, WORDS, MARKS, MARKS, cues(), WEB, ODD, QUOTED)))


def _soup(rng: Random) -> str:
    return "".join(_token(rng) + rng.choice(SPACES) for _ in range(rng.randint(0, 25)))


def _tiny(rng: Random) -> str:
    return "".join(_token(rng) + rng.choice((" ", "")) for _ in range(rng.randint(0, 3)))


def _cue(rng: Random) -> str:
    """A cue with what may stand around it, each part there or not, in any order."""
    parts = [
        rng.choice((*NAMES, "That", "He", "Nobody", "the minister", "what", "it", "")),
        rng.choice(AUXILIARIES),
        rng.choice(cues()),
        rng.choice((",", ":", "that", "", "to", "as", "—")),
        rng.choice(QUOTED),
    ]
    if rng.random() < 0.4:
        rng.shuffle(parts)
    if rng.random() < 0.3:
        parts.insert(rng.randrange(len(parts)), rng.choice(cues()))
    return " ".join(part for part in parts if part) + rng.choice((".", "?", "", " enough?", ",", "…"))


def _japanese(rng: Random) -> str:
    run = "".join(rng.choice(JAPANESE) for _ in range(rng.choice((1, 5, 30, 120))))
    return run if rng.random() < 0.7 else f"{run} {_tiny(rng)}"


def _tags(rng: Random) -> str:
    count = rng.randint(1, 8)
    return rng.choice((" ", "", "\n")).join(rng.choice(rng.choice((WEB, WEB, NAMES))) for _ in range(count))


def _broken(rng: Random) -> str:
    words = " ".join(rng.choice(sentences()) for _ in range(rng.choice((1, 1, 2)))).split(" ")
    for _ in range(rng.randint(0, 5)):
        words = rng.choice(MUTATIONS)(rng, words) or ["."]
    return " ".join(words)


def _drop(rng: Random, words: list[str]) -> list[str]:
    at = rng.randrange(len(words))
    return words[:at] + words[at + 1 :]


def _double(rng: Random, words: list[str]) -> list[str]:
    at = rng.randrange(len(words))
    return words[:at] + [words[at]] * rng.randint(1, 3) + words[at:]


def _glue(rng: Random, words: list[str]) -> list[str]:
    at = rng.randrange(len(words))
    return [*words[:at], "".join(words[at : at + 2]), *words[at + 2 :]]


def _insert(rng: Random, words: list[str]) -> list[str]:
    at = rng.randint(0, len(words))
    return [*words[:at], _token(rng), *words[at:]]


def _swap(rng: Random, words: list[str]) -> list[str]:
    first, second = rng.randrange(len(words)), rng.randrange(len(words))
    words = list(words)
    words[first], words[second] = words[second], words[first]
    return words


def _cut(rng: Random, words: list[str]) -> list[str]:
    first, last = sorted((rng.randint(0, len(words)), rng.randint(0, len(words))))
    return words[first:last]


def _character(rng: Random, words: list[str]) -> list[str]:
    """A character put in, or one taken out."""
    at = rng.randrange(len(words))
    place = rng.randint(0, len(words[at]))
    put = rng.choice((rng.choice(ODD), rng.choice(MARKS), ""))
    return [*words[:at], words[at][:place] + put + words[at][place + (not put) :], *words[at + 1 :]]


def _case(rng: Random, words: list[str]) -> list[str]:
    change = rng.choice((str.upper, str.title, str.lower))
    return [change(word) for word in words]


def _space(rng: Random, words: list[str]) -> list[str]:
    at = rng.randrange(len(words))
    return [*words[:at], words[at] + rng.choice(SPACES + ODD), *words[at + 1 :]]


KINDS: tuple[Callable[[Random], str], ...] = (
    _broken,
    _broken,
    _broken,
    _soup,
    _soup,
    _cue,
    _cue,
    _tiny,
    _japanese,
    _tags,
)
MUTATIONS: tuple[Callable[[Random, list[str]], list[str]], ...] = (
    _drop, _double, _glue, _insert, _insert, _swap, _cut, _character, _character, _case, _space,
)  # fmt: skip
