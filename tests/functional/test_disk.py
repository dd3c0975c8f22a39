"""Disks, clocks and other builds that misbehave: a clear message or simply right, and nothing lost."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from click.testing import CliRunner, Result
from preview_site import PatternAnnotator, annotate_with, files_of, preview_site, write_site

from sitegen.building import unchanged
from sitegen.building.kept.cache import ANNOTATIONS
from sitegen.building.kept.store import Store
from sitegen.building.output.manifest import JOURNAL, MANIFEST
from sitegen.building.pipeline import Site
from sitegen.building.processes.steps import to_the_end
from sitegen.building.unchanged import Last
from sitegen.cli import main
from sitegen.config import Config
from sitegen.diagnostics import SitegenError
from sitegen.model.report import BuildReport


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Three articles, never built."""
    return write_site(tmp_path / "site", articles=3)


@pytest.fixture(autouse=True)
def _pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are found by a pattern: the model takes seconds to load and is not what is tested here."""
    annotate_with(monkeypatch, PatternAnnotator())


def build(site: Path, **options: datetime) -> BuildReport:
    """As the command does, in this process."""
    return Site.load(site).build(**options)


def run(site: Path) -> Result:
    """The command itself; an exception that is not ours would come through."""
    return CliRunner().invoke(main, ["build", str(site)], catch_exceptions=False)


def files(site: Path) -> dict[str, bytes]:
    """The output."""
    return files_of(site / "output")


def clean(site: Path) -> dict[str, bytes]:
    """What a build from nothing makes of the same sources."""
    copy = Path(tempfile.mkdtemp(dir=site.parent)) / "site"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("output", ".cache"))
    build(copy)
    return files(copy)


def save(site: Path, text: str = "Orla Venn spoke to Nora Vell.") -> None:
    """Edit an article."""
    (site / "content" / "story-1.md").write_text(f"---\ntitle: Edited\n---\n{text}\n", "utf-8")


class FullDisk:
    """A file on a disk that is full: half of what is written arrives."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file, self._path = file, path

    def __enter__(self) -> FullDisk:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        """Fails."""
        self._file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device", str(self._path))


def writes_go_to(patch: pytest.MonkeyPatch, written: Callable[[Path, Callable[[], Any]], Any]) -> None:
    """Whoever opens a file to write gets what `written` gives; `Path.write_bytes` opens one, too."""
    opened = Path.open

    def watched(self: Path, mode: str = "r", *more: Any, **options: Any) -> Any:
        def usual() -> Any:
            return opened(self, mode, *more, **options)

        return written(self, usual) if mode == "wb" else usual()

    patch.setattr(Path, "open", watched)


@pytest.mark.parametrize("last", [0, 1, 2, 5, 9])
def test_a_disk_that_is_full_at_some_write(site: Path, last: int) -> None:
    """One message and exit code 3; every file is the old one or the new one; the next build is right."""
    build(site)
    before, left = files(site), last
    save(site)
    after = clean(site)

    def full(path: Path, usual: Callable[[], Any]) -> Any:
        nonlocal left
        left -= 1
        return usual() if left >= 0 else FullDisk(usual(), path)

    with pytest.MonkeyPatch.context() as patch:
        writes_go_to(patch, full)
        result = run(site)
    assert (result.exit_code, "write-failed" in result.stderr) == (3, True)
    assert "No space left on device" in result.stderr
    journal = JOURNAL
    wrong = {n for n, c in files(site).items() if n != journal and c not in (before.get(n), after.get(n))}
    assert wrong == set()
    build(site)
    assert files(site) == after


def test_an_output_that_cannot_be_written(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One message and exit code 3; the site that stands there stays as it was."""
    build(site)
    before = files(site)
    save(site)

    def refuses(path: Path, _: Callable[[], Any]) -> Any:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    writes_go_to(monkeypatch, refuses)
    result = run(site)
    assert (result.exit_code, "Read-only file system" in result.stderr) == (3, True)
    assert files(site) == before


def test_an_output_below_a_file(site: Path) -> None:
    """A folder that cannot be made is named."""
    (site / "there").write_text("a file")
    result = CliRunner().invoke(main, ["build", str(site), "-o", str(site / "there" / "out")])
    assert result.exit_code == 3
    assert "write-failed" in result.stderr


def test_a_cache_that_cannot_be_written(site: Path) -> None:
    """A warning, once; the site is complete, and so is the next."""
    (site / ".cache").write_text("a file where the folder should be")
    result = run(site)
    assert (result.exit_code, result.stderr.count("cache-unwritable")) == (0, 1)
    wanted = files(site)
    (site / ".cache").unlink()
    assert wanted == clean(site)


def test_a_cache_that_cannot_be_written_leaves_the_search(tmp_path: Path) -> None:
    """The search index is made elsewhere and published, though nothing of it can be kept."""
    site = write_site(tmp_path / "searched", articles=1, search=True)
    (site / ".cache").write_text("a file where the folder should be")
    result = run(site)
    assert (result.exit_code, "search-unavailable" in result.stderr) == (0, False), result.stderr
    assert (site / "output" / "pagefind" / "pagefind.js").is_file()


def test_a_cache_stays_below_its_limit(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However small that is, the site is whole; what is over the limit is gone after the build."""
    monkeypatch.setattr("sitegen.building.equipment.MEGABYTE", 200_000)
    for number in range(3):
        text = "Nora Vell spoke to Tom Askew again. " * 400
        (site / "content" / f"story-{number}.md").write_text(f"# {number}\n\n{text}{number}\n", "utf-8")
    with (site / "sitegen.toml").open("a") as file:
        file.write("cache_megabytes = 1\n")
    assert build(site).articles == 3
    store = Store(site / ".cache" / "kept.sqlite")
    assert store.size() <= 200_000
    assert 0 < len(store.keys(ANNOTATIONS)) < 3


def test_a_file_that_vanishes_while_it_is_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is reported by name, the others are built, and the next build does not take it for unchanged."""
    build(site)
    read = Path.read_bytes

    def nothing_is_known(*_: object) -> Last:
        (site / "content" / "story-2.md").unlink(missing_ok=True)
        return Last()

    monkeypatch.setattr("sitegen.building.pipeline.unchanged.last_build", nothing_is_known)

    def vanishes(self: Path) -> bytes:
        if self.name == "story-1.md":
            self.unlink(missing_ok=True)
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", vanishes)
    report = build(site)
    monkeypatch.undo()
    assert report.articles < 3
    annotate_with(monkeypatch, PatternAnnotator())
    build(site)
    assert files(site) == clean(site)


def test_what_a_preview_left_is_not_taken_for_a_build_s(site: Path) -> None:
    """It shows drafts. The sources are as the last build left them, and the output is as the preview did."""
    (site / "content" / "draft.md").write_text("---\ntitle: Draft\ndraft: true\n---\nText.\n", "utf-8")
    build(site)
    age(site)
    build(site)
    assert build(site).timings[0][0] == "compare"
    preview_site(site).build()
    assert "briefings/draft/index.html" in files(site)
    assert build(site).timings[0][0] != "compare"
    assert files(site) == clean(site)


def test_a_clock_that_was_set_back(site: Path) -> None:
    """Articles that are not due yet by the new time are held back, as a clean build would."""
    now = datetime.now(UTC)
    due = now - timedelta(hours=1)
    (site / "content" / "due.md").write_text(
        f"---\ntitle: Due\ndate: {due.isoformat()}\n---\nText.\n", "utf-8"
    )
    age(site)
    assert build(site, now=now).articles == 4
    again = build(site, now=now)
    assert again.timings[0][0] == "compare"
    made = sorted(name for name in files(site) if name != MANIFEST)
    assert len(again.unchanged) == len(made)  # counted before anybody asks for their names
    assert list(again.unchanged.texts) == made
    assert build(site, now=now - timedelta(hours=2)).articles == 3


def age(site: Path) -> None:
    """Wait until the sources are old enough for their times to be trusted."""
    import time

    from sitegen.filestatus import TICK

    del site
    time.sleep(TICK / 1e9 + 0.1)


def test_a_copied_site_is_a_site_of_its_own(site: Path) -> None:
    """With all its caches beside the original: what is edited in the copy is built there, and only there."""
    age(site)
    build(site)
    copy = site.with_name("copy")
    shutil.copytree(site, copy)
    before = files(site)
    save(copy)
    age(copy)
    report = build(copy)
    assert report.output == copy / "output"
    assert files(copy) == clean(copy) != before
    assert files(site) == before
    assert build(site).timings[0][0] == "compare"


def test_a_site_is_the_same_from_wherever_it_is_built(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its whole path, from the folder above or from inside: nothing has to be done again."""
    age(site)
    build(site)
    monkeypatch.chdir(site.parent)
    assert build(Path("site")).timings[0][0] == "compare"
    monkeypatch.chdir(site)
    assert build(Path()).timings[0][0] == "compare"


@pytest.mark.parametrize("shift", [-86400, 86400], ids=["past", "future"])
def test_edits_with_strange_times(site: Path, shift: int) -> None:
    """A file that is saved with the time of another day is seen as changed."""
    build(site)
    for turn in range(2):
        save(site, f"Orla Venn{turn} spoke.")
        stamp = (site / "sitegen.toml").stat().st_mtime + shift
        os.utime(site / "content" / "story-1.md", (stamp, stamp))
        build(site)
        assert files(site) == clean(site)


def test_a_linked_folder_is_watched(site: Path) -> None:
    """An article in a folder that the content folder only links to is read again when it changes."""
    (site / "desk").mkdir()
    (site / "desk" / "linked.md").write_text("# Linked\n\nNora Vell spoke.\n", "utf-8")
    (site / "content" / "desk").symlink_to(site / "desk")
    (site / "desk" / "again").symlink_to(site / "desk")
    age(site)
    build(site)
    assert build(site).timings[0][0] == "compare"
    (site / "desk" / "linked.md").write_text("# Linked\n\nOrla Venn spoke.\n", "utf-8")
    build(site)
    assert any(b"Orla Venn" in content for content in files(site).values())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_two_builds_at_once(site: Path) -> None:
    """Into one output and with one cache: both end well, and the output is a clean build's."""
    build(site)
    for turn in range(4):
        shutil.rmtree(site / ".cache")
        if turn % 2:
            shutil.rmtree(site / "output")
        save(site, f"Orla Venn{turn} spoke.")
        children = [_child(site) for _ in range(3)]
        assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]
        assert files(site) == clean(site)


def _child(site: Path) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            build(site)
            code = 0
        except SitegenError as error:
            os.write(2, str(error).encode())
        finally:
            os._exit(code)
    return child


def test_what_another_build_has_written_is_not_taken_for_ours(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slower build of older sources writes last: the next build does not call that "nothing changed"."""
    age(site)
    old = {p: p.read_bytes() for p in (site / "content").glob("*.md")}
    save(site)
    age(site)
    keep = Site._steps

    def overtaken(self: Site, *arguments: Any) -> Any:
        done = yield from keep(self, *arguments)
        other = site.parent / "other"
        (other / "content").mkdir(parents=True)
        for path, content in old.items():
            (other / "content" / path.name).write_bytes(content)
        shutil.copy(site / "sitegen.toml", other)
        to_the_end(keep(Site.load(other, output=site / "output"), *arguments))
        return done

    monkeypatch.setattr(Site, "_steps", overtaken)
    build(site)
    monkeypatch.setattr(Site, "_steps", keep)
    build(site)
    assert files(site) == clean(site)


def rename(site: Path, title: str) -> None:
    """Give the site another title in its configuration."""
    file = site / "sitegen.toml"
    file.write_text(file.read_text("utf-8").replace("Halm News", title), "utf-8")


def test_a_configuration_that_is_edited_between_two_builds_of_one_site(site: Path) -> None:
    """The second build is of the new one, and so is what a third finds done."""
    kept = Site.load(site)
    kept.build()
    age(site)
    rename(site, "Halm Times")
    age(site)
    kept.build()
    assert b"Halm Times" in files(site)["index.html"]
    build(site)
    assert files(site) == clean(site)


@pytest.mark.parametrize("broken", [False, True])
def test_a_configuration_that_is_edited_while_a_build_reads_it(
    site: Path, monkeypatch: pytest.MonkeyPatch, *, broken: bool
) -> None:
    """That build is of the old one; the next does not take it for the new one's."""
    inputs_of = unchanged.inputs_of

    def edited(config: Config) -> unchanged.Inputs:
        rename(site, "Halm Times\n" if broken else "Halm Times")
        age(site)
        return inputs_of(config)

    with monkeypatch.context() as patch:
        patch.setattr(unchanged, "inputs_of", edited)
        build(site)
    assert b"Halm News" in files(site)["index.html"]
    if broken:
        with pytest.raises(SitegenError):
            build(site)
        file = site / "sitegen.toml"
        file.write_text(file.read_text("utf-8").replace("Halm Times\n", "Halm Times"), "utf-8")
    build(site)
    assert files(site) == clean(site)
