"""What is kept between builds: found again, never wrong, and never in the way."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from sitegen.building.kept.store import Store


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


def test_what_is_of_no_use_goes_when_it_is_much(tmp_path: Path) -> None:
    """A few stale values stay for whoever goes back; many go; other kinds are not touched."""
    store = Store(tmp_path / "s")
    store.write("a", {f"k{n}": b"1" for n in range(1600)})
    store.write("b", {"k0": b"1"})
    store.keep_only("a", [f"k{n}" for n in range(1500)])
    assert len(store.keys("a")) == 1600
    store.keep_only("a", ["k0", "k1"])
    assert store.keys("a") == ["k0", "k1"]
    assert store.keys("b") == ["k0"]
