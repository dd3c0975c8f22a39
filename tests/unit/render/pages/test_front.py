"""What an editor pins comes first on the front page; everywhere else time alone counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from render_site import site_of

from sitegen.render.pages.front import front_pages
from sitegen.render.site.lookup import lookup_of
from sitegen.render.theme.catalogue import words_for
from sitegen.render.views.lists import FrontView


def test_pinned_first() -> None:
    """By their places, then those that say no more than that, then the others by time; over all pages."""
    pins = {"A0": 0, "A1": 10_000, "A2": 2, "A3": 0, "A4": 1, "A5": 10_000}
    articles = [
        {
            "file": f"content/{title}.txt",
            "title": title,
            "body": "Rain.",
            "date": date(2026, 5, 1 + n),
            "pinned": pin,
        }
        for n, (title, pin) in enumerate(pins.items())
    ]
    index, _, config = site_of({"articles": articles})
    found = lookup_of(index, replace(config, page_size=4), words_for("en", ()))
    views = [listed.view() for listed in front_pages(found)]
    titles = []
    for view in views:
        assert isinstance(view, FrontView)
        titles += [item.title for item in (*([view.lead] if view.lead else []), *view.briefings)]
    assert titles == ["A4", "A2", "A5", "A1", "A3", "A0"]
    assert [gist.title for gist in found.gists] == sorted(pins, reverse=True)
