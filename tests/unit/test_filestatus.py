"""The status of files that may just be changing."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.filestatus import settled_status


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
