"""Static files: published as they are at the site's root, or one message that says why not."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from html_reading import parsed
from preview_site import LONG, Live, write_site

from sitegen import Site
from sitegen.model.report import BuildReport

pytestmark = pytest.mark.model

ICON = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one article, without a search index."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/quay.md").write_text("---\ntitle: Quay\n---\nIt rained.\n")
    (tmp_path / "sitegen.toml").write_text("[build]\nsearch = false\n")
    (tmp_path / "static").mkdir()
    return tmp_path


def put(site: Path, name: str, content: str = "x") -> None:
    """A static file."""
    path = site / "static" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


def built(site: Path) -> BuildReport:
    """A build as the command line does it: with what the last one left."""
    return Site.load(site).build()


def faults(report: BuildReport) -> list[tuple[str, str]]:
    """Code and place of everything that is wrong."""
    return [(d.code, str(d.location)) for d in report.diagnostics]


def test_files_stand_at_the_root_as_they_are(site: Path) -> None:
    """Whatever their names and folders; bytes are not touched. Hidden ones stay, but for those of hosts."""
    names = ("CNAME", "_headers", "img/a b.png", ".well-known/security.txt", ".htaccess", "assets/own.css")
    left_out = (".DS_Store", ".git/config", "img/.hidden", "page.md~", "#draft#")
    for name in (*names, *left_out):
        put(site, name, f"{name}\r\n")
    report = built(site)
    assert faults(report) == []
    for name in names:
        assert (site / "output" / name).read_bytes() == f"{name}\r\n".encode()
    for name in left_out:
        assert not (site / "output" / name).exists()


def test_changed_files_are_published_and_deleted_ones_vanish(site: Path) -> None:
    """Also where nothing else changed since the last build."""
    put(site, "CNAME", "old.example")
    put(site, "img/a.png")
    built(site)
    put(site, "CNAME", "new.example")
    assert [str(path) for path in built(site).written] == ["CNAME"]
    assert (site / "output/CNAME").read_text() == "new.example"
    (site / "static/img/a.png").unlink()
    assert [str(path) for path in built(site).removed] == ["img/a.png"]
    assert not (site / "output/img").exists()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("index.html", "sitegen makes index.html itself"),
        ("INDEX.html", "sitegen makes index.html itself"),
        ("404.html", "sitegen makes 404.html itself"),
        ("entities", "sitegen makes a folder of that name, entities/"),
        ("feed.xml/notes.txt", "its folder would stand where sitegen makes the file feed.xml"),
        ("pagefind/mine.js", "pagefind/ is the folder of the search index"),
    ],
)
def test_a_clash_is_one_message_and_the_page_stays(site: Path, name: str, why: str) -> None:
    """With the file, what is wrong and what to do."""
    put(site, name, "mine")
    report = built(site)
    assert faults(report) == [("static-clash", f"static/{name}")]
    assert why in report.diagnostics[0].message
    assert "another name" in report.diagnostics[0].hint
    assert not any(p.read_bytes() == b"mine" for p in (site / "output").rglob("*") if p.is_file())
    assert "Quay" in (site / "output/index.html").read_text()


def test_a_robots_txt_of_the_site_wins(site: Path) -> None:
    """What sitegen writes is a default."""
    put(site, "robots.txt", "User-agent: *\nDisallow: /\n")
    assert faults(built(site)) == []
    assert (site / "output/robots.txt").read_text().endswith("Disallow: /\n")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_not_followed_out_of_the_folder(site: Path) -> None:
    """Not even into another folder of the site; inside the folder they are; loops and dead links are told."""
    (site / "secret.txt").write_text("secret")
    put(site, "a.txt", "inside")
    for name, target in (("out.txt", "../secret.txt"), ("dead.txt", "nothing"), ("all", "..")):
        (site / "static" / name).symlink_to(target)
    (site / "static/b.txt").symlink_to("a.txt")
    (site / "static/loop").symlink_to(".")
    report = built(site)
    assert faults(report) == [
        ("link-loop", "static/all"),
        ("link-broken", "static/dead.txt"),
        ("link-loop", "static/loop"),
        ("link-outside", "static/out.txt"),
    ]
    assert (site / "output/b.txt").read_text() == "inside"
    assert not any(p.read_bytes() == b"secret" for p in (site / "output").rglob("*") if p.is_file())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_what_is_no_file_is_told(site: Path) -> None:
    """A pipe is not waited for; a file in place of the folder is no folder."""
    os.mkfifo(site / "static/pipe")
    assert faults(built(site)) == [("file-unreadable", "static/pipe")]
    (site / "static/pipe").unlink()
    (site / "static").rmdir()
    (site / "static").write_text("x")
    assert faults(built(site)) == [("file-unreadable", "static")]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no such name can be made")
def test_a_name_that_is_no_text_is_told(site: Path) -> None:
    """No address can be made of it; the rest is published."""
    put(site, "a.txt")
    Path(os.fsdecode(os.fsencode(site / "static") + b"/\xff.txt")).write_text("x")
    assert [code for code, _ in faults(built(site))] == ["file-unreadable"]
    assert (site / "output/a.txt").exists()


def test_icons_are_linked_from_pages(site: Path) -> None:
    """The site's own in place of the theme's, relative to each page; gone with the file."""
    put(site, "favicon.svg", ICON)
    put(site, "favicon.ico")
    put(site, "apple-touch-icon.png")
    built(site)

    def icons(page: str) -> list[tuple[str, ...]]:
        tree = parsed((site / "output" / page).read_bytes())
        found = tree.xpath("//link[contains(@rel, 'icon')]")
        return [(each.get("rel"), each.get("type"), each.get("href")) for each in found]

    assert icons("index.html") == [
        ("icon", "image/svg+xml", "favicon.svg"),
        ("icon", "image/x-icon", "favicon.ico"),
        ("apple-touch-icon", "image/png", "apple-touch-icon.png"),
    ]
    assert icons("briefings/quay/index.html")[0][2] == "../../favicon.svg"
    for name in ("favicon.svg", "favicon.ico", "apple-touch-icon.png"):
        (site / "static" / name).unlink()
    built(site)
    ((_, kind, href),) = icons("index.html")
    assert (kind, href.partition(".")[0]) == ("image/svg+xml", "assets/mark")


def test_the_folder_has_a_name_of_the_sites_choice(site: Path) -> None:
    """Named in the configuration."""
    (site / "static").rename(site / "public")
    (site / "public/CNAME").write_text("x")
    (site / "sitegen.toml").write_text('[build]\nsearch = false\n[static]\nfolder = "public"\n')
    built(site)
    assert (site / "output/CNAME").exists()


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the book-keeping, which tells of no page."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in files
        if not path.name.startswith(".sitegen-")
    }


def test_after_any_edits_the_output_is_that_of_a_clean_build(site: Path, tmp_path_factory) -> None:
    """Files that come, change, go, clash, and lose their clash again; an icon; a folder of another name."""

    def rename(old: str, new: str) -> None:
        (site / "static" / new).parent.mkdir(parents=True, exist_ok=True)
        (site / "static" / old).rename(site / "static" / new)

    edits = (
        lambda: put(site, "a/b.txt", "one"),
        lambda: put(site, "a/b.txt", "two"),
        lambda: put(site, "favicon.svg", ICON),
        lambda: rename("a/b.txt", "about/index.html"),
        lambda: rename("about/index.html", "about/notes.txt"),
        lambda: rename("about/notes.txt", "robots.txt"),
        (site / "static/robots.txt").unlink,
        (site / "static/favicon.svg").unlink,
    )
    kept = Site.load(site)
    for edit in edits:
        edit()
        kept.build()
        fresh = tmp_path_factory.mktemp("fresh")
        Site.load(site, output=fresh).build()
        assert tree(site / "output") == tree(fresh)


def until(true: Callable[[], bool]) -> None:
    """Wait for what the preview does soon."""
    ends = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_the_preview_publishes_what_is_saved(tmp_path: Path) -> None:
    """A new file, a changed one and a deleted one, also below .well-known; all of them are served."""
    folder = write_site(tmp_path / "site")
    note, known = folder / "output/note.txt", folder / "output/.well-known/security.txt"
    with Live(folder) as live:
        put(folder, "note.txt", "one")
        until(note.exists)
        put(folder, ".well-known/security.txt", "Contact: mailto:desk@example.org")
        until(known.exists)
        assert httpx.get(f"{live.url}.well-known/security.txt").text.startswith("Contact")
        put(folder, "note.txt", "two")
        until(lambda: note.read_text() == "two")
        (folder / "static/note.txt").unlink()
        until(lambda: not note.exists())
        put(folder, "favicon.svg", ICON)
        until(lambda: 'href="favicon.svg"' in (folder / "output/index.html").read_text())
        assert httpx.get(f"{live.url}note.txt").status_code == 404
