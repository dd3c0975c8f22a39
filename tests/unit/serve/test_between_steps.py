"""What the desk asks of the preview between two steps of a build, and what that leaves as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from preview_site import PatternAnnotator, preview_site, write_site

from sitegen.model.annotation import Annotations
from sitegen.model.report import BuildReport
from sitegen.serve.site import PreviewSite


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PreviewSite:
    """Built once; then an article is saved with which annotating fails."""
    made = preview_site(write_site(tmp_path / "site"))
    made.build()
    found = PatternAnnotator.annotate

    def annotate(self: PatternAnnotator, text: Any, context: Any) -> Annotations:
        if "Planted" in text.text:
            raise IndexError("planted")
        return found(self, text, context)

    monkeypatch.setattr(PatternAnnotator, "annotate", annotate)
    story = tmp_path / "site/content/story-1.md"
    story.write_text(story.read_text("utf-8").replace("Paragraph 3", "Planted three"), "utf-8")
    return made


def asked_at_every_pause(site: PreviewSite) -> BuildReport:
    """The report of a build at each of whose pauses somebody approves."""
    assert site.known
    approved, steps = site.known.library.articles[0], site.steps()
    while True:
        try:
            next(steps)
        except StopIteration as end:
            report: BuildReport = end.value
            return report
        site.without_approval(approved)


def test_an_approval_meanwhile_changes_no_build(site: PreviewSite) -> None:
    """It says of the edit that fails what it would have said, and later ones show the last good page, too."""
    for _ in range(2):
        report = asked_at_every_pause(site)
        assert [found.code for found in report.diagnostics] == ["annotator-failed"]
        assert "its last good page stays" in report.diagnostics[0].message
        assert "Paragraph 3" in (report.output / "briefings/story-1/index.html").read_text("utf-8")
