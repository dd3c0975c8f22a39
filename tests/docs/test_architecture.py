"""ARCHITECTURE.md is about this code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_module_tables_are_true() -> None:
    """Every module stands in the tables with its own first line, and none that is not there."""
    done = subprocess.run(
        [sys.executable, ROOT / "tools/modules.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_project_speaks_of_itself_alone() -> None:
    """No file names a machine's path: what is written here must be true anywhere."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    needle = "/" + "work" + "/"
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if (
            path.suffix in {".py", ".md", ".toml", ".html", ".css", ".js", ".sh", ".yaml", ".lock", ".txt"}
            and path.exists()
        ):
            assert needle.encode() not in path.read_bytes(), name
