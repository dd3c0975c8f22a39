"""`sitegen review` on the example site: planted problems are found, applied, gone; nothing else changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sitegen.cli import main

pytestmark = [pytest.mark.model, pytest.mark.slow]

REPOSITORY = Path(__file__).parents[2]
SPELLING = "Dana Prewit, a transport planner in Kessing, said the timetable would change in spring.\n"
SURNAME = "Hanna Solberg and Piet Solberg run the mill. “We will close it,” Solberg said.\n"
NAMESAKE = "Mette Osgood, a 23-year-old goalkeeper, said on Friday that she had voted.\n"
OTHER = "Mette Osgood, a 71-year-old judge, said on Monday that she had not.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site with four short articles that hold the problems."""
    folder = tmp_path_factory.mktemp("review")
    shutil.copytree(REPOSITORY / "content", folder / "content")
    shutil.copy(REPOSITORY / "sitegen.toml", folder)
    for number, text in enumerate((SPELLING, SURNAME, NAMESAKE, OTHER), 1):
        head = f"---\ntitle: Planted {number}\ndate: 2026-11-0{number}\n---\n\n"
        (folder / f"content/planted-{number}.md").write_text(head + text, encoding="utf-8")
    return folder


def sitegen(*arguments: object) -> str:
    """Standard output of a command that must succeed."""
    result = CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def review(site: Path) -> list[dict[str, Any]]:
    """The open questions."""
    found = json.loads(sitegen("review", site, "--format", "json"))
    assert isinstance(found, list)
    return found


def about(items: list[dict[str, Any]], *names: str) -> dict[str, Any]:
    """The one question that names all of these."""
    (item,) = [i for i in items if all(name in i["question"] for name in names)]
    return item


def test_three_planted_problems(site: Path) -> None:
    """Each is found; its answer is written; it is not asked again; no other question and no file changes."""
    before = review(site)
    planted = [
        about(before, "Dana Prewit”", "Dana Prewitt"),
        about(before, "Solberg", "Hanna", "Piet"),
        about(before, "Mette Osgood"),
    ]
    assert [i["kind"] for i in planted] == ["likely-same", "unlinked-name", "likely-different"]
    sources = {p: p.read_bytes() for p in site.rglob("content/**/*") if p.is_file()}
    for item in planted:
        sitegen("review", site, "--apply", item["id"])
    after = review(site)
    settled = {item["id"] for item in planted}
    assert [i["id"] for i in after] == [i["id"] for i in before if i["id"] not in settled]
    assert {p: p.read_bytes() for p in sources} == sources
    added = {p.parent.name for p in site.rglob("content/**/*") if p.is_file() and p not in sources}
    assert added == {"entities"}


def test_several_answers_are_to_one_list(site: Path) -> None:
    """Numbers do not move between them; what is answered is said; with an unknown one nothing is written."""
    before = review(site)
    sources = {p: p.read_bytes() for p in site.rglob("content/**/*") if p.is_file()}
    refused = CliRunner().invoke(main, ["review", str(site), "--apply", "1", "--reject", "999"])
    assert refused.exit_code == 3
    assert {p: p.read_bytes() for p in site.rglob("content/**/*") if p.is_file()} == sources
    said = sitegen("review", site, "--apply", "1", "--apply", "2", "--reject", "3")
    assert [line for line in said.splitlines() if not line.startswith("written")] == [
        f"yes: {before[0]['question']}", f"yes: {before[1]['question']}", f"no: {before[2]['question']}"
    ]  # fmt: skip
    left = {item["id"] for item in review(site)}
    assert not left & {item["id"] for item in before[:3]}


def test_a_draft_is_asked_about(site: Path) -> None:
    """Before it is published is the time to."""
    file = site / "content/held.md"
    file.write_text(
        f"---\ntitle: Held\ndraft: true\n---\n\n{SURNAME.replace('Solberg', 'Tveit')}", encoding="utf-8"
    )
    assert about(review(site), "Tveit", "Hanna", "Piet")["kind"] == "unlinked-name"
    file.unlink()


@pytest.mark.parametrize(
    "way", ["{id}", "content/{id}.md", "{site}/content/{id}.md", "../site/content/{id}.md"]
)
def test_an_article_is_approved_by_the_path_of_its_file(
    site: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """As a shell completes it from wherever one stands, as well as from the site's folder."""
    article = min((site / "content").glob("*.md"))
    beside = site.parent / "beside"
    beside.mkdir(exist_ok=True)
    monkeypatch.chdir(beside)
    named = way.format(id=article.stem, site=site).replace("../site", f"../{site.name}")
    result = CliRunner().invoke(main, ["review", str(site), "--approve", named, "--by", "Nora Vell"])
    assert result.exit_code == 0, result.stderr


def test_an_unknown_number_is_one_message(site: Path) -> None:
    """It says how many there are, and nothing is written."""
    result = CliRunner().invoke(main, ["review", str(site), "--apply", "999"])
    assert result.exit_code == 3
    assert "review-unknown" in result.stderr
