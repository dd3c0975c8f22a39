"""The foot of a briefing: the next and the one before, and those with the same people."""

from __future__ import annotations

from datetime import date

from render_site import site_of

from sitegen.render.pages.neighbours import MOST_RELATED, REACH, neighbours
from sitegen.render.site.lookup import Lookup, lookup_of
from sitegen.render.theme.catalogue import words_for
from sitegen.render.views.briefing import NeighboursView

NAMES = {"reyle": "person", "stein": "person", "callow": "place"}


def site(*named: str) -> Lookup:
    """An article for each text, a day apart, the first one the oldest; every word is a name."""
    articles = [
        {
            "file": f"content/a{n}.txt",
            "title": f"A{n}",
            "date": date(2026, 1, 1 + n),
            "body": f"{names}.",
            "mentions": {word: [word] for word in names.split() if word in NAMES},
        }
        for n, names in enumerate(named)
    ]
    entities = {key: {"name": key, "type": kind} for key, kind in NAMES.items()}
    index, _, config = site_of({"entities": entities, "articles": articles})
    return lookup_of(index, config, words_for("en", ()))


def foot(found: Lookup, title: str) -> NeighboursView:
    """Of the article with this title."""
    return neighbours([gist.title for gist in found.gists].index(title), found)


def test_most_people_in_common_first_then_the_nearest() -> None:
    """A place in common is no relation, and an article is not its own."""
    found = site("reyle stein", "reyle", "callow", "reyle stein callow", "reyle", "callow")
    view = foot(found, "A3")
    assert [(item.title, item.people) for item in view.related] == [
        ("A0", ("reyle", "stein")),
        ("A4", ("reyle",)),
        ("A1", ("reyle",)),
    ]
    assert foot(found, "A2").related == ()


def test_newer_and_older() -> None:
    """The first and the last have one neighbour, a single article has none."""
    found = site("reyle", "stein", "callow")
    assert [
        (v.newer and v.newer.name, v.older and v.older.name) for v in (foot(found, f"A{n}") for n in range(3))
    ] == [
        ("A1", None),
        ("A2", "A0"),
        (None, "A1"),
    ]
    alone = foot(site("reyle"), "A0")
    assert (alone.newer, alone.older, alone.related) == (None, None, ())


def test_far_articles_of_a_person_are_not_asked() -> None:
    """A new article at one end changes no foot at the other."""
    many = ["reyle"] * (2 * REACH + 3)
    before, after = site(*many), site(*many, "reyle")
    assert len(foot(before, "A0").related) == MOST_RELATED
    assert foot(before, "A0") == foot(after, "A0")
    assert foot(before, f"A{len(many) - 1}") != foot(after, f"A{len(many) - 1}")


def test_who_is_far_off_is_no_relation_however_near_in_people() -> None:
    """The bound is on how far is looked, not on how much is in common."""
    found = site("reyle stein", *["reyle", "stein"] * (REACH + 1), "reyle stein")
    assert found.gists[0].title not in [item.title for item in foot(found, "A0").related]
