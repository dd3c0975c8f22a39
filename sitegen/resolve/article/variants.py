"""Other ways to name a body: turned round, clipped, by letters in another order.

In: two names, or a word and a name. Out: whether they can be one body's, by the words alone. "The Ministry of
the Interior" is "the Interior Ministry", "KyoFerr" can be "Kyoto Ferries", and "FEV" the "Veldian Football
Federation", whose own tongue has another order.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.resolve.names.forms import Name, fold, is_acronym, is_initial
from sitegen.resolve.vocabulary.wordlists import WordLists

ROOT = 4
"""Letters that a country and its adjective share at least: "Chile", "Chilean"."""
CLIPPED = 4
"""Letters of a clipped name, or of a word that is cut short, at least."""
CUT = 3
"""Letters at least that are cut away: more than an ending."""


def is_turned(a: Name, b: Name) -> bool:
    """Whether one is the other turned round "of", with a country for its adjective or without."""
    of, plain = (a, b) if _turn(b) < 0 else (b, a)
    at, lists = _turn(of), of.lists
    if at <= 0 or _turn(plain) >= 0 or not lists.teaching.isdisjoint((*a.words, *b.words)):
        return False
    turned = _weighty((*of.words[at + 1 :], *of.words[:at]), lists)
    kept = _weighty(plain.words, lists)
    if len(kept) < 2 or not turned or not is_same_word(turned[-1], kept[-1]):
        return False
    if len(turned) > len(kept) and kept[:-1] in _parts_of(of, at):
        return True  # "Ministry of Fisheries and the Interior", "Interior Ministry"
    return len(turned) == len(kept) and all(any(is_same_word(w, other) for other in kept) for w in turned)


def _weighty(words: Iterable[str], lists: WordLists) -> list[str]:
    """The words that tell what a body is of, each as bodies of its kind are mostly called."""
    idle = lists.function_words | lists.lost_in_turning
    return [lists.called_else.get(w, w) for w in words if w not in idle]


def _parts_of(name: Name, at: int) -> list[list[str]]:
    """What a body is of, one thing after the other: "Trade, Industry and Energy"."""
    found: list[list[str]] = [[]]
    for word in name.text.split()[at - len(name.words) + 1 :]:
        bare = fold(word)
        if bare in name.lists.joints:
            found.append([])
        elif words := _weighty([bare], name.lists):
            found[-1] += words
            found += [[]] if word.endswith(",") else []
    return found


def _turn(name: Name) -> int:
    """Where the word stands that a name is turned round; -1 if nowhere."""
    return next((n for n, word in enumerate(name.words) if word in name.lists.turning), -1)


def is_same_word(a: str, b: str) -> bool:
    """Whether two words are one but for an ending."""
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a == b or (shared >= ROOT and shared >= min(len(a), len(b)) - 1 and abs(len(a) - len(b)) < 4)


def is_clipped(short: Name, long: Name) -> bool:
    """Whether a word is made of the beginnings of all words of a name: "KyoFerr", "Tepco", "FedEx"."""
    every = (fold(word) for word in long.text.replace("-", " ").split())
    words = [w for w in every if w and w not in long.lists.function_words]
    word = short.key
    if len(short.words) != 1 or len(word) < CLIPPED or len(words) < 2 or word == words[0]:
        return False
    firm = len(words) > 2 and words[-1] in long.lists.legal_forms | long.lists.organisation_nouns
    return _made_of(word, words) or (firm and _made_of(word, words[:-1]))


def is_cut(a: Name, b: Name) -> bool:
    """Whether one name is the other with a word cut short: "Veld Pharma", "Veld Pharmaceuticals"."""
    pairs = [(x, y) for x, y in zip(a.words, b.words, strict=False) if x != y]
    if len(a.words) != len(b.words) or len(a.words) < 2 or len(pairs) != 1:
        return False
    short, long = sorted(pairs[0], key=len)
    return len(short) >= CLIPPED and len(long) >= len(short) + CUT and long.startswith(short)


def respelled(name: Name) -> tuple[str, ...]:
    """The words, equal for two countries' spellings, in full or short: "Saint", "St."."""
    return tuple(name.lists.respelled.get(word, word) for word in name.words)


def is_headed(short: Name, long: Name) -> bool:
    """Whether an acronym stands for how a name begins, before the same rest: "RC Veld"."""
    letters, *rest = short.text.replace("-", " ").split()
    count = len(rest)
    if not rest or not is_acronym(letters, short.language) or len(long.words) <= count + 1:
        return False
    own = [word for part in long.words for word in part.split("-")]
    begins = [w for w in own[:-count] if w not in long.lists.function_words]
    return own[-count:] == list(map(fold, rest)) and fold(letters) == "".join(w[0] for w in begins)


def is_members(short: Name, long: Name) -> bool:
    """Whether a party is called by its people: "the Social Liberals", "Social Liberal Party of Veldia"."""
    count = len(short.words)
    rest = long.words[count:]
    if not rest or not short.words[-1].endswith("s") or short.words[:-1] != long.words[: count - 1]:
        return False
    of = len(rest) == 1 or rest[1] in long.lists.function_words
    return of and rest[0] in long.lists.parties and is_same_word(short.words[-1], long.words[count - 1])


def core_initials(name: Name) -> str:
    """The initials of what stands before "of": "LP" of "Labour Party of Veldia"; "" for one word."""
    lists = name.lists
    at = max((n for n, word in enumerate(name.words) if word in lists.turning), default=0)
    core = [word for word in name.words[:at] if word not in lists.function_words]
    return "".join(word[0] for word in core) if len(core) > 1 else ""


def _made_of(word: str, parts: list[str]) -> bool:
    """Whether `word` is the parts' beginnings in a row, one letter or more of each."""
    if not parts:
        return not word
    most = next(
        (n for n, (x, y) in enumerate(zip(word, parts[0], strict=False)) if x != y),
        min(len(word), len(parts[0])),
    )
    return any(_made_of(word[n:], parts[1:]) for n in range(most, 0, -1))


def has_letters(acronym: str, name: Name) -> bool:
    """Whether an acronym has the initials of a name in another order, three or more."""
    letters = [c for c in fold(acronym) if c.isalnum()]
    own = [w[0] for w in name.words if w not in name.lists.function_words and not is_initial(w)]
    return len(letters) > 2 and sorted(letters) == sorted(own)


def is_of_country(acronym: str, name: Name, places: frozenset[str]) -> bool:
    """Whether an acronym is a name's initials and a country's: "RBV" for the Reserve Bank, in Veldia."""
    letters = "".join(c for c in fold(acronym) if c.isalnum())
    own = "".join(w[0] for w in name.words if w not in name.lists.function_words)
    return len(own) > 1 and letters[:-1] == own and letters[-1] in places
