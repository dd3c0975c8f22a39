"""A site as the preview builds it: an article with a mistake keeps its last good page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sitegen.build.pipeline import Site
from sitegen.build.stages import Sources
from sitegen.config import Config
from sitegen.content.loader import Loaded, with_last_good
from sitegen.model.article import Article
from sitegen.render.permalinks import briefing_location


class PreviewSite(Site):
    """Remembers the articles of the last build."""

    remembers = False  # what is shown depends on what was good before, not on the files alone

    def __init__(self, folder: Path, config: Config, output: Path | None = None) -> None:
        super().__init__(folder, config, output)
        self._last: tuple[Article, ...] = ()

    @classmethod
    def of(cls, folder: Path) -> PreviewSite:
        """The site in this folder, drafts and future articles included.

        Raises `SitegenError` where the configuration is wrong.
        """
        site = Site.load(folder, drafts=True, future=True)
        return cls(site.folder, site.config, site.output)

    @property
    def sources(self) -> tuple[Path, Path]:
        """The folders whose changes change the site."""
        return self.folder / self.config.content.folder, self.folder / self.config.templates.folder

    def reconfigure(self) -> None:
        """Read sitegen.toml again. Raises `SitegenError` and stays as it was where that is wrong.

        The annotators stay loaded unless another model is named: loading takes a second.
        """
        fresh = Site.load(self.folder, drafts=True, future=True)
        if fresh.config.annotate != self.config.annotate:
            self._service = None
        self.config, self.output = fresh.config, fresh.output

    def _read_sources(self, now: datetime) -> Sources:
        sources = super()._read_sources(now)
        loaded = Loaded(sources.articles, sources.diagnostics)
        kept = with_last_good(loaded, self._last, briefing_location)
        self._last = kept.articles
        return replace(sources, articles=kept.articles, diagnostics=kept.diagnostics)
