"""What stands in an output folder: every file counts, whoever looked at it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen.build import standing
from sitegen.build.forked import Forked
from sitegen.build.standing import ENOUGH, Standing

forks = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="one process on this system")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with more folders than one process looks at."""
    for number in range(2 * ENOUGH):
        page = tmp_path / "output" / "briefings" / f"{number}"
        page.mkdir(parents=True)
        (page / "index.html").write_text(f"page {number}")
    (tmp_path / "output" / "robots.txt").write_text("Allow: /")
    return tmp_path / "output"


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Two cores, no other threads of ours."""
    monkeypatch.setattr(standing, "usable_cores", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    return monkeypatch


def digest(output: Path) -> str:
    """Of what stands there."""
    with Standing(str(output)) as found:
        return found.digest()


@forks
def test_two_processes_see_what_one_sees(output: Path, cores: pytest.MonkeyPatch) -> None:
    """And there were two."""
    started = []

    class Counted(Forked):
        def __init__(self, work) -> None:
            started.append(work)
            super().__init__(work)

    cores.setattr(standing, "Forked", Counted)
    by_two = digest(output)
    cores.setattr(standing, "usable_cores", lambda: 1)
    assert digest(output) == by_two
    assert len(started) == 1


@forks
def test_the_system_s_order_does_not_count(output: Path, cores: pytest.MonkeyPatch) -> None:
    """Some file systems give names in another order each time."""
    (output / "briefings" / "0" / "index.txt").write_text("more")
    before, scandir = digest(output), os.scandir

    @contextmanager
    def backwards(path: str) -> Iterator[list[os.DirEntry[str]]]:
        with scandir(path) as entries:
            yield list(entries)[::-1]

    cores.setattr("os.scandir", backwards)
    assert digest(output) == before


@forks
@pytest.mark.usefixtures("cores")
@pytest.mark.parametrize(
    "place",
    ["briefings/0", "briefings/10", "briefings/100", "briefings/101", "briefings", "", "briefings/new"],
)
@pytest.mark.parametrize("change", ["added", "written", "removed"])
def test_every_file_counts(output: Path, place: str, change: str) -> None:
    """Wherever it stands, whichever process looks at it, whatever happens to it."""
    file = output / place / "file.txt"
    file.parent.mkdir(exist_ok=True)
    if change != "added":
        file.write_text("before")
    before = digest(output)
    if change == "removed":
        file.unlink()
    else:
        file.write_text("something else")
    assert digest(output) != before
    assert digest(output) == digest(output)


@forks
@pytest.mark.usefixtures("cores")
def test_a_process_that_is_killed_is_not_missed(output: Path) -> None:
    """Its half is looked at here."""
    whole = digest(output)
    with Standing(str(output)) as found:
        assert found._other is not None
        os.kill(found._other._pid, 9)
        assert found.digest() == whole


@forks
@pytest.mark.usefixtures("cores")
def test_nobody_is_left_behind_by_who_does_not_ask(output: Path) -> None:
    """A process whose answer is not wanted is ended and waited for."""
    with Standing(str(output)) as found:
        assert found._other is not None
        process = found._other._pid
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)
