"""Other ways to name a body: turned round, clipped, by letters in another order.

In: two names, or a word and a name. Out: whether they can be one body's, by the words alone. "The Ministry of
the Interior" is "the Interior Ministry", "KyoFerr" can be "Kyoto Ferries", and "FEV" the "Veldian Football
Federation", whose own tongue has another order.
"""

from __future__ import annotations

from sitegen.resolve.names.forms import Name, fold, is_initial

ROOT = 4
"""Letters that a country and its adjective share at least: "Chile", "Chilean"."""
CLIPPED = 4
"""Letters of a clipped name at least."""


def is_turned(a: Name, b: Name) -> bool:
    """Whether one is the other turned round "of", with a country for its adjective or without."""
    of, plain = (a, b) if _turn(b) < 0 else (b, a)
    at, lists = _turn(of), of.lists
    if at <= 0 or _turn(plain) >= 0 or not lists.teaching.isdisjoint((*a.words, *b.words)):
        return False
    idle = lists.function_words | lists.lost_in_turning
    turned = [w for w in (*of.words[at + 1 :], *of.words[:at]) if w not in idle]
    kept = [w for w in plain.words if w not in idle]
    if len(kept) < 2 or not turned or not is_same_word(turned[-1], kept[-1]):
        return False
    if len(turned) > len(kept) > 1 and turned[: len(kept) - 1] == kept[:-1]:
        return True  # "Ministry of the Interior and Fisheries", "Interior Ministry"
    return len(turned) == len(kept) and all(any(is_same_word(w, other) for other in kept) for w in turned)


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
    firm = len(words) > 2 and words[-1] in long.lists.legal_forms
    return _made_of(word, words) or (firm and _made_of(word, words[:-1]))


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
