"""Objects of a shared store: read as they were written under that key, or known to be something else."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.building.kept.shared import objects
from sitegen.building.kept.shared.objects import DamagedError, object_name, object_of, value_of

KEY = "ab" * 32


@given(st.binary(max_size=2_000))
def test_what_is_written_is_read(value: bytes) -> None:
    """Any bytes; and twice the same are the same object."""
    assert value_of(KEY, object_of(KEY, value)) == value
    assert object_of(KEY, value) == object_of(KEY, value)


@given(st.binary(min_size=1, max_size=300), st.data())
def test_whatever_is_changed_is_noticed(value: bytes, data: st.DataObject) -> None:
    """Cut off anywhere, one byte changed, something behind it."""
    whole = object_of(KEY, value)
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytes([whole[place] ^ data.draw(st.integers(1, 255))])
    for damaged in (whole[:place], whole[:place] + changed + whole[place + 1 :], whole + b"\0"):
        with pytest.raises(DamagedError):
            value_of(KEY, damaged)


def test_an_object_under_another_name_is_none() -> None:
    """Copied by somebody: it says nothing about that article."""
    with pytest.raises(DamagedError):
        value_of("cd" * 32, object_of(KEY, b"found"))


def test_no_object_unpacks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value larger than any article's is none, and is not unpacked to its end."""
    made = object_of(KEY, bytes(1_000_000))
    monkeypatch.setattr(objects, "LARGEST", 1_000)
    with pytest.raises(DamagedError):
        value_of(KEY, made)


def test_a_good_checksum_over_something_else_is_damaged() -> None:
    """What is no compressed value, though somebody wrote it with its checksum."""
    body = b"plain"
    made = objects.HEAD + objects._check(KEY, body) + body
    with pytest.raises(DamagedError):
        value_of(KEY, made)
    assert zlib.compress(b"plain") != body


def test_names_are_spread_over_folders() -> None:
    """A disk lists none with hundreds of thousands of entries."""
    assert object_name(KEY) == f"annotations/ab/{KEY}"
