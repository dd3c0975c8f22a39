"""Dates as machines and credit lines write them, to moments. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Day  # noqa: N812 - `date` is what reads one
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from sitegen.content.matter.moments import date
from sitegen.content.matter.nodes import Scalar
from sitegen.content.matter.values import WrongValueError
from sitegen.importing.imported import Moment
from sitegen.importing.readers.known import known

_SPACED_OFFSET = re.compile(r" (?=[+-]\d\d:?\d\d\Z)")
_DAY = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d\S*)?|[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|"
    r"\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,9}\.?,? \d{4}"
)


_NUMERIC = re.compile(r"(?:([^\W\d_]{3,9})\.?,? )?(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\3(\d{4})(?!\d)")
"""Day and month as numbers, in whichever order."""


def moment(text: str) -> Moment | None:
    """A date as front matter may have it, ISO 8601, or the form of mails; None for anything else."""
    text = _SPACED_OFFSET.sub("", " ".join(text.split()))
    try:
        return _sane(*date(Scalar(text, plain=True, line=1, column=1)))
    except WrongValueError:
        pass
    try:
        return _sane(datetime.fromisoformat(text), has_time="T" in text or ":" in text)
    except ValueError:
        pass
    try:
        return _sane(parsedate_to_datetime(text), has_time=True)
    except (ValueError, TypeError, IndexError):
        return None


def later(at: Moment | None, than: Moment | None) -> Moment | None:
    """The first, where it is surely the later: where times cannot be compared, by a day at least."""
    if at is None or than is None or not at[1]:
        return None
    if (at[0].tzinfo is None) == (than[0].tzinfo is None) and than[1]:
        return at if at[0] > than[0] else None
    return at if at[0].date() > than[0].date() else None


def day_in(line: str) -> Moment | None:
    """The one date that a line of words names; None where it names none, or several."""
    found = {each for match in _DAY.findall(line) if (each := moment(match))}
    found |= {(day, False) for match in _NUMERIC.finditer(line) for day in _read(match)}
    return next(iter(found)) if len(found) == 1 else None


def is_written(day: Day, text: str) -> bool:
    """Whether a text has this day so that it can be no other: with its month's name, or year first."""
    year, number = day.year, f"0?{day.day}(?:st|nd|rd|th)?"
    named = rf"(?<!\d){number}\.?[^\d/.]{{3,14}}{year}|[^\W\d_]{{3,}}\.? {number},? {year}"
    ordered = rf"{year}([-/.]?)0?{day.month}\1?0?{day.day}(?!\d)"
    if re.search(f"{named}|{ordered}", text):
        return True
    return any(at.date() == day for match in _NUMERIC.finditer(text) for at in _read(match))


def _read(numbers: re.Match[str]) -> Iterator[datetime]:
    """The one day that numbers mean: 13 is no month, points stand behind the day, or a weekday says which.

    Nothing where it could be two: 10/08/2026 alone.
    """
    weekday, first, mark, second, year = numbers.groups()
    days = {_day(year, second, first)} | ({_day(year, first, second)} if mark != "." else set())
    week = [name[:3] for name in known("calendar")[:7]]
    named = (weekday or "").lower()[:3]
    readings = {at for at in days if at and (named not in week or week[at.weekday()] == named)}
    if len(readings) == 1:
        yield from readings


def _day(year: str, month: str, day: str) -> datetime | None:
    try:
        return datetime(int(year), int(month), int(day))  # noqa: DTZ001 - a day, nowhere in particular
    except ValueError:
        return None


def _sane(at: datetime, has_time: bool) -> Moment | None:  # noqa: FBT001 - as `date` gives it
    """Without seconds; None for years and offsets that are somebody's mistake."""
    offset = at.utcoffset() or timedelta()
    if not 1000 <= at.year <= 9998 or abs(offset) > timedelta(hours=15):
        return None
    return at.replace(second=0, microsecond=0), has_time
