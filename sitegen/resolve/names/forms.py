"""Normal forms of names: what remains when titles, articles, possessives, accents and case are gone.

In: the words of a mention and its article's language, whose words alone take it apart: where there are none,
nothing is a title, an article or a legal form. Out: a `Name` to compare, and the pure comparisons. Nothing
here knows an article, a type vote or a curation file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitegen.resolve.vocabulary.wordlists import WordLists, word_lists
from sitegen.wordfiles import pattern

_QUOTED = re.compile(r"\s+(?:[“\"][^“”\"]+[”\"]|['‘][^'‘’]+['’]|\([^()]*\))(?=\s)")
_NICKNAME = re.compile(r"\s(?:[“\"]([^“”\"]+)[”\"]|['‘]([^'‘’]+)['’])\s")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""A soft hyphen, and spaces of no width."""
MONOGRAM = 3
"""Letters from which a word with a capital and small letters may be a degree: "Ma" is a surname."""
_EDGES = " \t\n,.;:!?“”\"'‘’()[]-–—"
_EXTRA = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name, taken apart."""

    text: str
    """As written, without article, titles, possessive; one line."""
    words: tuple[str, ...]
    """Folded words of `text`, generation and credentials left out. Empty for a mere title."""
    key: str
    """Equal for two writings of one name."""
    titles: tuple[str, ...] = ()
    suffix: str = ""
    """"jr", "sr", "ii" …"""
    gender: str | None = None
    """From a title in the mention itself."""
    nickname: tuple[str, ...] = ()
    """Folded words that stand in marks inside the name: "birdie" of "Rosa “Birdie” Lindqvist"."""
    language: str = ""
    """Whose words took it apart: "en"; "" where the article's language has none."""

    @property
    def lists(self) -> WordLists:
        """What is known of the language's words."""
        return word_lists(self.language)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case, accents and dots: "José" and "JOSE", "U.S." and "US" are equal."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_EXTRA).replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c) and c != ".").strip("'\",;:()“”")


def tidy(text: str, language: str) -> str:
    """One line, no possessive, no marks at its edges, nothing that is not seen; dots of initials stay."""
    one_line = " ".join(_UNSEEN.sub("", text).split())
    bare = _unpossessed(one_line, language).strip(_EDGES.replace(".", ""))
    bare = bare.lstrip(".")
    return bare.rstrip(".") if bare.endswith(".") and not _ends_in_initial(bare) else bare


def _unpossessed(word: str, language: str) -> str:
    return pattern("possessive_end", language).sub("", word)


def _without_article(text: str, lists: WordLists) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and _is_article(first, lists) else text


def _is_article(word: str, lists: WordLists) -> bool:
    """Whether it is one as it stands: "A." is an initial."""
    return word.casefold() in lists.articles


def _ends_in_initial(text: str) -> bool:
    last = text.rsplit(" ", 1)[-1]
    return "." in last[:-1] or len(last) <= 3


@lru_cache(maxsize=65536)
def person_name(text: str, language: str) -> Name:
    """The name of a person: titles in front and credentials behind are taken off."""
    lists, plain = word_lists(language), tidy(text, language)
    words = _QUOTED.sub("", plain).replace(",", " ").split()
    folded = [fold(w) for w in words]
    first = 0
    while first < len(words) and (folded[first] in lists.titles or _is_article(words[first], lists)):
        first += 1
    if first == len(words) and first:  # "General", "Judge": perhaps a family name after all
        first = len(words) - 1
    elif first and first == len(words) - 1 and folded[first - 1] in lists.regnal:
        first -= 1  # "Queen Petra" is a whole name
    titles = tuple(w for w, word in zip(folded[:first], words, strict=False) if not _is_article(word, lists))
    last, suffix = len(words), ""
    while last > first + 1 and (_is_credential(words[last - 1], lists) or folded[last - 1] in lists.suffixes):
        suffix = lists.suffixes.get(folded[last - 1], suffix)
        last -= 1
    gender = next((lists.honorifics[t] for t in titles if t in lists.honorifics), None)
    bare = _as_written(plain, words[first:], words[last:] if not suffix else [])
    kept = tuple(w for word in _open_initials(words[first:last]) if (w := fold(word)))
    name = bare or _as_it_stands(text)
    called = _NICKNAME.search(plain)
    nickname = tuple(map(fold, (called[1] or called[2]).split())) if called else ()
    return Name(name, kept, _key(kept, suffix), titles, suffix, gender, nickname, lists.language)


def _is_credential(word: str, lists: WordLists) -> bool:
    """Whether it is "MA" or "PhD" behind a name; "Ma" and "Ba" are surnames."""
    return fold(word) in lists.credentials and not (len(word) < MONOGRAM and word.istitle())


def _as_written(text: str, kept: Sequence[str], behind: Sequence[str]) -> str:
    """The text from the first kept word on, without the credentials behind; commas and nicknames stay in."""
    start = text.find(kept[0]) if kept else 0
    end = text.rfind(behind[0]) if behind else len(text)
    return text[max(start, 0) : end].rstrip(" ,") if end > start else text


def _as_it_stands(text: str) -> str:
    """What to call something whose name has no letter."""
    return " ".join(text.split()) or "…"


def _key(words: tuple[str, ...], suffix: str = "") -> str:
    return " ".join(words).replace("-", " ") + (f" {suffix}" if suffix else "")


def _open_initials(words: Sequence[str]) -> Iterator[str]:
    """Open "W.H." and "WH" into two initials, but for the last word and where all is capitals."""
    shouting = all(word.isupper() for word in words)
    for word in words[:-1]:
        letters = word.replace(".", "")
        closed = "." in word[:-1] or (not shouting and word.isupper())
        initials = closed and len(letters) == 2 and letters.isalpha() and letters.isupper()
        yield from (f"{letter}." for letter in letters) if initials else (word,)
    yield from words[-1:]


@lru_cache(maxsize=65536)
def thing_name(text: str, language: str) -> Name:
    """The name of anything but a person, without article, inner possessives ("Dockers'") and legal form."""
    lists = word_lists(language)
    bare = _without_article(tidy(text, language), lists)
    folded = [fold(_unpossessed(w, language)) for w in _opened(bare, lists)]
    while len(folded) > 1 and folded[-1] in lists.legal_forms:
        folded.pop()
    if len(folded) > 1 and folded[0] in lists.legal_prefixes:
        del folded[0]  # "PT Veld Mahakam Tbk"
    kept = tuple(w for w in folded if w)
    shown = _with_ending(text, bare)
    return Name(shown or _as_it_stands(text), kept, _key(kept), language=lists.language)


def _with_ending(text: str, bare: str) -> str:
    """One word as it is written: no annotator marks an ending of possession but that of "Moody's"."""
    whole = text.strip()
    return whole if whole[:-2] == bare and whole[-2:] in {"'s", "’s"} and " " not in bare else bare


def _opened(text: str, lists: WordLists) -> list[str]:
    """The words of a name, "&" one of them, as it is read."""
    return text.replace("&", f" {lists.ampersand} ").split()


def is_initial(word: str) -> bool:
    """Whether a folded word is one letter, as of "J."."""
    return len(word) == 1 and word.isalpha()


def same_given(a: str, b: str) -> bool:
    """Whether two given names can be one: equal, or one the initial of the other."""
    return a == b or ((is_initial(a) or is_initial(b)) and a[:1] == b[:1])


def family(name: Name) -> tuple[str, ...]:
    """The last word with the particles before it: ("van", "der", "berg")."""
    start = len(name.words) - 1
    while start > 1 and name.words[start - 1] in name.lists.particles:
        start -= 1
    return name.words[start:]


def bare_family(name: Name) -> tuple[str, ...]:
    """The family name without the article that news leaves out: "sharif" of "Rami al-Sharif"."""
    words, articles = family(name), name.lists.family_articles
    article, hyphen, rest = words[0].partition("-")
    if hyphen and rest and article in articles:
        return (rest, *words[1:])
    return words[1:] if len(words) > 1 and words[0] in articles else words


def called_politely(name: Name) -> tuple[str, str]:
    """The courtesy and the given name of "Don Ramiro" and "Nurhan Hanım"; empty where it is no such name."""
    if len(name.words) != 2:
        return "", ""
    first, last = name.words
    if first in name.lists.courtesies or first in name.lists.regnal:
        return first, last
    return (last, first) if last in name.lists.courtesies_behind else ("", "")


def nicknames(name: Name) -> frozenset[tuple[str, ...]]:
    """What somebody is called by the nickname in their name: by it alone, and before the family name."""
    return frozenset({name.nickname, (*name.nickname, *family(name))}) if name.nickname else frozenset()


def goes_by(a: Name, b: Name) -> bool:
    """Whether one name is the other one's nickname: "Birdie Lindqvist" of "Rosa “Birdie” Lindqvist"."""
    return a.words in nicknames(b) or b.words in nicknames(a)


def full_names_agree(a: Name, b: Name) -> bool:
    """Whether two names of two words or more can be one person's, by the names alone.

    The family names are equal, first names equal or initials, middle names absent or in agreement; or
    one name continues the other ("Ana Ruiz", "Ana Ruiz Vidal"; "Lula da Silva" at the end of a longer
    one, "De la Cueva" in the middle). "Jr." is somebody else than the bare name: father and son stand in
    one article too often.
    """
    if a.suffix != b.suffix:
        return False
    short, long = sorted((a, b), key=lambda n: len(n.words))
    count = len(short.words)
    if long.words[:count] == short.words or long.words[-count:] == short.words or _is_family_of(short, long):
        return True
    if bare_family(a) != bare_family(b) or is_initial(a.words[-1]):
        return False
    if not same_given(a.words[0], b.words[0]):  # one who goes by a middle name, "Otto" of "Jens Otto Harry"
        given = short.words[: len(short.words) - len(family(short))]
        return not is_initial(given[0]) and _in_order(given, _middle(long))
    return _in_order(_middle(short), _middle(long)) and not _other_initials(_middle(short), _middle(long))


def _is_family_of(short: Name, long: Name) -> bool:
    """Whether one is a family name with its particle, inside the other: "De la Cueva"."""
    words, opened = short.words, tuple(" ".join(long.words).replace("-", " ").split())
    if "-" in long.words[-1] and opened[-len(words) :] == words:
        return True  # "Dae Ho" of "Kim Dae-ho"
    starts = range(1, len(opened) - len(words)) if words[0] in short.lists.particles else ()
    return any(opened[at : at + len(words)] == words for at in starts)


def _other_initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether initials alone stand between, others in the longer name: "George W.", "George H. W."."""
    initials_ = bool(short) and all(map(is_initial, short))
    return initials_ and not all(same_given(a, b) for a, b in zip(short, long, strict=False))


def _middle(name: Name) -> tuple[str, ...]:
    return name.words[1 : len(name.words) - len(family(name))]


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each given name of the shorter is found in the longer, in order."""
    rest = iter(long)
    return all(any(same_given(word, other) for other in rest) for word in short)


@lru_cache(maxsize=65536)
def is_acronym(text: str, language: str) -> bool:
    """Whether a mention is one word of capitals: "MHA", "U.N.", "AT&T"."""
    bare = _without_article(tidy(text, language), word_lists(language))
    letters = [c for c in bare if c.isalpha()]
    return (
        " " not in bare
        and 2 <= len(letters) <= 8
        and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)
    )


@lru_cache(maxsize=65536)
def initials(name: Name) -> frozenset[str]:
    """The acronyms that a name's initials make: with and without function words, hyphens open or closed.

    What follows "and" may be left out, and "ex-" may give its X: "PSX" for the "Port Stock Exchange".
    """
    written, small = _written(name), name.lists.function_words
    opened = tuple(part for word in written for part in word.split("-"))
    found = set()
    for words in (written, opened, _first_of_two(written, name.lists.ampersand)):
        found.add("".join(w[:1] for w in words))
        found.add("".join(w[:1] for w in words if w not in small))
        found.add("".join("x" if w.startswith("ex") else w[:1] for w in words if w not in small))
    return frozenset(a for a in found if len(a) >= 2)


def _first_of_two(words: tuple[str, ...], joint: str) -> tuple[str, ...]:
    """What stands before the last "and", if an acronym can be made of it: "Centre for Disease Control"."""
    last = max((at for at, word in enumerate(words) if word == joint), default=0)
    return words[:last] if last > 2 else ()


def spells(acronym: str, name: Name) -> bool:
    """Whether the acronym's letters stand in the name in order, the first as the first: for "F (S)" only."""
    letters = [c for c in fold(acronym) if c.isalnum()]
    written = "".join(_written(name))
    spelled = iter(written)
    return bool(letters) and written[:1] == letters[0] and all(c in spelled for c in letters)


def _written(name: Name) -> tuple[str, ...]:
    """All folded words, a firm's legal form among them: "Corporation" gives an acronym its C."""
    return tuple(w for word in _opened(name.text, name.lists) if (w := fold(word)) not in {"", "&"})


def is_certain(name: Name) -> bool:
    """Whether a name made of common nouns means one body all the same: "World Health Organization"."""
    return " ".join(name.words) in name.lists.certain


def is_generic(name: Name) -> bool:
    """Whether a name is made of common nouns alone: clear in its article, and nowhere else."""
    lists = name.lists
    return all(w in lists.generic or w in lists.function_words or w.isdigit() for w in name.words)
