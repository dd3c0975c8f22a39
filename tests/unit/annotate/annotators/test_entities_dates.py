"""Dates without a model: reading and values."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.annotate.dates.value import Calendar
from sitegen.annotate.dates.written import Written, written_dates

TODAY = date(2026, 11, 18)
DAYS = st.dates(date(1500, 1, 1), date(2099, 12, 31))


def only(text: str) -> Written:
    """The one date of a text."""
    (found,) = written_dates(text)
    return found


@pytest.mark.parametrize(
    "form",
    [
        "{d.day} {d:%B} {d.year}",
        "{d:%B} {d.day}, {d.year}",
        "{d:%A}, {d.day} {d:%B} {d.year}",
        "{d:%Y-%m-%d}",
    ],
)
@given(day=DAYS)
def test_days_in_full_come_back(form: str, day: date) -> None:
    """A day that is written in full has itself as its value, whatever form it is written in."""
    text = "on " + form.format(d=day) + "."
    assert Calendar(None).value(only(text), None) == day.isoformat()


@given(st.text(alphabet="0123456789 ,./-–JanuryOctobeMy'’:()\n", max_size=80))
def test_any_text_is_read(text: str) -> None:
    """No text breaks the reading: spans are in range, in order, and apart."""
    last = 0
    for found in written_dates(text):
        assert last <= found.start < found.end <= len(text)
        assert "\n" not in text[found.start : found.end]
        last = found.end
        Calendar(TODAY).value(found, None)


@given(today=DAYS, weekday=st.integers(0, 6), ahead=st.booleans())
def test_weekdays_are_within_a_week(today: date, weekday: int, ahead: bool) -> None:
    """A weekday is one of the seven days up to today, or from today on in a sentence that looks ahead."""
    value = Calendar(today).value(Written(0, 1, weekday=weekday), ahead)
    assert value is not None
    day = date.fromisoformat(value)
    assert day.weekday() == weekday
    assert timedelta(0) <= (day - today if ahead else today - day) < timedelta(7)


@pytest.mark.parametrize(
    "text", ["on Thursday", "yesterday", "on October 7", "in April", "three days ago", "last month"]
)
def test_without_the_articles_date(text: str) -> None:
    """What is told from an unknown day has no value."""
    assert Calendar(None).value(only(text), None) is None


@given(today=DAYS, month=st.integers(1, 12), day=st.integers(1, 28))
def test_days_without_a_year_follow_the_verb(today: date, month: int, day: int) -> None:
    """A past verb gives the last such day, a future one the next."""
    calendar, written = Calendar(today), Written(0, 1, month=month, day=day)
    past, ahead = calendar.value(written, False), calendar.value(written, True)
    assert past is not None
    assert ahead is not None
    assert date.fromisoformat(past) <= today <= date.fromisoformat(ahead)
    assert today - date.fromisoformat(past) < timedelta(367)


def test_phrases_are_read_once() -> None:
    """The library is asked once for a phrase, however often the article has it."""
    calendar = Calendar(TODAY)
    assert calendar.value(only("it ended yesterday"), None) == "2026-11-17"
    calendar._parser = None
    assert calendar.value(only("it ended yesterday"), None) == "2026-11-17"
    assert calendar._parser is None
