"""Mentions over time: the briefings that name an entity to the bars of a small picture.

Months without a mention are shown, so that a gap looks like one; more than three years are counted by year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sitegen.render.views.entity import TimelineBar, TimelineView

MOST_MONTHS = 36
HEIGHT = 40
STEP = 12
"""Width of a bar with its gap, in the picture's own units."""


def timeline(named: Iterable[tuple[date, int]]) -> TimelineView | None:
    """Days with their mentions to bars; None where all of them lie in one month."""
    days = list(named)
    if not days:
        return None
    first, last = min(day for day, _ in days), max(day for day, _ in days)
    months = _month_number(last) - _month_number(first) + 1
    if months < 2:
        return None
    by_year = months > MOST_MONTHS
    counts: Counter[date] = Counter()
    for day, mentions in days:
        counts[_start(day, by_year=by_year)] += mentions
    starts = _starts(first, last, by_year=by_year)
    most = max(counts.values())
    bars = tuple(_bar(n, start, counts[start], most) for n, start in enumerate(starts))
    return TimelineView(by_year, len(starts) * STEP, HEIGHT, bars)


def _bar(position: int, start: date, count: int, most: int) -> TimelineBar:
    height = max(2, round(HEIGHT * count / most)) if count else 0
    return TimelineBar(start, count, position * STEP, HEIGHT - height, height)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _start(day: date, *, by_year: bool) -> date:
    return day.replace(month=1, day=1) if by_year else day.replace(day=1)


def _starts(first: date, last: date, *, by_year: bool) -> list[date]:
    if by_year:
        return [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    numbers = range(_month_number(first), _month_number(last) + 1)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]
