"""What is kept between builds: found again, never wrong, and never in the way."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from sitegen.building.kept import store as module
from sitegen.building.kept.store import LONG, Store

LARGE = 10**9


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    """By another process too, under its kind and key and no other."""
    Store(tmp_path / "s").write("a", {"k": b"1", "l": b"2"})
    assert Store(tmp_path / "s").read("a", ["k", "l", "m"]) == {"k": b"1", "l": b"2"}
    assert Store(tmp_path / "s").read("b", ["k"]) == {}


def test_many_keys_at_once(tmp_path: Path) -> None:
    """More than the database takes in one question."""
    values = {f"k{n}": str(n).encode() for n in range(3000)}
    store = Store(tmp_path / "s")
    store.write("a", values)
    assert store.read("a", values) == values


def test_a_damaged_value_is_missing(tmp_path: Path) -> None:
    """Its checksum tells, whatever the database says; the others are found."""
    store = Store(tmp_path / "s")
    store.write("a", {"k": b"value", "l": b"other"})
    store.close()
    with sqlite3.connect(tmp_path / "s") as connection:
        connection.execute("UPDATE kept SET value = value || 'x' WHERE key = 'k'")
    assert Store(tmp_path / "s").read("a", ["k", "l"]) == {"l": b"other"}


def test_a_value_under_another_key_is_missing(tmp_path: Path) -> None:
    """A value that was moved to another key is not that key's."""
    store = Store(tmp_path / "s")
    store.write("a", {"k": b"value"})
    store.close()
    with sqlite3.connect(tmp_path / "s") as connection:
        connection.execute("UPDATE kept SET key = 'l'")
    assert Store(tmp_path / "s").read("a", ["k", "l"]) == {}


@pytest.mark.parametrize("content", [b"", b"no database at all " * 400], ids=["empty", "foreign"])
def test_a_file_that_is_no_database_gives_way(tmp_path: Path, content: bytes) -> None:
    """It counts as empty, and the next values are kept."""
    (tmp_path / "s").write_bytes(content)
    store = Store(tmp_path / "s")
    assert store.read("a", ["k"]) == {}
    store.write("a", {"k": b"1"})
    assert Store(tmp_path / "s").read("a", ["k"]) == {"k": b"1"}


def test_a_truncated_database_gives_way(tmp_path: Path) -> None:
    """What is cut off counts as missing, and values can be kept again."""
    store = Store(tmp_path / "s")
    store.write("a", {f"k{n}": os.urandom(2000) for n in range(200)})
    store.close()
    data = (tmp_path / "s").read_bytes()
    (tmp_path / "s").write_bytes(data[: len(data) // 2 + 77])
    for name in ("s-wal", "s-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    store = Store(tmp_path / "s")
    assert len(store.read("a", [f"k{n}" for n in range(200)])) < 200
    store.write("a", {"new": b"1"})
    store.write("a", {"new": b"1"})  # the first may be what finds the damage
    assert Store(tmp_path / "s").read("a", ["new"]) == {"new": b"1"}


def test_where_nothing_can_be_kept_nothing_fails(tmp_path: Path) -> None:
    """A folder that cannot be made: values are missing, and the reason is there to be told."""
    (tmp_path / "file").write_text("x")
    store = Store(tmp_path / "file" / "s")
    store.write("a", {"k": b"1"})
    assert store.read("a", ["k"]) == {}
    assert store.fault


def test_nothing_is_made_before_something_is_kept(tmp_path: Path) -> None:
    """Reading leaves no trace."""
    assert Store(tmp_path / "new" / "s").read("a", ["k"]) == {}
    assert not (tmp_path / "new").exists()


def test_two_builds_may_keep_at_once(tmp_path: Path) -> None:
    """Both find what both kept."""
    one, other = Store(tmp_path / "s"), Store(tmp_path / "s")
    one.write("a", {"k": b"1"})
    other.write("a", {"l": b"2"})
    one.write("a", {"m": b"3"})
    for store in (one, other):
        assert store.read("a", "klm") == {"k": b"1", "l": b"2", "m": b"3"}


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The day that the store takes for today; the first of the list."""
    today = [1000]
    monkeypatch.setattr(module, "_today", lambda: today[0])
    return today


def test_what_nobody_has_asked_for_goes_in_time(tmp_path: Path, day: list[int]) -> None:
    """To read it is to ask; whoever asks has to do nothing else."""
    store = Store(tmp_path / "s")
    store.write("a", {"k": b"1", "l": b"2"})
    day[0] += LONG
    store.read("a", ["k"])
    store.trim(LARGE)
    assert store.keys("a") == ["k", "l"]
    day[0] += 1
    store.trim(LARGE)
    assert store.keys("a") == ["k"]


def test_what_was_of_use_longest_ago_goes_first(tmp_path: Path, day: list[int]) -> None:
    """Where all takes too much, and no more than must; on disk, too."""
    store = Store(tmp_path / "s")
    for number in range(20):
        store.write("a", {f"k{number:02}": os.urandom(50_000)})
        day[0] += 1
    store.read("a", ["k03"])
    store.trim(LARGE)
    assert len(store.keys("a")) == 20
    store.trim(500_000)
    assert sorted(store.keys("a")) == ["k03", *(f"k{number}" for number in range(14, 20))]
    assert store.size() <= 500_000
    store.close()
    assert (tmp_path / "s").stat().st_size <= 500_000


def test_of_one_day_the_dear_ones_go_last(tmp_path: Path, day: list[int]) -> None:
    """However early they were kept."""
    store = Store(tmp_path / "s")
    store.write("dear", {"k": os.urandom(100_000)})
    for number in range(10):
        store.write("a", {f"k{number}": os.urandom(100_000)})
    store.trim(300_000, "dear")
    assert store.keys("dear") == ["k"]
    assert store.keys("a") == ["k9"]


def test_a_process_that_was_forked_leaves_the_other_s_file_alone(tmp_path: Path) -> None:
    """It opens it anew, however often it is told, and does not close what it was given."""
    store = Store(tmp_path / "s")
    store.write("a", {"k": b"1"})
    given = store._connection
    store.forked()
    store.forked()
    assert store._leaked is given
    assert store.read("a", ["k"]) == {"k": b"1"}
    assert given is not None
    given.close()


def test_the_next_build_tries_again(tmp_path: Path) -> None:
    """What could not be written once may be writable now."""
    (tmp_path / "file").write_text("x")
    store = Store(tmp_path / "file" / "s")
    store.write("a", {"k": b"1"})
    (tmp_path / "file").unlink()
    store.write("a", {"k": b"1"})
    assert store.read("a", ["k"]) == {}
    store.trim(LARGE)
    store.write("a", {"k": b"1"})
    assert store.read("a", ["k"]) == {"k": b"1"}
