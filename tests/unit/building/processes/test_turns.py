"""Builds into one folder wait for one another."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

import pytest

from sitegen.building.output.plan import ready
from sitegen.building.output.writer import check_output_folder, write_outputs
from sitegen.building.processes.turns import taking_turns
from sitegen.model.site import Output

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no locks on folders")
SOON = 0.3
"""Seconds in which a build of one file that had not to wait would be over."""


def test_writing_waits_for_its_turn(tmp_path: Path) -> None:
    """Nothing is written while another build has its turn, and all of it afterwards."""
    with ThreadPoolExecutor(1) as other:
        with taking_turns(tmp_path):
            done = other.submit(write_outputs, tmp_path, [ready(Output(PurePosixPath("a"), b"1"))])
            with pytest.raises(TimeoutError):
                done.result(SOON)
            assert list(tmp_path.iterdir()) == []
        assert [str(path) for path in done.result(10).written] == ["a"]


def test_a_file_of_another_build_is_not_somebodys(tmp_path: Path) -> None:
    """The folder is looked at when no other build is between two of its files."""
    with ThreadPoolExecutor(1) as other:
        with taking_turns(tmp_path):
            (tmp_path / "page").write_text("written; not in a manifest yet")
            done = other.submit(check_output_folder, tmp_path, [])
            with pytest.raises(TimeoutError):
                done.result(SOON)
            (tmp_path / "page").unlink()
        done.result(10)


def test_a_folder_that_is_not_there_is_nobodys(tmp_path: Path) -> None:
    """There is nothing to wait for."""
    with taking_turns(tmp_path / "none"):
        assert not (tmp_path / "none").exists()
