"""Sites of several years, as docs/archive.md lays them out: one folder of entries, one index of names."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from preview_site import PatternAnnotator, annotate_with

from sitegen.building.pipeline import Site

PAGE = (Path(__file__).parents[2] / "docs" / "archive.md").read_text("utf-8")
[MERGE] = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SETTINGS = """
[site]
base_url = "https://example.org/{year}/"
[content]
follow_links = true
[build]
search = false
issue_ids = false
"""


def write_year(archive: Path, year: int, *texts: str) -> Path:
    """A year's site, with these articles."""
    site = archive / str(year)
    (site / "content").mkdir(parents=True)
    (site / "sitegen.toml").write_text(SETTINGS.format(year=year), "utf-8")
    (site / "content" / "entities").symlink_to("../../entities")
    for number, text in enumerate(texts):
        (site / "content" / f"talks-{number}.md").write_text(f"# Talks\n\n{text} {text}\n", "utf-8")
    return site


def test_one_index_of_names_over_all_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is in both has a page in each; the folder of entries is read by both and written by none."""
    annotate_with(monkeypatch, PatternAnnotator())
    (tmp_path / "entities").mkdir()
    (tmp_path / "entities" / "ines-halloran.md").write_text(
        "---\nname: Ines Halloran\ntype: person\n---\n\nNegotiator.\n"
    )
    before = sorted(tmp_path.glob("entities/*"))
    both = "Ines Halloran met Tomas Brandt."
    sites = [write_year(tmp_path, 2025, both, both), write_year(tmp_path, 2026, both, "Nora Vell spoke.")]
    reports = [Site.load(site).build() for site in sites]
    assert [report.diagnostics for report in reports] == [(), ()]
    lists = [str(site / "output" / "entities" / "entities.jsonl") for site in sites]
    done = subprocess.run([sys.executable, "-c", MERGE, *lists], capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["name"] for each in found] == ["Ines Halloran", "Tomas Brandt", "Nora Vell"]
    assert found[0]["pages"] == {
        "https://example.org/2025/entities/ines-halloran/#it": 2,
        "https://example.org/2026/entities/ines-halloran/#it": 1,
    }
    for page in found[0]["pages"]:
        place = page.removeprefix("https://example.org/").removesuffix("#it").replace("/", "/output/", 1)
        assert "Negotiator." in (tmp_path / place / "index.html").read_text("utf-8")
    assert sorted(tmp_path.glob("entities/*")) == before
