"""What is said of a mistake in a site's own theme: the cases of tests/cases/theme_mistakes.yaml."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from known_mistakes import yaml_params
from preview_site import PatternAnnotator, annotate_with, write_site

from sitegen.cli import main

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "theme_mistakes.yaml").read_text("utf-8"))
bytes_as_names = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="names are text on this system"
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles; names are found by a pattern, and the build has nothing to remind of."""
    annotate_with(monkeypatch, PatternAnnotator())
    site = write_site(tmp_path / "site", articles=3)
    settings = (site / "sitegen.toml").read_text("utf-8")
    addressed = settings.replace("[build]", 'base_url = "https://halm.example/"\n[build]')
    (site / "sitegen.toml").write_text(addressed, "utf-8")
    return site


def run(site: Path) -> Result:
    """The command itself; an exception that is not ours would come through."""
    return CliRunner().invoke(main, ["build", str(site)], catch_exceptions=False)


@pytest.mark.parametrize("case", yaml_params(CASES, [case["name"] for case in CASES]))
def test_says_what_is_wrong_and_where(site: Path, case: dict[str, Any]) -> None:
    """One message to the letter; when it is mended the site is what it was."""
    assert run(site).exit_code == 0
    before = (site / "output" / "briefings" / "story-1" / "index.html").read_bytes()
    data = case["text"].encode() if "text" in case else case["bytes"].encode("latin-1")
    others = {name: text.encode() for name, text in case.get("with", {}).items()}
    for name, content in {case["file"]: data, **others}.items():
        file = site / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    result = run(site)
    assert result.stderr.strip() == case["says"].strip()
    assert (result.exit_code == 0) == (not case["says"])
    shutil.rmtree(site / "templates")
    assert run(site).exit_code == 0
    assert (site / "output" / "briefings" / "story-1" / "index.html").read_bytes() == before


@bytes_as_names
def test_an_asset_whose_name_is_no_text(site: Path) -> None:
    """No address can be made of it; the message shows as much of the name as can be shown."""
    folder = site / "templates" / "assets"
    folder.mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.png")).write_bytes(b"")
    result = run(site)
    assert "templates/assets/caf?.png: error[file-unreadable]: the name is not UTF-8" in result.stderr
    assert result.exit_code == 3


@bytes_as_names
def test_a_template_whose_name_is_no_text(site: Path) -> None:
    """No page can name it, so it is in nobody's way."""
    folder = site / "templates"
    folder.mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.html")).write_bytes(b"")
    assert run(site).exit_code == 0
