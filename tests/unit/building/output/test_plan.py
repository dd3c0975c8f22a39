"""A plan is a value: it can be printed, compared, and held against what stands in the output folder."""

from __future__ import annotations

from sitegen.building.output.manifest import Entry
from sitegen.building.output.plan import Changes, Plan, Planned, changes


def planned(path: str, key: str = "k") -> Planned:
    """A file of this key; who makes it is another one each time."""
    return Planned(path, lambda: b"", key)


def test_equal_plans_make_the_same_files_of_the_same_things() -> None:
    """Whoever makes them; with another key or place, or one more, they are others."""
    plan = Plan((planned("a"), planned("b")))
    assert plan == Plan((planned("a"), planned("b")))
    assert plan != Plan((planned("a"), planned("b", "other")))
    assert plan != Plan((planned("a"), planned("c")))
    assert plan.with_files((planned("c"),)) == Plan((planned("a"), planned("b"), planned("c")))


def test_a_plan_is_printed_as_a_line_for_each_file() -> None:
    """With the start of what it is made from, as far as that is known."""
    plan = Plan((planned("a/index.html", "0123456789abcdef"), planned("style.css", "")))
    assert str(plan) == "0123456789ab a/index.html\n-            style.css"


def test_a_file_stays_that_is_made_from_the_same_and_stands_as_it_was() -> None:
    """All others are made; what no plan has any more goes."""
    before = {
        "same": Entry("c", "k"),
        "edited": Entry("c", "k"),
        "gone": Entry("c", "k"),
        "other": Entry("c", "old"),
        "unknown": Entry("c", ""),
        "stale": Entry("c", "k"),
    }
    there = {"same": "c", "edited": "x", "gone": "", "other": "c", "unknown": "c", "new": ""}
    plans = {path: planned(path, "" if path == "unknown" else "k") for path in there}
    todo = changes(plans, before, there)
    made = ("edited", "gone", "new", "other", "unknown")
    assert todo == Changes({"same": before["same"]}, made, ("stale",))
    assert str(todo).splitlines() == [*(f"make {path}" for path in made), "remove stale"]
