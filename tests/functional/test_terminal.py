"""The command line on a terminal: the progress bar says what is being done, and slows nothing down."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from preview_site import LONG, write_site

from sitegen.building.processes.progress import Progress, Step
from sitegen.cli.report import watching
from sitegen.filestatus import TICK

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")


class Terminal(io.StringIO):
    """A terminal, as far as anybody asks."""

    def isatty(self) -> bool:
        """It says so."""
        return True


def on_terminal(*arguments: str | Path) -> str:
    """What `sitegen` shows on a terminal. Standard output goes elsewhere."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "sitegen", *map(str, arguments)]
    env = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env=env) as process:
        os.close(theirs)
        shown = b""
        try:
            while data := os.read(ours, 65536):
                shown += data
        except OSError:  # how Linux says that the other end is closed
            pass
        assert process.wait(LONG) == 0
    os.close(ours)
    return shown.decode()


@pytest.mark.model
def test_each_step_is_named(tmp_path: Path) -> None:
    """Annotating, preparing, making, with counts; and nothing at all where there is nothing to do."""
    site = write_site(tmp_path / "site", articles=12)
    time.sleep(TICK / 1e9)  # sources that have just been written might be written again unseen
    shown = on_terminal("build", site)
    for words in ("Annotating", " of 12 articles, ", " words/s", "Preparing", "Making", " files"):
        assert words in shown
    assert on_terminal("build", site) == ""
    assert "Annotating" not in on_terminal("build", "--quiet", site)


def test_the_bar_starts_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build with another thread beside it cannot share its work between processes."""
    terminal, threads = Terminal(), threading.active_count()
    monkeypatch.setattr(sys, "stderr", terminal)
    with watching(quiet=False) as show:
        assert show is not None
        for done in range(10):
            show(Progress(Step.PREPARE, done, 10, 0.1 * done))
            assert threading.active_count() == threads
        assert "0 of 10 articles" in terminal.getvalue()
        show(Progress(Step.PREPARE, 10, 10, 1.0))
        length = len(terminal.getvalue())
        show(Progress(Step.MAKE, 1200, 4000, 1.0))
        assert "Making" in terminal.getvalue()[length:]
        assert "1,200 of 4,000 files" in terminal.getvalue()[length:]


def test_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Written to a file or a pipe, or asked to be quiet: no bar."""
    with watching(quiet=False) as show:
        assert show is None or sys.stderr.isatty()
    monkeypatch.setattr(sys, "stderr", Terminal())
    with watching(quiet=True) as show:
        assert show is None
