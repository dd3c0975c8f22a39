"""A small site for tests of the preview, built for real but for the model: names are found by a pattern."""

from __future__ import annotations

import queue
import re
import sys
import threading
from pathlib import Path

import pytest

from sitegen.annotate.parse.nlp import find_model
from sitegen.building.articles.annotating import AnnotationService
from sitegen.building.kept.cache import AnnotationCache
from sitegen.model.annotation import Annotations, EntityType, Mention
from sitegen.model.text import Span
from sitegen.serve.session import Round, Running
from sitegen.serve.site import PreviewSite

LONG = 20
"""Seconds that anything may take on a busy computer."""

_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")


class PatternAnnotator:
    """Two capitalised words are a person."""

    name = "pattern"

    def annotate(self, text, context):
        """Mentions only; instant and always the same."""
        found = (Span(*match.span()) for match in _NAME.finditer(text.text))
        return Annotations(tuple(Mention(span, EntityType.PERSON, self.name) for span in found))


class NoTokens(tuple):
    """A document without a word, in which the model found nothing."""

    __slots__ = ()
    ents, lang_, user_data = (), "en", {}


class NoPipeline:
    """Stands in for the model, which takes seconds to load: documents without tokens."""

    def parse(self, texts):
        """One for each text."""
        return (NoTokens() for _ in texts)


def annotate_with(patch: pytest.MonkeyPatch, *annotators: object) -> None:
    """All builds from now on annotate with these and without a model, however much there is to annotate."""
    service = "sitegen.building.articles.annotating"
    patch.setattr(f"{service}.default_annotators", lambda: annotators)
    patch.setattr(f"{service}.Pipeline", lambda *_: NoPipeline())
    patch.setattr(
        "sitegen.annotate.engines.local.FEW", sys.maxsize
    )  # other processes would load the model and its annotators


def write_site(folder: Path, articles: int = 2, *, search: bool = False) -> Path:
    """A site of this many articles, each of ten paragraphs; without a search index, which takes a second."""
    (folder / "content").mkdir(parents=True)
    (folder / "sitegen.toml").write_text(
        f'[site]\ntitle = "Halm News"\n[build]\nsearch = {str(search).lower()}\n', "utf-8"
    )
    for number in range(articles):
        paragraphs = [f"Paragraph {n}. Nora Vell spoke to Tom Askew{number} again." for n in range(10)]
        text = f"---\ntitle: Story {number}\ntags: [ports]\n---\n" + "\n\n".join(paragraphs) + "\n"
        (folder / "content" / f"story-{number}.md").write_text(text, "utf-8")
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its bytes."""
    return {
        f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()
    }


def instant_service(annotator: object, cache: AnnotationCache | None = None) -> AnnotationService:
    """Annotates with this one alone, in this process, without a model."""
    made = AnnotationService(find_model(), cache, jobs=1)
    made._annotators, made._pipeline = (annotator,), NoPipeline()
    return made


def preview_site(folder: Path, annotator: object | None = None) -> PreviewSite:
    """The site with this stand-in for the annotators, by default the pattern."""
    site = PreviewSite.of(folder)
    site._with.service = instant_service(annotator or PatternAnnotator())
    return site


class Live:
    """A running preview for tests: start it, change files, wait for rounds."""

    def __init__(self, folder: Path) -> None:
        self.rounds: queue.Queue[Round] = queue.Queue()
        self.running = Running(self.made(folder), self.rounds.put, port=8700)
        self._started = threading.Event()
        self._thread = threading.Thread(
            target=self.running.run, args=[lambda _: self._started.set()], daemon=True
        )

    def made(self, folder: Path) -> PreviewSite:
        """The site that is previewed."""
        return preview_site(folder)

    @property
    def url(self) -> str:
        """Where it can be opened, with the last slash."""
        return self.running.url

    def __enter__(self) -> Live:
        self._thread.start()
        assert self._started.wait(LONG)
        first = self.round()
        assert first.report, (first.diagnostics, first.trace)
        return self

    def __exit__(self, *_: object) -> None:
        self.running.stop()
        self._thread.join(LONG)
        assert not self._thread.is_alive()

    def round(self) -> Round:
        """The next round, when it is over."""
        return self.rounds.get(timeout=LONG)
