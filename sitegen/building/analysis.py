"""A site's articles analysed: sources read, annotated, linked and merged, resolved as far as somebody asks.

In: what builds of the site work with. Out: the sources, and a `Library`, without what something
of ours fails with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath

from sitegen.building.articles.library import Library
from sitegen.building.equipment import Equipment
from sitegen.building.faulty import FOLDER, Faulty, carefully, reported
from sitegen.building.options import CACHE
from sitegen.building.processes.progress import Watcher
from sitegen.building.processes.steps import PAUSE, Steps, to_the_end
from sitegen.building.stages import Sources, Timer, analyse, read_sources
from sitegen.diagnostics import Diagnostic
from sitegen.model.site import SiteIndex

AsIf = Callable[[Sources], Sources]
"""Other sources instead of those that were read."""


class Analysis:
    """How the articles of one site are analysed; the preview does it in its own way."""

    def begin(self) -> Faulty:
        """What a build does without from its beginning."""
        return Faulty()

    def steps(
        self,
        tools: Equipment,
        moment: datetime,
        without: Faulty,
        time_of: Timer,
        progress: Watcher | None = None,
        as_if: AsIf | None = None,
    ) -> Steps[tuple[Sources, Library]]:
        """Without what something of ours fails with. Raises `FaultError` where more does."""
        with time_of("load"):
            sources = yield from self._read_sources(tools, moment)
            sources = as_if(sources) if as_if else sources
        whole = tuple(article for article in sources.articles if article.id not in without.out)
        read, bars = replace(sources, articles=whole), tools.config.annotate.publish_from
        return sources, analyse(read, tools.service, tools.kept, bars, time_of, progress, without.plain)

    def _read_sources(self, tools: Equipment, moment: datetime) -> Steps[Sources]:
        kept, memory = tools.kept, tools.sources
        sources = read_sources(tools.options.folder, tools.config, moment, memory, kept)
        kept.sources.write_many(memory.news.items())
        memory.end()
        yield PAUSE
        return sources

    def once(self, tools: Equipment, moment: datetime, as_if: AsIf | None = None) -> tuple[Sources, Library]:
        """All of it in one step."""

        def work(without: Faulty) -> tuple[Sources, Library]:
            return to_the_end(self.steps(tools, moment, without, Timer(), None, as_if))

        return carefully(work)

    def resolved(
        self, tools: Equipment, moment: datetime
    ) -> tuple[Sources, SiteIndex, tuple[Diagnostic, ...]]:
        """The sources, the site with every article resolved, and what is said of them."""

        def work(without: Faulty) -> tuple[Sources, SiteIndex, tuple[Diagnostic, ...]]:
            sources, library = to_the_end(self.steps(tools, moment, without, Timer()))
            index, failed = library.index(), self.reported(tools, sources, library, without)
            return sources, index, tools.wanted((*sources.diagnostics, *library.told, *failed))

        return carefully(work)

    def reported(
        self, tools: Equipment, sources: Sources, library: Library, without: Faulty
    ) -> tuple[Diagnostic, ...]:
        """What is said of faults of ours, each with its traceback kept."""
        paths: dict[str, PurePosixPath] = {article.id: article.path for article in sources.articles}
        return reported(library.faults, without, paths, tools.options.folder / CACHE / FOLDER)
