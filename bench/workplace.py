"""Where the comparison keeps its sites between runs, and which code it measures."""

from __future__ import annotations

import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = HERE / ".cache"
"""Below a name that version control leaves out."""


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
