"""A cluster that annotates, and what may befall it: workers that are killed, a scheduler that goes away."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from dask_cluster import DaskCluster, free_port, needed
from many_articles import ARTICLES, COUNT, answers, cluster_service, service
from own_builds import MANY, OwnBuild, build_the_rest, children, entries, write_many
from preview_site import files_of

from sitegen.annotate.engines import dask_engine as engine
from sitegen.annotate.engines.dask_engine import DaskEngine
from sitegen.annotate.parse import nlp
from sitegen.annotate.parse.encoder import FAST
from sitegen.annotate.parse.nlp import find_model
from sitegen.building.pipeline import Site
from sitegen.building.processes.progress import Progress
from sitegen.cli import main
from sitegen.diagnostics import SitegenError
from sitegen.markdown.plaintext import parse_article

pytestmark = [pytest.mark.model, pytest.mark.slow]

LOGGED = """
import os
import sitegen.annotate.engines.sent as sent
from sitegen.annotate.processes.wire import read_chunk
plain = sent.annotate_chunk
def annotate_chunk(model, quality, expected, chunk):
    with open({log!r}, "a") as log:
        for task in read_chunk(chunk):
            log.write(f"{{os.getpid()}} {{task.text.text.split()[1]}}\\n")
    return plain(model, quality, expected, chunk)
sent.annotate_chunk = annotate_chunk
"""


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DaskCluster]:
    """A scheduler without workers; an article a chunk."""
    needed("distributed")
    monkeypatch.setattr(nlp, "BATCH", 2_000)
    made = DaskCluster(tmp_path / "dask")
    yield made
    made.close()


@pytest.fixture(scope="module")
def expected() -> dict[str, bytes]:
    """What one process finds."""
    return answers(service(1).annotate(ARTICLES, parse_article))


def logged(folder: Path) -> tuple[Path, str]:
    """A log of who was asked for which article, and what a worker does first to write it."""
    log, code = folder / "asked", folder / "logged.py"
    code.write_text(LOGGED.format(log=str(log)), "utf-8")
    return log, f"exec(open({str(code)!r}).read())"


def asked(log: Path) -> dict[str, list[int]]:
    """Article to the processes that were asked for it, in order."""
    found = defaultdict(list)
    for line in log.read_text("utf-8").splitlines():
        pid, name = line.split()
        found[name].append(int(pid))
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_workers_killed_at_random_lose_what_they_held(
    cluster: DaskCluster, expected: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    """The same bytes; an article that was annotated twice was with a worker that was killed."""
    log, first = logged(tmp_path)
    cluster.add(3, first)
    chance, killed = random.Random(seed), set[int]()
    moments = sorted(chance.sample(range(2, COUNT - 2), 3))

    def kill(step: Progress) -> None:
        if step.done in moments:
            victim = chance.choice(cluster.workers)
            killed.add(victim.pid)
            cluster.kill(victim)
            cluster.add(1, first)

    found = cluster_service(cluster.address).annotate(ARTICLES, parse_article, kill)
    assert len(killed) == 3
    assert found.diagnostics == ()
    assert answers(found) == expected
    assert len(asked(log)) == COUNT
    assert {pid for pids in asked(log).values() for pid in pids[:-1]} <= killed


def test_two_builds_at_once_ask_once(cluster: DaskCluster, tmp_path: Path) -> None:
    """Who asks for what is being annotated gets that answer."""
    log, first = logged(tmp_path)
    found = {}

    def ask(name: str) -> None:
        found[name] = answers(cluster_service(cluster.address).annotate(ARTICLES, parse_article))

    both = [threading.Thread(target=ask, args=(name,)) for name in ("one", "other")]
    for each in both:
        each.start()
    cluster.add(2, first)
    for each in both:
        each.join()
    assert found["one"] == found["other"]
    assert len(found["one"]) == COUNT
    assert sum(map(len, asked(log).values())) < 1.5 * COUNT


def test_progress_says_how_many_are_at_work(cluster: DaskCluster) -> None:
    """Over all workers."""
    cluster.add(2)
    seen: list[Progress] = []
    cluster_service(cluster.address).annotate(ARTICLES, parse_article, seen.append)
    assert seen[-1].workers == 2
    assert seen[-1].so_far.endswith(" words/s, 2 at work")


def test_a_scheduler_that_goes_away_stops_the_build_and_loses_nothing(
    cluster: DaskCluster, tmp_path: Path
) -> None:
    """One message, exit code 3; the next build annotates the rest only, and makes the same site."""
    cluster.add(2)
    site = write_many(tmp_path / "site")
    running = OwnBuild(site, "--engine", "dask", "--scheduler", cluster.address)
    running.until_annotated(8)
    cluster.scheduler.kill()
    code, errors = running.ended()
    assert code == 3, errors
    assert "error[cluster-lost]" in errors
    assert "build again" in errors
    assert "Traceback" not in errors
    kept = entries(site)
    assert 8 <= kept < MANY
    assert build_the_rest(site) == MANY - kept
    whole = write_many(tmp_path / "whole")
    assert build_the_rest(whole) == MANY
    assert files_of(site / "output") == files_of(whole / "output")


def test_a_scheduler_that_is_not_there_is_one_message(tmp_path: Path) -> None:
    """With what to do; an address that is none, too."""
    needed("distributed")
    site = write_many(tmp_path / "site", count=2)
    for address in (f"tcp://127.0.0.1:{free_port()}", "nonsense://x"):
        done = CliRunner().invoke(main, ["build", str(site), "--engine", "dask", "--scheduler", address])
        assert done.exit_code == 3, done.stderr
        assert "error[cluster-unreachable]" in done.stderr
        assert address in done.stderr
        assert "Traceback" not in done.stderr
        assert not (site / "output").exists()


def test_a_cluster_without_workers_is_given_up(cluster: DaskCluster) -> None:
    """After a while, not before: workers may still be starting."""
    made = cluster_service(cluster.address)
    made._engine = DaskEngine(cluster.address, find_model(), FAST, patience=2)
    with pytest.raises(SitegenError, match=r"cluster-lost.*no worker for 2 s(?s:.*)dask worker tcp:"):
        made.annotate(ARTICLES, parse_article)


def test_workers_that_come_late_are_waited_for(cluster: DaskCluster) -> None:
    """And those that come in the middle are put to work."""
    late = threading.Timer(2, cluster.add)
    late.start()
    assert cluster_service(cluster.address).annotate(ARTICLES, parse_article).made == COUNT
    late.join()


def test_a_worker_with_another_sitegen_stops_the_build(cluster: DaskCluster) -> None:
    """What it would find may be something else."""
    cluster.add(1, "import sitegen.annotate.engines.sent as c; c._fingerprint = lambda *_: 'another'")
    with pytest.raises(SitegenError, match=r"cluster-unlike.*has another sitegen(?s:.*)same lock file"):
        cluster_service(cluster.address).annotate(ARTICLES, parse_article)


def test_a_worker_without_sitegen_stops_the_build(cluster: DaskCluster) -> None:
    """Told as what it is, not as a traceback."""
    cluster.add(1, "import sys; sys.modules['sitegen'] = None")
    with pytest.raises(SitegenError, match=r"cluster-unlike.*sitegen(?s:.*)same lock file"):
        cluster_service(cluster.address).annotate(ARTICLES, parse_article)


def test_without_dask_there_is_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for it is told what to install."""
    monkeypatch.setattr(engine, "START", "import sys; sys.modules['distributed'] = None; " + engine.START)
    with pytest.raises(SitegenError, match=r'cluster-extra-missing(?s:.*)pip install "sitegen\[dask\]"'):
        cluster_service("tcp://127.0.0.1:1").annotate(ARTICLES, parse_article)
    assert children(os.getpid()) == []


def test_nobody_imports_dask_unless_asked(tmp_path: Path) -> None:
    """A build of this computer's own has nothing to do with it."""
    site = write_many(tmp_path / "site", count=2)
    code = (
        "import sys; from sitegen.building.pipeline import Site; "
        f"Site.load({str(site)!r}, jobs=1).build(); print({{'dask', 'distributed'}} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_safe_mode_sends_nothing_to_a_cluster(tmp_path: Path) -> None:
    """What strangers sent stays on this computer."""
    site = write_many(tmp_path / "site", count=2)
    with pytest.raises(SitegenError, match="cluster-unsafe"):
        Site.load(site, safe=True, scheduler="tcp://127.0.0.1:1").build()
    assert not (site / "output").exists()


@pytest.mark.parametrize("words", [("--engine", "dask"), ("--scheduler", "tcp://127.0.0.1:1")])
def test_half_of_the_options_is_a_wrong_call(tmp_path: Path, words: tuple[str, ...]) -> None:
    """An engine without its address, an address without an engine."""
    done = CliRunner().invoke(main, ["build", str(write_many(tmp_path / "site", count=2)), *words])
    assert done.exit_code == 2
    assert "go together" in done.output


def test_a_killed_build_leaves_nobody_behind(cluster: DaskCluster, tmp_path: Path) -> None:
    """Who talked to the cluster ends, the scheduler drops the rest, and what was annotated is kept."""
    log, first = logged(tmp_path)
    cluster.add(1, first)
    site = write_many(tmp_path / "site")
    running = OwnBuild(site, "--engine", "dask", "--scheduler", cluster.address)
    assert len(running.until_annotated(8)) == 1
    running.stop(signal.SIGKILL)
    time.sleep(2)
    begun = len(asked(log))
    time.sleep(2)
    assert len(asked(log)) == begun < MANY
    assert 8 <= entries(site) < MANY


def test_a_cluster_fills_a_shared_cache(cluster: DaskCluster, tmp_path: Path) -> None:
    """And nobody who has all from there asks a cluster: it need not even be there."""
    cluster.add(2)
    url = f'[cache]\nurl = "file://{tmp_path}/store"\n'
    for name, address, count in (("one", cluster.address, COUNT), ("two", "tcp://127.0.0.1:9", 0)):
        site = write_many(tmp_path / name, count=COUNT)
        with (site / "sitegen.toml").open("a") as file:
            file.write(url)
        assert Site.load(site, scheduler=address).build().annotated == count
    assert files_of(tmp_path / "one" / "output") == files_of(tmp_path / "two" / "output")
