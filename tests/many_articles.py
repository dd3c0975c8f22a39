"""Articles enough for several processes, and who annotates them, for tests of engines."""

from __future__ import annotations

from pathlib import PurePosixPath

from sitegen.annotate.parse.encoder import FAST
from sitegen.annotate.parse.nlp import find_model
from sitegen.building.articles import annotating
from sitegen.building.articles.annotating import AnnotationService
from sitegen.building.kept.cache import AnnotationCache
from sitegen.codec import as_json
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held

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
    return Article(ArticleId(name), path, SourceFormat.MARKDOWN, FrontMatter(name), held(text), 1, "")


ARTICLES = tuple(article(number, body(number)) for number in range(COUNT))


def service(jobs: int, cache: AnnotationCache | None = None, quality: str = FAST) -> AnnotationService:
    """The annotators with the default model, in processes of this computer."""
    return AnnotationService(find_model(), cache, jobs=jobs, quality=quality)


def cluster_service(
    scheduler: str, cache: AnnotationCache | None = None, quality: str = FAST
) -> AnnotationService:
    """The same, on a cluster."""
    return AnnotationService(find_model(), cache, scheduler=scheduler, quality=quality)


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
