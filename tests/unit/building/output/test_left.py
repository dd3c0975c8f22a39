"""What a build left in an output folder: kept as text, and of no use where it may be wrong."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.building.output import left as module
from sitegen.building.output.left import CHUNK, FINE, Left, left_now
from sitegen.building.output.manifest import MANIFEST
from sitegen.building.output.standing import Standing
from sitegen.filestatus import TICK, mark_of


def digest(text: str) -> str:
    """As the writer has it."""
    return hashlib.sha256(text.encode()).hexdigest()


def noted(folder: Path, later: int, monkeypatch: pytest.MonkeyPatch, before: Left | None = None) -> Left:
    """The file `a`, holding "1", noted so many nanoseconds after its last change."""
    status = (folder / "a").stat()
    moment = max(status.st_mtime_ns, status.st_ctime_ns) + later
    monkeypatch.setattr(module, "_clock", lambda _: moment)
    return left_now(folder, {"a": digest("1")}, "m", before or Left(), ())


def content(left: Left, name: str) -> str:
    """What is noted of a file's content."""
    return {path: content for path, _, content in left.each()}[name]


def test_a_settled_file_is_noted_with_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Left alone for longer than any clock ticks, it holds what it held."""
    (tmp_path / "a").write_text("1")
    assert digest("1").startswith(content(noted(tmp_path, TICK + 1, monkeypatch), "a"))
    assert content(noted(tmp_path, TICK + 1, monkeypatch), "a")


def test_a_fresh_file_is_noted_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Changed within a tick of when it was noted, it may have changed again: the next build reads it."""
    (tmp_path / "a").write_text("1")
    fresh = noted(tmp_path, FINE - 1, monkeypatch)
    assert content(fresh, "a") == ""
    assert content(noted(tmp_path, FINE + TICK, monkeypatch, fresh), "a")  # and knows it from then on


def test_a_coarse_clock_needs_more_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole seconds in its time: the disk may know nothing finer."""
    (tmp_path / "a").write_text("1")
    os.utime(tmp_path / "a", (1_000_000_000, 1_000_000_000))
    assert content(noted(tmp_path, TICK - 1, monkeypatch), "a") == ""


def stands(folder: Path, texts: Mapping[str, str]) -> dict[str, str]:
    """Files with these texts, and the digests of their contents."""
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (folder / MANIFEST).touch()
    return {path: digest(text) for path, text in texts.items()}


def test_files_and_folders_with_their_marks(tmp_path: Path) -> None:
    """Every folder above a file is one, the output folder, too; asking the disk's clock leaves no file."""
    left = left_now(tmp_path, stands(tmp_path, {"a/b/c": "1", "d": "2"}), "m", Left(), ())
    assert left.names == ("a/b/c", "d", MANIFEST, "", "a/", "a/b/")
    assert left.paths == ("a/b/c", "d", MANIFEST)
    assert [mark for _, mark, _ in left.each()] == [mark_of(os.lstat(tmp_path / name)) for name in left.names]
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "a", "d"]


def test_what_was_not_touched_is_not_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files and folders keep their marks; what was written, and every folder above it, is looked at again."""
    digests = stands(tmp_path, {"a/b/c": "1", "a/d/e": "2", "f/g": "3"})
    monkeypatch.setattr(module, "FINE", -(10**18))
    before = left_now(tmp_path, digests, "m", Left(), ())
    asked: list[str] = []
    lstat = os.lstat
    monkeypatch.setattr(os, "lstat", lambda path: (asked.append(str(path)), lstat(path))[1])
    digests |= stands(tmp_path, {"a/b/c": "4"})
    now = left_now(tmp_path, digests, "m", before, {"a/b/c"})
    assert [path.removeprefix(f"{tmp_path}/") for path in asked] == ["a/b/c", MANIFEST, "", "a/", "a/b/"]
    assert Standing(str(tmp_path), now).changed() == set()


def test_a_file_that_is_gone_is_never_as_it_was(tmp_path: Path) -> None:
    """It vanished while it was noted."""
    left = left_now(tmp_path, {"a": digest("1")}, "m", Left(), ())
    assert next(left.each()) == ("a", "", "")


name = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)))


@given(st.lists(name, min_size=1, max_size=8), st.lists(name, max_size=8), st.integers(1, 3))
def test_what_is_kept_is_what_was_left(files: list[str], folders: list[str], chunk: int) -> None:
    """Whatever the files are called, however many there are."""
    before, module.CHUNK = module.CHUNK, chunk
    try:
        marks = [f"{number} 1 1 1" for number in range(len(files) + len(folders))]
        chunks = ["\n".join(marks[start : start + chunk]) for start in range(0, len(marks), chunk)]
        left = Left("m", (*files, *folders), tuple(chunks), "0123456789abcdef" * len(files))
        assert Left.of(left.data()) == left
        assert [mark for _, mark, _ in left.each()] == marks
    finally:
        module.CHUNK = before


def many() -> Left:
    """More files than a chunk has."""
    names = tuple(f"{number}" for number in range(CHUNK + 1))
    marks = "\n".join(["1 1 1 1"] * CHUNK), "1 1 1 1"
    return Left("m", names, marks, "0123456789abcdef" * len(names))


@pytest.mark.parametrize("end", [0, 1, 10, 100, 20_000, -1, -2, -3])
def test_a_text_that_is_cut_off(end: int) -> None:
    """Either it is of no use, or all that it says is true: a name cut short is no file of ours."""
    cut = Left.of(many().data()[:end])
    assert cut == Left() or cut.names[:-1] == many().names[:-1]


@pytest.mark.parametrize(
    "text", ["", "left 0\0m\0", "left 1", "left 1\0m", "\0\0\0\0", "left 1\0m\0\0x\0y\0z"]
)
def test_a_text_of_another_form(text: str) -> None:
    """Nothing is known then."""
    assert Left.of(text.encode()) == Left()
