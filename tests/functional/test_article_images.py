"""Pictures that articles show: published beside the page, or one message."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen import Site

pytestmark = pytest.mark.model

PIXEL = bytes.fromhex("89504e470d0a1a0a")


def test_a_picture_beside_an_article_is_published(tmp_path: Path) -> None:
    """Under the article's name for it; what is missing or outside is a warning with its line."""
    content = tmp_path / "content"
    (content / "2026/img").mkdir(parents=True)
    (content / "2026/img/a quay.png").write_bytes(PIXEL)
    (content / "secret.png").write_bytes(b"x")
    pictures = "![Quay](img/a%20quay.png)\n\n![No](none.png)\n\n![Out](../secret.png)\n"
    (content / "2026/quay.md").write_text(f"---\ntitle: Quay\n---\nText.\n\n{pictures}")
    (tmp_path / "sitegen.toml").write_text("[build]\nsearch = false\n")
    report = Site.load(tmp_path).build()
    page = tmp_path / "output/briefings/2026/quay"
    assert 'src="img/a%20quay.png"' in (page / "index.html").read_text()
    assert (page / "img/a quay.png").read_bytes() == PIXEL
    assert not list((tmp_path / "output").rglob("secret.png"))
    faults = [(d.code, str(d.location)) for d in report.diagnostics]
    assert faults == [
        ("image-missing", "content/2026/quay.md:8"),
        ("image-missing", "content/2026/quay.md:10"),
    ]


def test_a_picture_that_is_missing_is_its_description_until_it_comes(tmp_path: Path) -> None:
    """No broken frame stands on the page; a link to the same address stays what it is."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "quay.md").write_text("Text.\n\n[![The *old* quay](none.png)](https://e.example/)\n", "utf-8")
    (tmp_path / "sitegen.toml").write_text("[build]\nsearch = false\n")
    page = tmp_path / "output/briefings/quay/index.html"
    Site.load(tmp_path).build()
    assert "<img" not in page.read_text("utf-8")
    assert "The old quay</a>" in page.read_text("utf-8")
    (content / "none.png").write_bytes(PIXEL)
    Site.load(tmp_path).build()
    assert 'src="none.png"' in page.read_text("utf-8")
