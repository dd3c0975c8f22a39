"""An installed sitegen needs nothing of this repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import uv

REPOSITORY = Path(__file__).parents[2]


def run(*command: str | Path, folder: Path) -> str:
    """What the command prints; a test failure with all that it said where it fails."""
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.timeout(600)
def test_a_wheel_works_outside_the_repository(tmp_path: Path) -> None:
    """Built, installed into a fresh environment, a site started with `sitegen new` builds with the theme."""
    pip = ("-m", "pip", "--disable-pip-version-check", "--quiet")
    run(
        sys.executable,
        *pip,
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        tmp_path,
        REPOSITORY,
        folder=tmp_path,
    )
    (wheel,) = tmp_path.glob("sitegen-*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", folder=tmp_path)
    python, sitegen = tmp_path / "venv/bin/python", tmp_path / "venv/bin/sitegen"
    locked = ("--require-hashes", "-r", REPOSITORY / "requirements.lock")
    install = (sys.executable, *pip, "--python", python, "install", "--no-compile")  # half of it is never run
    try:  # in seconds, where it reaches the index that pip is told of
        run(uv.find_uv_bin(), "pip", "install", "--quiet", "--python", python, *locked, folder=tmp_path)
    except AssertionError:
        run(*install, *locked, folder=tmp_path)
    run(*install, "--no-deps", wheel, folder=tmp_path)
    assert run(python, "-c", "import sitegen; print(sitegen.__file__)", folder=tmp_path).startswith(
        str(tmp_path)
    )
    run(sitegen, "new", "mine", folder=tmp_path)
    run(sitegen, "build", "--strict", "mine", folder=tmp_path)
    home = (tmp_path / "mine/output/index.html").read_text()
    assert "Second Look" in home
    assert list((tmp_path / "mine/output/assets").rglob("*.css"))
    page = (tmp_path / "mine/output/briefings/ferry-timetable/index.html").read_text()
    assert "class=q" in page
    assert "Marta Ilves" in page
