"""Days and moments in front matter: what is written, with the offset that is written. Pure.

What can be read in two ways (03/04/2024) is not guessed.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from sitegen.content.matter.nodes import Scalar, Value
from sitegen.content.matter.values import WrongValueError, shown

_DAY = r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"
_TIME = (
    r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[AaPp][Mm])?"
    r"\s*(?P<offset>[Zz]|UTC|GMT|[+-]\d\d?(?::?\d\d)?)?"
)
_DATE = re.compile(rf"{_DAY}(?:(?:[Tt]|,?\s+){_TIME})?")
_IN_WORDS = re.compile(
    rf"(?:[A-Za-z]+,\s*)?(?:(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?P<name>[A-Za-z]+)\.?,?|"
    rf"(?P<name2>[A-Za-z]+)\.?\s+(?P<day2>\d\d?)(?:st|nd|rd|th)?,?)\s+(?P<year>\d{{4}})(?:,?\s+{_TIME})?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_HINT = "write it as  2026-05-20  or  2026-05-20 14:30 +02:00"
_BAD = "front-matter-bad-date"


def date(value: Value) -> tuple[datetime, bool]:
    """The moment, and whether a time of day was given. Naive where no offset was."""
    text = value.text.strip() if isinstance(value, Scalar) else ""
    match = _DATE.fullmatch(text) or _IN_WORDS.fullmatch(text)
    month = _month(match) if match else 0
    if match is None or not month:
        raise WrongValueError(_BAD, f"{shown(value)} is not a date", _HINT)
    found = match.groupdict()
    try:
        numbers = (int(found["year"]), month, int(found["day"] or found["day2"]), *_time(match))
        at = datetime(*numbers, tzinfo=_zone(match["offset"]))
        if at.tzinfo:
            at.astimezone(UTC)  # an offset may carry year 1 or 9999 over the edge
    except (ValueError, OverflowError):
        raise WrongValueError(_BAD, f"{shown(value)} is not in the calendar", _HINT) from None
    return at, match["hour"] is not None


def placed(at: datetime, zone: tzinfo | None) -> datetime:
    """The moment with the offset that the site's time zone has then, where none is written."""
    if at.tzinfo or zone is None:
        return at
    try:
        offset = at.replace(tzinfo=zone).utcoffset() or timedelta()
        fixed = at.replace(tzinfo=timezone(timedelta(minutes=offset // timedelta(minutes=1))))
        fixed.astimezone(UTC)
    except (ValueError, OverflowError):  # in year 1 or 9999
        return at
    return fixed


def _month(match: re.Match[str]) -> int:
    """1 to 12; 0 for a word that is no month."""
    found = match.groupdict()
    if found.get("month"):
        return int(found["month"]) or 13  # no month 0: not in the calendar
    name = (found["name"] or found["name2"]).lower()
    if name == "sept":
        return 9
    names = _MONTHS if len(name) == 3 else _FULL
    return names.index(name) + 1 if name in names else 0


def _time(match: re.Match[str]) -> tuple[int, int, int]:
    hour, half = int(match["hour"] or 0), (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(match["hour"])
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour, int(match["minute"] or 0), int(match["second"] or 0)


def _zone(offset: str | None) -> timezone | None:
    if offset is None:
        return None
    if offset.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    if int(minutes) > 59:
        raise ValueError(offset)
    size = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-size if offset[0] == "-" else size)
