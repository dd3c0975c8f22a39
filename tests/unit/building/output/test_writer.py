"""The writer: exactly the outputs, nothing touched that is equal, nothing removed that is not ours."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from sitegen.building.output import left, writer
from sitegen.building.output.left import Left
from sitegen.building.output.manifest import JOURNAL, MANIFEST, read_ours
from sitegen.building.output.plan import Planned
from sitegen.building.output.standing import Standing
from sitegen.building.output.plan import ready
from sitegen.building.output.writer import check_output_folder, write_outputs
from sitegen.diagnostics import SitegenError
from sitegen.model.site import Output


def outputs(**files: str) -> list[Planned]:
    """Outputs by name; two underscores stand for a slash."""
    return [
        ready(Output(PurePosixPath(name.replace("__", "/")), text.encode())) for name, text in files.items()
    ]


def tree(folder: Path) -> dict[str, str]:
    """Every file below the folder with its text, book-keeping left out."""
    return {
        p.relative_to(folder).as_posix(): p.read_text()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.name != MANIFEST
    }


def test_writes_what_it_is_given(tmp_path: Path) -> None:
    """Files and their folders appear with their bytes."""
    done = write_outputs(tmp_path / "out", outputs(a="1", b__c="2"))
    assert tree(tmp_path / "out") == {"a": "1", "b/c": "2"}
    assert [str(p) for p in done.written] == ["a", "b/c"]


def test_equal_files_are_not_touched(tmp_path: Path) -> None:
    """A second write of the same outputs changes no file, not even its time."""
    write_outputs(tmp_path, outputs(a="1", b="2"))
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    done = write_outputs(tmp_path, outputs(a="1", b="2"))
    assert done.written == ()
    assert {path.stat().st_mtime for path in tmp_path.iterdir()} == {1}


def test_stale_files_go_with_their_empty_folders(tmp_path: Path) -> None:
    """What an earlier build made and this one does not is removed; so is a folder left empty."""
    write_outputs(tmp_path, outputs(a="1", b__c__d="2"))
    done = write_outputs(tmp_path, outputs(a="1"))
    assert [str(p) for p in done.removed] == ["b/c/d"]
    assert not (tmp_path / "b").exists()


def test_a_file_may_become_a_folder(tmp_path: Path) -> None:
    """An output may stand where a folder of outputs stood, and the other way round."""
    write_outputs(tmp_path, outputs(a="1", b__c="2"))
    write_outputs(tmp_path, outputs(a__x="1", b="2"))
    assert tree(tmp_path) == {"a/x": "1", "b": "2"}


def test_files_of_others_are_refused(tmp_path: Path) -> None:
    """A folder with somebody's files is not an output folder, and nothing in it changes."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(SitegenError, match=r"holds a file that sitegen did not make: thesis\.txt"):
        check_output_folder(tmp_path, [])
    assert tree(tmp_path) == {"thesis.txt": "mine"}
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(
        SitegenError, match=r"holds 2 files that sitegen did not make: notes\.txt, thesis\.txt"
    ):
        check_output_folder(tmp_path, [])


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A clock so fine that what was just written counts as left alone."""
    monkeypatch.setattr(left, "FINE", -(10**18))
    return monkeypatch


def test_a_file_of_others_shows_in_the_folder_that_it_came_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where something came into a folder is it asked what stands there."""
    listed, present = [], writer.present
    monkeypatch.setattr(writer, "present", lambda output: (listed.append(output), present(output))[1])
    before = write_outputs(tmp_path, outputs(a="1", b__c="2")).left
    check_output_folder(tmp_path, [], Standing(str(tmp_path), before))
    assert listed == []
    (tmp_path / "b" / "thesis.txt").write_text("mine")
    with pytest.raises(SitegenError, match=r"thesis\.txt"):
        check_output_folder(tmp_path, [], Standing(str(tmp_path), before))


def test_a_folder_of_which_nothing_is_known_is_listed(tmp_path: Path) -> None:
    """That nothing has changed in it says nothing then."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(SitegenError, match=r"thesis\.txt"):
        check_output_folder(tmp_path, [], Standing(str(tmp_path), Left()))


def test_what_the_last_build_left_is_not_read(tmp_path: Path, settled: pytest.MonkeyPatch) -> None:
    """Its status tells what it holds, and only what was touched since is read."""
    before = write_outputs(tmp_path, outputs(a="1", b__c="2")).left
    read, digest_of = [], writer.digest_of
    settled.setattr(writer, "digest_of", lambda path: (read.append(path), digest_of(path))[1])
    (tmp_path / "a").write_text("other")
    done = write_outputs(tmp_path, outputs(a="1", b__c="2"), standing=Standing(str(tmp_path), before))
    assert (read, tree(tmp_path)["a"]) == ([f"{tmp_path}/a"], "1")
    assert Standing(str(tmp_path), done.left).changed() == set()


def test_another_manifest_is_not_believed(tmp_path: Path, settled: pytest.MonkeyPatch) -> None:
    """It came from elsewhere, and the file did not: what stands there is not what the manifest says."""
    first, second = (Planned("page", str(n).encode, f"key {n}") for n in (1, 2))
    before = write_outputs(tmp_path, [first]).left
    write_outputs(tmp_path / "other", [second])
    (tmp_path / "other" / MANIFEST).replace(tmp_path / MANIFEST)
    (tmp_path / "other" / "page").unlink()
    (tmp_path / "other").rmdir()
    write_outputs(tmp_path, [second], standing=Standing(str(tmp_path), before))
    assert tree(tmp_path) == {"page": "2"}


def test_a_file_of_others_is_never_replaced(tmp_path: Path) -> None:
    """Put where a page is to be after the folder was looked at: the build stops, and it stays."""
    write_outputs(tmp_path, outputs(a="1"))
    (tmp_path / "b").write_text("mine")
    with pytest.raises(SitegenError, match="did not make: b"):
        write_outputs(tmp_path, outputs(a="2", b="2"))
    assert tree(tmp_path) == {"a": "1", "b": "mine"}


def test_what_is_in_its_place_already_counts_as_written(tmp_path: Path) -> None:
    """What differs from the last build's output is told, whoever put it there."""
    write_outputs(tmp_path, outputs(a="1", b="1"))
    (tmp_path / "a").write_text("2")
    done = write_outputs(tmp_path, outputs(a="2", b="1"))
    assert [str(path) for path in done.written] == ["a"]
    assert [str(path) for path in done.unchanged] == ["b"]


def test_our_own_output_is_accepted(tmp_path: Path) -> None:
    """The folder of an earlier build, and one that holds only what keeps it in version control."""
    (tmp_path / ".gitkeep").touch()
    check_output_folder(tmp_path, [])
    write_outputs(tmp_path, outputs(a="1"))
    check_output_folder(tmp_path, [])


@pytest.mark.parametrize(
    ("output", "source"), [("x", "x"), ("x", "x/content"), ("x/out", "x"), (".", "content")]
)
def test_overlap_is_refused(tmp_path: Path, output: str, source: str) -> None:
    """The output folder is never one with a source folder, above it or below it."""
    (tmp_path / source).mkdir(parents=True, exist_ok=True)
    with pytest.raises(SitegenError, match="overlaps"):
        check_output_folder(tmp_path / output, [tmp_path / source])


def test_a_link_does_not_hide_an_overlap(tmp_path: Path) -> None:
    """A symbolic link to the sources is the sources."""
    (tmp_path / "content").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "content")
    with pytest.raises(SitegenError, match="overlaps"):
        check_output_folder(tmp_path / "out", [tmp_path / "content"])


def test_a_killed_build_leaves_nothing_foreign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a build that died between two files, the next one knows them as ours and ends as if alone."""
    write_outputs(tmp_path, outputs(a="1", old="0"))
    replace = Path.replace

    def dies(self: Path, target: Path) -> Path:
        if Path(target).name == "c":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", dies)
    with pytest.raises(KeyboardInterrupt):
        write_outputs(tmp_path, outputs(a="1", b="2", c="3"))
    monkeypatch.undo()
    assert (tmp_path / JOURNAL).exists()
    (tmp_path / ".sitegen-tmp-99999999-c").write_text("half")
    check_output_folder(tmp_path, [])
    write_outputs(tmp_path, outputs(a="1"))
    assert tree(tmp_path) == {"a": "1"}


def test_a_full_disk_is_one_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal of the disk names what could not be written; the old file is whole."""
    write_outputs(tmp_path, outputs(a="1"))

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SitegenError, match="No space left"):
        write_outputs(tmp_path, outputs(a="2"))
    monkeypatch.undo()
    assert tree(tmp_path)["a"] == "1"


def test_a_manifest_never_reaches_outside(tmp_path: Path) -> None:
    """A manifest that names files outside the folder, by mistake or malice, removes nothing there."""
    (tmp_path / "victim").write_text("x")
    out = tmp_path / "out"
    write_outputs(out, outputs(a="1"))
    (out / MANIFEST).write_text('{"files": {"../victim": ["", ""], "/etc/passwd": ["", ""], "a": ["", ""]}}')
    write_outputs(out, outputs(b="1"))
    assert (tmp_path / "victim").read_text() == "x"
    assert tree(out) == {"b": "1"}


@pytest.mark.parametrize("strange", [".", "b", "b/.", "b//c", "b/./c", "a/x", "", "..", "/etc/passwd", "a\0b"])
def test_a_manifest_that_names_what_is_no_file_of_ours(tmp_path: Path, strange: str) -> None:
    """A folder, a file's inside, nothing: it is passed over, and gone with the next build."""
    write_outputs(tmp_path, outputs(a="1", b__c="2"))
    listed = json.loads((tmp_path / MANIFEST).read_bytes())
    listed["files"][strange] = ["x", "y"]
    (tmp_path / MANIFEST).write_text(json.dumps(listed))
    write_outputs(tmp_path, outputs(a="1", b__c="3"))
    assert tree(tmp_path) == {"a": "1", "b/c": "3"}
    assert strange not in read_ours(tmp_path)


class Counted:
    """A planned file that counts how often it is made."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.made = 0

    def planned(self, key: str) -> Planned:
        """The plan, under this key."""
        return Planned("page", self._make, key)

    def _make(self) -> bytes:
        self.made += 1
        return self.content


def test_a_file_with_the_same_key_is_not_made_again(tmp_path: Path) -> None:
    """As long as its key and its content on the disk are as they were."""
    page = Counted(b"1")
    write_outputs(tmp_path, [page.planned("k")])
    done = write_outputs(tmp_path, [page.planned("k")])
    assert (page.made, [str(p) for p in done.unchanged]) == (1, ["page"])


def test_a_file_with_another_key_is_made_again(tmp_path: Path) -> None:
    """And written only where its content differs."""
    page = Counted(b"1")
    write_outputs(tmp_path, [page.planned("k")])
    done = write_outputs(tmp_path, [page.planned("l")])
    assert (page.made, done.written) == (2, ())
    write_outputs(tmp_path, [page.planned("l")])
    assert page.made == 2


def test_a_file_may_come_in_parts(tmp_path: Path) -> None:
    """It is the same file, and as little made again."""
    times = []

    def parts() -> Iterator[bytes]:
        times.append(1)
        yield from (b"one, ", b"", b"two")

    plan = Planned("list", parts, "k")
    done = write_outputs(tmp_path / "a", [plan])
    assert tree(tmp_path / "a") == {"list": "one, two"}
    whole = write_outputs(tmp_path / "b", [Planned("list", lambda: b"one, two", "k")])
    assert done.manifest == whole.manifest
    assert write_outputs(tmp_path / "a", [plan]).written == ()
    assert len(times) == 1


@pytest.mark.parametrize("damage", ["edited", ""], ids=["edited", "deleted"])
def test_a_file_changed_by_another_hand_is_made_again(tmp_path: Path, damage: str) -> None:
    """An edited or deleted output is noticed by its own content."""
    page = Counted(b"1")
    write_outputs(tmp_path, [page.planned("k")])
    (tmp_path / "page").write_text(damage) if damage else (tmp_path / "page").unlink()
    write_outputs(tmp_path, [page.planned("k")])
    assert (tmp_path / "page").read_bytes() == b"1"


def test_nothing_is_written_when_a_file_cannot_be_made(tmp_path: Path) -> None:
    """A template's mistake leaves the last site whole: all is made before a file is written."""

    def fails() -> bytes:
        raise SitegenError

    write_outputs(tmp_path, outputs(a="1", b="1"))
    before = tree(tmp_path)
    with pytest.raises(SitegenError):
        write_outputs(tmp_path, [*outputs(a="2"), Planned("b", fails)])
    assert tree(tmp_path) == before


def test_what_a_build_left_that_was_killed_at_once_goes(tmp_path: Path) -> None:
    """Killed before its journal was there, it leaves a temporary file, which the next build removes."""
    write_outputs(tmp_path, outputs(a="1"))
    (tmp_path / f".sitegen-tmp-{os.getppid()}-{JOURNAL}").write_text("half")
    write_outputs(tmp_path, outputs(a="1"))
    assert tree(tmp_path) == {"a": "1"}
