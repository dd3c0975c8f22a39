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
from functools import reduce
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from click.testing import CliRunner
from planted.planting import raising
from preview_site import Live, files_of
from test_serve import events

from sitegen.annotate.engines import local
from sitegen.annotate.parse.encoder import Encoder
from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.building.kept.cache import ANNOTATIONS
from sitegen.cli import main
from sitegen.serve.site import PreviewSite

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


class Done(NamedTuple):
    """A command that has ended."""

    returncode: int
    stdout: str
    stderr: str


def sitegen(*words: str, plant: dict | None = None, many: bool = False) -> Done:
    """The command with an exception planted: as users call it with `many` processes, else in this one."""
    if not many:
        with pytest.MonkeyPatch.context() as patch:
            if plant:
                planting(patch, plant, many=False)
            done = CliRunner().invoke(main, words, catch_exceptions=False)
        return Done(done.exit_code, done.stdout, done.stderr)
    env = {name: value for name, value in os.environ.items() if not name.startswith("PLANTED")}
    run = [sys.executable, "-m", "sitegen", *words]
    ended = subprocess.run(
        run,
        env=env | environment(plant, many),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=200,
        check=False,
    )
    return Done(ended.returncode, ended.stdout, ended.stderr)


def environment(case: dict | None, many: bool) -> dict[str, str]:
    """What makes a process of sitegen's raise it."""
    found = {"PYTHONPATH": str(TESTS / "planted")}
    if case:
        argument, holds = case.get("argument", 0), ("Otto Faulkner", *case.get("holds", ()))
        found["PLANTED"] = "|".join((case["function"], case["raises"], str(argument), *holds))
    return found | ({"PLANTED_MANY": "1"} if many else {})


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
    files, whole = files_of(site / "output"), files_of(good / "output")
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
    mended = sitegen("build", str(site), "--strict")
    assert mended.returncode == 0, mended.stderr
    assert files_of(site / "output") == whole


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


class Whole(Live):
    """A preview with all annotators; only the pipeline, which takes seconds to load, is made before."""

    pipeline = None

    def made(self, folder):
        """As `sitegen serve` makes it, with two processes for whoever annotates in processes."""
        site = PreviewSite.of(folder, jobs=2)
        site._with.service._pipeline = self.pipeline
        return site


@pytest.fixture(scope="module", autouse=True)
def _pipeline():
    """Loaded once."""
    Whole.pipeline = Pipeline(find_model(), Encoder())
    yield
    Whole.pipeline = None


def planting(patch: pytest.MonkeyPatch, case: dict, many: bool) -> None:
    """The same exception in this process, which knows the function already, and in those that it starts."""
    holds = ("Otto Faulkner", *case.get("holds", ()))
    module, _, name = case["function"].partition(":")
    *above, last = name.split(".")
    owner = reduce(getattr, above, import_module(module))
    whole = getattr(owner, last)
    planted = raising(whole, case["raises"], case.get("argument", 0), holds)
    owners = [owner] if above else [m for n, m in list(sys.modules.items()) if n.startswith("sitegen.")]
    for each in owners:
        for known in [known for known, value in vars(each).items() if value is whole]:
            patch.setattr(each, known, planted)
    for variable, value in environment(case, many).items():
        patch.setenv(variable, value)
    if many:
        patch.setattr(local, "FEW", 0)


SERVED = [
    pytest.param(case, many, id=f"{name} {'many processes' if many else 'one process'}")
    for name, case in CASES.items()
    for many in (False, True)
    if "serve" in case["commands"] and (name in {"parser", "entities"} or not many)
]
"""A preview has threads, so that only annotators work in other processes: what parses, and one more."""


@pytest.mark.parametrize(("case", "many"), SERVED)
def test_serve_from_its_start(tmp_path, monkeypatch, case, many):
    """The article's page is what a build makes of it, what failed stands over it, and other edits appear."""
    planting(monkeypatch, case, many)
    folder = write_site(tmp_path / "site")
    with Whole(folder) as live:
        assert told_over(live) == [case["code"]]
        page = httpx.get(f"{live.url}briefings/faulty/")
        assert (page.status_code == 200) == (case["cost"] != "out")
        assert page.status_code != 200 or "The ferry waits for nobody" in page.text
        marked = 'class="mention' in page.text
        assert marked <= (case["cost"] in {"some", "nothing"})
        assert codes_after(live, other(folder), "week 0", "month 0") == [case["code"]]
        shown = httpx.get(f"{live.url}briefings/other-0/").text
        assert "month 0" in shown
        assert "entities/ines-halloran/" in shown


@pytest.mark.parametrize(("case", "many"), SERVED)
def test_serve_after_a_save(tmp_path, monkeypatch, case, many):
    """A save with which something of ours fails leaves the page as it was; the next that is well shows."""
    planting(monkeypatch, case, many)
    folder = write_site(tmp_path / "site")
    story = folder / "content" / "faulty.md"
    story.write_text(story.read_text("utf-8").replace("Otto", "Abel"), "utf-8")
    with Whole(folder) as live:
        assert told_over(live) == []
        assert codes_after(live, story, "Abel", "Otto") == [case["code"]]
        assert told_over(live) == [case["code"]]
        page = httpx.get(f"{live.url}briefings/faulty/").text
        assert "entities/ines-halloran/" in page
        assert ("Abel Faulkner" in page) == (case["cost"] != "nothing")
        assert ("Otto Faulkner" in page) == (case["cost"] == "nothing")
        assert codes_after(live, other(folder), "week 0", "month 0") == [case["code"]]
        assert "month 0" in httpx.get(f"{live.url}briefings/other-0/").text
        assert codes_after(live, story, "Otto", "Emil") == []
        page = httpx.get(f"{live.url}briefings/faulty/").text
        assert "Emil Faulkner" in page
        assert "entities/emil-faulkner/" in page
        assert told_over(live) == []


def other(folder: Path) -> Path:
    """An article with which nothing fails."""
    return folder / "content" / "other-0.md"


def told_over(live: Live) -> list[str]:
    """The codes of what stands over every page; the file that it is about is named."""
    name, problems = next(events(live, "/briefings/other-0/"))
    assert name == "problems"
    assert all(re.search("content/faulty.md|entities/otto-faulkner/", json.dumps(each)) for each in problems)
    return [problem["code"] for problem in problems]


def codes_after(live: Live, file: Path, old: str, new: str) -> list[str]:
    """The codes of the round that follows when a file is saved with other words."""
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    done = live.round()
    assert done.report, done.trace
    return [found.code for found in done.diagnostics]
