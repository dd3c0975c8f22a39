"""`sitegen import` and `sitegen new article` as a person meets them: what is written, told and fetched."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import import_samples
import pytest
import yaml
from click.testing import CliRunner, Result

from sitegen.cli import main
from sitegen.content import read_articles
from sitegen.importing import fetched, importer

TESTS = Path(__file__).parents[1]
DATA = TESTS / "data/import"
BAD = yaml.safe_load((TESTS / "cases/bad_imports.yaml").read_text("utf-8"))
PAGE = (DATA / "html/no-metadata.html").read_bytes()
NO_SITE = "hint: give the site's folder as  --site FOLDER , or start a new site with  sitegen new DIR"


def sitegen(*arguments: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site without articles."""
    (tmp_path / "site/content").mkdir(parents=True)
    return tmp_path / "site"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """One of everything that can be imported: forty-nine pages and nine other documents."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for file in DATA.rglob("*"):
        if file.is_file():
            target = folder / file.relative_to(DATA)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    (folder / "orchard.docx").write_bytes(import_samples.WORD)
    (folder / "quarry.pdf").write_bytes(import_samples.PDF)
    return folder


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder with its bytes and when it was written."""
    found = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): (p.read_bytes(), p.stat().st_mtime_ns) for p in found}


class TestFiles:
    def test_again_changes_nothing(self, site: Path, documents: Path) -> None:
        """Sixty articles, each usable; the second time no file is touched and no other is made."""
        first = sitegen("import", "--site", site, "--keep-original", documents)
        assert (first.exit_code, first.stdout.splitlines()[-1]) == (0, "60 imported")
        loaded = read_articles(site / "content", site)
        assert (len(loaded.articles), loaded.diagnostics) == (60, ())
        before = files(site)
        second = sitegen("import", "--site", site, "--keep-original", documents)
        assert (second.exit_code, second.stdout) == (0, "60 there already\n")
        assert files(site) == before

    def test_the_order_and_the_place_of_documents_do_not_matter(self, site: Path, documents: Path) -> None:
        """A page under another name, from another folder, is the same article."""
        sitegen("import", "--site", site, documents / "html")
        (documents / "html/amp.html").rename(documents / "other.html")
        assert sitegen("import", "--site", site, documents / "other.html").stdout == "1 there already\n"

    def test_what_was_edited_stays(self, site: Path, documents: Path) -> None:
        """Moved, renamed and edited, it is known again, told, and left as it is."""
        sitegen("import", "--site", site, documents / "orchard.docx")
        [made] = (site / "content").glob("*.md")
        moved = site / "content/2026/trees.md"
        moved.parent.mkdir()
        moved.write_text(made.read_text("utf-8").replace("title: The", "title: An"), "utf-8")
        made.unlink()
        before = files(site)
        result = sitegen("import", "--site", site, documents / "orchard.docx")
        assert files(site) == before
        assert result.stdout == "1 there already and left as they are\n"
        assert "content/2026/trees.md: note[import-differs]" in result.stderr

    def test_an_article_with_its_address_is_the_same(self, site: Path, documents: Path) -> None:
        """Though somebody wrote it by hand."""
        own = site / "content/mine.md"
        own.write_text(
            "---\nsource_url: 'http://www.wire.example/news/storm-vell-coast-81734/'\n---\nMine.\n"
        )
        sitegen("import", "--site", site, documents / "html/amp.html")
        assert list((site / "content").iterdir()) == [own]

    def test_another_article_of_this_name_is_not_touched(self, site: Path, documents: Path) -> None:
        """The new one gets a number, and that is told."""
        own = site / "content/old-mill-at-perrin-to-be-sold.txt"
        own.write_text("Mine.")
        result = sitegen("import", "--site", site, documents / "html/no-metadata.html")
        assert own.read_text() == "Mine."
        assert (site / "content/old-mill-at-perrin-to-be-sold-2.md").is_file()
        assert "note[import-renamed]" in result.stderr

    def test_originals_stand_beside_and_are_no_articles(self, site: Path, documents: Path) -> None:
        """With their bytes; two of one name both stay."""
        sitegen("import", "--site", site, "--into", "2026", "--keep-original", documents / "feed.rss")
        kept = site / "content/2026/nine-days-of-fog-counting.rss"
        assert kept.read_bytes() == (documents / "feed.rss").read_bytes()
        assert len(read_articles(site / "content", site).articles) == 1

    def test_the_lead_picture_is_taken_from_beside_the_page(self, site: Path, documents: Path) -> None:
        """And shown above the text; one that leads out of the folder is not."""
        sitegen("import", "--site", site, documents / "html/wordpress-theme.html")
        stem = "council-votes-to-keep-dunmere-library-open"
        assert (site / f"content/{stem}/lead.png").read_bytes().startswith(b"\x89PNG")
        assert (
            f"![The reading room of the library]({stem}/lead.png)\n"
            in (site / f"content/{stem}.md").read_text()
        )
        (documents / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
        page = (documents / "html/no-metadata.html").read_text()
        sly = documents / "html/sly.html"
        sly.write_text(
            page.replace("<body>", '<head><meta property="og:image" content="../secret.png"></head><body>')
        )
        result = sitegen("import", "--site", site, sly)
        assert "left out: 1 lead picture" in result.stderr
        assert not (site / "content/old-mill-at-perrin-to-be-sold").exists()

    @pytest.mark.parametrize("into", ["../other", "/tmp", "entities", "entities/x"])
    def test_articles_go_below_the_content_folder(self, site: Path, documents: Path, into: str) -> None:
        """And not among the curation's files."""
        result = sitegen("import", "--site", site, "--into", into, documents)
        assert result.exit_code == 3
        assert "error[import-folder]" in result.stderr
        assert list((site / "content").iterdir()) == []


class TestBadInput:
    def test_each_gets_one_message_and_the_others_come_in(self, site: Path, tmp_path: Path) -> None:
        """To the letter, in one call with a page that can be used."""
        folder = tmp_path / "bad"
        folder.mkdir()
        for case in BAD:
            made = import_samples.MADE[case["make"]]() if "make" in case else case["text"].encode()
            (folder / case["name"]).write_bytes(made)
        (folder / "good.html").write_bytes(PAGE)
        result = sitegen("import", "--site", site, folder)
        wanted = "".join(
            f"{folder}/{case['name']}: {case['says']}" for case in sorted(BAD, key=lambda c: c["name"])
        )
        errors = "".join(
            line
            for line in result.stderr.splitlines(keepends=True)
            if "good" not in line and "old-mill" not in line
        )
        assert (
            errors.split("note[")[0].removesuffix("    hint: add  date: 2026-05-20  to the front matter\n")
            == wanted
        )
        assert (result.exit_code, result.stdout.splitlines()[-1]) == (1, f"1 imported, {len(BAD)} not usable")

    def test_characters_that_were_lost_are_told(self, site: Path, tmp_path: Path) -> None:
        """One bad byte in the article: it comes in, with a warning and its place."""
        page = tmp_path / "mill.html"
        page.write_bytes(
            PAGE.replace(b"<body>", b"<meta charset=utf-8><body>").replace(b"auction", b"auction\xe9")
        )
        assert page.read_bytes() != PAGE
        result = sitegen("import", "--site", site, page)
        assert ": warning[import-look]: this article has characters that could not be read" in result.stderr

    def test_another_language_than_the_models_is_told(self, site: Path) -> None:
        """A German page, where names are found in English."""
        result = sitegen("import", "--site", site, DATA / "html/german.html")
        assert ": warning[import-look]: this article is not in the language that" in result.stderr
        assert (
            "is not in the language" not in sitegen("import", "--site", site, DATA / "html/amp.html").stderr
        )

    def test_a_file_that_is_not_there(self, site: Path) -> None:
        """Told, with what an address looks like."""
        result = sitegen("import", "--site", site, "wire.example/talks")
        assert result.exit_code == 1
        assert "wire.example/talks: error[import-unreadable]: there is no such file" in result.stderr

    def test_a_folder_with_nothing_in_it(self, site: Path, tmp_path: Path) -> None:
        """Told, with what can be imported."""
        (tmp_path / "none").mkdir()
        assert (
            "error[import-unsupported]: nothing in this folder"
            in sitegen("import", "--site", site, tmp_path / "none").stderr
        )

    def test_a_folder_with_what_cannot_be_read(self, site: Path, tmp_path: Path) -> None:
        """Articles of other kinds are told with what to do, pages come in, pictures are nothing."""
        folder = tmp_path / "mixed"
        folder.mkdir()
        for name in ("a.webarchive", "b.rtf", "c.txt", "d.png"):
            (folder / name).write_bytes(b"bplist00 words")
        (folder / "e.html").write_bytes((DATA / "html/amp.html").read_bytes())
        result = sitegen("import", "--site", site, folder)
        assert result.exit_code == 1
        assert "this is a Safari archive" in result.stderr
        assert "this is an RTF document" in result.stderr
        assert "copy the file into the content folder" in result.stderr
        assert result.stdout.splitlines()[-1] == "1 imported, 3 not usable"

    def test_without_a_site_nothing_is_done(self, tmp_path: Path) -> None:
        """Exit code 3; told is what this command calls the site's folder, also outside of any site."""
        result = sitegen("import", "--site", tmp_path, DATA / "feed.rss")
        assert result.exit_code == 3
        assert f"error[site-missing]: “{tmp_path}” is no site" in result.stderr
        assert NO_SITE in result.stderr
        assert list(tmp_path.iterdir()) == []

    def test_without_the_libraries(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """One message says what to install."""
        monkeypatch.setattr(importer, "LIBRARIES", ("lxml", "no_such_library"))
        result = sitegen("import", "--site", site, DATA / "feed.rss")
        assert result.exit_code == 3
        assert 'hint: install them:  python -m pip install "sitegen[import]"' in result.stderr
        assert "no_such_library" in result.stderr


class Site(BaseHTTPRequestHandler):
    """A server with a page, its picture, and everything that can go wrong."""

    asked: list[str]

    def do_GET(self) -> None:
        """Answer, and write down what was asked for."""
        type(self).asked.append(self.path)
        if self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b"<p>word</p>")
                time.sleep(0.05)
        elif self.path == "/moved":
            self._answer(302, b"", Location="/page")
        elif self.path == "/to-a-file":
            self._answer(302, b"", Location="file:///etc/hostname")
        elif self.path == "/round":
            self._answer(302, b"", Location="/round")
        elif self.path.startswith("/page"):
            head = b'<meta property="og:image" content="/lead.png"><link rel="stylesheet" href="/s.css">'
            self._answer(
                200, PAGE.replace(b"<body>", b"<head>" + head + b'</head><body><img src="/other.png">')
            )
        elif self.path == "/lead.png":
            self._answer(200, (DATA / "html/wordpress-theme_files/library-1200x800.png").read_bytes())
        elif self.path == "/broken":
            head = b'<meta property="og:image" content="http://[x"><link rel="canonical" href="http://[y">'
            self._answer(200, PAGE.replace(b"<body>", b"<head>" + head + b"</head><body>"))
        elif self.path == "/changing":
            self._answer(200, PAGE + b"<!-- asked %d times -->" % len(type(self).asked))
        elif self.path == "/packed":
            self._answer(200, gzip.compress(PAGE), **{"Content-Encoding": "gzip"})
        elif self.path == "/bomb":
            self._answer(200, gzip.compress(bytes(30_000_000)), **{"Content-Encoding": "gzip"})
        elif self.path == "/drip":
            for letter in b"HTTP/1.0 200 OK\r\nX: " + b"y" * 40:
                self.wfile.write(bytes([letter]))
                time.sleep(0.05)
        elif self.path == "/huge":
            self._answer(200, b"<p>word</p>" * 1_000_000)
        else:
            self._answer(404, b"")

    def _answer(self, code: int, body: bytes, **headers: str) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def handle(self) -> None:
        """A client that has heard enough hangs up: that is no fault."""
        try:
            super().handle()
        except OSError:
            return


@pytest.fixture
def server() -> Iterator[str]:
    """Its address."""
    Site.asked = []
    running = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()


class TestAddresses:
    def test_nothing_but_the_page_and_its_lead_picture_is_fetched(self, site: Path, server: str) -> None:
        """No style, no other picture; the second time nothing is written."""
        assert sitegen("import", "--site", site, f"{server}/page").exit_code == 0
        assert Site.asked == ["/page", "/lead.png"]
        text = (site / "content/old-mill-at-perrin-to-be-sold.md").read_text()
        assert f"source_url: {server}/page\n" in text
        assert "(old-mill-at-perrin-to-be-sold/lead.png)" in text
        before = files(site)
        assert sitegen("import", "--site", site, f"{server}/page").stdout == "1 there already\n"
        assert files(site) == before

    def test_a_page_that_moved_is_found(self, site: Path, server: str) -> None:
        """Its address is the one that it has now."""
        sitegen("import", "--site", site, f"{server}/moved")
        assert (
            f"source_url: {server}/page\n" in (site / "content/old-mill-at-perrin-to-be-sold.md").read_text()
        )

    @pytest.mark.parametrize(
        ("path", "said"),
        [
            ("/none", "the server answers 404 Not Found"),
            ("/huge", "it is larger than 10 MB"),
            ("/to-a-file", "the server answers 302 Found - Redirection to url"),
            ("/round", "the server answers 302"),
            ("/slow", "no answer within 1 seconds"),
            ("/drip", "no answer within 1 seconds"),
        ],
    )
    def test_what_goes_wrong_is_one_message(
        self, site: Path, server: str, monkeypatch: pytest.MonkeyPatch, path: str, said: str
    ) -> None:
        """And the others are imported."""
        monkeypatch.setattr(fetched, "TIMEOUT", 1)
        result = sitegen("import", "--site", site, f"{server}{path}", DATA / "feed.atom")
        assert result.exit_code == 1
        assert f"]: {server}{path}: {said}" in result.stderr
        assert result.stderr.count("error[") == 1
        assert result.stdout.endswith("1 imported, 1 not usable\n")

    def test_nobody_there(self, site: Path) -> None:
        """A port that nobody listens on."""
        result = sitegen("import", "--site", site, "http://127.0.0.1:1/page")
        assert "the server cannot be reached" in result.stderr

    @pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://a.example/x", "http:///x"])
    def test_only_the_web_is_asked(self, site: Path, url: str) -> None:
        """No files, no other protocols."""
        assert "is not a web address" in sitegen("import", "--site", site, url).stderr

    @pytest.mark.parametrize("address", ["http://{}/lead.png", "http://localhost:1/x", "http://[::1]:1/x"])
    def test_a_public_page_cannot_ask_a_private_network(self, server: str, address: str) -> None:
        """Neither with its picture nor by sending us on; nothing is asked."""
        url = address.format(server.removeprefix("http://"))
        with pytest.raises(fetched.UnusableError, match="private network"):
            fetched.fetched(url, near="https://203.0.113.9/page")
        assert Site.asked == []

    def test_a_page_of_a_private_host_cannot_ask_another(self, server: str) -> None:
        """Only the host that was named is a private one that may be asked."""
        port = server.rpartition(":")[2]
        with pytest.raises(fetched.UnusableError, match="private network"):
            fetched.fetched(f"http://127.0.0.2:{port}/lead.png", near=f"{server}/page")
        assert Site.asked == []

    def test_a_name_that_leads_elsewhere_the_second_time(
        self, server: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Public when it is looked at, private when it is asked: nothing is asked."""
        real, port = socket.getaddrinfo, int(server.rpartition(":")[2])
        answers = ["93.184.216.34", "127.0.0.1"]

        def turned(host: str, *others: Any, **more: Any) -> Any:
            """The second answer is another one."""
            return real(answers.pop(0) if host == "turns.example" else host, *others, **more)

        monkeypatch.setattr(socket, "getaddrinfo", turned)
        with pytest.raises(fetched.UnusableError, match="private network"):
            fetched.fetched(f"http://turns.example:{port}/page")
        assert Site.asked == []

    def test_an_address_with_a_password_is_neither_asked_nor_shown(self, site: Path, server: str) -> None:
        """It would stand in the article."""
        result = sitegen("import", "--site", site, server.replace("//", "//ana:secret@") + "/page")
        assert "there is a name or a password in the address" in result.stderr
        assert "secret" not in result.output
        assert Site.asked == []

    def test_addresses_that_are_none_do_no_harm(self, site: Path, server: str) -> None:
        """A canonical link and a picture that lead nowhere: the page is the source, the picture is told."""
        result = sitegen("import", "--site", site, f"{server}/broken")
        assert result.exit_code == 0
        assert "left out: 1 lead picture" in result.stderr
        text = (site / "content/old-mill-at-perrin-to-be-sold.md").read_text()
        assert f"source_url: {server}/broken\n" in text

    def test_one_original_of_a_page_is_enough(self, site: Path, server: str) -> None:
        """Though its server writes something else into it each time."""
        for times in range(3):
            result = sitegen("import", "--site", site, "--keep-original", f"{server}/changing")
            assert result.stdout.endswith("1 there already\n" if times else "1 imported\n")
        assert len(list((site / "content").glob("*.html"))) == 1

    def test_a_packed_answer_is_unpacked_as_far_as_it_may_be_long(self, site: Path, server: str) -> None:
        """A page is read; thirty kilobytes that would be thirty megabytes are refused."""
        assert sitegen("import", "--site", site, f"{server}/packed").exit_code == 0
        result = sitegen("import", "--site", site, f"{server}/bomb")
        assert "error[import-too-large]" in result.stderr
        assert "it is larger than 10 MB" in result.stderr

    def test_what_only_admits_a_reader_is_kept_nowhere(self, site: Path, server: str) -> None:
        """Neither as its source nor in the comment."""
        sitegen("import", "--site", site, f"{server}/page?id=7&gift=abc&utm_source=mail")
        text = (site / "content/old-mill-at-perrin-to-be-sold.md").read_text()
        assert f"source_url: {server}/page?id=7\n# imported from {server}/page?id=7, " in text


class TestNewArticle:
    def test_a_draft_with_a_title_and_a_date(self, site: Path) -> None:
        """That reads as an article, and is held back until somebody wants it published."""
        assert sitegen("new", "article", "Talks resume: day #2", "--site", site).exit_code == 0
        [article] = read_articles(site / "content", site).articles
        assert article.id == "talks-resume-day-2"
        assert (article.front_matter.title, article.front_matter.draft) == ("Talks resume: day #2", True)
        assert article.front_matter.date is not None
        assert read_articles(site / "content", site).diagnostics == ()

    def test_nothing_is_overwritten(self, site: Path) -> None:
        """The second of one name is refused, whatever its suffix."""
        (site / "content/talks.txt").write_text("Mine.")
        result = sitegen("new", "article", "Talks", "--site", site)
        assert (result.exit_code, [p.name for p in (site / "content").iterdir()]) == (3, ["talks.txt"])
        assert "content/talks.txt: error[article-exists]" in result.stderr

    def test_outside_of_a_site(self, tmp_path: Path) -> None:
        """Nothing is written; told is how to name the site."""
        result = sitegen("new", "article", "Talks", "--site", tmp_path)
        assert (result.exit_code, list(tmp_path.iterdir())) == (3, [])
        assert NO_SITE in result.stderr

    def test_an_article_without_a_title_is_a_wrong_call(self, tmp_path: Path) -> None:
        """So is more than one folder; a folder of that name is still to be had."""
        assert sitegen("new", "article").exit_code == 2
        assert sitegen("new", "my", "site").exit_code == 2
        assert sitegen("new", tmp_path / "article").exit_code == 0


def test_other_commands_do_not_import_the_libraries() -> None:
    """Neither does `import sitegen`, nor asking for help."""
    code = (
        "import sys, sitegen, sitegen.cli; from click.testing import CliRunner;"
        "CliRunner().invoke(sitegen.cli.main, ['import', '--help']);"
        f"print(sorted(set({importer.LIBRARIES!r}) & set(sys.modules)))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=TESTS.parent
    )
    assert printed.stdout == "[]\n"
