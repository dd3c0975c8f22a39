"""Odd texts through all that annotates and resolves: what raises, what hangs, which offset is not exact.

    python bench/fuzz.py [--documents N] [--seed S] [--keep FOLDER]

Makes N documents (100,000) of the seed: token soups and broken news sentences, see `tests/soup.py`. Each is parsed,
annotated, resolved with others of its batch, and answered; `tests/exact.py` says what must hold. Prints how many
documents there were and how long they took, and for each kind of failure how often it came and its shortest
document, with which it can be repeated; the exit code is 1 where there was any. `--keep` writes these documents.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from random import Random

from sitegen.annotate.processes.threads import ONE_THREAD

os.environ.update(ONE_THREAD | os.environ)
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from exact import check, check_answer
from soup import document

from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.annotate.run import AnnotationTask, annotate, default_annotators
from sitegen.faults import Stage, fault_of
from sitegen.markdown.parser import parse_markdown, parse_text
from sitegen.markdown.plaintext import with_plain_text
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held
from sitegen.model.site import AnnotatedArticle
from sitegen.render.exports.answer import answer
from sitegen.resolve.index import resolve

TOGETHER = 200
"""Documents of a batch: parsed and resolved together."""
SLOW = 2.0
"""Seconds of the processor for one document's annotations that are worth telling."""


class Findings:
    """What went wrong, by kind, with the shortest document of each."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.shortest: dict[str, str] = {}

    def note(self, kind: str, text: str) -> None:
        """One more of this kind."""
        self.counts[kind] += 1
        if len(text) < len(self.shortest.get(kind, text + " ")):
            self.shortest[kind] = text


def place_of(trace: str) -> str:
    """The innermost line of our own in a traceback."""
    ours = [line.strip() for line in trace.splitlines() if "sitegen/" in line or "exact.py" in line]
    return ours[-1].rpartition("sitegen/")[2] if ours else trace.splitlines()[-1]


def batch_of(documents: Sequence[str], pipeline: Pipeline, findings: Findings) -> None:
    """Every document of a batch, then all of them together."""
    parsers = (parse_text, parse_markdown)
    texts = [with_plain_text(parsers[n % 2](text)).plain for n, text in enumerate(documents)]
    whole = []
    made = annotate(map(AnnotationTask, texts), pipeline, default_annotators())
    before = time.process_time()
    for number, (body, text, found) in enumerate(zip(documents, texts, made, strict=True)):
        for fault in found.faults:
            findings.note(f"{fault.what}: {fault.error[:60]}: {place_of(fault.trace)}", body)
        name = f"content/{number}.md"
        article = Article(
            ArticleId(name),
            PurePosixPath(name),
            SourceFormat.TEXT,
            FrontMatter(title=name),
            held(body),
            1,
            name,
        )
        whole.append(AnnotatedArticle(article, text, found))
        with_findings(findings, body, lambda t=text, f=found: check(t, f))
        if number and time.process_time() - before > SLOW:
            findings.note("slow", body)
        before = time.process_time()
    if not with_findings(findings, "", lambda: answered(whole)):
        for one in whole:  # which one it is
            with_findings(findings, one.article.body, lambda one=one: answered([one]))


def answered(articles: Sequence[AnnotatedArticle]) -> None:
    """Resolve and answer; raises `AssertionError` where an answer does not hold."""
    for resolved in resolve(articles).articles:
        check_answer(answer(resolved, str(resolved.article.path), "m"))


def with_findings(findings: Findings, text: str, work: Callable[[], None]) -> bool:
    """Whether the work raised nothing; else it is noted, for one document only."""
    try:
        work()
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        if text:
            fault = fault_of(Stage.RESOLVE, "", error)
            findings.note(f"{fault.error[:80]}: {place_of(fault.trace)}", text)
        return False
    return True


def main() -> int:
    """Try, and tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    rng, pipeline, findings = Random(options.seed), Pipeline(find_model()), Findings()
    pipeline.load()
    started, characters = time.perf_counter(), 0
    for first in range(0, options.documents, TOGETHER):
        documents = [document(rng) for _ in range(min(TOGETHER, options.documents - first))]
        characters += sum(map(len, documents))
        batch_of(documents, pipeline, findings)
    seconds = time.perf_counter() - started
    print(
        f"{options.documents} documents of seed {options.seed}, {characters} characters, in {seconds:.0f} s"
    )
    print(f"{sum(findings.counts.values())} failures of {len(findings.counts)} kinds")
    for number, (kind, count) in enumerate(findings.counts.most_common()):
        print(f"{count:6}  {kind}\n        {findings.shortest[kind]!r}")
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{number}.txt").write_text(findings.shortest[kind], "utf-8", "backslashreplace")
    return 1 if findings.counts else 0


if __name__ == "__main__":
    sys.exit(main())
