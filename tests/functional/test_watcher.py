"""The real watcher on a real disk: every way in which editors and tools change files is one batch."""

import queue
import shutil
import threading
import time
from pathlib import Path

import pytest

from sitegen.serve.watching import events as events_module
from sitegen.serve.watching.watcher import FileWatcher

LONG = 30
"""Seconds that a batch may take on a busy computer."""


class Watched:
    """A site's folders with a watcher on them."""

    def __init__(self, site: Path, **options) -> None:
        self.site, self.content = site, site / "content"
        self.watcher = FileWatcher(
            [self.content, site / "templates"], [site / "sitegen.toml"], inside=site, **options
        )
        self._batches: queue.Queue = queue.Queue()
        self._thread = threading.Thread(target=self._read, daemon=True)

    def _read(self) -> None:
        for batch in self.watcher.batches():
            if batch:
                self._batches.put(batch)

    def start(self) -> None:
        """Watch, then read batches."""
        self.watcher.start()
        self._thread.start()

    def batch(self) -> set[str]:
        """The next batch, as paths below the site."""
        return {str(path.relative_to(self.site)) for path in self._batches.get(timeout=LONG)}

    def nothing_before(self, change) -> set[str]:
        """The first batch, which must be that of `change`: what was done before made none."""
        change()
        return self.batch()

    def close(self) -> None:
        """Stop, and see that it stops."""
        self.watcher.close()
        self._thread.join(LONG)
        assert not self._thread.is_alive()


@pytest.fixture(params=[False, True], ids=["events", "polling"])
def watched(request, tmp_path):
    """A site with one article, watched by events and by polling; patient, for busy computers."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("old")
    made = Watched(tmp_path, poll=request.param, debounce=0.3)
    made.start()
    yield made
    made.close()


def by_rename(file: Path, text: str) -> None:
    """As VS Code, JetBrains and most tools save."""
    temporary = file.with_name(f".{file.name}.tmp")
    temporary.write_text(text)
    temporary.replace(file)


def by_backup(file: Path, text: str) -> None:
    """As vim saves: a probe, the old file renamed away, a new one, the backup removed."""
    probe, backup = file.with_name("4913"), file.with_name(f"{file.name}~")
    probe.write_text("")
    probe.unlink()
    file.rename(backup)
    file.write_text(text)
    backup.unlink()


def with_lock(file: Path, text: str) -> None:
    """As Emacs saves: a lock as a broken link, an autosave file, a backup."""
    lock = file.with_name(f".#{file.name}")
    lock.symlink_to("somebody@host.1:2")
    file.with_name(f"#{file.name}#").write_text(text)
    shutil.copy(file, file.with_name(f"{file.name}~"))
    file.write_text(text)
    lock.unlink()


class TestSaves:
    @pytest.mark.parametrize("save", [Path.write_text, by_rename, by_backup, with_lock])
    def test_a_save_is_one_batch_of_one_file(self, watched, save):
        """However it is done; what the editor leaves beside it is not in the batch."""
        save(watched.content / "a.md", "new")
        assert watched.batch() == {"content/a.md"}
        assert watched.nothing_before(lambda: (watched.content / "b.md").write_text("x")) == {"content/b.md"}

    def test_reading_is_no_change(self, watched):
        """A build reads all sources and must not start the next one."""
        (watched.content / "a.md").read_text()
        assert watched.nothing_before(lambda: (watched.content / "b.md").write_text("x")) == {"content/b.md"}

    def test_other_files_of_the_folder_are_none_of_ours(self, watched):
        """The site's folder holds more than sources."""
        (watched.site / "notes.txt").write_text("x")
        (watched.site / "output").mkdir()
        (watched.site / "output" / "index.html").write_text("x")
        assert watched.nothing_before(lambda: (watched.site / "sitegen.toml").write_text("")) == {
            "sitegen.toml"
        }


class TestFolders:
    def test_a_new_folder_with_files(self, watched):
        """Files that are in it before anybody watches it are found."""
        (watched.content / "2026" / "05").mkdir(parents=True)
        (watched.content / "2026" / "05" / "b.md").write_text("x")
        assert watched.batch() == {"content/2026/05/b.md"}
        (watched.content / "2026" / "05" / "b.md").write_text("xx")
        assert watched.batch() == {"content/2026/05/b.md"}

    def test_a_folder_is_renamed_and_removed(self, watched):
        """Its files are named under the old path and the new."""
        (watched.content / "one").mkdir()
        (watched.content / "one" / "b.md").write_text("x")
        watched.batch()
        (watched.content / "one").rename(watched.content / "two")
        assert watched.batch() == {"content/one/b.md", "content/two/b.md"}
        shutil.rmtree(watched.content / "two")
        assert watched.batch() == {"content/two/b.md"}

    @pytest.mark.parametrize("poll", [False, True], ids=["events", "polling"])
    def test_a_burst_of_500_files(self, tmp_path, poll):
        """As when a branch is checked out: one batch (of a second, as this computer may be slow)."""
        (tmp_path / "content").mkdir()
        watched = Watched(tmp_path, poll=poll, debounce=1.0, cap=30.0)
        watched.start()
        for number in range(500):
            (tmp_path / "content" / f"{number}.md").write_text("x")
        assert len(watched.batch()) == 500
        watched.close()

    def test_a_watched_folder_that_is_made_later(self, watched):
        """A site may get its own templates while it is watched."""
        (watched.site / "templates").mkdir()
        (watched.site / "templates" / "base.html").write_text("x")
        assert watched.batch() == {"templates/base.html"}
        (watched.site / "templates" / "base.html").write_text("xx")
        assert watched.batch() == {"templates/base.html"}

    def test_the_content_folder_is_replaced(self, watched):
        """Removed and made again, it is still watched."""
        shutil.rmtree(watched.content)
        watched.content.mkdir()
        (watched.content / "b.md").write_text("x")
        assert watched.batch() >= {"content/a.md", "content/b.md"}
        (watched.content / "b.md").write_text("xx")
        assert watched.batch() == {"content/b.md"}

    def test_a_link_to_another_folder_of_the_site(self, watched):
        """Changes behind a link count."""
        (watched.site / "archive").mkdir()
        (watched.site / "archive" / "b.md").write_text("x")
        (watched.content / "archive").symlink_to(watched.site / "archive")
        assert watched.batch() == {"content/archive/b.md"}
        (watched.site / "archive" / "b.md").write_text("xx")
        assert "content/archive/b.md" in watched.batch()


class TestLostEvents:
    def test_comparing_finds_what_was_not_told(self, tmp_path, monkeypatch):
        """A change whose event the system loses is found when nothing else happens."""
        (tmp_path / "content").mkdir()
        monkeypatch.setattr(events_module, "changed_paths", lambda _: iter(()))
        watched = Watched(tmp_path, rescan=0.2)
        watched.start()
        (tmp_path / "content" / "a.md").write_text("x")
        assert watched.batch() == {"content/a.md"}
        watched.close()

    def test_no_more_watches(self, tmp_path, monkeypatch):
        """Where the system has no more watches to give, folders are compared instead."""
        (tmp_path / "content").mkdir()

        def refuse(*_, **__):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(events_module.Hooks, "add", refuse)
        watched = Watched(tmp_path)
        watched.start()
        assert watched.watcher.poll
        (tmp_path / "content" / "a.md").write_text("x")
        assert watched.batch() == {"content/a.md"}
        watched.close()


@pytest.mark.parametrize("poll", [False, True], ids=["events", "polling"])
def test_news_is_known_before_anybody_asks_for_it(tmp_path, poll):
    """A change of the sources that no batch has had yet, and no other: what takes long can give way to it."""
    (tmp_path / "content").mkdir()
    watcher = FileWatcher([tmp_path / "content"], [tmp_path / "sitegen.toml"], inside=tmp_path, poll=poll)
    watcher.start()
    try:
        (tmp_path / "notes.txt").write_text("no source")
        (tmp_path / "content" / ".a.md.swp").write_text("litter")
        time.sleep(0.3)
        assert not watcher.has_news()
        (tmp_path / "content" / "a.md").write_text("new")
        ends = time.monotonic() + LONG
        while not watcher.has_news() and time.monotonic() < ends:
            time.sleep(0.01)
        assert watcher.has_news()
        batch = next(batch for batch in watcher.batches() if batch)
        assert batch == {tmp_path / "content" / "a.md"}
        assert not watcher.has_news()
    finally:
        watcher.close()


def test_to_ask_for_news_takes_little_where_folders_are_compared(tmp_path, monkeypatch):
    """A build asks after every few files; they are compared no more often than while nothing is built."""
    (tmp_path / "content").mkdir()
    watcher = FileWatcher([tmp_path / "content"], poll=True)
    watcher.start()
    scans, scan = [], watcher._scan
    monkeypatch.setattr(watcher, "_scan", lambda: (scans.append(1), scan())[1])
    assert not any(watcher.has_news() for _ in range(1000))
    assert len(scans) <= 2
    watcher.close()
