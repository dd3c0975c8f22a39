"""A preview runs until it is stopped, and then leaves nothing behind: no thread, no watch, no address."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from urllib.request import urlopen

import pytest
from preview_site import LONG, Live, write_site


@pytest.fixture
def live(tmp_path: Path) -> Live:
    """A preview that does not run yet."""
    return Live(write_site(tmp_path))


def test_it_watches_serves_and_builds_while_it_runs(live: Live, tmp_path: Path) -> None:
    """The address answers once it is told; a save makes a round."""
    with live:
        with urlopen(live.url, timeout=LONG) as answer:
            assert b"Halm News" in answer.read()
        story = tmp_path / "content" / "story-0.md"
        story.write_text(story.read_text("utf-8").replace("again", "at last"), "utf-8")
        assert story in live.round().changed


def test_it_leaves_nothing_behind(live: Live, tmp_path: Path) -> None:
    """The address is free, the watcher closed, every browser's end let go, the building thread at its end."""
    before = set(threading.enumerate())
    with live:
        host, port = live.running._socket.getsockname()
    assert live.running._watcher._stop.is_set()
    assert live.running._socket.fileno() == -1
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind((host, port))
        again.listen()
    live.running._builder.join(LONG)
    assert {thread.name for thread in set(threading.enumerate()) - before} == set()


def test_a_server_that_fails_is_tidied_up_after(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault is told, and watcher and address are let go all the same."""
    watched: list[bool] = []

    def fails(**_: object) -> None:
        watched.append(bool(live.running._watcher._seen.stamps))
        raise OSError("no more")

    monkeypatch.setattr(live.running._server, "run", fails)
    with pytest.raises(OSError, match="no more"):
        live.running.run(lambda _: None)
    assert watched == [True], "what changes during the first build would be missed"
    assert live.running.preview.closed
    assert live.running._watcher._stop.is_set()
    assert live.running._socket.fileno() == -1


def test_an_interrupt_is_no_fault(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever presses control and C wants no traceback."""

    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(live.running._server, "run", interrupted)
    live.running.run(lambda _: None)
    assert live.running._socket.fileno() == -1
