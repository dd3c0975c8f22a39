"""What builds of one site work with: dear to make, made when first needed, kept while it can be used."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path

from sitegen.annotate.parse.nlp import find_model
from sitegen.building import unchanged
from sitegen.building.articles.annotating import AnnotationService
from sitegen.building.kept.cache import AnnotationCache, SharedCache
from sitegen.building.kept.knowledge import Kept
from sitegen.building.kept.store import Store
from sitegen.building.options import Options
from sitegen.building.output.left import Left
from sitegen.building.output.workshop import Workshop
from sitegen.building.safe import check_asked, check_links, restricted
from sitegen.building.stages import Themes
from sitegen.config import Config, load_config
from sitegen.content.loader import Memory
from sitegen.diagnostics import Diagnostic, Severity, sort_key

MEGABYTE = 1_000_000
SAVED = 9
"""Articles from which on a preview asks the shared cache: not for the few that were just saved."""


def read_config(asked: Options) -> Config:
    """The configuration, with what was asked for. Raises `SitegenError` where it is wrong."""
    if asked.safe:
        check_asked(asked.scheduler)
        check_links(asked.folder)
    config = load_config(asked.folder)
    if asked.safe:
        config = restricted(config, asked.folder)
    drafts, future = asked.drafts or config.build.drafts, asked.future or config.build.future
    return replace(config, build=replace(config.build, drafts=drafts, future=future))


class Equipment:
    """For one configuration. Nothing is opened or loaded before it is asked for."""

    def __init__(self, options: Options, config: Config) -> None:
        self.options, self.config = options, config
        self.left = Left()
        """What the last build of this process left in the output folder."""

    def under(self, config: Config) -> Equipment:
        """For another configuration: the same as long as that is equal, else made anew.

        But for what no configuration has a say in, and the annotators, which take a second to load and have a
        part of it of their own.
        """
        if config == self.config:
            return self
        fresh = Equipment(self.options, config)
        fresh.kept = self.kept
        same = (config.annotate, config.cache) == (self.config.annotate, self.config.cache)
        if same and "service" in self.__dict__:
            fresh.service = self.service
        return fresh

    @property
    def output(self) -> Path:
        """Where the site is written."""
        return self.options.output or self.options.folder / self.config.output.folder

    @property
    def left_before(self) -> Left:
        """What the last build left in the output folder, of this process or of another."""
        if self.left.names:
            return self.left
        return unchanged.left_by_last(self.options, self.config.output.folder)

    def wanted(self, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Without the warnings and notes that the site silences, in the order of reports."""
        ignored = set(self.config.diagnostics.ignore)
        kept = {d for d in diagnostics if d.severity is Severity.ERROR or d.code not in ignored}
        return tuple(sorted(kept, key=sort_key))

    @property
    def limit(self) -> int:
        """Bytes that all that is kept may take."""
        return self.config.build.cache_megabytes * MEGABYTE

    @cached_property
    def kept(self) -> Kept:
        """What former builds found."""
        return Kept(Store(self.options.cache / "kept.sqlite"), once=not self.options.repeated)

    @cached_property
    def service(self) -> AnnotationService:
        """The annotators, with their pipeline once it is loaded. Raises `SitegenError` without the model."""
        model = find_model(self.config.annotate.model)
        cache, jobs = AnnotationCache(self.kept.store), self.options.jobs
        quality, scheduler = self.config.annotate.quality, self.options.scheduler
        shared = SharedCache(self.config.cache.url, SAVED if self.options.repeated else 1)
        return AnnotationService(
            model,
            cache,
            jobs,
            quality=quality,
            scheduler=scheduler,
            shared=shared if shared.url else None,
            waited_for=self.options.repeated,
        )

    @cached_property
    def sources(self) -> Memory:
        """What former builds read."""
        return Memory(self.kept.sources.all(), self.kept.reader)

    @cached_property
    def themes(self) -> Themes:
        """Reads the theme."""
        return Themes(self.kept)

    @cached_property
    def workshop(self) -> Workshop:
        """Makes pages and files, and keeps what it made."""
        return Workshop(self.kept.store, self.limit, self.themes.load)
