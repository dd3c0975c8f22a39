"""What a value in front matter may be: words as written, read as the kind of thing the key wants.

Each reader takes a `Value` and returns the typed one or raises `WrongValueError` with what was expected and
an example; `frontmatter` adds the place and the key. Pure.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import NoReturn
from urllib.parse import urlsplit

from sitegen.content.yamlmap import Listing, Scalar, Value
from sitegen.slugs import address_part

_DATE = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:(?:[Tt]|\s+)(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([Zz]|[+-]\d\d?(?::?\d\d)?)?)?"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SLUG = re.compile(r"\w[\w-]{0,99}")
_NOT_IN_URL = re.compile(r"""[\s<>"`\\\x00-\x1f]""")
_YES, _NO = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})


class WrongValueError(Exception):
    """A value that a key does not take."""

    def __init__(self, code: str, found: str, hint: str) -> None:
        super().__init__(found)
        self.code, self.found, self.hint = code, found, hint


def words(value: Value, example: str = "a line of text") -> str:
    """One line of text; line breaks and runs of spaces become one space."""
    if not isinstance(value, Scalar):
        _wrong_kind(value, "one line of text", example)
    return "" if value.empty else " ".join(value.text.split())


def yes_or_no(value: Value) -> bool:
    """True or false, in any of YAML's spellings."""
    if not (isinstance(value, Scalar) and value.text.lower() in _YES | _NO):
        _wrong_kind(value, "true or false", "true")
    return value.text.lower() in _YES


def tags(value: Value) -> tuple[str, ...]:
    """A list, or one line with commas. Empty ones and repeats are dropped."""
    if isinstance(value, Scalar):
        found = [] if value.empty else value.text.split(",")
    elif isinstance(value, Listing):
        found = [_tag(item) for item in value.items]
    else:
        _wrong_kind(value, "a list", "[economy, ports]")
    return tuple(dict.fromkeys(tag for tag in (" ".join(t.split()) for t in found) if tag))


def _tag(item: Value) -> str:
    if not isinstance(item, Scalar):
        _wrong_kind(item, "a list of words", "[economy, ports]")
    return item.text


def date(value: Value) -> tuple[datetime, bool]:
    """The moment, and whether a time of day was given. Naive where no offset was."""
    hint = "write it as  2026-05-20  or  2026-05-20 14:30 +02:00"
    text = value.text.strip() if isinstance(value, Scalar) else ""
    match = _DATE.fullmatch(text)
    if match is None:
        raise WrongValueError("front-matter-bad-date", f"{_shown(value)} is not a date", hint)
    year, month, day, hour, minute, second, offset = match.groups()
    try:
        zone = _zone(offset)
        at = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=zone
        )
        if zone:
            at.astimezone(UTC)  # an offset may carry year 1 or 9999 over the edge
    except (ValueError, OverflowError):
        found = f"{_shown(value)} is not in the calendar"
        raise WrongValueError("front-matter-bad-date", found, hint) from None
    return at, hour is not None


def _zone(offset: str | None) -> timezone | None:
    if offset is None:
        return None
    if offset in "Zz":
        return UTC
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    if int(minutes) > 59:
        raise ValueError(offset)
    size = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-size if offset[0] == "-" else size)


def web_address(value: Value) -> str:
    """An absolute http or https URL."""
    text = value.text.strip() if isinstance(value, Scalar) and not value.empty else ""
    if text and is_web_address(text):
        return text
    if isinstance(value, Scalar) and not text:
        return ""
    hint = "write the whole address:  https://example.org/2026/story"
    raise WrongValueError("front-matter-bad-url", f"{_shown(value)} is not a web address", hint)


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
        raise WrongValueError("front-matter-bad-language", f"{_shown(value)} is not a language tag", hint)
    return text


def is_language(text: str) -> bool:
    """Whether it has the form of a language tag."""
    return _LANGUAGE.fullmatch(text) is not None


def slug(value: Value) -> str:
    """The last part of a permalink: no slashes or dots, so it cannot leave its folder."""
    text = words(value, "port-talks")
    if not text or _SLUG.fullmatch(text):
        return text
    better = address_part(text)[:100] or "port-talks"
    found = f"{_shown(value)} cannot be part of an address"
    raise WrongValueError("front-matter-bad-slug", found, f"use letters, digits and hyphens:  {better}")


def _wrong_kind(value: Value, expected: str, example: str) -> NoReturn:
    found = f"{_shown(value)} is not {expected}"
    raise WrongValueError("front-matter-wrong-type", found, f"write it like this:  {example}")


def _shown(value: Value) -> str:
    if isinstance(value, Scalar):
        text = " ".join(value.text.split())
        return f"“{text if len(text) <= 60 else text[:59] + '…'}”" if text else "nothing"
    return "a list" if isinstance(value, Listing) else "a group of keys"
