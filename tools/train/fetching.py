"""The files of `sources.toml`, brought into a folder by git: each at its commit, each by its digest.

A file that is there with its digest is not asked for again, so that a run that broke goes on where it was. Of a
repository nothing but these files comes over the network, where its host can leave out the rest.
"""

from __future__ import annotations

import os
import subprocess
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

LIST = Path(__file__).with_name("sources.toml")
HOST = "https://github.com/"
SECONDS = 900
"""That one command of git may take."""
ALONE = {"GIT_TERMINAL_PROMPT": "0"}
"""Nobody is asked for a password: what wants one is out of reach."""


class Source(NamedTuple):
    """A repository at a commit, and what is wanted of it: paths with their SHA-256."""

    name: str
    repository: str
    commit: str
    files: Mapping[str, str]


class OutOfReachError(Exception):
    """A source could not be had, or is not what it was. The message says what to do."""


def sources(table: Mapping[str, Any]) -> list[Source]:
    """What `sources.toml` asks for; of "archive.zip:inside" the archive."""
    return [
        Source(
            each["name"],
            each["repository"],
            each["commit"],
            {name.partition(":")[0]: digest for name, digest in each["files"].items()},
        )
        for each in table["source"]
    ]


def fetch(folder: Path) -> None:
    """All files of the list, below `folder`. Raises `OutOfReachError`."""
    for source in sources(tomllib.loads(LIST.read_text("utf-8"))):
        fetch_one(source, folder)


def fetch_one(source: Source, folder: Path) -> None:
    """What is missing of one source."""
    home = folder / source.name
    missing = [path for path, digest in source.files.items() if not _is_there(home / path, digest)]
    if not missing:
        return
    print(f"{source.name}: fetching {len(missing)} of {len(source.files)} files", flush=True)
    copy = folder / f".{source.name}.git"
    _git(source, folder, "init", "--quiet", "--bare", copy.name)
    _git(source, copy, "config", "remote.origin.url", f"{HOST}{source.repository}")
    _git(source, copy, "fetch", "--quiet", "--depth=1", "--filter=blob:none", "origin", source.commit)
    for path in missing:
        content = _git(source, copy, "cat-file", "blob", f"{source.commit}:{path}")
        _keep(source, home / path, content, source.files[path])


def _is_there(path: Path, digest: str) -> bool:
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == digest


def _keep(source: Source, path: Path, content: bytes, digest: str) -> None:
    """Under its name once it is whole: a run may break at any time."""
    found = sha256(content).hexdigest()
    if found != digest:
        raise OutOfReachError(
            f"{source.repository} has another {path.name} than was trained on: SHA-256 {found} for {digest}.\n"
            "Nothing of it was kept. If git is told to take a copy (url.….insteadOf), look whether it is one."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def _git(source: Source, folder: Path, *words: str) -> bytes:
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, **ALONE}
    try:
        done = subprocess.run(
            ["git", *words], cwd=folder, env=environment, capture_output=True, check=True, timeout=SECONDS
        )
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().split("\n")
        told = next((line for line in lines if not line.startswith("warning: ")), "")
        raise OutOfReachError(_advice(source, told or str(error))) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OutOfReachError(_advice(source, str(error))) from error
    return done.stdout


def _advice(source: Source, reason: str) -> str:
    return (
        f"{HOST}{source.repository} at {source.commit} can't be fetched: {reason}\n"
        "Run the same command again when it can be reached: what is there already is kept.\n"
        "Where another copy of the repositories is at hand, as FOLDER/OWNER/NAME, tell git to take it:\n"
        f"    git config --global url.file:///FOLDER/.insteadOf {HOST}\n"
        f"Or put {', '.join(source.files)} into the folder {source.name} of the cache by hand."
    )
