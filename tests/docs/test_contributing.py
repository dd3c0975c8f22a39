"""CONTRIBUTING.md and the hooks do what they say: the same commands, and paths that are there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_the_hooks_are_the_commands_of_make_check() -> None:
    """In the same order, from the same environment, and without the network."""
    rule = re.search(r"^check:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert rule
    commands = [line.strip().replace("$(BIN)", ".venv/bin") for line in rule[1].splitlines()]
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    hooks = config["repos"][0]["hooks"]
    assert [hook["entry"] for hook in hooks] == commands
    assert {hook["language"] for hook in hooks} == {"system"}


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:tests|sitegen|docs|tools|bench)/[\w./]+)`", PAGE)))
)
def test_every_path_is_there(path: str) -> None:
    """Whoever follows the page finds what it names."""
    assert (ROOT / path).exists()


def test_every_file_of_cases_is_in_the_table() -> None:
    """A new file of cases gets its row."""
    table = PAGE.split("## Add a case")[1].split("\n## ")[0]
    files = {path.name for path in (ROOT / "tests/cases").iterdir() if path.name != "rendering.yaml"}
    assert {name for name in files if name not in table} == set()


@pytest.mark.parametrize(("path", "words"), re.findall(r"python -m pytest (tests/\S+) -k \"([^\"]+)\"", PAGE))
def test_the_commands_for_one_case_find_some(path: str, words: str) -> None:
    """As they are typed: a case or a few, not all."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        path,
        "-k",
        words,
        "--collect-only",
        "-q",
        "-p",
        "no:cacheprovider",
    ]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert 1 <= found.stdout.count("::test_") <= 8
