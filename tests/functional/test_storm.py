"""A storm of edits: whatever is done to the sources while the preview runs, the end is a clean build's."""

from __future__ import annotations

import os
import queue
import random
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from preview_site import Live, files_of, preview_site, write_site

from sitegen.serve.preview import Preview

EDITS = int(os.environ.get("STORM_EDITS", "200"))
SEED = int(os.environ.get("STORM_SEED", "20261122"))
PATIENCE = 15
"""Seconds without a build after which none is expected: far more than one takes on a busy computer."""


class Storm:
    """Random edits of a site, each as an editor or a tool would make it."""

    def __init__(self, site: Path, chance: random.Random) -> None:
        self.site, self.content, self.chance, self.count = site, site / "content", chance, 0

    def edit(self) -> str:
        """One edit; says which, for the log of a failure."""
        self.count += 1
        kinds: list[Callable[[], None]] = [
            self.save,
            self.rename_into_place,
            self.vim,
            self.create,
            self.delete,
        ]
        kinds += [self.move, self.mistake, self.template, self.curation, self.config, self.burst, self.folder]
        weights = [6, 6, 3, 3, 2, 2, 3, 1, 1, 1, 1, 1]
        kind = self.chance.choices(kinds, weights)[0]
        kind()
        return kind.__name__

    def article(self) -> Path:
        """Any article; a new one if there is none."""
        found = sorted(self.content.rglob("*.md"))
        found = [file for file in found if "entities" not in file.parts]
        return self.chance.choice(found) if found else self.content / f"new-{self.count}.md"

    def text(self) -> str:
        """A new version of an article."""
        names = [f"Nora Vell{self.chance.randrange(3)}", "Tom Askew", "Ida Brandt"]
        body = "\n\n".join(f"Edit {self.count}. {self.chance.choice(names)} spoke again." for _ in range(5))
        return f"---\ntitle: Edit {self.count}\ntags: [ports, t{self.chance.randrange(4)}]\n---\n{body}\n"

    def save(self) -> None:
        """In place, as a simple editor."""
        self.article().write_text(self.text(), "utf-8")

    def rename_into_place(self) -> None:
        """To a temporary file, renamed."""
        file = self.article()
        temporary = file.with_name(f".{file.name}.tmp")
        temporary.write_text(self.text(), "utf-8")
        temporary.replace(file)

    def vim(self) -> None:
        """The old file renamed away, a new one, the backup removed."""
        file = self.article()
        if file.exists():
            file.rename(file.with_name(f"{file.name}~"))
        file.write_text(self.text(), "utf-8")
        file.with_name(f"{file.name}~").unlink(missing_ok=True)

    def create(self) -> None:
        """An article more."""
        (self.content / f"new-{self.count}.md").write_text(self.text(), "utf-8")

    def delete(self) -> None:
        """An article less."""
        self.article().unlink(missing_ok=True)

    def move(self) -> None:
        """Another name, so another address."""
        file = self.article()
        if file.exists():
            file.rename(file.with_name(f"moved-{self.count}.md"))

    def mistake(self) -> None:
        """Bad YAML, which the preview must survive; mended before the end."""
        self.article().write_text("---\ntitle: a: b\n---\nText.\n", "utf-8")

    def template(self) -> None:
        """The site's own stylesheet comes, changes and goes."""
        file = self.site / "templates" / "assets" / "style.css"
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and self.chance.random() < 0.3:
            shutil.rmtree(self.site / "templates")
        else:
            file.write_text(f"body{{margin:{self.count}px}}", "utf-8")

    def curation(self) -> None:
        """An editor says who is who, or takes it back."""
        file = self.content / "entities" / "tom-askew.md"
        file.parent.mkdir(exist_ok=True)
        if file.exists() and self.chance.random() < 0.3:
            file.unlink()
        else:
            file.write_text(f"---\nname: Tom Askew\naliases: [T. Askew{self.count}]\n---\nA note.\n", "utf-8")

    def config(self) -> None:
        """A new title; half of the time with a mistake first."""
        file = self.site / "sitegen.toml"
        if self.chance.random() < 0.5:
            file.write_text("[site\n", "utf-8")
        file.write_text(f'[site]\ntitle = "Halm {self.count}"\n[build]\nsearch = false\n', "utf-8")

    def burst(self) -> None:
        """A branch is checked out: many files at once."""
        for number in range(20):
            (self.content / f"burst-{number}.md").write_text(self.text(), "utf-8")

    def folder(self) -> None:
        """A folder is made and filled, or one is moved, or one is removed."""
        folders = sorted(p for p in self.content.iterdir() if p.is_dir() and p.name != "entities")
        if folders and self.chance.random() < 0.3:
            shutil.rmtree(folders[0])
        elif folders and self.chance.random() < 0.5:
            folders[0].rename(self.content / f"folder-{self.count}")
        else:
            made = self.content / f"folder-{self.count}" / "deep"
            made.mkdir(parents=True)
            (made / f"in-{self.count}.md").write_text(self.text(), "utf-8")

    def mend(self) -> None:
        """No mistakes are left: with one, the preview keeps a page that a clean build would not have."""
        for file in self.content.rglob("*.md"):
            if "title: a: b" in file.read_text("utf-8"):
                file.write_text(self.text(), "utf-8")


class Reader:
    """A client that fetches all the time, and notes what is not a whole page."""

    def __init__(self, url: str) -> None:
        self.wrong: list[str] = []
        self.fetched = 0
        self._url, self._stop = url, threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)

    def _read(self) -> None:
        with httpx.Client(timeout=60) as client:
            while not self._stop.is_set():
                for path in ("", "briefings/story-0/", "quotes/", "nothing/"):
                    answer = client.get(self._url + path)
                    self.fetched += 1
                    if answer.status_code not in {200, 404} or not answer.text.rstrip().endswith("</html>"):
                        self.wrong.append(f"{answer.status_code} {path}: …{answer.text[-80:]}")
                self._stop.wait(0.02)

    def __enter__(self) -> Reader:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(60)


def unlike(site: Path, clean: Path) -> str:
    """The first file that differs from a clean build of the same sources; "" where none does."""
    found, wanted = files_of(site / "output"), files_of(clean / "output")
    differing = found.keys() ^ wanted.keys() or {n for n in found if found[n] != wanted[n]}
    return min(differing, default="")


def settle(live: Live, site: Path, clean: Path) -> str:
    """Wait until the output is as wanted, or until no build follows for far longer than one takes."""
    while difference := unlike(site, clean):
        try:
            live.rounds.get(timeout=PATIENCE)
        except queue.Empty:
            return difference
    return ""


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_storm_of_edits_ends_as_a_clean_build(tmp_path, monkeypatch):
    """No save is lost, no page is half-written, the server lives, and the output equals a clean build's.

    Somebody turns from page to page meanwhile: pages that are looked at come before their turn.
    """
    chance, turning = random.Random(SEED), random.Random(SEED)
    site = write_site(tmp_path / "site", articles=5)
    pages = [
        "index.html",
        "quotes/index.html",
        "briefings/story-0/index.html",
        "briefings/story-3/index.html",
    ]
    pages += ["topics/t1/index.html", "entities/nora-vell/index.html", "404.html", "nothing/index.html"]
    monkeypatch.setattr(Preview, "open_files", lambda _: frozenset(turning.sample(pages, 2)))
    storm, log, traces = Storm(site, chance), [], []
    with Live(site) as live, Reader(live.url) as reader:
        for _ in range(EDITS):
            log.append(storm.edit())
            if chance.random() < 0.35:
                try:
                    traces.append(live.rounds.get(timeout=1).trace)
                except queue.Empty:
                    log.append("(no build)")
        storm.mend()
        clean = tmp_path / "clean"
        shutil.copytree(site, clean, ignore=shutil.ignore_patterns("output", ".cache"))
        preview_site(clean).build()
        assert settle(live, site, clean) == "", log
        assert httpx.get(live.url).status_code == 200
    assert reader.wrong == []
    assert reader.fetched > 20
    assert [trace for trace in traces if trace] == []
