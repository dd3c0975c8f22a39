"""The annotation service: what is kept where, with a stand-in for the model."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from preview_site import NoPipeline, PatternAnnotator, instant_service

from sitegen.building.articles import annotating
from sitegen.building.articles.annotating import AnnotationService
from sitegen.building.kept.cache import AnnotationCache
from sitegen.building.kept.store import Store
from sitegen.building.processes.forked import usable_cores
from sitegen.building.processes.progress import Progress, Step
from sitegen.markdown.plaintext import MarkdownDoc, parse_article
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held


def article(number: int) -> Article:
    """An article that names one person."""
    path, text = PurePosixPath(f"content/{number}.md"), f"Tom Askew{number} met Nora Vell of port {number}."
    return Article(
        ArticleId(str(number)), path, SourceFormat.MARKDOWN, FrontMatter("Talks"), held(text), 1, ""
    )


def service(cache: AnnotationCache | None) -> AnnotationService:
    """In this process, and instant."""
    return instant_service(PatternAnnotator(), cache)


def test_memory_holds_few_of_what_the_cache_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a number of articles, annotations are read again when they are wanted, not held."""
    monkeypatch.setattr(annotating, "HELD", 3)
    articles = [article(number) for number in range(8)]
    made = service(AnnotationCache(Store(tmp_path / "kept.sqlite")))
    found = made.annotate(articles, parse_article)
    assert (len(found.found), found.made) == (3, 8)
    entries = [made.entry(each, parse_article) for each in articles]
    assert [len(entry.annotations.mentions) for entry in entries] == [1] * 8


def test_without_a_cache_memory_holds_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is annotated twice where nothing else keeps it."""
    monkeypatch.setattr(annotating, "HELD", 3)
    articles = [article(number) for number in range(8)]
    made = service(None)
    assert len(made.annotate(articles, parse_article).found) == 8
    assert made.annotate(articles, parse_article).made == 0


def test_a_cache_that_fails_is_reported_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is complete all the same: what could not be written stays in memory."""
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(annotating, "HELD", 3)
    articles = [article(number) for number in range(8)]
    made = service(AnnotationCache(Store(tmp_path / "file" / "kept.sqlite")))
    found = made.annotate(articles, parse_article)
    assert [fault.code for fault in found.diagnostics] == ["cache-unwritable"]
    assert len(found.found) == 8


def test_texts_are_read_when_it_is_their_turn(tmp_path: Path) -> None:
    """Of ten thousand articles, those that wait are not in memory as parsed text."""
    read: list[ArticleId] = []
    ahead: list[int] = []

    def parse(each: Article) -> MarkdownDoc:
        read.append(each.id)
        return parse_article(each)

    articles = [article(number) for number in range(40)]
    made = service(AnnotationCache(Store(tmp_path / "kept.sqlite")))
    made._pipeline = OneByOne()
    made.annotate(articles, parse, lambda step: ahead.append(len(read) - step.done))
    assert len(read) == 40
    assert max(ahead) <= 1


class OneByOne(NoPipeline):
    """Parses each text when its document is asked for."""

    def parse(self, texts):
        """One after the other."""
        for _ in texts:
            yield []


def test_there_is_a_core() -> None:
    """However few the machine has or shows."""
    assert usable_cores() >= 1


def test_progress_counts_articles_and_words(tmp_path: Path) -> None:
    """After each article: how many are done, with the words so far; what is kept is not counted."""
    steps: list[Progress] = []
    made = service(AnnotationCache(Store(tmp_path / "kept.sqlite")))
    made.annotate([article(0)], parse_article)
    made.annotate([article(number) for number in range(4)], parse_article, steps.append)
    assert [(step.step, step.done, step.total) for step in steps] == [
        (Step.ANNOTATE, n, 3) for n in (1, 2, 3)
    ]
    assert [step.words for step in steps] == [8, 16, 24]
    assert sorted(step.seconds for step in steps) == [step.seconds for step in steps]
    assert all(step.seconds >= 0 for step in steps)


def test_nothing_is_reported_where_all_is_kept(tmp_path: Path) -> None:
    """No progress, nothing made, and the annotators' libraries are not asked for."""
    made = service(AnnotationCache(Store(tmp_path / "kept.sqlite")))
    made.annotate([article(0)], parse_article)
    made._annotators = made._pipeline = None
    assert made.annotate([article(0)], parse_article, pytest.fail).made == 0


def test_each_article_gets_its_own_annotations(tmp_path: Path) -> None:
    """However many are annotated at once, what is found belongs to the text that it was found in."""
    articles = [article(number) for number in range(5)]
    found = service(AnnotationCache(Store(tmp_path / "kept.sqlite"))).annotate(articles, parse_article).found
    for each in articles:
        entry = found[each.id]
        assert entry.plain.text == parse_article(each).plain.text
        assert [m.span.of(entry.plain.text) for m in entry.annotations.mentions] == ["Nora Vell"]
