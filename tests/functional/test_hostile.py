"""What lies in the way: loops, pipes, wrong names, output that nobody reads. Each is one message."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from permissions import bound
from preview_site import PatternAnnotator, annotate_with, files_of, write_site

from sitegen.annotate.parse.nlp import find_model
from sitegen.building.articles.annotate_files import annotate_files
from sitegen.building.kept.cache import AnnotationCache
from sitegen.building.kept.store import Store
from sitegen.building.pipeline import Site
from sitegen.config import load_config
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError, visible

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes and links on this system")


@pytest.fixture(autouse=True)
def _pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are found by a pattern: the model is not what is tested here."""
    annotate_with(monkeypatch, PatternAnnotator())


@pytest.fixture
def _refused(tmp_path: Path) -> Iterator[None]:
    """Permissions bind whoever runs this, root too."""
    with bound(tmp_path):
        yield


def told(caught: pytest.ExceptionInfo[SitegenError]) -> list[str]:
    """The messages, each without its hint."""
    return [str(found).partition("\n")[0] for found in caught.value.diagnostics]


class TestLinks:
    @pytest.mark.parametrize("target", ["..", "../..", "."])
    def test_one_to_a_folder_above_is_not_followed(self, tmp_path: Path, target: str) -> None:
        """Neither the articles again nor what else lies there; all articles are published."""
        site = write_site(tmp_path / "site")
        (site / "notes.md").write_text("No article.", "utf-8")
        (site / "content" / "up").symlink_to(target)
        report = Site.load(site).build()
        assert [(d.code, str(d.location)) for d in report.diagnostics] == [("link-loop", "content/up")]
        assert report.articles == 2

    def test_one_to_itself(self, tmp_path: Path) -> None:
        """Among articles, templates and static files."""
        site = write_site(tmp_path / "site")
        (site / "static").mkdir()
        for folder in ("content", "static"):
            (site / folder / "self").symlink_to("self")
        report = Site.load(site).build()
        assert [(d.code, str(d.location)) for d in report.diagnostics] == [
            ("link-broken", "content/self"),
            ("link-broken", "static/self"),
        ]
        assert report.articles == 2


class TestPipes:
    def test_as_configuration(self, tmp_path: Path) -> None:
        """It is not waited for."""
        os.mkfifo(tmp_path / "sitegen.toml")
        with pytest.raises(SitegenError) as caught:
            load_config(tmp_path)
        assert told(caught) == ["sitegen.toml: error[config-unreadable]: cannot be read: not a regular file"]

    def test_among_templates(self, tmp_path: Path) -> None:
        """Nor there."""
        site = write_site(tmp_path / "site")
        (site / "templates").mkdir()
        os.mkfifo(site / "templates" / "briefing.html")
        with pytest.raises(SitegenError) as caught:
            Site.load(site).build()
        assert told(caught) == [
            "templates/briefing.html: error[file-unreadable]: cannot be read: not a regular file"
        ]


@pytest.mark.usefixtures("_refused")
class TestNotOurs:
    def test_a_theme(self, tmp_path: Path) -> None:
        """A template that may not be read is named."""
        site = write_site(tmp_path / "site")
        (site / "templates").mkdir()
        (site / "templates" / "briefing.html").write_text("x")
        (site / "templates" / "briefing.html").chmod(0)
        with pytest.raises(SitegenError) as caught:
            Site.load(site).build()
        assert told(caught) == [
            "templates/briefing.html: error[file-unreadable]: cannot be read: permission denied"
        ]

    def test_a_cache(self, tmp_path: Path) -> None:
        """It counts as none, and says so."""
        site = write_site(tmp_path / "site")
        Site.load(site).build()
        before = files_of(site / "output")
        (site / ".cache").chmod(0)
        report = Site.load(site).build()
        (site / ".cache").chmod(0o755)
        assert {d.code for d in report.diagnostics} == {"cache-unwritable"}
        assert files_of(site / "output") == before

    @pytest.mark.parametrize(
        ("name", "told_of", "articles"),
        [
            ("content/story-1.md", "content/story-1.md: error[file-unreadable]: cannot be read", 1),
            ("content/more", "content/more: error[file-unreadable]: cannot be read", 2),
            (
                "content/quay.png",
                "content/story-0.md:25: warning[image-missing]: the picture “quay.png” cannot be read",
                2,
            ),
            ("static/plan.pdf", "static/plan.pdf: error[file-unreadable]: cannot be read", 2),
            (
                "content/entities/nora-vell.md",
                "content/entities/nora-vell.md: error[file-unreadable]: cannot be read",
                2,
            ),
        ],
    )
    def test_one_file_or_folder(self, tmp_path: Path, name: str, told_of: str, articles: int) -> None:
        """It is named, and everything else is published."""
        site = write_site(tmp_path / "site")
        for folder in ("content/more", "content/entities", "static"):
            (site / folder).mkdir(parents=True)
        (site / "content" / "quay.png").write_bytes(b"picture")
        (site / "static" / "plan.pdf").write_bytes(b"plan")
        (site / "content" / "entities" / "nora-vell.md").write_text("---\nname: Nora Vell\n---\n", "utf-8")
        story = site / "content" / "story-0.md"
        story.write_text(story.read_text("utf-8") + "\n![The quay](quay.png)\n", "utf-8")
        (site / name).chmod(0)
        report = Site.load(site).build()
        (site / name).chmod(0o755)
        (found,) = report.diagnostics
        assert str(found).partition("\n")[0].startswith(told_of)
        assert report.articles == articles

    def test_a_configuration(self, tmp_path: Path) -> None:
        """One message, and nothing is written."""
        site = write_site(tmp_path / "site")
        (site / "sitegen.toml").chmod(0)
        with pytest.raises(SitegenError) as caught:
            Site.load(site).build()
        assert told(caught) == ["sitegen.toml: error[config-unreadable]: cannot be read: permission denied"]
        assert not (site / "output").exists()


class TestNames:
    @pytest.mark.parametrize("name", ["json", "sys", "__main__", "no_such", "x" * 300, "a\0b", "", "sitegen"])
    def test_of_a_model_that_is_none(self, name: str) -> None:
        """A module that is no pipeline, and what is no name at all."""
        with pytest.raises(SitegenError) as caught:
            find_model(name)
        assert [d.code for d in caught.value.diagnostics] == ["model-missing"]

    def test_of_an_output_that_is_too_long(self, tmp_path: Path) -> None:
        """Space has nothing to do with it."""
        site = write_site(tmp_path / "site")
        with pytest.raises(SitegenError) as caught:
            Site.load(site, output=tmp_path / ("o" * 300)).build()
        (found,) = caught.value.diagnostics
        assert (found.code, "File name too long" in found.message) == ("write-failed", True)
        assert "shorter" in found.hint
        assert "space" not in found.hint

    def test_of_files_that_are_no_articles(self, tmp_path: Path) -> None:
        """The others are annotated."""
        for name in ("README", "a.html", "b.md"):
            (tmp_path / name).write_text("Nora Vell spoke.", "utf-8")
        answer = annotate_files([tmp_path / name for name in ("README", "a.html", "b.md")], jobs=1)
        assert [(d.code, d.location and d.location.path.name) for d in answer.diagnostics] == [
            ("file-no-article", "README"),
            ("file-no-article", "a.html"),
        ]
        assert [found["text"] for found in answer.objects()] == ["Nora Vell spoke."]

    def test_that_steer_a_terminal_are_shown_and_not_obeyed(self) -> None:
        """In the place, the message and the hint; the hint has a line of its own."""
        found = Diagnostic("a-b", Severity.ERROR, "\x1b[2J", Location(Path("e\x1b]0;x\x07.md")), "a\nb\u202e")
        assert str(found) == ("e\\x1b]0;x\\x07.md: error[a-b]: \\x1b[2J\n    hint: a\\nb\\u202e")
        assert visible("Öre 選挙 😀 “a”") == "Öre 選挙 😀 “a”"


def test_a_page_where_a_folder_is(tmp_path: Path) -> None:
    """It is named, not the file that was to come there, and space has nothing to do with it."""
    site = write_site(tmp_path / "site")
    Site.load(site).build()
    page = site / "output" / "briefings" / "story-0" / "index.html"
    page.unlink()
    page.mkdir()
    with pytest.raises(SitegenError) as caught:
        Site.load(site).build()
    (found,) = caught.value.diagnostics
    assert str(page) in found.message
    assert found.hint == "move away what stands there and build again; no file is half-written"


def sitegen(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program, as a shell runs it."""
    line = f"{sys.executable} -m sitegen {command}"
    return subprocess.run(
        ["sh", "-c", line], check=False, cwd=folder, capture_output=True, env=os.environ | environment
    )


@pytest.mark.model
class TestStandardOutput:
    def test_of_few_letters(self, tmp_path: Path) -> None:
        """JSON stays JSON, with every letter; a summary loses none but by name."""
        text = "He said “no” 😀 at the café."
        (tmp_path / "u.md").write_text(text, "utf-8")
        for encoding in ("latin-1", "ascii"):
            done = sitegen("annotate u.md", tmp_path, PYTHONIOENCODING=encoding)
            assert json.loads(done.stdout.decode(encoding))["text"] == text
            assert sitegen("annotate --format html u.md", tmp_path, PYTHONIOENCODING=encoding).returncode == 0

    def test_that_is_closed_or_full(self, tmp_path: Path) -> None:
        """The site is built; where nothing can be printed the exit code says so."""
        (tmp_path / "content").mkdir()
        (tmp_path / "content" / "a.md").write_text("Text.", "utf-8")
        closed = sitegen("build . >&- 2>&-", tmp_path)
        assert (closed.returncode, closed.stderr) == (0, b"")
        assert (tmp_path / "output" / "briefings" / "a" / "index.html").is_file()
        full = sitegen("build . > /dev/full", tmp_path)
        assert (full.returncode, full.stderr) == (3, b"cannot print: no space left on device\n")


def test_a_cache_that_cannot_be_looked_into_has_nothing(tmp_path: Path) -> None:
    """A key of which the disk takes no file is no fault."""
    assert not AnnotationCache(Store(tmp_path / ("c" * 300) / "kept.sqlite")).has("ab" * 32)
