"""Words annotated per second: spaCy's own `nlp.pipe` beside sitegen, in one process and in two.

    python bench/annotate.py [--articles N] [--repeat R] [--corpus] [--json FILE]

Every figure is of a process of its own, on the generated corpus of `bench/corpus.py`, or with `--corpus` on the
articles of `corpus/`, which repeat nothing (N at most 79), once with N articles and once with four times as many. Words per second are those of the articles that the second run has more than the
first, so that imports, loading a model and starting processes count for nobody. "CPU" are words per second of
processor time, of all processes together: they hold on a busy machine too. Memory is the largest that a process
has ever had, at N and at four times N. In each round all ways take turns; the table has the medians.

`stock` is `spacy.load(model).pipe(texts)` as it is. `parse` is what sitegen does in its place. `best` and `fast` are all
that a build does with an article that it has not seen, by `annotate.quality`: Markdown, parse, the encoder of types (`best` alone),
entities, references, quotations, and the entry in the cache. Then the tags, heads, labels and entities of both are compared.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from corpus import write_corpus
from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.annotate.processes.threads import ONE_THREAD
from sitegen.content.articles import parse_article as read_article
from sitegen.markdown.plaintext import parse_article
from sitegen.model.article import Article, ArticleId
from sitegen.model.text import PlainText

WAYS = ("stock 1", "stock 2", "parse 1", "fast 1", "fast 2", "best 1", "best 2")
"""What is done, and in how many processes."""


def articles(folder: Path, count: int) -> list[Article]:
    """The first articles of the corpus."""
    paths = sorted(folder.rglob("*.md"))[:count]
    read = [
        read_article(path.read_bytes(), PurePosixPath(path.name), ArticleId(path.stem))[0] for path in paths
    ]
    return [article for article in read if article]


def write_own(folder: Path, count: int) -> None:
    """So many articles of the project's corpus, without its markup."""
    sys.path.append(str(Path(__file__).parents[1] / "tools"))
    import check_corpus

    for path in check_corpus.articles()[:count]:
        headline, _, text = check_corpus.read(path).text.partition("\n")
        head = f"---\ntitle: {json.dumps(headline.removeprefix('# '))}\ndate: 2026-05-20\n---\n"
        (folder / f"{path.stem}.md").write_text(f"{head}{text}\n", "utf-8")


def words_of(texts: Sequence[PlainText]) -> int:
    return sum(len(text.text.split()) for text in texts)


# --- one measurement, in a process of its own


def measure(way: str, folder: Path, count: int) -> dict[str, object]:
    """Do it once; the clock starts when whatever can be loaded beforehand is."""
    what, processes = way.split()
    found = articles(folder, count)
    texts = [parse_article(article).plain for article in found]
    if what == "stock":
        run = stock(texts, int(processes))
    elif what == "parse":
        run = parse(texts)
    else:
        run = annotate(found, what, int(processes))
    next(run)
    before = cpu()
    started = time.perf_counter()
    digest = next(run)
    seconds = time.perf_counter() - started
    return {
        "words": words_of(texts),
        "seconds": seconds,
        "cpu": cpu() - before,
        "memory": [peak(resource.RUSAGE_SELF), peak(resource.RUSAGE_CHILDREN)],
        "digest": digest,
    }


def stock(texts: Sequence[PlainText], processes: int) -> Iterator[str]:
    import spacy

    nlp = spacy.load(find_model().name)
    list(nlp.pipe([text.text for text in texts[:2]]))
    yield ""
    for _ in nlp.pipe([text.text for text in texts], n_process=processes):
        pass
    yield ""


def parse(texts: Sequence[PlainText]) -> Iterator[str]:
    pipeline = Pipeline(find_model())
    list(pipeline.parse(texts[:2]))
    yield ""
    for _ in pipeline.parse(texts):
        pass
    yield ""


def annotate(found: Sequence[Article], quality: str, processes: int) -> Iterator[str]:
    from sitegen.building.articles.annotating import AnnotationService
    from sitegen.building.kept.cache import ANNOTATIONS, AnnotationCache
    from sitegen.building.kept.store import Store

    with tempfile.TemporaryDirectory() as spare:
        service = AnnotationService(find_model(), None, jobs=1, quality=quality)
        service.annotate(found[:2], parse_article)
        store = Store(Path(spare) / "kept.sqlite")
        service = AnnotationService(find_model(), AnnotationCache(store), jobs=processes, quality=quality)
        yield ""
        service.annotate(found, parse_article)
        bodies = sorted(store.read(ANNOTATIONS, store.keys(ANNOTATIONS)).values())
        yield hashlib.sha256(b"".join(bodies)).hexdigest()


def cpu() -> float:
    """Seconds of processor time, of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak(who: int) -> int:
    """Megabytes that the process, or the largest of those it has waited for, had at most."""
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return resource.getrusage(who).ru_maxrss // unit


# --- all of them


def in_process(*arguments: str) -> dict:
    """Run a part of this script by itself."""
    environment = {**os.environ, **ONE_THREAD}
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return json.loads(done.stdout)


def rounds(folder: Path, count: int, repeat: int) -> dict[str, list[dict]]:
    """Every way, in turns."""
    found: dict[str, list[dict]] = {way: [] for way in WAYS}
    for number in range(repeat):
        for way in WAYS:
            small, large = (
                in_process("--measure", way, str(folder), str(size)) for size in (count, 4 * count)
            )
            more = large["words"] - small["words"]
            found[way].append(
                {
                    "words per second": more / (large["seconds"] - small["seconds"]),
                    "words per CPU second": more / (large["cpu"] - small["cpu"]),
                    "seconds": [small["seconds"], large["seconds"]],
                    "memory": [small["memory"], large["memory"]],
                    "digest": large["digest"],
                }
            )
            print(f"round {number + 1}: {way}", file=sys.stderr)
    return found


def differences(folder: Path, count: int) -> dict[str, int]:
    """Where the parse of sitegen and of the stock pipeline differ, token for token."""
    import spacy

    texts = [parse_article(article).plain.text for article in articles(folder, count)]
    ours = Pipeline(find_model()).parse(PlainText(text, ()) for text in texts)
    names = ("tokens", "tags", "heads", "labels", "sentences", "entities")
    found = dict.fromkeys(names, 0)
    total = 0
    for mine, theirs in zip(ours, spacy.load(find_model().name).pipe(texts), strict=True):
        total += len(theirs)
        if [t.text for t in mine] != [t.text for t in theirs]:
            found["tokens"] += 1
            continue
        for one, other in zip(mine, theirs, strict=True):
            found["tags"] += one.tag_ != other.tag_
            found["heads"] += one.head.i != other.head.i
            found["labels"] += one.dep_ != other.dep_
            found["sentences"] += one.is_sent_start != other.is_sent_start
            found["entities"] += (one.ent_iob_, one.ent_type_) != (other.ent_iob_, other.ent_type_)
    return {"compared": total, **found}


def table(found: dict[str, list[dict]], compared: dict[str, int], count: int) -> Iterator[str]:
    def median(way: str, figure: str) -> float:
        return statistics.median(run[figure] for run in found[way])

    base, base_cpu = (median("stock 1", f"words per {unit}second") for unit in ("", "CPU "))
    yield f"| | words/s | × stock 1 | words/s of CPU | × | MB at {count} and {4 * count} articles | of the largest process beside |"
    yield "|---|---|---|---|---|---|---|"
    for way in WAYS:
        rate, busy = median(way, "words per second"), median(way, "words per CPU second")
        memory = [
            statistics.median(run["memory"][i][j] for run in found[way]) for j in (0, 1) for i in (0, 1)
        ]
        yield (
            f"| {way} | {rate:,.0f} | {rate / base:.2f} | {busy:,.0f} | {busy / base_cpu:.2f} "
            f"| {memory[0]:.0f}, {memory[1]:.0f} | {memory[2]:.0f}, {memory[3]:.0f} |"
        )
    yield ""
    for quality in ("fast", "best"):
        one, two = f"{quality} 1", f"{quality} 2"
        more = median(two, "words per second") / median(one, "words per second")
        spent = median(one, "words per CPU second") / median(two, "words per CPU second")
        digests = {run["digest"] for way in (one, two) for run in found[way]}
        same = "the same bytes" if len(digests) == 1 else "DIFFERENT BYTES"
        yield f"{quality}: two processes do {more:.2f} times what one does, with {spent:.2f} times the CPU time for each word."
        yield f"{quality}: {same} in all runs, with one process and with two."
    yield "parse, against stock: " + ", ".join(f"{value:,} {name}" for name, value in compared.items()) + "."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--corpus", action="store_true", help="articles of corpus/ instead of generated ones")
    parser.add_argument("--json", type=Path, help="write all runs to this file too")
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--compare", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure[0], Path(given.measure[1]), int(given.measure[2]))))
    elif given.compare:
        print(json.dumps(differences(Path(given.compare[0]), int(given.compare[1]))))
    else:
        report(given)


def report(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        write_own(Path(name), 4 * given.articles) if given.corpus else write_corpus(
            Path(name), 4 * given.articles
        )
        found = rounds(Path(name), given.articles, given.repeat)
        compared = in_process("--compare", name, str(4 * given.articles))
    machine = f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}; {find_model()}; load {os.getloadavg()[0]:.1f}; medians of {given.repeat}\n")
    print("\n".join(table(found, compared, given.articles)))
    if given.json:
        given.json.write_text(json.dumps({"machine": machine, "runs": found, "compared": compared}, indent=1))


if __name__ == "__main__":
    main()
