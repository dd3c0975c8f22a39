"""Mentions over time: gaps are shown, long times are counted by year, and a month by day or briefing."""

from __future__ import annotations

from datetime import date

from render_site import site_of

from sitegen.render.pages.entity import entity_pages
from sitegen.render.pages.timeline import MOST_BRIEFINGS, MOST_MONTHS, timeline
from sitegen.render.site.lookup import lookup_of
from sitegen.render.theme.catalogue import words_for
from sitegen.render.views.entity import EntitySummary, EntityView


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
    view = timeline([(date(2025, 12, 1), 1), (date(2026, 2, 1), 1)])
    assert view
    assert [bar.start for bar in view.bars] == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


def test_long_times_are_counted_by_year() -> None:
    """No picture has more bars than a reader can tell apart."""
    view = timeline([(date(2019, 5, 1), 1), (date(2026, 1, 1), 1)])
    assert view
    assert view.unit == "year"
    assert [bar.count for bar in view.bars] == [1, 0, 0, 0, 0, 0, 0, 1]
    months = timeline([(date(2023, 1, 1), 1), (date(2025, 12, 1), 1)])
    assert months
    assert len(months.bars) == MOST_MONTHS


def test_one_month_is_counted_by_day() -> None:
    """Days without a mention have their place."""
    view = timeline([(date(2026, 5, 3), 1), (date(2026, 5, 6), 7), (date(2026, 5, 3), 2)])
    assert view
    assert view.unit == "day"
    assert [(bar.start.day, bar.count) for bar in view.bars] == [(3, 3), (4, 0), (5, 0), (6, 7)]


def test_one_day_is_no_picture() -> None:
    """Nor is nothing."""
    assert timeline([]) is None
    assert timeline([(date(2026, 5, 1), 1), (date(2026, 5, 1), 7)]) is None


def entity(days: list[date | None]) -> EntitySummary:
    """The summary of an entity that is named once more in each article than in the one before."""
    articles = [
        {
            "file": f"content/a{n}.txt",
            "title": f"A{n}",
            "date": day,
            "body": "Reyle. " * (n + 1),
            "mentions": {"reyle": ["Reyle", *(f"Reyle@{k}" for k in range(2, n + 2))]},
        }
        for n, day in enumerate(days)
    ]
    index, _, config = site_of(
        {"entities": {"reyle": {"name": "Reyle", "type": "person"}}, "articles": articles}
    )
    found = lookup_of(index, config, words_for("en", ()))
    view = next(entity_pages(index.entities[0], found)).view()
    assert isinstance(view, EntityView)
    assert view.summary
    return view.summary


def test_a_few_briefings_of_one_month_have_a_bar_each() -> None:
    """Oldest first, with title, day and link; the longest bar is the largest number's."""
    view = entity([date(2026, 5, 9), date(2026, 5, 20), date(2026, 5, 2), None])
    assert view.timeline is None
    assert [(bar.date.day, bar.title, bar.count, bar.percent) for bar in view.by_briefing] == [
        (2, "A2", 3, 100),
        (9, "A0", 1, 33),
        (20, "A1", 2, 67),
    ]
    assert view.by_briefing[0].url == "../../briefings/a2/"


def test_many_briefings_of_one_month_are_counted_by_day() -> None:
    """A bar each would be a long list."""
    days: list[date | None] = [date(2026, 5, 1 + n) for n in range(MOST_BRIEFINGS + 1)]
    assert len(entity(days[:-1]).by_briefing) == MOST_BRIEFINGS
    view = entity(days)
    assert view.by_briefing == ()
    assert view.timeline
    assert view.timeline.unit == "day"


def test_two_months_are_no_two_slabs() -> None:
    """A few briefings of neighbouring months have a bar each, many are counted by day."""
    view = entity([date(2026, 1, 4), date(2026, 1, 1), date(2025, 12, 31)])
    assert view.timeline is None
    assert [(bar.date, bar.percent) for bar in view.by_briefing] == [
        (date(2025, 12, 31), 100),
        (date(2026, 1, 1), 67),
        (date(2026, 1, 4), 33),
    ]
    many = timeline([(date(2025, 12, 20 + n), 1) for n in range(12)] + [(date(2026, 1, 2), 3)])
    assert many
    assert (many.unit, len(many.bars), many.bars[-1].count) == ("day", 14, 3)


def test_briefings_of_three_months_are_counted_by_month() -> None:
    """Where there are three at least."""
    view = entity([date(2026, 5, 31), date(2026, 6, 1), date(2026, 7, 4)])
    assert view.by_briefing == ()
    assert view.timeline
    assert view.timeline.unit == "month"


def test_two_briefings_are_told_in_words() -> None:
    """Two bars would be slabs: rows without them, oldest first, of one month or of several."""
    for first, other in ((date(2026, 5, 31), date(2026, 5, 1)), (date(2026, 5, 31), date(2024, 1, 1))):
        view = entity([first, other])
        assert view.timeline is None
        assert [(bar.date, bar.count, bar.percent) for bar in view.by_briefing] == [
            (other, 2, 0),
            (first, 1, 0),
        ]


def test_one_briefing_has_no_picture() -> None:
    """Its page says the number."""
    view = entity([date(2026, 5, 31)])
    assert view.by_briefing == ()
    assert view.timeline is None
