"""Which events are news."""

import pytest
from watchdog import events

from sitegen.serve.watching.events import changed_paths


def names(event) -> list[str]:
    """The names that the event is news about."""
    return [path.name for path in changed_paths(event)]


class TestChangedPaths:
    @pytest.mark.parametrize(
        "event",
        [
            events.FileOpenedEvent("/s/a.md"),
            events.FileClosedNoWriteEvent("/s/a.md"),
            events.DirModifiedEvent("/s"),
        ],
        ids=["opened", "closed", "folder modified"],
    )
    def test_reading_is_no_news(self, event):
        """A build reads every source: if that were news, it would build for ever."""
        assert names(event) == []

    @pytest.mark.parametrize(
        "event",
        [
            events.FileCreatedEvent("/s/a.md"),
            events.FileModifiedEvent("/s/a.md"),
            events.FileDeletedEvent("/s/a.md"),
            events.DirCreatedEvent("/s/a.md"),
            events.DirDeletedEvent("/s/a.md"),
        ],
    )
    def test_writing_is(self, event):
        """Made, changed, removed; folders made and removed."""
        assert names(event) == ["a.md"]

    def test_a_move_is_news_about_both_ends(self):
        """Editors save by renaming: the destination is what was saved."""
        assert names(events.FileMovedEvent("/s/.tmp", "/s/a.md")) == [".tmp", "a.md"]

    def test_bytes(self):
        """Some systems tell paths as bytes."""
        assert names(events.FileModifiedEvent(b"/s/a.md")) == ["a.md"]
