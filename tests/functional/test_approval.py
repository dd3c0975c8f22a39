"""Approval of briefings: who says so, what it refuses, and that an upgrade changes nothing of them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner, Result
from preview_site import annotate_with, files_of
from test_corrections import TALKS
from test_incremental import Speaking

from sitegen.building.articles.annotating import AnnotationService
from sitegen.building.articles.saving import save
from sitegen.building.pipeline import Site
from sitegen.cli.commands.main import main
from sitegen.corrections.writing import with_item
from sitegen.diagnostics import SitegenError
from sitegen.model.annotation import Annotations, EntityType
from sitegen.model.text import PlainText


class Upgraded(Speaking):
    """Another model: takes Vell Marrow for a place, and hears nothing of what Tom Askew says."""

    def annotate(self, text: PlainText, context: object) -> Annotations:
        """Less, and otherwise."""
        found = super().annotate(text, context)
        mentions = tuple(
            replace(m, type=EntityType.PLACE) if "Marrow" in m.span.of(text.text) else m
            for m in found.mentions
        )
        heard = (q for q in found.quotations if q.source and "Tom" not in q.source.of(text.text))
        return Annotations(mentions, tuple(heard))


def use(patch: pytest.MonkeyPatch, annotator: Speaking) -> None:
    """Have this annotator for the model, under a fingerprint of its own."""
    made = AnnotationService.__init__

    def init(self: AnnotationService, *args: object, **more: object) -> None:
        made(self, *args, **more)  # type: ignore[arg-type]
        self._fingerprint += type(annotator).__name__

    patch.setattr(AnnotationService, "__init__", init)
    annotate_with(patch, annotator)


EVERY_FILE = {"index.html", "index.txt", "annotations.json", "quotes.csv", "quotes.json"}
"""Of a briefing that has every export."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two articles of the same shape."""
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "sitegen.toml").write_text('[build]\nsearch = false\n[exports]\nbriefings = ["all"]\n')
    (folder / "content/talks.md").write_text(TALKS)
    (folder / "content/open.md").write_text(
        TALKS.replace("Talks", "Open").replace("Vell Marrow", "Ida Brandt")
    )
    return folder


def run(*words: str) -> Result:
    """The command line."""
    return CliRunner().invoke(main, words)


def test_an_upgrade_says_what_it_sees_and_changes_nothing_that_is_approved(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pages and files stay byte for byte; the article that nobody approved follows the new model."""
    with monkeypatch.context() as patch:
        use(patch, Speaking())
        (site / "content/talks.corrections.yaml").write_text(
            'quotations:\n  - exact: "stay at the table,”"\n    speaker: Tom Askew\n'
        )
        assert run("review", str(site), "--approve", "talks", "--by", "Ida Brandt").exit_code == 0
        report = Site.load(site).build()
        assert report.diagnostics == ()
        before = files_of(site / "output")
        assert b"checked by Ida Brandt" in before["briefings/talks/index.html"]
    use(monkeypatch, Upgraded())
    shutil.rmtree(site / ".cache/state")  # which names the files of the model, and these are the same
    report = Site.load(site).build()
    assert report.annotated == 2
    (note,) = report.diagnostics
    assert (note.code, str(note.location)) == ("approved-differs", "content/talks.corrections.yaml:1")
    assert "1 quotation fewer (“" in note.message
    assert "They may go" in note.message
    after = files_of(site / "output")
    own = [name for name in before if name.startswith("briefings/talks/")]
    assert {name.rpartition("/")[2] for name in own} == EVERY_FILE
    assert {name for name in own if before[name] != after[name]} == set()
    assert before["briefings/open/index.html"] != after["briefings/open/index.html"]

    assert run("review", str(site), "--approve", "talks", "--by", "Nora Vell").exit_code == 0
    report = Site.load(site).build()
    assert report.diagnostics == ()
    assert files_of(site / "output")["briefings/talks/index.html"] != before["briefings/talks/index.html"]


def test_strict_review_writes_nothing_that_is_not_approved(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each article is named; when all are approved, it builds; an edit makes it refuse again."""
    use(monkeypatch, Speaking())
    refused = run("build", str(site), "--strict-review")
    assert refused.exit_code == 3
    assert refused.output.count("error[not-approved]") == 2
    assert not (site / "output").exists()
    for name in ("talks", "open"):
        assert run("review", str(site), "--approve", name, "--by", "Nora Vell").exit_code == 0
    assert run("build", str(site), "--strict-review").exit_code == 0
    assert "2 approved" in run("review", str(site), "--status").output
    (site / "content/open.md").write_text(TALKS.replace("Talks", "Open").replace("stay", "sit"))
    assert run("build", str(site), "--strict-review").exit_code == 3
    status = run("review", str(site), "--status").output
    assert "open: to look at again" in status
    assert "talks: approved by Nora Vell" in status


def test_an_approval_names_somebody_and_an_article_that_is_there(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else nothing is written."""
    use(monkeypatch, Speaking())
    assert run("review", str(site), "--approve", "talks").exit_code == 2
    assert run("review", str(site), "--approve", "no-such", "--by", "Nora Vell").exit_code == 3
    assert sorted(path.name for path in (site / "content").iterdir()) == ["open.md", "talks.md"]


PATH = PurePosixPath("content/talks.corrections.yaml")
ITEM = ['  - exact: "green steel"', "    add: true"]


def test_what_another_editor_writes_meanwhile_is_not_lost(site: Path) -> None:
    """A change is made in the text that stands there when it is written."""
    file = site / PATH
    file.write_text('# By hand\nquotations:\n- exact: "They may go"\n  remove: true\n')

    def change(text: str | None) -> str:
        if "mentions" not in (text or ""):
            file.write_text((text or "") + '\nmentions:\n  - exact: "Tom Askew"\n    remove: true\n')
        return with_item(text, "quotations", ITEM, PATH)

    save(site, PATH, change)
    assert file.read_text() == (
        '# By hand\nquotations:\n- exact: "They may go"\n  remove: true\n'
        '- exact: "green steel"\n  add: true\n'
        '\nmentions:\n  - exact: "Tom Askew"\n    remove: true\n'
    )


@pytest.mark.parametrize(
    "text", ["quotations: [\n", "quotations: []\n", "just words\n", "quotations:\n  - exact: “a: b\n   c\n"]
)
def test_a_file_that_cannot_be_added_to_stays_as_it_is(site: Path, text: str) -> None:
    """And it is said what to do."""
    (site / PATH).write_text(text)
    with pytest.raises(SitegenError) as refused:
        save(site, PATH, lambda now: with_item(now, "quotations", ITEM, PATH))
    assert all(fault.hint for fault in refused.value.diagnostics)
    assert (site / PATH).read_text() == text
