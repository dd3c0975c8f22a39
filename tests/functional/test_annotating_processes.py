"""Many articles, annotated by several processes: the same answers, nothing lost, and nobody left behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from sitegen.annotate.parse import nlp
from sitegen.annotate.parse.encoder import BEST, FAST
from sitegen.annotate.parse.nlp import find_model
from sitegen.annotate.processes import workers
from sitegen.building.articles import annotating
from sitegen.building.articles.annotating import AnnotationService
from sitegen.building.kept.cache import ANNOTATIONS, AnnotationCache
from sitegen.building.kept.store import Store
from sitegen.building.processes.progress import Progress
from sitegen.codec import as_json
from sitegen.diagnostics import SitegenError
from sitegen.markdown.plaintext import parse_article
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat

pytestmark = [
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX"),
]

SMALL = 3_000
"""Characters in a batch, so that a few articles make many."""
COUNT = 24


def body(number: int) -> str:
    """An article's text, unlike the others'."""
    return (
        f"Ines Halloran{number} met Tomas Brandt of the Harbour Board{number} in Port Corrow on Friday.\n\n"
        f"“We will not move by {number} metres,” Ms Halloran{number} said. “It is late.”\n\n"
    ) * 3


def article(number: int, text: str) -> Article:
    """An article as the loader makes it."""
    name = f"a{number:03}"
    path = PurePosixPath(f"content/{name}.md")
    return Article(ArticleId(name), path, SourceFormat.MARKDOWN, FrontMatter(name), text, 1, "")


ARTICLES = tuple(article(number, body(number)) for number in range(COUNT))


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Processes even for few articles; and when a test is over, none of them is left."""
    monkeypatch.setattr(nlp, "BATCH", SMALL)
    monkeypatch.setattr(annotating, "FEW", 0)
    yield
    assert children(os.getpid()) == []
    assert [thread for thread in threading.enumerate() if thread.name == "annotating"] == []


def children(parent: int) -> list[int]:
    """The processes that this one started and that still run."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,stat=,comm="], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    rows = [line.split(None, 3) for line in listed]
    return [
        int(pid)
        for pid, ppid, state, name in rows
        if int(ppid) == parent and name.startswith("python") and not state.startswith("Z")
    ]


def service(jobs: int, cache: AnnotationCache | None = None) -> AnnotationService:
    """The annotators with the default model."""
    return AnnotationService(find_model(), cache, jobs=jobs)


def answers(found: annotating.Annotated) -> dict[ArticleId, bytes]:
    """What was found, as bytes."""
    return {name: as_json(entry) for name, entry in found.found.items()}


def test_the_number_of_processes_changes_nothing() -> None:
    """One process, two and five give the same annotations, byte for byte, whichever of them is first."""
    expected = answers(service(1).annotate(ARTICLES, parse_article))
    assert len(expected) == COUNT
    for jobs in (2, 5):
        assert answers(service(jobs).annotate(ARTICLES, parse_article)) == expected


def test_progress_counts_articles_and_words() -> None:
    """Every article is reported once; words and time only grow."""
    seen: list[Progress] = []
    service(2).annotate(ARTICLES, parse_article, seen.append)
    assert [step.done for step in seen] == list(range(1, COUNT + 1))
    assert {step.total for step in seen} == {COUNT}
    assert [step.words for step in seen] == sorted({step.words for step in seen})
    assert seen[-1].words == sum(len(parse_article(a).plain.text.split()) for a in ARTICLES)
    assert [step.seconds for step in seen] == sorted(step.seconds for step in seen)


def test_a_killed_process_is_replaced() -> None:
    """Whatever kills a process once costs a moment, and no article."""
    killed: list[int] = []

    def kill_one(_: Progress) -> None:
        if not killed:
            killed.append(children(os.getpid())[0])
            os.kill(killed[0], signal.SIGKILL)

    found = service(2).annotate(ARTICLES, parse_article, kill_one)
    assert killed
    assert found.diagnostics == ()
    assert answers(found) == answers(service(1).annotate(ARTICLES, parse_article))


POISON = """
import os, sys
sys.path[:] = sys.argv[3:]
import sitegen.annotate.processes.worker as worker
plain = worker.annotate
def annotate(tasks, *rest):
    if any("POISON" in task.text.text for task in tasks):
        {deed}
    return plain(tasks, *rest)
worker.annotate = annotate
worker.main(*sys.argv[1:3])
"""


def test_an_article_that_kills_is_given_up_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One message names the article; all others are annotated and kept, this one stays without marks."""
    monkeypatch.setattr(workers, "START", POISON.format(deed="os.kill(os.getpid(), 9)"))
    store = Store(tmp_path / "kept.sqlite")
    cache = AnnotationCache(store)
    bad = article(COUNT, "POISON is what Ines Halloran called it.")
    found = service(2, cache).annotate((*ARTICLES, bad), parse_article)
    (fault,) = found.diagnostics
    assert (fault.code, fault.location and fault.location.path) == ("annotating-failed", bad.path)
    assert found.found[bad.id].annotations.mentions == ()
    assert found.found[bad.id].plain.text == bad.body
    assert all(found.found[a.id].annotations.mentions for a in ARTICLES)
    assert len(store.keys(ANNOTATIONS)) == COUNT


def test_a_process_that_cannot_start_stops_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    """No endless restarts: one error that says what to do."""
    monkeypatch.setattr(workers, "START", "raise SystemExit(1)")
    with pytest.raises(SitegenError, match=r"(?s)annotating-failed.*--jobs 1"):
        service(2).annotate(ARTICLES, parse_article)


def test_a_fault_of_ours_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception in a process is raised here, with where it was."""
    monkeypatch.setattr(workers, "START", POISON.format(deed="raise KeyError('the cause')"))
    with pytest.raises(RuntimeError, match=r"(?s)Traceback.*the cause"):
        service(2).annotate((*ARTICLES, article(COUNT, "POISON.")), parse_article)


def test_stopping_early_keeps_what_was_annotated(tmp_path: Path) -> None:
    """An exception ends the processes at once; what was reported before is in the cache."""
    store = Store(tmp_path / "kept.sqlite")
    cache = AnnotationCache(store)

    def stop(step: Progress) -> None:
        if step.done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        service(2, cache).annotate(ARTICLES, parse_article, stop)
    assert len(store.keys(ANNOTATIONS)) == 9


# --- a whole build, in a process of its own

BUILD = """
import signal
import sitegen.annotate.parse.nlp as nlp, sitegen.building.articles.annotating as annotating
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore Ctrl-C
nlp.BATCH, annotating.FEW = 3000, 0
from sitegen.cli import main
main()
"""
MANY = 60
SETTINGS = '[build]\nsearch = false\n[annotate]\nquality = "{}"\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with articles for a second or two, annotated without the encoder: this is not about it."""
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "sitegen.toml").write_text(SETTINGS.format(FAST), "utf-8")
    for number in range(MANY):
        (folder / "content" / f"a{number:03}.md").write_text(
            f"# Talks {number}\n\n{body(number) * 2}", "utf-8"
        )
    return folder


def build(site: Path, *options: str) -> subprocess.Popen[str]:
    """Start a build in a session of its own, as a terminal does."""
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, "build", str(site), "--format", "json", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def entries(site: Path) -> int:
    """How many articles' annotations are in the cache."""
    return len(Store(site / ".cache" / "kept.sqlite").keys(ANNOTATIONS))


def until_some(site: Path, running: subprocess.Popen[str], count: int) -> None:
    """Wait until this many articles are annotated."""
    deadline = time.monotonic() + 120
    while entries(site) < count:
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_build_loses_only_what_was_in_flight(site: Path, how: signal.Signals) -> None:
    """Ctrl-C or worse: its processes end with it, and the next build annotates the rest only."""
    running = build(site, "--jobs", "2")
    until_some(site, running, 8)
    helpers = children(running.pid)
    assert len(helpers) == 2
    os.killpg(running.pid, how)
    _, errors = running.communicate(timeout=30)
    assert "Traceback" not in errors
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in helpers):
        assert time.monotonic() < deadline, "a process outlives its build"
        time.sleep(0.02)
    kept = entries(site)
    assert 8 <= kept < MANY
    report, errors = build(site, "--jobs", "2").communicate(timeout=200)
    assert json.loads(report)["annotated"] == MANY - kept, errors


def test_the_site_is_that_of_a_build_in_one_process(site: Path, tmp_path: Path) -> None:
    """Every byte of the output, with three processes and without any; the encoder is asked, too."""
    (site / "sitegen.toml").write_text(SETTINGS.format(BEST), "utf-8")
    build(site, "--jobs", "3").communicate(timeout=200)
    alone = tmp_path / "alone"
    shutil.copytree(site / "content", alone / "content")
    shutil.copy(site / "sitegen.toml", alone)
    build(alone, "--jobs", "1").communicate(timeout=200)
    assert len(files(site / "output")) > MANY
    assert files(alone / "output") == files(site / "output")


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


WARMED = """
import sys
from datetime import datetime
from sitegen.annotate.parse.nlp import find_model
from sitegen.building.articles.annotating import AnnotationService
from sitegen.markdown.parser import parse_markdown
from sitegen.markdown.plaintext import with_plain_text

service = AnnotationService(find_model(), None, jobs=1)
service.warm_up()
before = set(sys.modules)
from sitegen.annotate.run import AnnotationTask, annotate
text = "The mayor, Ida Brandt, spoke three months ago. “It is late,” she told the Merrow Ledger last Friday."
task = AnnotationTask(with_plain_text(parse_markdown(text)).plain, "en", datetime(2026, 5, 1))
found = list(annotate([task], service._pipeline, service._annotators))
assert found[0].mentions and found[0].quotations
print(sorted(set(sys.modules) - before))
"""


def test_after_warming_up_nothing_is_left_to_load() -> None:
    """The first save in a preview waits for no library and no model."""
    done = subprocess.run([sys.executable, "-c", WARMED], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
