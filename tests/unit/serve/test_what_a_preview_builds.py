"""What a preview's build holds that a site's does not, and that it puts nothing off by itself."""

from __future__ import annotations

from pathlib import Path

from preview_site import preview_site


def test_drafts_and_future_articles(tmp_path: Path) -> None:
    """Both have pages in a preview; where nobody is in a hurry, the search index is made too."""
    (tmp_path / "content").mkdir()
    (tmp_path / "sitegen.toml").write_text('[site]\ntitle = "Wire"\n')
    for name, key in {
        "told": "draft: true",
        "later": "date: 2999-05-01",
        "known": "date: 2026-05-01",
    }.items():
        (tmp_path / "content" / f"{name}.md").write_text(f"---\ntitle: {name}\n{key}\n---\n\nIt rained.\n")
    site = preview_site(tmp_path)
    site.build()
    made = {path.parent.name for path in (tmp_path / "output").rglob("index.html")}
    assert {"told", "later", "known"} <= made
    assert not site.put_off
    assert (tmp_path / "output" / "pagefind").exists()
