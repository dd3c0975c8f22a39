"""The foot of a briefing: put to the page at last, never kept with it, shown until the next is known."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from render_site import planner_of, site_of

from sitegen.building.kept.knowledge import Kept
from sitegen.building.kept.store import Store
from sitegen.building.output.plan import Planned
from sitegen.building.output.workshop import Workshop
from sitegen.building.stages import Planner, Themes

PAGE = "briefings/a0/index.html"
ROOM = 1_000_000_000


@pytest.fixture
def kept() -> Kept:
    """Nothing yet, and nothing on the disk."""
    return Kept(Store(None))


def planner(themes: Themes, *titles: str, body: str = "Rain.") -> Planner:
    """Of a site with an article for each title, a day apart, the first one the oldest and of these words."""
    articles = [
        {
            "file": f"content/a{n}.txt",
            "title": title,
            "date": date(2026, 1, 1 + n),
            "body": "Wind." if n else body,
        }
        for n, title in enumerate(titles)
    ]
    index, docs, config = site_of({"articles": articles})
    return planner_of(index, docs, config, themes)


def planned(made: Planner) -> Planned:
    """The page of the oldest article, once all others are known."""
    found = made.lookup()
    return made.page(next(page for page in made.pages(found) if page.path == PAGE))


def early(made: Planner) -> Planned:
    """The same before any other article is known."""
    return made.own(made.lookup().gists[-1])[0]


def test_a_page_that_is_early_has_the_foot_that_it_had(kept: Kept) -> None:
    """And the words that it has now; where it had none, none is made up."""
    themes = Themes(kept)
    assert b"Newer" not in Workshop().content(early(planner(themes, "A0", "Newer")))
    assert b"Newer" in Workshop().content(planned(planner(themes, "A0", "Newer")))
    content = Workshop().content(early(planner(themes, "A0", "Renamed", body="Snow.")))
    assert b"Newer" in content
    assert b"Snow." in content
    assert b"Renamed" not in content
    assert Workshop().content(planned(planner(themes, "A0", "Newer", body="Snow."))) == content


def test_of_a_page_only_what_is_above_its_foot_is_kept(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another neighbour, and nothing but the foot is made; the key says that the file is another."""
    themes, workshop, made = Themes(kept), Workshop(limit=ROOM), count()
    page = Planner.made

    def counted(self: Planner, *args: object) -> bytes:
        next(made)
        return page(self, *args)

    monkeypatch.setattr(Planner, "made", counted)
    workshop.keep([early(planner(themes, "A0"))])
    pages = [planned(planner(themes, "A0", *newer)) for newer in ((), ("Newer",), ("Renamed",))]
    contents = [workshop.content(each) for each in pages]
    assert next(made) == 1
    assert len({each.key for each in pages}) == len(set(contents)) == len(pages)
    assert len({each.kept_as for each in pages}) == 1
