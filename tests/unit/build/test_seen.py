"""Knowing a file by its status: only where it cannot have changed unseen."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from sitegen.build.seen import FINE, Seen, look, settled_status
from sitegen.filestatus import TICK, status_of


def digest(text: str) -> str:
    """As the writer has it."""
    return hashlib.sha256(text.encode()).hexdigest()


def noted(folder: Path, later: int) -> Seen:
    """The file `a` noted as "1", so many nanoseconds after its last change."""
    status = (folder / "a").stat()
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    return Seen(changed + later, {"a": (status_of(status), digest("1"))})


def test_a_settled_file_is_not_read(tmp_path: Path) -> None:
    """Left alone for longer than any clock ticks, it holds what it held: here the note is believed."""
    (tmp_path / "a").write_text("unread")
    assert noted(tmp_path, TICK + 1).digest("a", str(tmp_path / "a")) == digest("1")


def test_a_fresh_file_is_read(tmp_path: Path) -> None:
    """Changed within a tick of when it was noted, it may have changed again."""
    (tmp_path / "a").write_text("read")
    assert noted(tmp_path, FINE - 1).digest("a", str(tmp_path / "a")) == digest("read")


def test_a_coarse_clock_needs_more_time(tmp_path: Path) -> None:
    """Whole seconds in its time: the disk may know nothing finer."""
    (tmp_path / "a").write_text("read")
    os.utime(tmp_path / "a", (1_000_000_000, 1_000_000_000))
    assert noted(tmp_path, TICK - 1).digest("a", str(tmp_path / "a")) == digest("read")


def test_another_status_is_read(tmp_path: Path) -> None:
    """Another size, time or inode."""
    (tmp_path / "a").write_text("1")
    seen = noted(tmp_path, TICK + 1)
    (tmp_path / "a").write_text("longer")
    assert seen.digest("a", str(tmp_path / "a")) == digest("longer")


def test_a_file_that_is_gone_holds_nothing(tmp_path: Path) -> None:
    """Noted or not."""
    (tmp_path / "a").write_text("1")
    seen = noted(tmp_path, TICK + 1)
    (tmp_path / "a").unlink()
    assert seen.digest("a", str(tmp_path / "a")) == ""


def test_looking_leaves_no_trace(tmp_path: Path) -> None:
    """The disk's clock is asked with a file that goes again; what is not there is not noted."""
    (tmp_path / "a").write_text("1")
    seen = look(tmp_path, [("a", digest("1")), ("b", digest("2"))])
    assert list(seen.files) == ["a"]
    assert seen.noted > 0
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_files_that_vanish_have_no_settled_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor's temporary file, gone between two looks, is no fault of anybody."""
    (tmp_path / "a").write_text("1")
    monkeypatch.setattr(Path, "rglob", lambda *_: [tmp_path / "gone"])
    assert settled_status([tmp_path]) is None


def test_files_that_just_changed_have_no_settled_status(tmp_path: Path) -> None:
    """An editor may be at it; an hour later they have one."""
    (tmp_path / "a").write_text("1")
    assert settled_status([tmp_path]) is None
    assert settled_status([tmp_path / "none"]) == ()
