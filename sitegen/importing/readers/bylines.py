"""Who wrote it: bylines as sources have them, to names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from email.utils import parseaddr

from sitegen.content.matter.values import is_web_address
from sitegen.importing.readers.known import known, one_of

_BETWEEN = re.compile(r"\s*[,;|/&]\s*(?:and\s+|und\s+)?|\s+(?:and|und)\s+")
_PLACE = re.compile(r"\s+in\s+[^\W\d_a-z].*\Z|\s+(?:for|FOR|For)\s+(?:the\s+)?[^\W\d_a-z].*\Z")
"""Where somebody writes from, or for whom."""
_IN_BRACKETS = re.compile(r"\S+@\S+\s*\((.+)\)\Z")


def byline(texts: Iterable[str], publisher: str = "") -> str:
    """One line of all who are named: `Nora Vell, Tom Askew and Ana Teale`; the publisher is no author."""
    people = list(dict.fromkeys(name for text in texts for name in _names(text, publisher.casefold())))
    return joined([name for name in people if not is_role(name)] or people)


def joined(people: Sequence[str]) -> str:
    """Names as a byline has them."""
    return " and ".join([", ".join(people[:-1]), people[-1]]) if len(people) > 1 else "".join(people)


def without_by(text: str) -> str:
    """Without the word that stands before the names."""
    return re.sub(rf"(?i)^{one_of('by')}[:\s]+(?=\S)", "", text)


def _names(text: str, publisher: str) -> list[str]:
    """The people of one text. `Askew, Tom` may be one, and `Ana Roy, PhD` is, so both stay as they are."""
    whole = _person(" ".join(text.split()))
    parts = [
        part for each in _BETWEEN.split(whole) if (part := _person(each)).casefold() not in {"", publisher}
    ]
    people = [part for part in parts if not is_role(part)] or parts[:1]
    if parts != [whole] and all(" " in part for part in people):
        return people
    return [whole] if whole and parts else []


def _person(text: str) -> str:
    """A name; "" for what programs put in its place, and for addresses."""
    text = without_by(text)
    if "@" in text:
        bracketed = _IN_BRACKETS.match(text)
        text = bracketed[1] if bracketed else parseaddr(text)[0]
    text = _PLACE.sub("", text).strip(" ,;|·•–—-")
    return "" if text.casefold() in known("nobody") or is_web_address(text) else text


def is_role(text: str) -> bool:
    """`Council Reporter`, `senior editor at the Argus`."""
    return re.search(rf"(?i)\b{one_of('roles')}(?:\s+(?:at|of|for|in|from)\b.*)?\Z", text) is not None
