"""Mentions over time: gaps are shown, long times are counted by year, and a single month is no picture."""

from __future__ import annotations

from datetime import date

from sitegen.render.timeline import MOST_MONTHS, timeline


def test_a_gap_looks_like_one() -> None:
    """Months without a mention have their place, and no bar."""
    view = timeline([(date(2026, 1, 31), 2), (date(2026, 4, 1), 4), (date(2026, 4, 30), 4)])
    assert view
    assert [(bar.start.month, bar.count, bar.height) for bar in view.bars] == [
        (1, 2, 10),
        (2, 0, 0),
        (3, 0, 0),
        (4, 8, 40),
    ]


def test_over_the_turn_of_a_year() -> None:
    """December is followed by January."""
    view = timeline([(date(2025, 12, 1), 1), (date(2026, 1, 1), 1)])
    assert view
    assert [bar.start for bar in view.bars] == [date(2025, 12, 1), date(2026, 1, 1)]


def test_long_times_are_counted_by_year() -> None:
    """No picture has more bars than a reader can tell apart."""
    view = timeline([(date(2019, 5, 1), 1), (date(2026, 1, 1), 1)])
    assert view
    assert view.by_year
    assert [bar.count for bar in view.bars] == [1, 0, 0, 0, 0, 0, 0, 1]
    months = timeline([(date(2023, 1, 1), 1), (date(2025, 12, 1), 1)])
    assert months
    assert len(months.bars) == MOST_MONTHS


def test_one_month_is_no_picture() -> None:
    """Nor is nothing."""
    assert timeline([]) is None
    assert timeline([(date(2026, 5, 1), 1), (date(2026, 5, 31), 7)]) is None
