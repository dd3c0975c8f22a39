"""From a written date to its value: which day, month or year it is.

In: a `Written` date, the day the article was published, and whether the sentence looks ahead. Out: an ISO
8601 date or partial date, or None where it is ambiguous, impossible, or told from an unknown day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sitegen.annotate.dates.written import FULL, Written
from sitegen.annotate.lexicon.closedwords import closed_words

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

PAST, FUTURE = 60, 30
"""Days: without a verb that tells, a date without a year is the last or next one if it is this near."""
VAGUE = tuple(sorted(closed_words("vague_times")))

STEPS = closed_words("calendar_steps")
"""Before a month or a weekday: which one is meant."""


@dataclass
class Calendar:
    """Values of dates in one article. Phrases told from today go to dateparser, each phrase once."""

    today: date | None
    _known: dict[str, str | None] = field(default_factory=dict)
    _parser: DateDataParser | None = None

    def value(self, written: Written, ahead: bool | None) -> str | None:  # noqa: FBT001  a third state
        """The value; `ahead` is True for a future verb, False for a past one, None for neither."""
        if written.open:
            return None
        if written.relative:
            return self._relative(written.relative)
        if written.year is not None:
            return absolute(written)
        if self.today is None:
            return None
        if written.month is None:
            return _weekday(self.today, written.weekday or 0, ahead=bool(ahead))
        return _without_year(self.today, written, ahead)

    def _relative(self, phrase: str) -> str | None:
        if self.today is None:
            return None
        which, _, name = phrase.partition(" ")
        if name.title() in FULL and which in STEPS:
            month = Written(0, 1, month=FULL.index(name.title()) + 1)
            return _without_year(self.today, month, which == "next")
        if phrase not in self._known:
            self._known[phrase] = self._parsed(phrase, self.today)
        return self._known[phrase]

    def _parsed(self, phrase: str, today: date) -> str | None:
        """What dateparser says. A season is no single date, and "next Friday" is ambiguous."""
        if phrase.endswith(VAGUE) or (phrase.startswith("next ") and phrase.endswith("day")):
            return None
        if self._parser is None:
            from dateparser.date import DateDataParser

            base = datetime(today.year, today.month, today.day, 12)  # noqa: DTZ001  a day only
            self._parser = DateDataParser(
                languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
            )
        found = self._parser.get_date_data(phrase)
        if found.date_obj is None or found.period not in {"day", "month", "year"}:
            return None
        day: str = found.date_obj.date().isoformat()
        return day[: {"day": 10, "month": 7, "year": 4}[found.period]]


def absolute(written: Written) -> str | None:
    """The value of a date with a year; None for a day that no calendar has."""
    if written.year is None:
        return None
    if written.month is None:
        return f"{written.year:04}"
    if written.day is None:
        return f"{written.year:04}-{written.month:02}"
    found = _day(written.year, written.month, written.day)
    return found.isoformat() if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(today: date, weekday: int, *, ahead: bool) -> str:
    """The day of that name at or before today; at or after it in a sentence that looks ahead."""
    back = (today.weekday() - weekday) % 7
    return (today + timedelta((7 - back) % 7) if ahead else today - timedelta(back)).isoformat()


def _without_year(today: date, written: Written, ahead: bool | None) -> str | None:  # noqa: FBT001
    """The last or the next such day or month, as the verb says; without a verb, the near one."""
    month = written.month or 1
    years = [_day(today.year + n, month, written.day or 15) for n in (-1, 0, 1)]
    days = [day for day in years if day is not None]
    if written.day is None:
        # A month is over, running or to come; the running one fits every tense.
        here = [day for day in days if (day.year, day.month) == (today.year, today.month)]
    else:
        here = [day for day in days if day == today]
    past = [day for day in days if day <= today]
    future = [day for day in days if day >= today]
    if here:
        chosen: date | None = here[0]
    elif ahead is None:
        close = [day for day in days if -PAST <= (day - today).days <= FUTURE]
        chosen = min(close, key=lambda day: abs((day - today).days), default=None)
    else:
        chosen = (future[0] if future else None) if ahead else (past[-1] if past else None)
    if chosen is None:
        return None
    return chosen.isoformat() if written.day is not None else chosen.isoformat()[:7]
