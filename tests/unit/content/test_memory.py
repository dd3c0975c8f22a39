"""Reading again only what changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from sitegen.content import loader as loader_module
from sitegen.content import read_articles
from sitegen.content.articles import Defaults
from sitegen.content.loader import Memory

LONG_AGO = time.time_ns() - 60_000_000_000


@pytest.fixture
def site(tmp_path: Path, monkeypatch) -> Path:
    """A site of two articles and one mistake, all settled long ago; reading a file is noted in `reads`."""
    for name, text in {"a.md": "One.", "b.md": "Two.", "bad.md": "---\ntitel: x\n---\nThree."}.items():
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content" / name).write_text(text, "utf-8")
    later = time.time_ns() + 10_000_000_000
    monkeypatch.setattr(loader_module.time, "time_ns", lambda: later)
    return tmp_path


@pytest.fixture
def reads(monkeypatch) -> list[str]:
    """The names of the files that are read, in order."""
    noted: list[str] = []
    real = loader_module.read_source

    def read(source):
        noted.append(source.file.name)
        return real(source)

    monkeypatch.setattr(loader_module, "read_source", read)
    return noted


def load(site: Path, memory: Memory | None, **options):
    """All articles of the site."""
    return read_articles(site / "content", site, memory=memory, **options)


class TestMemory:
    def test_unchanged_files_are_not_read_again(self, site, reads):
        """Neither articles nor mistakes; the answer is the same."""
        memory = Memory()
        first = load(site, memory)
        assert reads == ["a.md", "b.md", "bad.md"]
        assert load(site, memory) == first
        assert len(reads) == 3
        assert [d.code for d in first.diagnostics] == ["front-matter-misspelt-key"]

    @pytest.mark.parametrize("keep_time", [False, True])
    def test_a_changed_file_is(self, site, reads, keep_time):
        """Also where the tool that changed it set the time back."""
        memory, file = Memory(), site / "content" / "a.md"
        load(site, memory)
        status = file.stat()
        file.write_text("New.", "utf-8")
        if keep_time:
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        loaded = load(site, memory)
        assert reads[3:] == ["a.md"]
        assert loaded.articles[0].body == "New."
        assert loaded == load(site, None)

    def test_a_file_that_just_changed_is_read_again(self, site, reads, monkeypatch):
        """A second change in the same tick of the clock looks like none: such a file is not trusted."""
        monkeypatch.setattr(loader_module.time, "time_ns", lambda: time.time() * 1e9)
        memory = Memory()
        load(site, memory)
        load(site, memory)
        assert len(reads) == 6

    def test_language_and_name_are_part_of_it(self, site, reads):
        """The same file under another configuration is another article."""
        memory = Memory()
        load(site, memory)
        assert load(site, memory, defaults=Defaults(language="de")).articles[0].front_matter.language == "de"

    def test_a_file_that_comes_back(self, site):
        """Deleted, it is gone; restored, it is there again."""
        memory, file = Memory(), site / "content" / "a.md"
        before = load(site, memory)
        kept = file.rename(site / "a.md")
        assert [a.id for a in load(site, memory).articles] == ["b"]
        kept.rename(file)
        assert load(site, memory) == before

    def test_what_one_memory_learned_serves_another(self, site, reads):
        """As between two processes: nothing is read again, and nothing counts as news."""
        first = Memory(reader="one")
        before, news = load(site, first), dict(first.news)
        second = Memory(news, "one")
        assert load(site, second) == before
        assert (len(reads), second.news) == (3, {})

    def test_another_reader_reads_for_itself(self, site, reads):
        """What another release read may be read otherwise now."""
        first = Memory(reader="one")
        load(site, first)
        load(site, Memory(first.news, "two"))
        assert len(reads) == 6

    def test_files_that_are_gone_are_forgotten(self, site, reads):
        """At the end of a round those are left that are there."""
        memory = Memory()
        load(site, memory)
        assert memory.end() == {"content/a.md", "content/b.md", "content/bad.md"}
        (site / "content" / "b.md").unlink()
        load(site, memory)
        assert memory.end() == {"content/a.md", "content/bad.md"}
        assert (len(reads), memory.news) == (3, {})
