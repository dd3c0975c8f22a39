"""Dates as machines and credit lines write them, to moments. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date as Day  # noqa: N812 - `date` is what reads one
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

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


_NUMERIC = re.compile(
    r"(?:([^\W\d_]{3,9})\.?,? )?(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\3(\d{4}|\d\d(?![/.-]\d))(?!\d)"
)
"""Day and month as numbers, in whichever order."""
Order = Literal["day", "month", ""]
"""Which of them a page puts first; "" where nothing says so."""
_MONTHS, _SHORT, _LAST_OF_2000 = 12, 2, 69
"""How many months there are, the digits of a short year, and the last of them that is of this century."""


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


def day_in(line: str, order: Order = "") -> Moment | None:
    """The one date that a line of words names; None where it names none, or several."""
    found = {each for match in _DAY.findall(line) if (each := moment(match))}
    found |= {(day, False) for match in _NUMERIC.finditer(line) for day in _read(match, order)}
    return next(iter(found)) if len(found) == 1 else None


def is_unclear(line: str, order: Order) -> bool:
    """Whether a line has a day in numbers that could be another, too: 03/04/16."""
    return not order and any(
        len(_days(match)) > 1 and not any(_read(match, order)) for match in _NUMERIC.finditer(line)
    )


def order_of(texts: Iterable[str], language: str) -> Order:
    """Which number a page puts first: its days that have one reading show it, else its language does."""
    numbers = [match for text in texts for match in _NUMERIC.finditer(text) if match[3] != "."]
    told = [match for match in numbers if len(_days(match)) == 1 and match[2] != match[4]]
    day_first = {int(match[2]) > _MONTHS for match in told}
    if day_first:
        return "" if len(day_first) > 1 else "day" if day_first.pop() else "month"
    tag = language.lower()
    if tag in known("month_first"):
        return "month"
    return "day" if {tag, tag.partition("-")[0]} & set(known("day_first")) else ""


def is_written(day: Day, text: str, order: Order = "") -> bool:
    """Whether a text has this day so that it can be no other: with its month's name, or year first."""
    year, number = day.year, f"0?{day.day}(?:st|nd|rd|th)?"
    named = rf"(?<!\d){number}\.?[^\d/.]{{3,14}}{year}|[^\W\d_]{{3,}}\.? {number},? {year}"
    ordered = rf"{year}([-/.]?)0?{day.month}\1?0?{day.day}(?!\d)"
    if re.search(f"{named}|{ordered}", text):
        return True
    return any(at.date() == day for match in _NUMERIC.finditer(text) for at in _read(match, order))


def _read(numbers: re.Match[str], order: Order) -> Iterator[datetime]:
    """The one day that numbers mean: 13 is no month, points stand behind the day, a weekday or a page tells.

    Nothing where it could be two: 10/08/2026 alone. A year of two digits counts where the page or a weekday
    tells: else such numbers may be anything.
    """
    weekday, *_, year = numbers.groups()
    week = [name[:3] for name in known("calendar")[:7]]
    named = (weekday or "").lower()[:3]
    told = order == "day" if numbers[3] == "." else order or named in week
    days = [at for at in _days(numbers) if named not in week or week[at.weekday()] == named]
    if len(days) > 1 and order:
        days = [at for at in days if at.day == int(numbers[2 if order == "day" else 4])]
    if len(days) == 1 and (told or len(year) > _SHORT):
        yield from days


def _days(numbers: re.Match[str]) -> list[datetime]:
    """Every day that numbers can mean; those with points between them stand in one order."""
    _, first, mark, second, year = numbers.groups()
    if len(year) == _SHORT:
        year = f"{'20' if int(year) <= _LAST_OF_2000 else '19'}{year}"
    days = {_day(year, second, first)} | ({_day(year, first, second)} if mark != "." else set())
    return sorted(day for day in days if day)


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
