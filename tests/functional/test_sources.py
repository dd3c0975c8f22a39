"""Small sites as people have them: the cases of tests/cases/sites.yaml, each built twice."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from preview_site import PatternAnnotator, annotate_with, files_of

from sitegen.building.pipeline import Site
from sitegen.diagnostics import Diagnostic, sort_key

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "sites.yaml").read_text("utf-8"))


@pytest.fixture(autouse=True)
def _pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are found by a pattern: the model is not what is tested here."""
    annotate_with(monkeypatch, PatternAnnotator())


def write(site: Path, files: dict[str, str]) -> None:
    """The site of a case."""
    for name, text in {"sitegen.toml": "[build]\nsearch = false\n", **files}.items():
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def told(found: Diagnostic) -> str:
    """A message in short: file, line and code."""
    at = found.location
    place = f"{at.path}:{at.line} " if at and at.line else f"{at.path} " if at else ""
    return f"{place}{found.code}"


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_a_site_is_built_as_it_is(tmp_path: Path, case: dict) -> None:
    """All that can be published is, the rest is told with its place; a second build says the same."""
    write(tmp_path, case["files"])
    for _ in range(2):
        report = Site.load(tmp_path).build()
        found = files_of(tmp_path / "output")
        assert [path for path in case.get("stand", ()) if path not in found] == []
        assert [path for path in case.get("not", ()) if path in found] == []
        for path, words in case.get("holds", {}).items():
            assert [each for each in words if each not in found[path].decode()] == [], path
        for path, words in case.get("lacks", {}).items():
            assert [each for each in words if each in found[path].decode()] == [], path
        assert [told(d) for d in sorted(report.diagnostics, key=sort_key)] == case.get("told", [])
        assert dict(report.held) == case.get("held", {})
