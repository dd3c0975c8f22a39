"""A site as the preview builds it: with what is good enough at once, and what is right soon after.

An article with a mistake keeps its last good page, a file of the curation its last good entry. The search
index, which takes longer to make than all pages together, is put off until nothing changes for a while;
until then the last one stays.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sitegen.building.output.early import put_early
from sitegen.building.output.left import Left
from sitegen.building.output.workshop import Planned
from sitegen.building.pipeline import Site
from sitegen.building.processes.urgent import PutOffError
from sitegen.building.stages import Rendered, Sources
from sitegen.building.unchanged import Asked
from sitegen.content.loader import Loaded, with_last_good
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.model.article import Article
from sitegen.model.curation import Curation
from sitegen.render.permalinks import briefing_location

SearchIndex = tuple[tuple[Planned, ...], tuple[Diagnostic, ...]]


class PreviewSite(Site):
    """Remembers the articles of the last build."""

    remembers = False  # what is shown depends on what was good before, not on the files alone

    def __init__(self, asked: Asked, jobs: int | None = None) -> None:
        super().__init__(asked, jobs)
        self._last: tuple[Article, ...] = ()
        self._curation = Curation()
        self._index: SearchIndex | None = None
        self._indexed = ""
        self.hurry = False
        """Whether what takes long is to be put off."""
        self.put_off = False
        """Whether the last build put something off."""

    @classmethod
    def of(cls, folder: Path, jobs: int | None = None) -> PreviewSite:
        """The site in this folder, drafts and future articles included.

        Raises `SitegenError` where the configuration is wrong.
        """
        site = cls(Asked(folder, drafts=True, future=True), jobs)
        site._config = site._read_config()
        return site

    @property
    def sources(self) -> tuple[Path, ...]:
        """The folders whose changes change the site."""
        return tuple(self._source_folders())

    @property
    def inside(self) -> Path | None:
        """Where links may lead; None for anywhere."""
        return None if self.config.content.follow_links else self.folder

    def warm_up(self) -> None:
        """Get ready for the first save: whoever previews is about to write."""
        with contextlib.suppress(SitegenError):  # the next build says it
            self.service.warm_up()

    def reconfigure(self) -> None:
        """Read sitegen.toml again. Raises `SitegenError` and stays as it was where that is wrong.

        The annotators stay loaded unless another model is named: loading takes a second.
        """
        fresh = self._read_config()
        if fresh.annotate != self.config.annotate:
            self._service = None
        self._config = fresh
        self._index = self._left = self._workshop = None

    def _read_sources(self, now: datetime) -> Sources:
        sources = super()._read_sources(now)
        self.urgent.faults(sources.diagnostics)
        loaded = Loaded(sources.articles, sources.diagnostics)
        kept = with_last_good(loaded, self._last, briefing_location)
        self._last = kept.articles
        self._curation = _with_last_entries(sources.curation, self._curation, sources.diagnostics)
        return replace(sources, articles=kept.articles, curation=self._curation)

    def _first(self, plans: Sequence[Planned], linked: Sequence[Planned]) -> None:
        """Put these into their places while all others are still to be made."""
        left = self._left or Left.read(self._left_place)
        put_early(self.output, plans, linked, self.workshop, frozenset(left.paths), self.urgent.told)

    def _search(self, rendered: Rendered) -> SearchIndex:
        if not self.hurry or self._index is None:
            try:
                self._index, self._indexed = super()._search(rendered), rendered.search_key
            except PutOffError:  # the last one stays until there is time again
                self._index = self._index or ((), ())
        self.put_off = self.config.build.search and rendered.search_key != self._indexed
        return self._index


def _with_last_entries(now: Curation, before: Curation, diagnostics: tuple[Diagnostic, ...]) -> Curation:
    """The entries, with the former one of each file that cannot be used now."""
    broken = {d.location.path for d in diagnostics if d.severity is Severity.ERROR and d.location}
    here = {entry.path for entry in now.entries}
    kept = [entry for entry in before.entries if entry.path in broken - here]
    return Curation(tuple(sorted((*now.entries, *kept), key=lambda entry: (entry.id, entry.path))))
