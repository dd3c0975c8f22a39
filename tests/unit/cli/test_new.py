"""A new site is the packed starter, file for file, and no file of somebody else's is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.cli import new
from sitegen.cli.new import write_new_site
from sitegen.diagnostics import SitegenError

STARTER = Path(new.__file__).parent / "starter"


def test_every_file_of_the_starter_is_there(tmp_path: Path) -> None:
    """With its bytes and its folder; a name that begins with "dot-" has its dot, and only there."""
    written = write_new_site(tmp_path / "deep" / "site")
    expected = {
        path.relative_to(STARTER).with_name(path.name.replace("dot-", ".", 1)): path.read_bytes()
        for path in STARTER.rglob("*")
        if path.is_file()
    }
    made = {path.relative_to(tmp_path / "deep" / "site"): path.read_bytes() for path in written}
    assert made == expected
    assert len(set(written)) == len(written) > 4
    assert all(path.is_file() for path in written)


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    """It need not be new."""
    assert write_new_site(tmp_path)


def test_a_folder_in_use_is_refused_with_nothing_written(tmp_path: Path) -> None:
    """One message that names the folder."""
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(SitegenError) as caught:
        write_new_site(tmp_path)
    assert caught.value.diagnostics[0].code == "new-not-empty"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A name that a file has cannot become a site."""
    (tmp_path / "site").write_text("a file")
    with pytest.raises(SitegenError) as caught:
        write_new_site(tmp_path / "site")
    assert caught.value.diagnostics[0].code == "new-not-empty"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """With the system's reason, as one message."""
    (tmp_path / "file").write_text("a file")
    with pytest.raises(SitegenError) as caught:
        write_new_site(tmp_path / "file" / "site")
    assert caught.value.diagnostics[0].code == "write-failed"
    assert "Not a directory" in caught.value.diagnostics[0].message
