"""Who wrote it: bylines as sources have them, to names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from email.utils import parseaddr

from sitegen.content.matter.values import is_web_address
from sitegen.importing.readers.known import known, one_of

_BETWEEN = re.compile(r"\s*[,;|/&]\s*(?:(?i:and|und)\s+)?|\s+(?i:and|und)\s+")
_PLACE = re.compile(r"\s+in\s+[^\W\d_a-z].*\Z|\s+(?:for|FOR|For)\s+(?:the\s+)?[^\W\d_a-z].*\Z")
"""Where somebody writes from, or for whom."""
_IN_BRACKETS = re.compile(r"\S+@\S+\s*\((.+)\)\Z")
_FOR = re.compile(r"(?i)\s+(?:special to\s.+|(?:of\s+)?the\s.+|\(.*)\Z")
"""Whom somebody writes for, behind a name: `Ana Roy The Argus`, `Ana Roy (Argus)`."""
_SHORT = re.compile(r"(?:[^\W\d_]\.)+|[IVX]+")
"""Initials, and which of several of a name."""
NAMES = re.compile(
    r"(?:(?:[^\W\d_a-zà-öø-ÿ][\w.'’-]*|de|da|del|van|von|der|den|al|bin|el|la|le|di|du|dos|and|und|&)[ ,]*)+"
)
_ACCOUNT = re.compile(r"(?=[^\d_]*[\d_])[a-z\d][a-z\d_.-]*")
"""What somebody signs in with: small letters with a number or a line in them."""
_LONG = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST_OFFICE = 5
_VOWEL = re.compile(r"(?i)[aeiouyà-ÿ]|\A(?:jr|sr|ng)\.?\Z")


def byline(texts: Iterable[str], publisher: str = "") -> str:
    """One line of all who are named: `Nora Vell, Tom Askew and Ana Teale`; the publisher is no author."""
    people = list(dict.fromkeys(name for text in texts for name in _names(text, publisher.casefold())))
    return joined([name for name in people if not is_role(name)] or people)


def joined(people: Sequence[str]) -> str:
    """Names as a byline has them."""
    return " and ".join([", ".join(people[:-1]), people[-1]]) if len(people) > 1 else "".join(people)


def without_by(text: str) -> str:
    """Without what stands before the names: `By`, `Analysis by`."""
    return re.sub(rf"(?i)^(?:{one_of('made')}\s+)?{one_of('by')}[:\s]+(?=\S)", "", text)


def _names(text: str, publisher: str) -> list[str]:
    """The people of one text. `Askew, Tom` may be one, and `Ana Roy, PhD` is, so both stay as they are."""
    whole = _person(" ".join(text.split()))
    parts = [
        part
        for each in _BETWEEN.split(whole)
        if (part := _bare(_person(each), publisher))
        and not _is_house(part.casefold(), publisher)
        and not _is_desk(part, publisher)
    ]
    people = [part for part in parts if not is_role(part)] or parts[:1]
    if parts != [whole] and all(" " in part for part in people):
        return [_cased(part) for part in people]
    return [_cased(whole)] if whole and parts else []


def _is_house(name: str, publisher: str) -> bool:
    """`The Harbour`, `The Harbour Wire`, `The Harbour Wire Online`: all are the publisher."""
    return f"{publisher} ".startswith(f"{name} ") or (" " in publisher and name.startswith(f"{publisher} "))


def _is_desk(name: str, publisher: str) -> bool:
    """`NTN STAFF`, `Harbour Wire Staff`, `Reuters Staff`: the house, or letters, and those who work there."""
    found = re.search(rf"(?i)\s+(?:{one_of('fields')}\s+)*{one_of('desks')}\Z", name)
    house = name[: found.start()] if found else ""
    letters = " " not in house and house == house.upper() and not _VOWEL.search(house)
    return bool(house) and (
        letters or house.casefold() in known("agencies") or _is_house(house.casefold(), publisher)
    )


def _person(text: str) -> str:
    """A name; "" for what programs put in its place, and for addresses."""
    text = without_by(text)
    if "@" in text:
        bracketed = _IN_BRACKETS.match(text)
        text = bracketed[1] if bracketed else parseaddr(text)[0]
    text = without_date(_PLACE.sub("", text).strip(" ,;|·•–—-"))
    nobody = (
        text.casefold() in known("nobody")
        or _ACCOUNT.fullmatch(text) is not None
        or any(f" {desk}" in text.casefold() for desk in known("nobodies"))
    )
    return "" if nobody or is_web_address(text) or _YEAR.search(text) else text


def without_date(names: str) -> str:
    """`Ana Roy, May` is Ana Roy: the day stood behind it. `Ana May` may be her name."""
    while found := re.search(rf"(?i)(?:^|[\s,]+)(?:(?:on|at)\s+)?{one_of('calendar')}[\s,.]*\Z", names):
        left, day = names[: found.start()], found.group().strip(" ,.").casefold()
        if day in known("given_months") and "," not in found.group() and len(_LONG.findall(left)) < 2:
            return names
        names = left
    return names


def with_others(line: str, first: str) -> bool:
    """Whether a byline has the names of another and more, all of them people's: `Ana Roy and Tom Askew`."""
    if not first or not re.match(rf"{re.escape(first)}(?:, | and )", line):
        return False
    others = re.split(r", | and ", line[len(first) :])[1:]
    house = re.compile(rf"(?i)\b(?:{one_of('agencies')}|{one_of('credits')})\b")
    return all(len(_LONG.findall(name)) > 1 and not house.search(name) for name in others)


def is_named(text: str) -> bool:
    """Whether every word of it is written as a name's."""
    return NAMES.fullmatch(without_by(text).strip()) is not None


def _bare(name: str, publisher: str) -> str:
    """`Ana Roy News reporter` and `Ana Roy Associated Press` are Ana Roy; a name has two words at least."""
    office = rf"(?i)\s+(?:{one_of('fields')}\s+)*{_office()}"
    rank = rf"(?i)\s+{one_of('ranks')}\s+\S.*"
    house = rf"(?i)\s+(?:{one_of('agencies')}|{re.escape(publisher) or '(?!)'})\Z"
    for pattern in (_FOR, office, rank, house):
        found = re.search(pattern, name)
        if found and " " in name[: found.start()].strip():
            name = name[: found.start()].strip()
    return name


def _cased(name: str) -> str:
    """`JANE O'DOVER` as it is written elsewhere. One word in capitals, or one without vowels, is a body's."""
    words = name.split()
    long = [word for word in words if not _SHORT.fullmatch(word)]
    is_name = len(words) > 1 and long and all(_VOWEL.search(word) for word in long)
    if name != name.upper() or not is_name or any(word.casefold() in known("agencies") for word in words):
        return name
    return " ".join(word if _SHORT.fullmatch(word) else _capitalised(word) for word in words)


def _capitalised(word: str) -> str:
    return re.sub(r"\bMc([a-zà-ÿ])(?=[a-zà-ÿ]{2})", lambda found: f"Mc{found[1].upper()}", word.title())


def is_role(text: str) -> bool:
    """`Council Reporter`, `senior editor at the Argus`, and the agency that somebody works for."""
    return re.search(rf"(?i)\b{_office()}", text) is not None or text.casefold() in known("agencies")


def is_office(text: str) -> bool:
    """A reporter's or an editor's, and nothing else: `Staff Writer`, `Argus Council Reporter`."""
    return len(text.split()) < _LONGEST_OFFICE and re.search(rf"(?i)\b{one_of('roles')}\Z", text) is not None


def _office() -> str:
    """A pattern for an office at the end of a text, and where it is held."""
    return rf"{one_of('roles')}(?:\s+(?:at|of|for|in|from)\b.*)?\Z"
