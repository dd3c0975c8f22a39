"""What a value in front matter may be: words as written, read as the kind of thing the key wants.

Each reader takes a `Value` and returns the typed one or raises `WrongValueError` with what was expected and
an example; `frontmatter` adds the place and the key. Pure.
"""

from __future__ import annotations

import re
from typing import NoReturn
from urllib.parse import unquote, urlsplit

from sitegen.content.matter.nodes import Listing, Mapping, Scalar, Value
from sitegen.slugs import address_part

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SLUG = re.compile(r"\w(?:[\w.-]*[\w-])?")
"""Full stops inside, as other generators have them: "in-pa.-capital"."""
_NOT_IN_SLUG = re.compile(r"[^\w.-]+")
LONGEST = 200
"""Bytes of a slug: file systems allow 255 for a part of an address."""
_NOT_IN_URL = re.compile(r"""[\s<>"`\\\x00-\x1f]""")
_NOT_IN_PATH = re.compile(r"""[\s<>"'`\\|*?#%{}\x00-\x1f\x7f]|://""")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_YES, _NO = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})


class WrongValueError(Exception):
    """A value that a key does not take."""

    def __init__(self, code: str, found: str, hint: str) -> None:
        super().__init__(found)
        self.code, self.found, self.hint = code, found, hint


def words(value: Value, example: str = "a line of text") -> str:
    """One line of text; line breaks and runs of spaces become one space."""
    if not isinstance(value, Scalar):
        wrong_kind(value, "one line of text", example)
    return "" if value.empty else " ".join(value.text.split())


PLACE_DIGITS = 4
LAST_PLACE = 10**PLACE_DIGITS
"""Behind every number that can be written."""


def yes_or_no(value: Value) -> bool:
    """True or false, in any of YAML's spellings."""
    if not isinstance(value, Scalar) or not is_yes_or_no(value):
        wrong_kind(value, "true or false", "true")
    return value.text.lower() in _YES


def is_yes_or_no(value: Value) -> bool:
    """Whether it is one of YAML's spellings of true and false."""
    return isinstance(value, Scalar) and value.text.lower() in _YES | _NO


def place(value: Value) -> int:
    """A place among others, 1 first; `true` is the last one, `false` none."""
    text = value.text.lower() if isinstance(value, Scalar) else ""
    if text in _YES | _NO:
        return LAST_PLACE if text in _YES else 0
    if not (text.isascii() and text.isdigit() and len(text) <= PLACE_DIGITS):
        wrong_kind(value, "a place, true or false", "pinned: 1")
    return int(text)


def whole_number(value: Value) -> int:
    """A whole number, which may be below zero."""
    text = value.text if isinstance(value, Scalar) else ""
    if not _WHOLE.fullmatch(text):
        wrong_kind(value, "a whole number of at most nine digits", "weight: 10")
    return int(text)


def tags(value: Value) -> tuple[str, ...]:
    """A list, or one line with commas. Empty ones and repeats are dropped."""
    if isinstance(value, Scalar):
        found = [] if value.empty else value.text.split(",")
    elif isinstance(value, Listing):
        found = [_tag(item) for item in value.items]
    else:
        wrong_kind(value, "a list", "[economy, ports]")
    return tuple(dict.fromkeys(tag for tag in (" ".join(t.split()) for t in found) if tag))


def categories(value: Value) -> tuple[str, ...]:
    """The same; a line without commas is split at its spaces, as Jekyll does."""
    found = tags(value)
    return tuple(found[0].split()) if isinstance(value, Scalar) and len(found) == 1 else found


def _tag(item: Value) -> str:
    item = _name(item)
    if not isinstance(item, Scalar):
        wrong_kind(item, "a list of words", "[economy, ports]")
    return "" if item.empty else item.text


def web_address(value: Value) -> str:
    """An absolute http or https URL."""
    text = value.text.strip() if isinstance(value, Scalar) and not value.empty else ""
    if text and is_web_address(text):
        return text
    if isinstance(value, Scalar) and not text:
        return ""
    hint = "write the whole address:  https://example.org/2026/story"
    raise WrongValueError("front-matter-bad-url", f"{shown(value)} is not a web address", hint)


def is_web_address(text: str) -> bool:
    """Whether it can stand in a link: nothing but http and https, so no script can hide in it."""
    try:
        parts = urlsplit(text)
        port = parts.port  # raises where it is no number
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and port != 0
        and not _NOT_IN_URL.search(text)
    )


def language(value: Value) -> str:
    """A BCP 47 tag."""
    text = words(value, "en")
    if text and not is_language(text):
        hint = "write a language tag:  en, en-GB, de, no"
        raise WrongValueError("front-matter-bad-language", f"{shown(value)} is not a language tag", hint)
    return text


def is_language(text: str) -> bool:
    """Whether it has the form of a language tag."""
    return _LANGUAGE.fullmatch(text) is not None


def slug(value: Value) -> str:
    """The last part of a permalink: no slashes, no dot at an edge, so it cannot leave its folder.

    Spaces, signs and percent escapes become hyphens, as other generators make them.
    """
    written = words(value, "port-talks")
    text = written if "/" in written or "\\" in written else _joined(written)
    if not written or (_SLUG.fullmatch(text) and len(text.encode()) <= LONGEST):
        return text
    better = address_part(text, LONGEST // 2) or "port-talks"
    if _SLUG.fullmatch(text):
        found, hint = f"{shown(value)} is longer than {LONGEST} bytes", f"shorten it:  {better}"
    else:
        found, hint = (
            f"{shown(value)} cannot be part of an address",
            f"use letters, digits, hyphens:  {better}",
        )
    raise WrongValueError("front-matter-bad-slug", found, hint)


def _joined(text: str) -> str:
    """What may not stand in a slug as hyphens, none at an edge; "" where nothing else is left."""
    return _NOT_IN_SLUG.sub("-", unquote(text)).strip("-.")


def permalink(value: Value) -> str:
    """The page's path below the site's root, or a pattern of one: `/news/port-talks/`, `/:year/:slug/`.

    Percent escapes are read as what they stand for.
    """
    text = "/".join(unquote(part).strip() for part in words(value, "/news/port-talks/").split("/"))
    if text and not is_path(text):
        found = f"{shown(value)} is not a path below the site's root"
        hint = "write it from the root, without dots or spaces:  /news/port-talks/"
        raise WrongValueError("front-matter-bad-slug", found, hint)
    return text


def paths(value: Value) -> tuple[str, ...]:
    """Former paths of a page, in a list or alone."""
    if isinstance(value, Mapping):
        wrong_kind(value, "a list of paths", "[/old/port-talks/]")
    items = value.items if isinstance(value, Listing) else (value,)
    return tuple(dict.fromkeys(path for item in items if (path := permalink(item))))


def is_path(text: str) -> bool:
    """Whether it names a place below the root: no other host, no way up, no characters that hosts read."""
    parts = text.strip("/").split("/")
    return (
        not _NOT_IN_PATH.search(text)
        and not text.startswith("//")
        and all(part.strip(". ") and len(part.encode()) <= LONGEST for part in parts)
    )


def people(value: Value) -> str:
    """Who wrote it: a line of text, a list, or groups of keys with a name; several are joined."""
    items = value.items if isinstance(value, Listing) else (value,)
    names = [name for item in items if (name := words(_name(item), "byline: Nora Vell and Tom Askew"))]
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _name(item: Value) -> Value:
    if not isinstance(item, Mapping):
        return item
    return next((field.value for field in item.fields if field.key.lower() in {"name", "title"}), item)


def wrong_kind(value: Value, expected: str, example: str) -> NoReturn:
    """Raise what is to be said of a value of another kind."""
    found = f"{shown(value)} is not {expected}"
    raise WrongValueError("front-matter-wrong-type", found, f"write it like this:  {example}")


def shown(value: Value) -> str:
    """The value, short enough for a message."""
    if isinstance(value, Scalar):
        text = " ".join(value.text.split())
        return f"“{text if len(text) <= 60 else text[:59] + '…'}”" if text else "nothing"
    return "a list" if isinstance(value, Listing) else "a group of keys"
