"""Builds that follow one another, each by a new process as it were: always what a build from nothing makes.

The same edits as in the storm of the preview, but here every build starts with nothing in memory, and what is
kept on disk is tampered with between builds.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from preview_site import NoPipeline, PatternAnnotator, write_site
from test_storm import Storm, files_of

from sitegen.build import parallel
from sitegen.build.pipeline import Site
from sitegen.diagnostics import SitegenError

ROUNDS = int(os.environ.get("INCREMENTAL_ROUNDS", "60"))
SEED = int(os.environ.get("STORM_SEED", "20261122"))


@pytest.fixture(autouse=True)
def _pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are found by a pattern: the model is not what is tested here."""
    monkeypatch.setattr("sitegen.build.annotating.default_annotators", lambda: (PatternAnnotator(),))
    monkeypatch.setattr("sitegen.build.annotating.Pipeline", lambda _: NoPipeline())


def clean(site: Path) -> dict[str, bytes]:
    """What a build from nothing makes of the same sources."""
    copy = site.parent / "clean"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("output", ".cache"))
    try:
        Site.load(copy, drafts=True, future=True).build()
        return files_of(copy / "output")
    finally:
        shutil.rmtree(copy)


class Tampering:
    """What may happen to output and cache between two builds."""

    def __init__(self, site: Path, chance: random.Random) -> None:
        self.output, self.cache, self.chance = site / "output", site / ".cache", chance

    def happen(self) -> str:
        """One of these things, or nothing."""
        kinds: list[Callable[[], object]] = [
            self.nothing,
            self.a_page_is_edited,
            self.a_page_is_gone,
            self.the_output_is_gone,
            self.a_store_is_gone,
            self.a_store_is_damaged,
            self.the_annotations_are_gone,
        ]
        kind = self.chance.choices(kinds, [12, 2, 2, 1, 1, 1, 1])[0]
        kind()
        return kind.__name__

    def nothing(self) -> None:
        """As usual."""

    def a_page_is_edited(self) -> None:
        """By hand, in the output folder."""
        self._page().write_text("by hand", "utf-8")

    def a_page_is_gone(self) -> None:
        """Removed by hand."""
        self._page().unlink()

    def the_output_is_gone(self) -> None:
        """As on a new machine with a cache."""
        shutil.rmtree(self.output)

    def a_store_is_gone(self) -> None:
        """One of the two, or the state of the last build."""
        name = self.chance.choice(["site.sqlite", "pages.sqlite", "state.json"])
        for path in self.cache.glob(f"{name}*"):
            path.unlink()

    def a_store_is_damaged(self) -> None:
        """Some bytes in the middle are others."""
        for path in self.cache.glob("*.sqlite"):
            data = bytearray(path.read_bytes())
            start = self.chance.randrange(len(data) // 4, len(data))
            data[start : start + 64] = self.chance.randbytes(64)[: len(data) - start]
            path.write_bytes(data)

    def the_annotations_are_gone(self) -> None:
        """Only what was made of them is left."""
        shutil.rmtree(self.cache / "annotations", ignore_errors=True)

    def _page(self) -> Path:
        return self.chance.choice(sorted(self.output.rglob("*.html")))


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_any_builds_in_a_row_end_as_a_clean_build(tmp_path: Path) -> None:
    """Whatever was edited, and whatever happened to output and cache in between."""
    chance = random.Random(SEED)
    site = write_site(tmp_path / "site", articles=6)
    storm, tampering, log = Storm(site, chance), Tampering(site, chance), []
    Site.load(site, drafts=True, future=True).build()
    for number in range(ROUNDS):
        log += [storm.edit() for _ in range(chance.randrange(3))]
        log.append(tampering.happen())
        try:
            Site.load(site, drafts=True, future=True).build()
        except SitegenError:
            continue  # a half-written sitegen.toml: the next edit of it mends that
        if number % 4 == 0 or number == ROUNDS - 1:
            found, wanted = files_of(site / "output"), clean(site)
            assert sorted(found) == sorted(wanted), log[-9:]
            assert [name for name in found if found[name] != wanted[name]] == [], log[-9:]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="one process on this system")
def test_the_number_of_processes_does_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that was made by two processes is that of one, and so is the next build of it."""
    site = write_site(tmp_path / "site", articles=130)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setattr(parallel, "usable_cores", lambda: 2)
    assert parallel.shares(130) == 2
    Site.load(site).build()
    made = files_of(site / "output")
    monkeypatch.setattr(parallel, "usable_cores", lambda: 1)
    shutil.rmtree(site / "output")
    shutil.rmtree(site / ".cache")
    Site.load(site).build()
    assert files_of(site / "output") == made


def test_a_word_changes_only_the_pages_that_have_it(tmp_path: Path) -> None:
    """An article's own page and files are made again; nothing of another article is."""
    site = write_site(tmp_path / "site", articles=8)
    Site.load(site).build()
    story = site / "content" / "story-3.md"
    story.write_text(story.read_text("utf-8").replace("again.", "once more."), "utf-8")
    report = Site.load(site).build()
    others = {f"briefings/story-{n}" for n in range(8) if n != 3}
    assert "briefings/story-3/index.html" in map(str, report.written)
    assert not [path for path in report.written if str(path.parent) in others]


def test_what_was_kept_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its cache, a site whose output is gone is written without rendering a page."""
    site = write_site(tmp_path / "site", articles=4)
    Site.load(site).build()
    made = files_of(site / "output")
    shutil.rmtree(site / "output")
    monkeypatch.setattr("sitegen.build.stages.render_page", None)
    Site.load(site).build()
    assert files_of(site / "output") == made
