"""The review on the command line, as somebody reads it who has never seen it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from desk_site import AtTheDesk, write_site

from sitegen.cli import main, review
from sitegen.diagnostics import SitegenError

NOBODY = "“Nobody asked us,”"
WRONG = """\
quotations:
  - exact: "“Nobody asked us,”"
    speakr: Tom Askew
  - exact: "“It is over,”"
    remove: true
descriptions:
  - exact: "left the quay"
    choose: true
    hide: true
approved: yes
"""


@pytest.fixture
def editor(tmp_path: Path) -> AtTheDesk:
    """An editor of a small site."""
    return AtTheDesk(write_site(tmp_path))


def status(editor: AtTheDesk, capsys: pytest.CaptureFixture[str], *, as_json: bool = False) -> str:
    """What is printed; it is the answer, so that it can be searched."""
    review.print_states(editor.site, as_json=as_json)
    return capsys.readouterr().out


def test_the_state_of_every_article(editor: AtTheDesk, capsys: pytest.CaptureFixture[str]) -> None:
    """With drafts, corrections, what is wrong with these, and what to do next."""
    editor.file.with_name("held.md").write_text("---\ntitle: Held\ndraft: true\n---\nRain.\n", "utf-8")
    editor.do("quotation", NOBODY, speaker=["tom-askew"])
    editor.look()
    editor.do("approve")
    editor.file.with_name("rain.corrections.yaml").write_text(WRONG, "utf-8")
    editor.look()
    today = editor.site.now().date()
    assert status(editor, capsys).splitlines() == [
        "held: not approved, a draft",
        "rain: not approved, 1 correction, 4 to mend (sitegen build says which)",
        f"talks: approved by Nora Vell on {today}, 1 correction",
        "1 approved, 2 not approved",
        "Look at one in  sitegen serve  (e on its page), and approve it there; or here:",
        "  sitegen review --approve ARTICLE --by NAME",
    ]
    found = json.loads(status(editor, capsys, as_json=True))
    assert [(one["article"], one["state"], one["to_mend"]) for one in found] == [
        ("held", "not approved", 0),
        ("rain", "not approved", 4),
        ("talks", "approved", 0),
    ]


def test_an_article_that_is_left_out_is_told(editor: AtTheDesk, capsys: pytest.CaptureFixture[str]) -> None:
    """Not that nothing is open, nor that there is no such article."""
    editor.file.write_text("quotations: [\n", "utf-8")
    for ask in (review.print_review, review.print_states):
        ask(editor.site, as_json=False)
        assert "talks.corrections.yaml:2" in capsys.readouterr().err
    with pytest.raises(SitegenError) as refused:
        review.approved(editor.site, "talks", "Nora Vell")
    assert refused.value.diagnostics[0].code == "front-matter-syntax"


def test_what_is_wrong_with_corrections_is_told(
    editor: AtTheDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside the questions, each with its line; words in marks have no second pair."""
    editor.file.write_text(WRONG, "utf-8")
    review.print_review(editor.site, as_json=False)
    told = capsys.readouterr().err
    for line, words in (
        (3, "there is no key “speakr” here"),
        (4, "the correction of “It is over,”: the words are not there any more"),
        (9, "it says choose and hide"),
        (10, "approved: this is no item with keys"),
    ):
        assert f"talks.corrections.yaml:{line}: warning" in told
        assert words in told
    assert "write below it, indented:  by: … ; the keys are by, on, digest" in told


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("talk", "did you mean talks?"),
        ("2026/talks.md", "did you mean talks?"),
        ("zzz", "sitegen review --status  lists all by their ids"),
    ],
)
def test_an_article_that_is_not_there(editor: AtTheDesk, name: str, hint: str) -> None:
    """Whichever may be meant is named."""
    with pytest.raises(SitegenError) as refused:
        review.approved(editor.site, name, "Nora Vell")
    assert refused.value.diagnostics[-1].hint == hint


def test_an_article_by_the_path_of_its_file(editor: AtTheDesk) -> None:
    """As the shell completes it."""
    review.approved(editor.site, "content/talks.md", "Nora Vell")
    assert editor.said().startswith("approved:\n  by: Nora Vell\n")


@pytest.mark.parametrize(
    "asked",
    [
        ["--status", "--apply", "1"],
        ["--approve", "talks", "--export"],
        ["--reject", "1", "--approve", "talks"],
    ],
)
def test_two_things_at_once(tmp_path: Path, asked: list[str]) -> None:
    """None of them is done, rather than one of them without a word."""
    result = CliRunner().invoke(main, ["review", str(tmp_path), *asked])
    assert result.exit_code == 2
    assert "give one of them" in result.stderr
