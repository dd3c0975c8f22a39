"""A build whose articles several processes annotate: nothing lost, and nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from many_articles import ARTICLES, COUNT, answers, service
from own_builds import MANY, OwnBuild, build_the_rest, children, entries, write_many
from preview_site import files_of

from sitegen.annotate.engines import local
from sitegen.annotate.parse import nlp
from sitegen.annotate.parse.encoder import BEST
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
    """A site with articles for a second or two."""
    return write_many(tmp_path / "site")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_build_loses_only_what_was_in_flight(site: Path, how: signal.Signals) -> None:
    """Ctrl-C or worse: its processes end with it, and the next build annotates the rest only."""
    running = OwnBuild(site, "--jobs", "2")
    assert len(running.until_annotated(8)) == 2
    assert "Traceback" not in running.stop(how)
    kept = entries(site)
    assert 8 <= kept < MANY
    assert build_the_rest(site) == MANY - kept


def test_the_site_is_that_of_a_build_in_one_process(tmp_path: Path) -> None:
    """Every byte of the output, with three processes and without any; the encoder is asked, too."""
    shared, alone = (write_many(tmp_path / name, BEST, COUNT) for name in ("shared", "alone"))
    assert OwnBuild(shared, "--jobs", "3").ended() == (0, "")
    assert build_the_rest(alone) == COUNT
    assert len(files_of(alone / "output")) > COUNT
    assert files_of(alone / "output") == files_of(shared / "output")


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
