"""Articles enough for several processes, and who annotates them, for tests of engines."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path, PurePosixPath

from sitegen.annotate.parse.nlp import find_model
from sitegen.building.articles import annotating
from sitegen.building.articles.annotating import AnnotationService
from sitegen.building.kept.cache import ANNOTATIONS, AnnotationCache
from sitegen.building.kept.store import Store
from sitegen.codec import as_json
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat

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
    """The annotators with the default model, in processes of this computer."""
    return AnnotationService(find_model(), cache, jobs=jobs)


def cluster_service(scheduler: str, cache: AnnotationCache | None = None) -> AnnotationService:
    """The same, on a cluster."""
    return AnnotationService(find_model(), cache, scheduler=scheduler)


def answers(found: annotating.Annotated) -> dict[ArticleId, bytes]:
    """What was found, as bytes."""
    return {name: as_json(entry) for name, entry in found.found.items()}


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
"""How an annotating process starts that does something else with an article that holds the word."""

# --- a whole build, in a process of its own

BUILD = """
import signal
import sitegen.annotate.parse.nlp as nlp, sitegen.annotate.engines.local as local
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore Ctrl-C
nlp.BATCH, local.FEW = 3000, 0
from sitegen.cli import main
main()
"""
MANY = 60
SETTINGS = '[build]\nsearch = false\n[annotate]\nquality = "{}"\n'


def write_many(folder: Path, quality: str) -> Path:
    """A site with articles for a second or two."""
    (folder / "content").mkdir(parents=True)
    (folder / "sitegen.toml").write_text(SETTINGS.format(quality), "utf-8")
    for number in range(MANY):
        text = f"# Talks {number}\n\n{body(number) * 2}"
        (folder / "content" / f"a{number:03}.md").write_text(text, "utf-8")
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
