"""A build whose articles several processes annotate: nothing lost, and nobody left behind."""

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
from pathlib import Path

import pytest
from many_articles import (
    ARTICLES,
    COUNT,
    MANY,
    SETTINGS,
    answers,
    build,
    children,
    entries,
    service,
    until_some,
    write_many,
)

from sitegen.annotate.engines import local
from sitegen.annotate.parse import nlp
from sitegen.annotate.parse.encoder import BEST, FAST
from sitegen.markdown.plaintext import parse_article

pytestmark = [
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX"),
]

SMALL = 3_000
"""Characters in a batch, so that a few articles make many."""


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Processes even for few articles; and when a test is over, none of them is left."""
    monkeypatch.setattr(nlp, "BATCH", SMALL)
    monkeypatch.setattr(local, "FEW", 0)
    yield
    assert children(os.getpid()) == []
    assert [thread for thread in threading.enumerate() if thread.name == "annotating"] == []


def test_the_number_of_processes_changes_nothing() -> None:
    """One process, two and five give the same annotations, byte for byte, whichever of them is first."""
    expected = answers(service(1).annotate(ARTICLES, parse_article))
    assert len(expected) == COUNT
    for jobs in (2, 5):
        assert answers(service(jobs).annotate(ARTICLES, parse_article)) == expected


# --- a whole build, in a process of its own


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with articles for a second or two, annotated without the encoder: this is not about it."""
    return write_many(tmp_path / "site", FAST)


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
