"""The shortcut sees everything that could make other pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.building import unchanged
from sitegen.building.unchanged import Inputs


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where an installer leaves what it knows of a library that can be imported."""
    folder = tmp_path / "libraries" / "pages-1.0.dist-info"
    folder.mkdir(parents=True)
    monkeypatch.syspath_prepend(str(folder.parent))
    return folder


def test_another_release_of_a_library_is_another_input(library: Path, tmp_path: Path) -> None:
    """It may make other pages. What lies beside the libraries does not count."""
    inputs = Inputs((), follow_links=False)
    before = inputs.digest(tmp_path)
    (library.parent / "notes.txt").touch()
    assert inputs.digest(tmp_path) == before
    library.rename(library.with_name("pages-1.1.dist-info"))
    assert inputs.digest(tmp_path) != before


def test_a_folder_of_imports_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Python keeps such names in its path; they hold nothing."""
    before = Inputs((), follow_links=False).digest(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path / "none"))
    assert Inputs((), follow_links=False).digest(tmp_path) == before


def test_a_file_behind_a_link_is_an_input(tmp_path: Path) -> None:
    """It is read through the link: an edit of it counts, though the link stays as it is."""
    content, far = tmp_path / "content", tmp_path / "far.md"
    content.mkdir()
    far.write_text("One.")
    (content / "a.md").symlink_to(far)
    inputs = Inputs((str(content),), follow_links=True)
    before = inputs.digest(tmp_path)
    assert inputs.digest(tmp_path) == before
    far.write_text("Another text.")
    assert inputs.digest(tmp_path) != before


def test_another_installation_is_another_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the same release: what counts is the code that runs, not the code that made the last build."""
    inputs = Inputs((), follow_links=False)
    before = inputs.digest(tmp_path)
    other = tmp_path / "elsewhere" / "sitegen" / "build" / "unchanged.py"
    other.parent.mkdir(parents=True)
    other.write_text("# edited")
    monkeypatch.setattr(unchanged, "__file__", str(other))
    assert inputs.digest(tmp_path) != before
