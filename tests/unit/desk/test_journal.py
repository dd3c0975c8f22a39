"""What a run of the preview remembers of actions and of texts."""

from __future__ import annotations

from typing import Any

from sitegen.desk.journal import MOST_ACTIONS, MOST_VERSIONS, Action, Journal, digest_of

SAVED: Any = object()
"""What was written; a journal only keeps it."""


def test_after_a_new_action_nothing_is_done_again() -> None:
    """What was undone before it belongs to another course; that of other pages stays."""
    journal = Journal()
    journal.undone |= {"/a/": [Action("speaker", SAVED)], "/b/": [Action("speaker", SAVED)]}
    journal.noted("/a/", "extent", SAVED)
    assert journal.undone["/a/"] == []
    assert len(journal.undone["/b/"]) == 1


def test_the_latest_actions_are_remembered() -> None:
    """Of each page, so many."""
    journal = Journal()
    for number in range(MOST_ACTIONS + 3):
        journal.noted("/a/", str(number), SAVED)
    assert [action.what for action in journal.done["/a/"]] == [str(n + 3) for n in range(MOST_ACTIONS)]


def test_a_text_that_is_seen_again_is_remembered_longer() -> None:
    """Else an editor who has one article open would be told that the page is too old."""
    journal = Journal()
    for number in range(MOST_VERSIONS):
        journal.remember(str(number))
    journal.remember("0")
    journal.remember("new")
    assert journal.version(digest_of("0")) == "0"
    assert digest_of("1") not in journal.versions
