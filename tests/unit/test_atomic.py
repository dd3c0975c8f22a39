"""A file is replaced whole or not at all, with the mode that the umask asks for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.atomic import replace_file, replacing


def test_a_new_file_and_its_folders(tmp_path: Path) -> None:
    """Nothing stands beside it afterwards."""
    place = tmp_path / "a" / "b" / "c.txt"
    replace_file(place, b"1")
    replace_file(place, b"2")
    assert place.read_bytes() == b"2"
    assert list(place.parent.iterdir()) == [place]


def test_who_reads_meanwhile_finds_what_was_there(tmp_path: Path) -> None:
    """Until all is written."""
    place = tmp_path / "c.txt"
    replace_file(place, b"old")
    with replacing(place) as file:
        file.write(b"new")
        file.flush()
        assert place.read_bytes() == b"old"
    assert place.read_bytes() == b"new"


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt])
def test_who_fails_changes_nothing(tmp_path: Path, kind: type[BaseException]) -> None:
    """Nor leaves anything."""
    place = tmp_path / "c.txt"
    replace_file(place, b"old")
    with pytest.raises(kind), replacing(place) as file:  # noqa: PT012 - the block is what is tested
        file.write(b"new")
        raise kind
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_name_as_long_as_a_name_may_be(tmp_path: Path) -> None:
    """What stands beside it is called something shorter."""
    place = tmp_path / ("n" * 255)
    replace_file(place, b"1")
    assert place.read_bytes() == b"1"


@pytest.mark.parametrize("umask", [0o022, 0o027, 0o077])
def test_the_mode_is_the_umask_s(tmp_path: Path, umask: int) -> None:
    """A cache that others share can be read by them, where the umask says so."""
    before = os.umask(umask)
    try:
        replace_file(tmp_path / "c.txt", b"1")
    finally:
        os.umask(before)
    assert (tmp_path / "c.txt").stat().st_mode & 0o777 == 0o666 & ~umask
