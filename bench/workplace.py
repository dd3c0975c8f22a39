"""Where the comparison keeps its sites between runs, and which code it measures."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = HERE / ".cache"
"""Below a name that version control leaves out."""
ASIDE = "removed"


def code_of(revision: str | None, work: Path) -> Path:
    """A folder with the code to measure: the working tree, or one commit's own."""
    if revision is None:
        return ROOT
    name = git("rev-parse", "--short", revision)
    target = work / f"code-{name}"
    if not target.exists():
        target.mkdir(parents=True)
        archive = subprocess.run(["git", "archive", name], cwd=ROOT, capture_output=True, check=True).stdout
        subprocess.run(["tar", "x", "-C", target], input=archive, check=True)
    return target


def git(*words: str) -> str:
    """What git answers."""
    return subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def put_aside(path: Path, beside: Path) -> None:
    """Out of the way, where there is anything; `beside` is a folder on the same disk that stays.

    Not deleted before the comparison is over: for some minutes ext4 looks past the places of deleted files one
    by one, and whoever writes many files then pays for those of somebody else.
    """
    if path.exists():
        (beside / ASIDE).mkdir(exist_ok=True)
        path.rename(beside / ASIDE / f"{time.time_ns()}-{path.name}")


def remove_what_is_aside(beside: Path) -> None:
    """At the end."""
    shutil.rmtree(beside / ASIDE, ignore_errors=True)
