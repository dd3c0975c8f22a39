"""Mentions over time: the briefings that name an entity to the bars of a small picture.

Months without a mention are shown, so that a gap looks like one; more than three years are counted by year.
Where two months in a row have them all, a few briefings have a bar each, with names; many are counted by day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sitegen.render.permalinks import Linker
from sitegen.render.site.lookup import Appearance
from sitegen.render.views.entity import BriefingBar, TimelineBar, TimelineView

MOST_MONTHS = 36
FEWEST_BARS = 3
"""One or two bars are slabs that show nothing: words say it, or smaller steps."""
MOST_BRIEFINGS = 12
"""With a bar each: more of them are a long list and no picture."""
HEIGHT = 40
STEP = 12
"""Width of a bar with its gap, in the picture's own units."""


def timeline(named: Iterable[tuple[date, int]]) -> TimelineView | None:
    """Days with their mentions to bars; None where they would be a single one."""
    days = list(named)
    if not days:
        return None
    first, last = min(day for day, _ in days), max(day for day, _ in days)
    unit = _unit(first, last)
    counts: Counter[date] = Counter()
    for day, mentions in days:
        counts[_start(day, unit)] += mentions
    starts = _starts(first, last, unit)
    if len(starts) < 2:
        return None
    most = max(counts.values())
    bars = tuple(_bar(n, start, counts[start], most) for n, start in enumerate(starts))
    return TimelineView(unit, len(starts) * STEP, HEIGHT, bars)


def briefing_bars(seen: Sequence[Appearance], link: Linker) -> tuple[BriefingBar, ...]:
    """Rows of briefings, oldest first: with bars where a few are of two months in a row, without for any two.

    None where there are others: `timeline` counts those.
    """
    dated = [(a.gist.date, a) for a in reversed(seen) if a.gist.date]
    drawn = len(dated) >= FEWEST_BARS
    if not 2 <= len(dated) <= MOST_BRIEFINGS or (drawn and _unit(dated[0][0], dated[-1][0]) != "day"):
        return ()
    most = max(a.card.mentions for _, a in dated) if drawn else 0
    return tuple(
        BriefingBar(day, a.gist.title, link.to(a.gist.location), count, _percent(count, most))
        for day, a in dated
        for count in [a.card.mentions]
    )


def _percent(count: int, most: int) -> int:
    return max(1, round(100 * count / most)) if most else 0


def _unit(first: date, last: date) -> str:
    months = _month_number(last) - _month_number(first) + 1
    if months < FEWEST_BARS:
        return "day"
    return "year" if months > MOST_MONTHS else "month"


def _bar(position: int, start: date, count: int, most: int) -> TimelineBar:
    height = max(2, round(HEIGHT * count / most)) if count else 0
    return TimelineBar(start, count, position * STEP, HEIGHT - height, height)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _start(day: date, unit: str) -> date:
    if unit == "day":
        return day
    return day.replace(month=1, day=1) if unit == "year" else day.replace(day=1)


def _starts(first: date, last: date, unit: str) -> list[date]:
    if unit == "day":
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if unit == "year":
        return [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    numbers = range(_month_number(first), _month_number(last) + 1)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]
