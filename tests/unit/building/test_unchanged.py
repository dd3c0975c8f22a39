"""The shortcut sees everything that could make other pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitegen.building import unchanged
from sitegen.building.options import Options
from sitegen.building.output.left import Left
from sitegen.building.unchanged import Done, Inputs, Last, keep, last_build, left_by_last
from sitegen.model.report import BuildReport


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


@pytest.mark.parametrize(
    ("where", "follow_links", "counts"),
    [("site", True, True), ("site", False, True), ("elsewhere", True, True), ("elsewhere", False, False)],
)
def test_a_folder_behind_a_link(tmp_path: Path, where: str, follow_links: bool, counts: bool) -> None:
    """Its files are inputs; of a folder outside the site's only where links may lead anywhere."""
    content, far = tmp_path / "site" / "content", tmp_path / where / "far"
    content.mkdir(parents=True)
    far.mkdir(parents=True)
    (far / "a.md").write_text("One.")
    (content / "linked").symlink_to(far, target_is_directory=True)
    inputs = Inputs(("content",), follow_links=follow_links)
    before = inputs.digest(tmp_path / "site")
    (far / "a.md").write_text("Another text.")
    assert (inputs.digest(tmp_path / "site") != before) == counts


def test_another_installation_is_another_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the same release: what counts is the code that runs, not the code that made the last build."""
    inputs = Inputs((), follow_links=False)
    before = inputs.digest(tmp_path)
    other = tmp_path / "elsewhere" / "sitegen" / "build" / "unchanged.py"
    other.parent.mkdir(parents=True)
    other.write_text("# edited")
    monkeypatch.setattr(unchanged, "__file__", str(other))
    assert inputs.digest(tmp_path) != before


def options(folder: Path, output: Path | None = None) -> Options:
    """What is asked for."""
    return Options(folder, output)


def done(output: Path, left: Left) -> Done:
    """A build that is over."""
    return Done(BuildReport(output), "m", left, datetime(2026, 1, 1, tzinfo=UTC), None)


LEFT = Left("m", ("a", ".b", ""), ("1 1 1 1\n2 2 2 2\n3 3 3 3",), "0123456789abcdef" * 2)


def test_what_a_build_left_is_found_by_whoever_asks_for_the_same(tmp_path: Path) -> None:
    """Not by who wants another site, or has configured another folder since."""
    site, asked = tmp_path / "site", options(tmp_path / "site")
    keep(asked, "output", done(site / "output", LEFT))
    assert left_by_last(asked, "output") == LEFT
    assert left_by_last(asked, "public") == Left()
    assert left_by_last(options(site, tmp_path / "elsewhere"), "output") == Left()
    assert left_by_last(replace(asked, drafts=True), "output") == Left()
    assert [path.name for path in asked.state.parent.iterdir()] == [asked.state.name]


def test_where_it_cannot_be_kept(tmp_path: Path) -> None:
    """The build goes on; the next one reads what it could have known."""
    (tmp_path / ".cache").write_text("a file")
    keep(options(tmp_path), "output", done(tmp_path / "output", LEFT))
    assert left_by_last(options(tmp_path), "output") == Left()


@pytest.mark.parametrize("end", [0, 1, 20, -60, -1])
def test_a_state_that_is_cut_off(tmp_path: Path, end: int) -> None:
    """It is of no use, or all that it says is true."""
    asked = options(tmp_path)
    keep(asked, "output", done(tmp_path / "output", LEFT))
    asked.state.write_bytes(asked.state.read_bytes()[:end])
    found = left_by_last(asked, "output")
    assert found == Left() or found.names[:-1] == LEFT.names[:-1]
    assert last_build(asked, datetime(2026, 1, 2, tzinfo=UTC)).report is None


@pytest.mark.parametrize("data", [b"", b"\0", b"[]\n", b"{}\n", b'{"form": 8}\n', b"\xff\xfe\n\xff"])
def test_a_state_of_another_form(tmp_path: Path, data: bytes) -> None:
    """Nothing is known then."""
    asked = options(tmp_path)
    asked.state.parent.mkdir(parents=True)
    asked.state.write_bytes(data)
    assert left_by_last(asked, "output") == Left()
    assert last_build(asked, datetime(2026, 1, 2, tzinfo=UTC)) == Last()
