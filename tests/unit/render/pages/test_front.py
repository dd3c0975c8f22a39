"""What an editor puts first comes first on the front page; everywhere else time alone counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from render_site import site_of

from sitegen.render.pages.front import briefing_lists, front_pages
from sitegen.render.site.lookup import Lookup, lookup_of
from sitegen.render.theme.catalogue import words_for
from sitegen.render.views.lists import BriefingListView, FrontView


def shaped(**keys: dict[str, Any]) -> tuple[list[str], Lookup]:
    """The titles of the front page and those behind it, in order, by what the front matter of each says."""
    articles = [
        {"file": f"content/{title}.txt", "title": title, "body": "Rain.", "date": date(2026, 5, 1 + n), **own}
        for n, (title, own) in enumerate(keys.items())
    ]
    index, _, config = site_of({"articles": articles})
    found = lookup_of(index, replace(config, page_size=4), words_for("en", ()))
    titles = []
    for listed in front_pages(found):
        view = listed.view()
        assert isinstance(view, FrontView)
        titles += [item.title for item in (*([view.lead] if view.lead else []), *view.briefings)]
    return titles, found


def test_a_topic_is_not_named_again_on_its_page() -> None:
    """Its briefings have their first other topic there, if they have one."""
    tags = {"A0": {"tags": ("Rain", "Wind")}, "A1": {"tags": ("Wind", "Rain")}, "A2": {"tags": ("rain",)}}
    _, found = shaped(**tags)
    views = {listed.location: listed.view() for listed in briefing_lists(found)}
    named = {
        location: {item.title: item.topic.name if item.topic else "" for item in view.briefings}
        for location, view in views.items()
        if isinstance(view, BriefingListView) and view.topic
    }
    assert named == {
        "topics/rain/": {"A0": "Wind", "A1": "Wind", "A2": ""},
        "topics/wind/": {"A0": "Rain", "A1": "Rain"},
    }


def test_pinned_first() -> None:
    """By their places, then those that say no more than that, then the others by time; over all pages."""
    pins = {"A0": 0, "A1": 10_000, "A2": 2, "A3": 0, "A4": 1, "A5": 10_000}
    titles, found = shaped(**{title: {"pinned": pin} for title, pin in pins.items()})
    assert titles == ["A4", "A2", "A5", "A1", "A3", "A0"]
    assert [gist.title for gist in found.gists] == sorted(pins, reverse=True)


def test_lead_then_pinned_then_lighter_ones() -> None:
    """Of two leads the newer one leads; the other has the place that it would have without."""
    titles, _ = shaped(
        A0={"lead": True},
        A1={"weight": 10},
        A2={"lead": True},
        A3={"pinned": 1},
        A4={"weight": -1},
        A5={"weight": 10},
        A6={},
        A7={"weight": 1, "pinned": 2},
    )
    assert titles == ["A2", "A3", "A7", "A4", "A5", "A1", "A6", "A0"]
