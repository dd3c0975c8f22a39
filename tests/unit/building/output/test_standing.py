"""What stands in an output folder: every file and folder counts, whoever looked at it."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from pathlib import Path

import pytest

from sitegen.building.output import left, standing
from sitegen.building.processes.forked import Forked
from sitegen.building.output.left import Left, left_now
from sitegen.building.output.manifest import MANIFEST
from sitegen.building.output.standing import Standing

forks = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="one process on this system")
PAGES = [f"briefings/{number}/index.html" for number in range(30)]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with more in it than one process looks at."""
    for path in (*PAGES, "robots.txt", MANIFEST):
        (tmp_path / "output" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "output" / path).write_text(path)
    return tmp_path / "output"


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Two cores, no other threads of ours, few files to a chunk."""
    monkeypatch.setattr(standing, "usable_cores", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    for module in (standing, left):
        monkeypatch.setattr(module, "CHUNK", 8)
    return monkeypatch


def noted(output: Path) -> Left:
    """What is there now."""
    digests = {path: hashlib.sha256(path.encode()).hexdigest() for path in (*PAGES, "robots.txt")}
    return left_now(output, digests, "", Left(), ())


@forks
def test_two_processes_see_what_one_sees(output: Path, cores: pytest.MonkeyPatch) -> None:
    """And there were two."""
    started = []

    class Counted(Forked):
        def __init__(self, work) -> None:
            started.append(work)
            super().__init__(work)

    cores.setattr(standing, "Forked", Counted)
    before = noted(output)
    changed = {PAGES[0], PAGES[7], PAGES[8], PAGES[-1]}
    for path in changed:
        (output / path).write_text("something else")
    assert Standing(str(output), before).changed() == changed
    cores.setattr(standing, "usable_cores", lambda: 1)
    assert Standing(str(output), before).changed() == changed
    assert len(started) == 1


@forks
@pytest.mark.usefixtures("cores")
@pytest.mark.parametrize("path", [PAGES[0], PAGES[10], PAGES[-1], "robots.txt", MANIFEST])
@pytest.mark.parametrize("gone", [False, True])
def test_every_file_counts(output: Path, path: str, gone: bool) -> None:
    """Wherever it stands, whichever process looks at it; that one is gone shows in its folder, too."""
    before = noted(output)
    assert Standing(str(output), before).changed() == set()
    if gone:
        (output / path).unlink()
    else:
        (output / path).write_text("something else")
    folder = f"{path.rpartition('/')[0]}/".removeprefix("/")
    assert Standing(str(output), before).changed() == ({path, folder} if gone else {path})
    assert Standing(str(output), before, folders=False).changed() == {path}


@forks
@pytest.mark.usefixtures("cores")
@pytest.mark.parametrize("folder", ["", "briefings/", "briefings/0/", "briefings/29/"])
@pytest.mark.parametrize("name", ["new.html", "new/index.html"])
def test_what_comes_shows_in_the_folder_that_it_came_into(output: Path, folder: str, name: str) -> None:
    """Nobody has to list what is there."""
    before = noted(output)
    (output / folder / name).parent.mkdir(exist_ok=True)
    (output / folder / name).touch()
    assert Standing(str(output), before).changed() == {folder}


@forks
@pytest.mark.usefixtures("cores")
def test_a_process_that_is_killed_is_not_missed(output: Path) -> None:
    """Its half is looked at here."""
    before = noted(output)
    (output / PAGES[-1]).write_text("something else")
    found = Standing(str(output), before)
    assert found._other is not None
    os.kill(found._other._pid, 9)
    assert found.changed() == {PAGES[-1]}


@forks
@pytest.mark.usefixtures("cores")
def test_nobody_is_left_behind_by_who_does_not_ask(output: Path) -> None:
    """A process whose answer is not wanted is ended and waited for."""
    found = Standing(str(output), noted(output))
    assert found._other is not None
    process = found._other._pid
    found.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)
