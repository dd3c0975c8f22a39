"""Compressed copies: of every file of text, the same bytes for the same file, made when it is made."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from preview_site import PatternAnnotator, annotate_with, files_of, preview_site, write_site

from sitegen.building.output.copies import copies
from sitegen.building.output.plan import Planned
from sitegen.building.pipeline import Site


def contents(plan: Planned) -> list[bytes]:
    """What is in a file."""
    made = plan.make()
    return [made] if isinstance(made, bytes) else list(made)


def names(*paths: str, forms: tuple[str, ...] = ("gz",)) -> list[str]:
    """Of the copies of such files."""
    files = [Planned(path, bytes, "key") for path in paths]
    return [plan.path for plan in copies(files, forms, contents)]


def test_only_what_becomes_smaller_has_one() -> None:
    """Pictures, fonts and parts of the search index are compressed already."""
    assert names("a/index.html", "x.css", "p.png", "f.woff2", "pagefind/x.pf_index", "X.SVG", "CNAME") == [
        "a/index.html.gz",
        "x.css.gz",
        "X.SVG.gz",
    ]
    assert names("index.html", forms=()) == []


def test_a_copy_of_the_sites_own_stays() -> None:
    """Whoever has made one knows why; capitals do not count."""
    assert names("x.svg", "x.svg.GZ") == []


def test_no_time_and_no_name_is_in_it() -> None:
    """Equal files have equal copies, whenever they are made, however many parts they come in."""
    whole = Planned("a.txt", lambda: b"some words, " * 500, "key")
    parts = Planned("b.txt", lambda: iter([b"some words, "] * 500), "key")
    one, other = (b"".join(contents(plan)) for plan in copies((whole, parts), ("gz",), contents))
    assert one[4:8] == bytes(4)
    assert gzip.decompress(one) == gzip.decompress(other) == b"some words, " * 500
    assert one == other


def test_a_copy_has_the_key_of_its_file() -> None:
    """It is made again when that is; what is always made has none."""
    one, other, always = (Planned(f"{n}.txt", bytes, key) for n, key in enumerate(("a", "b", "")))
    found = list(copies((one, other, always), ("gz",), contents))
    assert found[0].key != found[1].key
    assert found[2].key == ""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site that wants copies."""
    annotate_with(monkeypatch, PatternAnnotator())
    made = write_site(tmp_path / "site", 3)
    with (made / "sitegen.toml").open("a", encoding="utf-8") as file:
        file.write('[output]\nprecompressed = ["gz"]\n')
    return made


def test_every_page_of_a_site_has_one(site: Path) -> None:
    """It holds the page; after an edit, the new page, and after a second build nothing is written."""
    Site.load(site).build()
    story = site / "content" / "story-0.md"
    for text in ("again.", "once more."):
        story.write_text(story.read_text("utf-8").replace("again.", text), "utf-8")
        Site.load(site).build()
        found = files_of(site / "output")
        pages = [name for name in found if name.endswith((".html", ".css", ".xml"))]
        assert len(pages) > 8
        assert all(gzip.decompress(found[f"{name}.gz"]) == found[name] for name in pages)
        assert Site.load(site).build().written == ()


def test_copies_go_with_their_files_and_with_the_setting(site: Path) -> None:
    """Nothing stale is left to be served; a preview has none."""
    Site.load(site).build()
    (site / "content" / "story-0.md").unlink()
    Site.load(site).build()
    assert not (site / "output" / "briefings" / "story-0").exists()
    assert list((site / "output").rglob("*.gz"))
    preview_site(site).build()
    assert not list((site / "output").rglob("*.gz"))
