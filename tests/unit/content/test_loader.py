"""Reading the content folder: what is found, in which order, and what is held back."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest

from sitegen.content import due, read_articles, read_curation
from sitegen.content.articles import Defaults
from sitegen.content.loader import Loaded, with_last_good
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with articles in several folders and two entries of curation."""
    for name, text in {
        "content/zebra.txt": "A zebra crossed the port.",
        "content/2026/b.md": "---\ndraft: true\n---\nText.",
        "content/2026/a.md": "---\ndate: 2026-11-01 10:00 +00:00\n---\nText.",
        "content/2026/entities/c.md": "Not curation: only the top folder is.",
        "content/entities/nora-vell.md": (
            "---\nname: Nora Vell\naliases:\n  - N. Vell\nignore: false\n---\nA *note*.\n"
        ),
        "content/entities/bad.md": "---\nname: [\n---\n",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


class TestReadArticles:
    def test_sorted_by_id_and_without_curation(self, site):
        """The order does not depend on the disk; `entities/` at the top is not articles."""
        loaded = read_articles(site / "content", site)
        assert [a.id for a in loaded.articles] == ["2026/a", "2026/b", "2026/entities/c", "zebra"]
        assert loaded.diagnostics == ()

    def test_paths_and_digests(self, site):
        """Paths for messages are relative to the site; the digest is of the file's bytes."""
        article = read_articles(site / "content", site).articles[0]
        assert str(article.path) == "content/2026/a.md"
        assert len(article.digest) == 64
        before = article.digest
        (site / "content/2026/a.md").write_text("Other text.", "utf-8")
        assert read_articles(site / "content", site).articles[0].digest != before

    def test_language_of_the_site(self, site):
        """An article that names no language has the site's."""
        loaded = read_articles(site / "content", site, defaults=Defaults(language="de"))
        assert {a.front_matter.language for a in loaded.articles} == {"de"}

    @pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are text on this system")
    @pytest.mark.parametrize("name", [b"caf\xe9.md", b"caf\xe9/a.md", b"entities/caf\xe9.md"])
    def test_a_name_that_is_no_text(self, site, name):
        """As old archives leave them: no address can be made of it. It is named; the others are read."""
        file = Path(os.fsdecode(os.fsencode(site) + b"/content/" + name))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\nname: Nora Vell\n---\nText.", "utf-8")
        loaded, curation = read_articles(site / "content", site), read_curation(site / "content", site)
        found = {d for d in (*loaded.diagnostics, *curation.diagnostics) if d.code == "file-unreadable"}
        shown = name.removesuffix(b"/a.md").replace(b"\xe9", b"?").decode()
        (said,) = map(str, found)
        assert said.startswith(f"content/{shown}: error[file-unreadable]: the name is not UTF-8")
        assert len(loaded.articles) == 4


def dated(name: str, **front) -> Article:
    """An article with this front matter."""
    path = PurePosixPath(f"content/{name}.md")
    return Article(
        ArticleId(name), path, SourceFormat.MARKDOWN, FrontMatter(name, **front), held("Text."), 1, ""
    )


def moment(day: int) -> datetime:
    """Noon of a day in May 2026."""
    return datetime(2026, 5, day, 12, tzinfo=UTC)


class TestDue:
    @pytest.mark.parametrize(
        ("options", "ids", "held"),
        [
            (
                {"now": datetime(2026, 11, 1, 9, tzinfo=UTC)},
                "2026/entities/c zebra",
                {"draft": 1, "future": 1},
            ),
            ({"now": datetime(2026, 11, 1, 10, tzinfo=UTC)}, "2026/a 2026/entities/c zebra", {"draft": 1}),
            ({"now": moment(1), "future": True}, "2026/a 2026/entities/c zebra", {"draft": 1}),
            ({"now": moment(1), "future": True, "drafts": True}, "2026/a 2026/b 2026/entities/c zebra", {}),
        ],
    )
    def test_holds_back_drafts_and_the_future(self, site, options, ids, held):
        """Drafts and articles of a later date wait, unless they are asked for; how many is told."""
        found = due(read_articles(site / "content", site).articles, **options)
        assert ([a.id for a in found.articles], dict(found.held)) == (ids.split(), held)

    def test_an_article_has_its_time(self):
        """Neither before nor after; and when that changes is known."""
        articles = [
            dated("until", shown_until=moment(5)),
            dated("from", shown_from=moment(3)),
            dated("both", date=moment(1), shown_from=moment(2), shown_until=moment(4)),
            dated("draft", date=moment(9), draft=True),
        ]
        told = {
            day: (" ".join(a.id for a in found.articles), dict(found.held), found.next_date)
            for day in (1, 2, 3, 4, 5)
            for found in [due(articles, moment(day))]
        }
        assert told == {
            1: ("until", {"draft": 1, "future": 2}, moment(2)),
            2: ("until both", {"draft": 1, "future": 1}, moment(3)),
            3: ("until from both", {"draft": 1}, moment(4)),
            4: ("until from", {"draft": 1, "expired": 1}, moment(5)),
            5: ("from", {"draft": 1, "expired": 2}, None),
        }


class TestReadCuration:
    def test_splits_and_places(self, site):
        """Keys as data, each with its line; a mistake in one file leaves the others."""
        loaded = read_curation(site / "content", site)
        (source,) = loaded.sources
        assert source.data == {"name": "Nora Vell", "aliases": ("N. Vell",), "ignore": False}
        assert (source.line_of("aliases"), source.line_of("none")) == (3, 1)
        assert (source.body, source.body_line) == ("A *note*.\n", 7)
        assert [str(d).split(": ")[0] for d in loaded.diagnostics] == ["content/entities/bad.md:3:1"]

    def test_none_is_fine(self, tmp_path):
        """A site without curation has none."""
        (tmp_path / "content").mkdir()
        assert read_curation(tmp_path / "content", tmp_path).sources == ()


def article(name: str, slug: str) -> Article:
    """An article with this address."""
    path = PurePosixPath(f"content/{name}.md")
    matter = FrontMatter(name, slug=slug)
    return Article(ArticleId(name), path, SourceFormat.MARKDOWN, matter, held("Text."), 1, "")


class TestWithLastGood:
    def test_keeps_what_has_a_mistake_now(self):
        """A former version stands in where its file has an error; not where the file is gone or good."""
        error = Diagnostic("a-b", Severity.ERROR, "Wrong.", Location(PurePosixPath("content/bad.md"), 1))
        before = [article("bad", "bad"), article("gone", "gone"), article("good", "old")]
        now = Loaded((article("good", "new"),), (error,))
        found = with_last_good(now, before, lambda a: a.front_matter.slug)
        assert [(a.id, a.front_matter.slug) for a in found.articles] == [("bad", "bad"), ("good", "new")]
        assert found.diagnostics == (error,)

    def test_a_former_version_yields_its_address(self):
        """Another article may take the address meanwhile."""
        error = Diagnostic("a-b", Severity.ERROR, "Wrong.", Location(PurePosixPath("content/bad.md"), 1))
        now = Loaded((article("other", "taken"),), (error,))
        found = with_last_good(now, [article("bad", "Taken")], lambda a: a.front_matter.slug)
        assert [a.id for a in found.articles] == ["other"]
