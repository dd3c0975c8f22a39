"""Dates as they are written: where they stand and what they are made of.

In: a text. Out: `Written` dates in text order, none overlapping: days, months, years, weekdays and phrases
told from today ("yesterday", "three days ago"). Durations ("two weeks") and ages are not dates. Nothing is
computed here: `daytime` turns a written date into a value.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.wordfiles import pattern

FULL = tuple(calendar.month_name)[1:]
WEEKDAYS = tuple(calendar.day_name)


@dataclass(frozen=True, slots=True)
class Written:
    """A date in the text. What is not said is None."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 for Monday."""
    relative: str = ""
    """The phrase, lower case, where it is told from today: "yesterday", "last month"."""
    open: bool = False
    """A range or part of one: "May 3-5" has no single value."""


JOINING = frozenset({"–", "-"} | {f" {word} " for word in closed_words("joining_dates")})
"""Between two dates: "from March to May"."""


def written_dates(text: str) -> Iterator[Written]:
    """Every date of the text; a lone year or month only where the words before it make it one."""
    last = 0
    for match in pattern("date").finditer(text):
        # "from March to May": a month beside a date needs no other word.
        paired = match["m5"] is not None and text[last : match.start()] in JOINING
        found = Written(*match.span(), month=_month(match["m5"])) if paired and last else _read(match, text)
        if found is not None:
            last = found.end
            yield found


def _read(match: re.Match[str], text: str) -> Written | None:
    got = {key: value for key, value in match.groupdict().items() if value is not None}
    start, end = match.span()
    if "iso" in got:
        year, month, day = (int(part) for part in got["iso"].split("-"))
        return Written(start, end, year, month, day)
    if "rel" in got:
        return Written(start, end, relative=" ".join(got["rel"].lower().split()))
    if "y6" in got:
        return Written(start, end, int(got["y6"])) if _is_year(got["y6"], text, start, end) else None
    if "m5" in got:
        return Written(start, end, month=_month(got["m5"])) if _is_month(got["m5"], text, start) else None
    weekday = got.get("wd1") or got.get("wd2") or got.get("wd4")
    month_ = got.get("m1") or got.get("m2") or got.get("m3")
    year_ = got.get("y1") or got.get("y2") or got.get("y3")
    day_ = got.get("d1") or got.get("d2")
    return Written(
        start,
        end,
        int(year_) if year_ else None,
        _month(month_) if month_ else None,
        int(re.sub(r"\D", "", day_)) if day_ else None,
        WEEKDAYS.index(weekday) if weekday else None,
        open="r1" in got or "r2" in got,
    )


def _month(name: str) -> int:
    return next(n for n, full in enumerate(FULL, 1) if full.startswith(name.rstrip(".")[:3]))


def _before(text: str, start: int) -> str:
    """The word before a place in the text, lower case, with the mark after it if any."""
    words = text[max(0, start - 20) : start].split()
    return words[-1].lower() if words else ""


def _is_year(year: str, text: str, start: int, end: int) -> bool:
    """Whether four digits are a year: "in 2019", "(2019)", not "2019 people"."""
    if not 1400 <= int(year) <= 2100 or text[end : end + 1] in {"%", "°"}:
        return False
    before = _before(text, start)
    closed = text[start - 1 : start] == "(" and text[end : end + 1] in {")", ","}
    return before in name_words().before_year or closed


def _is_month(month: str, text: str, start: int) -> bool:
    """Whether a month's name alone is one: "April" may be a woman, "May" a verb."""
    return len(month) > 2 and month in FULL and _before(text, start) in name_words().before_month
