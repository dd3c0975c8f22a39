"""Something of sitegen's own fails with one article: that costs its marks, never the site."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from preview_site import Live, PatternAnnotator
from preview_site import write_site as write_preview
from test_serve import events

from sitegen.building.kept.cache import ANNOTATIONS
from sitegen.cli import main
from sitegen.resolve import index

pytestmark = [pytest.mark.model, pytest.mark.slow]

TESTS = Path(__file__).parents[1]
CASES = tomllib.loads((TESTS / "cases" / "planted_faults.toml").read_text("utf-8"))
FAULTY = (
    "Otto Faulkner, the harbour master of Port Avel, met Ines Halloran on Monday.\n\n"
    "“The ferry waits for nobody,” Faulkner said.\n"
)
OTHER = "Ines Halloran chairs the Harbour Board of Port Avel.\n\n“We wait,” Halloran said in week {}.\n"
OTHERS = 5
REPORT = re.compile(
    r"^content/faulty\.md: error\[([a-z-]+)\]: .*?\n +hint: please report it, with (.+)$", re.M
)


def table(command: str):
    """The cases that try this command."""
    return [
        pytest.param(case, given, id=f"{name} {given}")
        for name, case in CASES.items()
        for given in case["commands"]
        if given.split()[0] == command
    ]


def sitegen(*words: str, plant: dict | None = None, many: bool = False) -> subprocess.CompletedProcess[str]:
    """The command as users call it, with an exception planted."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PLANTED")}
    env["PYTHONPATH"] = str(TESTS / "planted")
    if plant:
        argument, holds = plant.get("argument", 0), ("Otto Faulkner", *plant.get("holds", ()))
        env["PLANTED"] = "|".join((plant["function"], plant["raises"], str(argument), *holds))
    if many:
        env["PLANTED_MANY"] = "1"
    run = [sys.executable, "-m", "sitegen", *words]
    return subprocess.run(
        run, env=env, capture_output=True, text=True, encoding="utf-8", timeout=200, check=False
    )


def write_site(folder: Path) -> Path:
    """A site of one article that is going to fail and some others."""
    (folder / "content").mkdir(parents=True)
    (folder / "sitegen.toml").write_text('[site]\ntitle = "Halm News"\n[build]\nsearch = false\n', "utf-8")
    texts = {"faulty": FAULTY} | {f"other-{n}": OTHER.format(n) for n in range(OTHERS)}
    for name, text in texts.items():
        matter = f"---\ntitle: Story {name}\ndate: 2026-05-20\n---\n"
        (folder / "content" / f"{name}.md").write_text(matter + text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """The site built with nothing planted."""
    folder = write_site(tmp_path_factory.mktemp("good") / "site")
    done = sitegen("build", str(folder), "--strict")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def site(good, tmp_path):
    """The same sources, and the annotations of a former build: what else is kept would hide what fails."""
    folder = write_site(tmp_path / "site")
    kept = folder / ".cache" / "kept.sqlite"
    kept.parent.mkdir()
    former = good / ".cache" / "kept.sqlite"
    with closing(sqlite3.connect(former)) as whole, closing(sqlite3.connect(kept)) as connection, connection:
        whole.backup(connection)
        connection.execute("DELETE FROM kept WHERE kind != ?", (ANNOTATIONS,))
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """The built site."""
    output = folder / "output"
    return {str(f.relative_to(output)): f.read_bytes() for f in output.rglob("*") if f.is_file()}


def planted(site: Path, case: dict) -> Path:
    """The site for this case: annotating is only tried where nothing is annotated."""
    if case["code"] == "annotator-failed":
        shutil.rmtree(site / ".cache")
    return site


@pytest.mark.parametrize("many", [False, True], ids=["one process", "many processes"])
@pytest.mark.parametrize(("case", "command"), table("build"))
def test_build(site, good, case, command, many):
    """Published all the same; one error with its traceback and an exit code of its own; whole when mended."""
    planted(site, case)
    done = sitegen("build", str(site), "--strict", plant=case, many=many)
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count(f"error[{case['code']}]") == 1
    files, whole = files_of(site), files_of(good)
    page = files.get("briefings/faulty/index.html", b"").decode()
    if case["cost"] == "nothing":
        missing = whole.keys() - files.keys()
        assert missing == {"entities/otto-faulkner/index.html"}
    else:
        (told,) = REPORT.findall(done.stderr)
        assert told[0] == case["code"]
        trace = (Path(told[1]) if Path(told[1]).is_absolute() else site / told[1]).read_text("utf-8")
        assert case["raises"] in trace
        assert case["function"].rpartition(":")[2].rpartition(".")[2] in trace
        assert bool(page) == (case["cost"] != "out")
        assert not page or "The ferry waits for nobody" in page
        assert ("<mark" in page or 'class="mention' in page) <= (case["cost"] == "some")
    for number in range(OTHERS):
        path = f"briefings/other-{number}/index.html"
        assert b"entities/ines-halloran/" in files[path]
        assert whole.keys() >= files.keys()
    mended = CliRunner().invoke(main, ["build", str(site), "--strict"])  # nothing is planted in this process
    assert mended.exit_code == 0, mended.stderr
    assert files_of(site) == whole


def test_it_is_said_again_and_is_no_failure(site):
    """Without --strict the exit code is 0; a second build tries again, and says it again."""
    for _ in range(2):
        done = sitegen("build", str(site), plant=CASES["speakers"])
        assert done.returncode == 0, done.stderr
        assert done.stderr.count("content/faulty.md: error[resolving-failed]") == 1


def test_what_is_wrong_with_the_content_counts_first(site):
    """A fault of sitegen's own hides no mistake of an article's."""
    (site / "content" / "other-0.md").write_text("---\ndate: soon\n---\nHi.\n", "utf-8")
    done = sitegen("build", str(site), "--strict", plant=CASES["speakers"])
    assert done.returncode == 1, done.stderr


@pytest.mark.parametrize("many", [False, True], ids=["one process", "many processes"])
@pytest.mark.parametrize(("case", "command"), table("annotate"))
def test_annotate(tmp_path, case, command, many):
    """Every file is answered; the exit code says that the fault is none of theirs."""
    folder = write_site(tmp_path / "site") / "content"
    done = sitegen(*command.split(), str(folder), plant=case, many=many)
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count(f"faulty.md: error[{case['code']}]") == 1
    if "html" in command:
        assert "The ferry waits for nobody" in done.stdout
        return
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == 1 + OTHERS
    for answer in answers:
        if not answer["file"].endswith("faulty.md"):
            assert answer["entities"]
            assert answer["quotes"]
        elif case["cost"] == "plain":
            assert answer["entities"] == []


@pytest.mark.parametrize(("case", "command"), table("review"))
def test_review(site, case, command):
    """An editor can go on with the rest."""
    done = sitegen(command, str(planted(site, case)), "--format", "json", plant=case)
    assert done.returncode == 0, done.stderr
    assert isinstance(json.loads(done.stdout), list)
    assert done.stderr.count(f"content/faulty.md: error[{case['code']}]") == 1


def test_serve_an_annotator(tmp_path, monkeypatch):
    """The page is there without marks, what failed stands over it, and other edits appear."""

    def annotate(self, text, context):
        if "Tom Askew1" in text.text:
            raise IndexError("planted")
        return found(self, text, context)

    found = PatternAnnotator.annotate
    monkeypatch.setattr(PatternAnnotator, "annotate", annotate)
    with Live(write_preview(tmp_path / "site")) as live:
        shown(live, tmp_path / "site", "annotator-failed")


def test_serve_who_speaks(tmp_path, monkeypatch):
    """The same where something fails later, with all articles at hand."""

    def resolve(article, cards):
        if cards and "Tom Askew1" in article.plain.text:
            raise MemoryError
        return found(article, cards)

    found = index.resolve_quotations
    monkeypatch.setattr(index, "resolve_quotations", resolve)
    with Live(write_preview(tmp_path / "site")) as live:
        shown(live, tmp_path / "site", "resolving-failed")


def shown(live: Live, folder: Path, code: str) -> None:
    """What a browser is told, before and after another article is saved."""
    told = events(live, "/briefings/story-1/")
    name, problems = next(told)
    assert (name, [problem["code"] for problem in problems]) == ("problems", [code])
    assert "story-1.md" in json.dumps(problems)
    story = folder / "content" / "story-0.md"
    story.write_text(story.read_text("utf-8").replace("Paragraph 3", "Changed three"), "utf-8")
    done = live.round()
    assert [found.code for found in done.diagnostics] == [code]
    assert "Changed three" in httpx.get(f"{live.url}briefings/story-0/").text
    page = httpx.get(f"{live.url}briefings/story-1/").text
    assert "Paragraph 3" in page
    assert "entities/nora-vell/" not in page


@pytest.mark.parametrize("stage", ["annotate", "speak"])
def test_serve_keeps_the_last_good_page(tmp_path, monkeypatch, stage):
    """A save with which something of ours fails leaves the page as it was; the next that is well shows."""
    if stage == "annotate":
        place, name = PatternAnnotator, "annotate"
    else:
        place, name = index, "resolve_quotations"
    found = getattr(place, name)

    def fails(*given):
        if any("Planted" in getattr(each, "text", "") or "Planted" in _body(each) for each in given):
            raise IndexError("planted")
        return found(*given)

    monkeypatch.setattr(place, name, fails)
    folder = tmp_path / "site"
    with Live(write_preview(folder)) as live:
        story = folder / "content" / "story-1.md"
        whole = story.read_text("utf-8")
        story.write_text(whole.replace("Paragraph 3", "Planted three"), "utf-8")
        done = live.round()
        assert [d.code for d in done.diagnostics] == [
            "annotator-failed" if stage == "annotate" else "resolving-failed"
        ]
        assert "its last good page stays" in done.diagnostics[0].message
        page = httpx.get(f"{live.url}briefings/story-1/").text
        assert "Paragraph 3" in page
        assert "Planted" not in page, page[page.index("Planted") - 400 :][:600]
        assert "entities/nora-vell/" in page
        _, problems = next(events(live, "/briefings/story-1/"))
        assert "story-1.md" in json.dumps(problems)
        story.write_text(whole.replace("Paragraph 3", "Mended three"), "utf-8")
        done = live.round()
        assert done.diagnostics == ()
        assert "Mended three" in httpx.get(f"{live.url}briefings/story-1/").text


def _body(value):
    """The text of an annotated article; nothing of another value."""
    plain = getattr(value, "plain", None)
    return plain.text if plain else ""
