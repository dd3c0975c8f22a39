"""Files annotated without a site: what `sitegen annotate` and the public API do.

In: paths of files and folders. Out: what was found in each file, people and quotations gathered over all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from sitegen.annotate.parse.nlp import DEFAULT_MODEL, find_model
from sitegen.building.articles.annotating import AnnotationService, anchored
from sitegen.building.faulty import Faulty, carefully, reported
from sitegen.building.processes.progress import Watcher
from sitegen.content.articles import FORMATS, parse_article
from sitegen.content.loader import read_source
from sitegen.content.walk import Found
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError, nameless
from sitegen.faults import Fault, Stage, blaming, of_article
from sitegen.markdown.plaintext import MarkdownDoc
from sitegen.markdown.plaintext import parse_article as parse_body
from sitegen.model.annotation import Annotations
from sitegen.model.article import Article, ArticleId
from sitegen.model.config import PublishFrom
from sitegen.model.site import AnnotatedArticle, Card, ResolvedQuotation, SiteIndex
from sitegen.model.text import PlainText
from sitegen.render.exports.answer import answer
from sitegen.resolve.index import resolve


@dataclass(frozen=True, slots=True)
class AnnotatedFiles:
    """The files' articles, resolved together; in the order of the paths given."""

    index: SiteIndex
    """With what is not sure enough to be shown as suggestions."""
    docs: dict[ArticleId, MarkdownDoc]
    order: tuple[ArticleId, ...]
    model: str
    diagnostics: tuple[Diagnostic, ...]

    def objects(self, *, suggestions: bool = False) -> Iterator[dict[str, Any]]:
        """One JSON object for each file, see docs/annotate.md; with what no page would show, if asked."""
        by_id = {resolved.article.id: resolved for resolved in self.index.articles}
        for name in self.order:
            with blaming(Stage.RENDER, "writing the answer", name):
                yield answer(by_id[name], str(by_id[name].article.path), self.model, suggestions=suggestions)

    def html(self) -> str:
        """One page that holds every text with its marks, its names and its quotations."""
        from sitegen.render.standalone import standalone_page  # a third of a second that no JSON needs

        return standalone_page(self.index, self.docs, self.order, self.model)


def annotate_files(
    paths: Sequence[Path],
    model: str | None = None,
    progress: Watcher | None = None,
    jobs: int | None = None,
    tried: Callable[[AnnotatedFiles], object] = lambda _: None,
) -> AnnotatedFiles:
    """Annotate files, and all articles below folders. Raises `SitegenError` without the model.

    `tried`: what is going to be asked of the answer. An article with which it fails has no marks then.
    """
    service = AnnotationService(find_model(model or DEFAULT_MODEL), None, jobs=jobs)
    articles: list[Article] = []
    faults: list[Diagnostic] = []
    for path in _files(paths):
        article, notes = _read(path)
        faults += notes
        articles += [article] if article else []
    return _annotated(articles, faults, service, progress, tried)


def _annotated(
    articles: Sequence[Article],
    faults: Sequence[Diagnostic],
    service: AnnotationService,
    progress: Watcher | None,
    tried: Callable[[AnnotatedFiles], object],
) -> AnnotatedFiles:
    docs = {article.id: parse_body(article) for article in articles}
    annotated = service.annotate(articles, lambda article: docs[article.id], progress)
    entries = annotated.found
    whole = [AnnotatedArticle(a, entries[a.id].plain, entries[a.id].annotations) for a in articles]

    def answered(without: Faulty) -> tuple[AnnotatedFiles, Faulty]:
        found = [_without(one, without.plain) for one in whole if one.article.id not in without.out]
        order = tuple(one.article.id for one in found)
        made = AnnotatedFiles(resolve(found, bars=PublishFrom()), docs, order, str(service.model), ())
        tried(made)
        return made, without

    made, without = carefully(answered)
    left = [_without(one, without.plain) for one in whole if one.article.id in made.order]
    failed = [of_article(fault, one.article.id) for one in left for fault in one.annotations.faults]
    told = reported(failed, without, {a.id: a.path for a in articles}, None)
    notes = [note for one in left for note in anchored(one.annotations, one.article)]
    return replace(
        made, diagnostics=(*faults, *annotated.diagnostics, *notes, *made.index.diagnostics, *told)
    )


def _without(found: AnnotatedArticle, plain: Mapping[str, Fault]) -> AnnotatedArticle:
    """The article, without its marks where something of ours failed with them."""
    fault, marks = plain.get(found.article.id), found.annotations
    if fault is None:
        return found
    bare = Annotations(sentences=marks.sentences, faults=(*marks.faults, fault))
    return replace(found, annotations=bare)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files themselves; below a folder, every article, in order; none twice."""
    seen: set[Path] = set()
    for path in paths:
        below = sorted(p for p in path.rglob("*") if p.suffix.lower() in FORMATS) if path.is_dir() else [path]
        for file in below:
            if file not in seen:
                seen.add(file)
                yield file


def _read(path: Path) -> tuple[Article | None, tuple[Diagnostic, ...]]:
    name = PurePosixPath(path.as_posix())
    fault = nameless(name) or (None if path.suffix.lower() in FORMATS else _no_article(name))
    if fault:
        return None, (fault,)
    data, fault = read_source(Found(path, name))
    if data is None:
        return None, (fault,) if fault else ()
    return parse_article(data, name, ArticleId(str(name)))


def _no_article(name: PurePosixPath) -> Diagnostic:
    message = f"this is no article by its name: the suffixes are {', '.join(FORMATS)}"
    hint = "save a copy of the text as .txt or .md"
    return Diagnostic("file-no-article", Severity.ERROR, message, Location(name), hint)


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """One text, annotated by itself."""

    plain: PlainText
    cards: tuple[Card, ...]
    quotations: tuple[ResolvedQuotation, ...]
    html: str
    """One page that holds the text with its marks."""
    diagnostics: tuple[Diagnostic, ...]


def annotate_markdown(text: str, *, model: str | None = None) -> AnnotatedText:
    """Annotate a Markdown text, which may begin with front matter.

    Loads the model on each call; for many texts build a `Site`. Raises `SitegenError` where the text
    cannot be used or the model is missing.
    """
    article, faults = parse_article(text.encode(), PurePosixPath("text.md"), ArticleId("text"))
    if article is None:
        raise SitegenError(*faults)
    service = AnnotationService(find_model(model or DEFAULT_MODEL), None)
    found = _annotated([article], faults, service, None, AnnotatedFiles.html)
    (resolved,) = found.index.articles
    return AnnotatedText(resolved.plain, resolved.cards, resolved.quotations, found.html(), found.diagnostics)
