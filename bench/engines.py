"""Articles annotated a minute by each engine, what goes through the wire, and what faults cost.

    python bench/engines.py [--articles N] [--faults] [--json FILE]

A scheduler and workers are started on this computer's loopback, as real processes. Every way annotates the same
generated articles (`bench/corpus.py`) twice: first few (an eighth), then all; the figures are of what the second has more,
so that loading a model and starting processes count for nobody. "CPU" is processor time of all processes together, which
holds on a busy machine too: the overhead of a cluster is its ratio to that of processes of this computer. Bytes are
those of the chunks and answers themselves; each goes twice, by way of the scheduler. Without s3fs and moto there
are no rows of a store.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from annotate import articles

from corpus import write_corpus

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from dask_cluster import DaskCluster

from sitegen.annotate.engines import dask_engine, local
from sitegen.annotate.engines.telling import CHUNK, Line
from sitegen.annotate.parse import nlp
from sitegen.annotate.parse.nlp import find_model
from sitegen.building.articles.annotating import Annotated, AnnotationService
from sitegen.building.kept.cache import AnnotationCache, SharedCache
from sitegen.building.kept.store import Store
from sitegen.building.processes.progress import Progress
from sitegen.codec import as_json
from sitegen.diagnostics import SitegenError
from sitegen.markdown.plaintext import parse_article
from sitegen.model.article import Article

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Traffic:
    """Bytes of chunks sent and of answers that came."""

    sent: int = 0
    came: int = 0


@dataclass(frozen=True)
class Row:
    """One way to annotate."""

    way: str
    articles: int
    seconds: float
    cpu: float
    sent: int
    came: int
    largest: dict[str, int]
    """Megabytes that each kind of process had at most."""
    load: float
    """Of the machine meanwhile."""


def watch_traffic() -> Traffic:
    """Counts what goes between the build and the process that talks to its cluster."""
    seen = Traffic()
    sending, lines = dask_engine.told_line, dask_engine._lines  # noqa: SLF001

    def told(word: bytes, number: int = 0, rest: bytes = b"") -> bytes:
        seen.sent += len(rest)
        return sending(word, number, rest)

    def came(source):
        for line in lines(source):
            seen.came += len(line.rest) if line.word == CHUNK else 0
            yield Line(*line)

    dask_engine.told_line, dask_engine._lines = told, came  # noqa: SLF001
    return seen


def cpu_of(cluster: DaskCluster | None) -> float:
    """Seconds of processor time of this process, of its children that ended, and of a cluster's processes."""
    own = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    for pid in pids(cluster):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        own += (int(fields[11]) + int(fields[12])) / TICKS
    return own


def pids(cluster: DaskCluster | None) -> list[int]:
    if cluster is None:
        return []
    return [cluster.scheduler.pid, *(w.pid for w in cluster.workers), *cluster.helpers()]


def largest_of(cluster: DaskCluster | None) -> dict[str, int]:
    """Megabytes at most, by kind of process."""
    if cluster is None:
        return {}
    kinds = {
        "scheduler": [cluster.scheduler.pid],
        "worker": [w.pid for w in cluster.workers],
        "helper": cluster.helpers(),
    }
    return {kind: max(map(_peak, some), default=0) for kind, some in kinds.items()}


def _peak(pid: int) -> int:
    found = [
        line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM")
    ]
    return int(found[0].split()[1]) // 1000 if found else 0


def measured(way: str, service: Callable[[], AnnotationService], few: Sequence[Article], all_: Sequence[Article],
             cluster: DaskCluster | None, seen: Traffic) -> tuple[Row, Annotated]:  # fmt: skip
    spent = []
    for some in (few, all_):
        began, cpu, sent, came = time.perf_counter(), cpu_of(cluster), seen.sent, seen.came
        found = service().annotate(some, parse_article)
        spent.append((time.perf_counter() - began, cpu_of(cluster) - cpu, seen.sent - sent, seen.came - came))
    seconds, used, sent, came = (much - little for little, much in zip(*spent, strict=True))
    row = Row(
        way,
        len(all_) - len(few),
        seconds,
        used,
        int(sent),
        int(came),
        largest_of(cluster),
        os.getloadavg()[0],
    )
    print(
        f"{way:18} {60 * row.articles / seconds:7.0f} articles/min  {1000 * used / row.articles:6.1f} ms CPU  "
        f"{row.sent / row.articles / 1000:5.1f} kB to, {row.came / row.articles / 1000:5.1f} kB from  load {row.load:.1f}  {row.largest}",
        flush=True,
    )
    return row, found


def bytes_of(found: Annotated) -> dict[str, bytes]:
    return {name: as_json(entry) for name, entry in found.found.items()}


def engines(every: Sequence[Article], folder: Path) -> list[Row]:
    """Each way in turn; all must find the same."""
    few, model, seen, rows = every[: len(every) // 8], find_model(), watch_traffic(), []
    expected: dict[str, bytes] | None = None
    for count in (1, 2):
        row, found = measured(f"local, {count}", lambda n=count: _local(model, n), few, every, None, seen)
        rows.append(row)
        cluster = DaskCluster(folder / f"dask{count}")
        cluster.add(count)
        try:
            made = lambda at=cluster.address: AnnotationService(model, None, scheduler=at)  # noqa: E731
            made().annotate(every[: 2 * count], parse_article)  # models are loaded
            row, other = measured(f"dask, {count}", made, few, every, cluster, seen)
            rows.append(row)
        finally:
            cluster.close()
        expected = expected or bytes_of(found)
        same = bytes_of(found) == bytes_of(other) == expected
        print(f"   the same bytes: {same}", flush=True)
    return rows


def _local(model: nlp.Model, jobs: int) -> AnnotationService:
    made = AnnotationService(model, None, jobs=jobs)
    if jobs == 1:  # in a process of its own, too
        made._engine = local.LocalEngine(model, "best", 1)  # noqa: SLF001
        made._engine.few = 0  # noqa: SLF001
    return made


def faults(every: Sequence[Article], folder: Path) -> None:
    """What is lost, and what is done twice."""
    for kills in (1, 3):
        _kill_workers(every, folder / f"kill{kills}", kills)
    _kill_scheduler(every, folder / "gone")


def _kill_workers(every: Sequence[Article], folder: Path, kills: int) -> None:
    cluster, chance = DaskCluster(folder), random.Random(kills)
    log = folder / "asked"
    first = (
        "import sitegen.annotate.engines.sent as s; from sitegen.annotate.processes.wire import read_chunk; plain = s.annotate_chunk\n"
        "def logged(m, q, e, chunk):\n"
        f"    open({str(log)!r}, 'a').write(''.join(str(hash(t.text.text)) + chr(10) for t in read_chunk(chunk)))\n"
        "    return plain(m, q, e, chunk)\n"
        "s.annotate_chunk = logged"
    )
    code = folder / "first.py"
    code.write_text(first)
    os.environ["PYTHONHASHSEED"] = "0"
    cluster.add(2, f"exec(open({str(code)!r}).read())")
    moments = sorted(chance.sample(range(len(every) // 8, len(every) - len(every) // 8), kills))

    def kill(step: Progress) -> None:
        if step.done in moments:
            cluster.kill(chance.choice(cluster.workers))
            cluster.add(1, f"exec(open({str(code)!r}).read())")

    found = AnnotationService(find_model(), None, scheduler=cluster.address).annotate(
        every, parse_article, kill
    )
    cluster.close()
    begun = log.read_text().split()
    print(
        f"{kills} of 2 workers killed: {len(every) - len(found.found)} articles lost, {len(begun) - len(set(begun))} of {len(every)} begun twice"
    )


def _kill_scheduler(every: Sequence[Article], folder: Path) -> None:
    cluster, store = DaskCluster(folder), Store(folder / "kept.sqlite")
    cluster.add(2)
    told = {}

    def kill(step: Progress) -> None:
        told["done"] = step.done
        if step.done == len(every) // 2:
            cluster.scheduler.kill()

    cache = AnnotationCache(store)
    try:
        AnnotationService(find_model(), cache, scheduler=cluster.address).annotate(every, parse_article, kill)
    except SitegenError as error:
        print(
            f"scheduler killed after {told['done']} of {len(every)}: {error.diagnostics[0].code}, {len(store.keys('annotations'))} kept"
        )
    cluster.close()
    again = AnnotationService(find_model(), cache, jobs=2).annotate(every, parse_article)
    print(f"   the next build annotates {again.made}")


def stores(every: Sequence[Article], folder: Path) -> None:
    """Writing and reading objects, beside annotating: seconds by the clock, and bytes."""
    from stores import S3Server, environment

    server = S3Server()
    os.environ.update(environment(server.address))
    for url in (f"file://{folder}/store", "s3://bucket/store"):
        for what in ("write", "read"):
            cache = AnnotationCache(Store(folder / f"{what}-{url[:2]}.sqlite"))
            made = AnnotationService(find_model(), cache, jobs=2, shared=SharedCache(url))
            began = time.perf_counter()
            found = made.annotate(every, parse_article)
            print(
                f"{url[:8]} {what}: {found.made} annotated in {time.perf_counter() - began:.1f} s, {len(found.diagnostics)} warnings"
            )
    sizes = [path.stat().st_size for path in (folder / "store").rglob("*") if path.is_file()]
    print(
        f"objects: {len(sizes)} of {sum(sizes) / len(sizes) / 1000:.1f} kB each; kept.sqlite {(folder / 'write-fi.sqlite').stat().st_size / len(sizes) / 1000:.1f} kB an article"
    )
    server.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=240)
    parser.add_argument("--only", choices=("engines", "faults", "stores"))
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "site", asked.articles)
        every = articles(folder / "site", asked.articles)
        print(
            f"{len(every)} articles of {sum(len(a.body) for a in every) / len(every):.0f} characters; load {os.getloadavg()[0]:.1f}"
        )
        rows = engines(every, folder) if asked.only in (None, "engines") else []
        if asked.only in (None, "faults"):
            faults(every, folder)
        if asked.only in (None, "stores"):
            stores(every, folder)
        if asked.json:
            asked.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))


if __name__ == "__main__":
    main()
