"""Sources, read again and again by one process."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sitegen.building.kept.knowledge import Kept
from sitegen.building.kept.store import Store
from sitegen.building.stages import read_sources
from sitegen.config import load_config
from sitegen.content.loader import Memory

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def test_an_article_that_nobody_changed_is_the_very_same(tmp_path: Path, monkeypatch) -> None:
    """Whatever is worked out of an article is found again by asking whether it is that one."""
    monkeypatch.setattr("sitegen.content.loader.TICK", 0)
    (tmp_path / "sitegen.toml").write_text('[markdown]\nhtml = "safe"\n[permalinks]\n"/" = "/:slug/"\n')
    for name in ("a", "b", "c"):
        file = tmp_path / "content/talks" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: {name}\naliases: [/old-{name}/]\n---\nWords.\n")
    (tmp_path / "content/talks/c.corrections.yaml").write_text("corrections: []\n")
    config, memory, kept = load_config(tmp_path), Memory(), Kept(Store(None))

    def read() -> dict[str, object]:
        articles = read_sources(tmp_path, config, NOW, memory, kept).articles
        memory.end()
        return {article.id: article for article in articles}

    before = read()
    (tmp_path / "content/talks/b.md").write_text("---\ntitle: b\n---\nOther words.\n")
    now = read()
    assert [name for name in now if now[name] is not before[name]] == ["talks/b"]
    (tmp_path / "sitegen.toml").write_text("")
    config = load_config(tmp_path)
    assert all(now[name] is not other for name, other in read().items())
