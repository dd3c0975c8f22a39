"""Who annotates shows in nothing: processes of this computer, or the workers of a cluster; the same tests."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from dask_cluster import DaskCluster, needed
from many_articles import ARTICLES, COUNT, POISON, answers, article, cluster_service, service
from own_builds import children

from sitegen.annotate.engines import dask_engine, local
from sitegen.annotate.parse import nlp
from sitegen.annotate.parse.encoder import BEST, FAST
from sitegen.annotate.processes import helper
from sitegen.building.articles.annotating import AnnotationService
from sitegen.building.kept.cache import ANNOTATIONS, AnnotationCache
from sitegen.building.kept.store import Store
from sitegen.building.processes.progress import Progress
from sitegen.diagnostics import SitegenError
from sitegen.markdown.plaintext import parse_article

pytestmark = [pytest.mark.model, pytest.mark.slow]


class Here:
    """Two processes of this computer."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def service(
        self, cache: AnnotationCache | None = None, start: str = "", quality: str = FAST
    ) -> AnnotationService:
        """Whose annotating processes start like this."""
        if start:
            self._patch.setattr(helper, "START", start)
        return service(2, cache, quality)

    def processes(self) -> list[int]:
        """Those that annotate."""
        return children(os.getpid())

    def close(self) -> None:
        """None is left."""
        assert self.processes() == []


class There:
    """Two workers of a cluster."""

    def __init__(self, folder: Path) -> None:
        self._cluster = DaskCluster(folder)

    def service(
        self, cache: AnnotationCache | None = None, start: str = "", quality: str = FAST
    ) -> AnnotationService:
        """With workers whose annotating processes start like this."""
        changed = f"import sitegen.annotate.processes.helper as h; h.START = {start!r}" if start else "pass"
        self._cluster.add(2, changed)
        return cluster_service(self._cluster.address, cache, quality)

    def processes(self) -> list[int]:
        """Those that annotate."""
        return self._cluster.helpers()

    def close(self) -> None:
        """What talked to the cluster has ended; the cluster goes."""
        talking = set(children(os.getpid())) - {p.pid for p in self._cluster.workers}
        assert talking <= {self._cluster.scheduler.pid}
        self._cluster.close()


@pytest.fixture(params=["local", "dask"])
def engine(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Here | There]:
    """Each engine, with chunks so small that a few articles make many."""
    monkeypatch.setattr(nlp, "BATCH", 4_000)
    monkeypatch.setattr(local, "FEW", 0)
    if request.param == "dask":
        needed("distributed")
    made = Here(monkeypatch) if request.param == "local" else There(tmp_path / "dask")
    yield made
    made.close()


@pytest.fixture(scope="module")
def expected() -> dict[str, bytes]:
    """What one process finds."""
    return answers(service(1).annotate(ARTICLES, parse_article))


def test_it_finds_what_one_process_finds(engine: Here | There) -> None:
    """Byte for byte, whoever is first; each article is told once, words and time only grow."""
    seen: list[Progress] = []
    found = engine.service(quality=BEST).annotate(ARTICLES, parse_article, seen.append)
    expected = answers(service(1, quality=BEST).annotate(ARTICLES, parse_article))
    assert len(expected) == COUNT
    assert answers(found) == expected
    assert (found.made, found.diagnostics) == (COUNT, ())
    assert [step.done for step in seen] == list(range(1, COUNT + 1))
    assert [step.words for step in seen] == sorted({step.words for step in seen})
    assert [step.seconds for step in seen] == sorted(step.seconds for step in seen)
    assert seen[-1].words == sum(len(parse_article(a).plain.text.split()) for a in ARTICLES)


def test_a_killed_process_is_replaced(engine: Here | There, expected: dict[str, bytes]) -> None:
    """Whatever kills an annotating process once costs a moment, and no article."""
    killed: list[int] = []

    def kill_one(_: Progress) -> None:
        if not killed:
            killed.append(engine.processes()[0])
            os.kill(killed[0], signal.SIGKILL)

    found = engine.service().annotate(ARTICLES, parse_article, kill_one)
    assert killed
    assert found.diagnostics == ()
    assert answers(found) == expected


def test_an_article_that_kills_is_given_up_alone(engine: Here | There, tmp_path: Path) -> None:
    """One message names the article; all others are annotated and kept, this one stays without marks."""
    store = Store(tmp_path / "kept.sqlite")
    bad = article(COUNT, "POISON is what Ines Halloran called it.")
    made = engine.service(AnnotationCache(store), POISON.format(deed="os.kill(os.getpid(), 9)"))
    found = made.annotate((*ARTICLES, bad), parse_article)
    (fault,) = found.diagnostics
    assert (fault.code, fault.location and fault.location.path) == ("annotating-failed", bad.path)
    assert found.found[bad.id].annotations.mentions == ()
    assert found.found[bad.id].plain.text == bad.body
    assert all(found.found[a.id].annotations.mentions for a in ARTICLES)
    assert len(store.keys(ANNOTATIONS)) == COUNT


def test_a_process_that_cannot_start_stops_with_advice(engine: Here | There) -> None:
    """No endless restarts: one error that says what to do."""
    with pytest.raises(SitegenError, match=r"(?s)annotating-failed.*300 MB"):
        engine.service(start="raise SystemExit(1)").annotate(ARTICLES, parse_article)


def test_a_fault_of_ours_keeps_its_traceback(engine: Here | There) -> None:
    """An exception where it is annotated is raised here, with where it was."""
    made = engine.service(start=POISON.format(deed="raise KeyError('the cause')"))
    with pytest.raises(RuntimeError, match=r"(?s)Traceback.*the cause"):
        made.annotate((*ARTICLES, article(COUNT, "POISON.")), parse_article)


def test_stopping_early_keeps_what_was_annotated(engine: Here | There, tmp_path: Path) -> None:
    """An exception ends the work at once; what was reported before is in the cache."""
    store = Store(tmp_path / "kept.sqlite")

    def stop(step: Progress) -> None:
        if step.done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.service(AnnotationCache(store)).annotate(ARTICLES, parse_article, stop)
    assert len(store.keys(ANNOTATIONS)) == 9


def test_a_damaged_model_stops_before_anything_is_sent(
    engine: Here | There, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed weight would change every page without a word."""
    made = engine.service()
    monkeypatch.setitem(nlp.RECORDED, (made.model.name, made.model.version), "another")
    monkeypatch.setattr(dask_engine, "START", "raise SystemExit(1)")
    with pytest.raises(SitegenError, match="model-damaged"):
        made.annotate(ARTICLES, parse_article)
