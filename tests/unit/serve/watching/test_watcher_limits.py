"""Where the system has no more watches to give, folders are compared, and what was taken is given back."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from sitegen.serve.watching.watcher import FileWatcher


def test_without_watches_folders_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hooks that there were are let go; a change is seen all the same."""
    watcher = FileWatcher([tmp_path])
    closed: list[bool] = []

    def full(*_: object, **__: object) -> bool:
        raise OSError("no more watches")

    monkeypatch.setattr(watcher._hooks, "add", full)
    monkeypatch.setattr(watcher._hooks, "close", lambda: closed.append(True))
    watcher.start()
    assert watcher.poll
    assert closed
    (tmp_path / "new.md").write_text("new")
    assert next(watcher.batches()) == {tmp_path / "new.md"}
    watcher.close()


def test_what_a_watcher_took_is_given_back(tmp_path: Path) -> None:
    """Once it is closed no thread of it is left, and the system's watches with it."""
    before = set(threading.enumerate())
    watcher = FileWatcher([tmp_path])
    watcher.start()
    assert not watcher.poll
    assert set(threading.enumerate()) > before
    watcher.close()
    assert set(threading.enumerate()) <= before
