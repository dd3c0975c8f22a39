"""A site, and the one function that builds it.

There is no other way to build and no incremental mode that could differ from this one: what makes a second
build fast is that stages find their results by content, and that a build whose inputs and outputs are all as
they were left (`building.unchanged`) is over before a library is imported.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sitegen.building import unchanged
from sitegen.building.output.left import Left, place_of
from sitegen.building.output.standing import Standing
from sitegen.building.processes.urgent import NOBODY
from sitegen.building.unchanged import CACHE
from sitegen.collecting import without_collecting
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError, sort_key
from sitegen.model.report import BuildReport

if TYPE_CHECKING:
    from sitegen.building.articles.annotating import AnnotationService
    from sitegen.building.articles.library import Library
    from sitegen.building.kept.knowledge import Kept
    from sitegen.building.output.workshop import Planned, Workshop
    from sitegen.building.output.writer import Written
    from sitegen.building.processes.progress import Watcher
    from sitegen.building.stages import First, Rendered, Sources, Themes, Timer
    from sitegen.config import Config
    from sitegen.content.loader import Memory


class Site:
    """A site's folder and configuration, with what is dear to make and may be kept between builds."""

    remembers = True
    """Whether a build may be skipped when its inputs and outputs are as the last one left them."""

    def __init__(self, asked: unchanged.Asked, jobs: int | None = None) -> None:
        self.folder = asked.folder
        self.jobs = jobs
        self.urgent = NOBODY
        """What is more urgent than the rest of a build."""
        self.explain = ""
        """The page of which a build tells why it was made or not; "" for none."""
        self._asked = asked
        self._config: Config | None = None
        self._service: AnnotationService | None = None
        self._memory: Memory | None = None
        self._kept: Kept | None = None
        self._workshop: Workshop | None = None
        self._left: Left | None = None
        """What the last build of this process left in the output folder."""
        self._themes: Themes | None = None

    @classmethod
    def load(
        cls,
        folder: Path | str = ".",
        *,
        output: Path | None = None,
        drafts: bool = False,
        future: bool = False,
        approved: bool = False,
        jobs: int | None = None,
    ) -> Site:
        """The site in this folder; `drafts` and `future` publish what the configuration would not.

        `approved`: a build refuses to write anything where an editor has not approved every article.
        `jobs`: processes that annotate many articles, by default as many as there are cores. The
        configuration is read when it is first needed: a build that has nothing to do does without.
        """
        return cls(unchanged.Asked(Path(folder), output, drafts, future, approved), jobs)

    @property
    def config(self) -> Config:
        """The configuration, with what was asked for. Raises `SitegenError` where it is wrong."""
        if self._config is None:
            self._config = self._read_config()
        return self._config

    def _read_config(self) -> Config:
        from sitegen.config import load_config

        config = load_config(self.folder)
        options, asked = config.build, self._asked
        shown = replace(options, drafts=asked.drafts or options.drafts, future=asked.future or options.future)
        return replace(config, build=shown)

    @property
    def output(self) -> Path:
        """Where the site is written. Raises `SitegenError` like `config`."""
        return self._asked.output or self.folder / self.config.output.folder

    def build(self, *, progress: Watcher | None = None, now: datetime | None = None) -> BuildReport:
        """Bring the output folder to what the sources say. Raises `SitegenError` where that is impossible."""
        started = time.perf_counter()
        moment = now or datetime.now(UTC)
        if not self.remembers or self.explain:
            return self._build(moment, progress).report
        last = unchanged.last_build(self._asked, moment)
        try:
            if last.report is not None:
                return replace(last.report, timings=(("compare", time.perf_counter() - started),))
            return self._build_again(last, moment, progress)
        finally:
            if last.standing:
                last.standing.close()

    def _build_again(self, last: unchanged.Last, moment: datetime, progress: Watcher | None) -> BuildReport:
        config = self._read_again()
        inputs = unchanged.inputs_of(config)
        digest = last.digest if last.inputs == inputs and last.digest else inputs.digest(self.folder)
        done = self._build(moment, progress, last.standing)
        if self._is_still(config):  # else the digest may be that of an edit which this build has not seen
            unchanged.keep_report(self._asked, inputs, digest, config.output.folder, done)
        return done.report

    def _read_again(self) -> Config:
        """The configuration as it stands now; of what was made for another one nothing stays."""
        config = self._read_config()
        if self._config is not None and self._config != config:
            self._service = self._memory = self._kept = None
            self._workshop = self._left = self._themes = None
        self._config = config
        return config

    def _is_still(self, config: Config) -> bool:
        try:
            return self._read_config() == config
        except SitegenError:
            return False

    def _build(
        self, moment: datetime, progress: Watcher | None, standing: Standing | None = None
    ) -> unchanged.Done:
        with without_collecting():
            return self._made(moment, progress, standing)

    def _made(self, moment: datetime, progress: Watcher | None, standing: Standing | None) -> unchanged.Done:
        from sitegen.building.output.writer import check_output_folder, write_outputs
        from sitegen.building.stages import Timer, render

        time_of = Timer()
        standing = self._standing(standing)
        if self._left is None:
            check_output_folder(self.output, self._source_folders(), standing)
        sources, library = self.analyse(time_of, progress=progress, now=moment)
        with time_of("render"):
            model = str(self.service.model)
            made = (library, self.workshop, self.themes)
            rendered = render(*made, self.folder, self.config, model, self._first, self.urgent, progress)
        if self._asked.approved:
            self._refuse(library)
        with time_of("search"):
            index, faults = self._search(rendered)
        with time_of("write"):
            outputs = (*rendered.outputs, *index)
            known = self._standing() if self._first else standing  # what was put early is not as it was left
            done = write_outputs(self.output, outputs, self.workshop, known, self.urgent, progress)
            self._left = done.left
            self._left.write(self._left_place)
            self.workshop.tidy(plan.key for plan in outputs)
        explained = self._explained(outputs, done) if self.explain else ()
        self.kept.whys.write({p.path: p.why() for p in outputs if p.why and p.path in done.made})
        self.kept.forget_others()
        self.service.tidy()
        found = (*sources.diagnostics, *library.diagnostics, *rendered.diagnostics, *faults)
        report = BuildReport(
            output=self.output,
            written=done.written,
            unchanged=done.unchanged,
            removed=done.removed,
            diagnostics=self.wanted(found),
            articles=len(library.articles),
            annotated=library.annotated,
            timings=tuple(time_of.timings),
            explained=explained,
        )
        return unchanged.Done(report, done.manifest, moment, sources.next_date)

    def _refuse(self, library: Library) -> None:
        """Raise `SitegenError` where an article is not approved as it is."""
        hint = "look at it and run  sitegen review --approve {} --by NAME"
        message = "no editor has approved this article as it is; nothing was written"
        faults = [
            Diagnostic("not-approved", Severity.ERROR, message, Location(a.path), hint.format(a.id))
            for a in library.unapproved()
        ]
        if faults:
            raise SitegenError(*faults)

    _first: First | None = None

    @property
    def _left_place(self) -> Path:
        return place_of(self.folder / CACHE, self.output)

    def _standing(self, known: Standing | None = None) -> Standing:
        """The output folder against what the last build left; only its files, where that was our own."""
        if known and known.output == str(self.output):
            return known
        left = self._left or Left.read(self._left_place)
        return Standing(str(self.output), left, folders=self._left is None)

    def _explained(self, outputs: Sequence[Planned], done: Written) -> tuple[str, ...]:
        from sitegen.building.kept.explain import Fate, explained

        page = self.explain.strip("/")
        wanted = {page, f"{page}/index.html".lstrip("/")}
        plan = next((plan for plan in outputs if plan.why and plan.path in wanted), None)
        if plan is None or plan.why is None:
            return (f"{self.explain}: no page or file of that address is made from articles",)
        fate = Fate.SAME if plan.path in done.made else Fate.KEPT
        if PurePosixPath(plan.path) in done.written:
            fate = Fate.WRITTEN
        before = self.kept.whys.read((plan.path,)).get(plan.path)
        return tuple(explained(plan.path, before, plan.why(), fate))

    def _search(self, rendered: Rendered) -> tuple[tuple[Planned, ...], tuple[Diagnostic, ...]]:
        import tempfile

        from sitegen.building.output.search import read_now, search_outputs

        if not self.config.build.search:
            return (), ()
        wanted, news = (rendered.search_key, rendered.records), self.urgent.news
        found = search_outputs(*wanted, self.folder / CACHE / "search", news)
        if found[1]:  # perhaps only the cache cannot be written
            with tempfile.TemporaryDirectory(prefix="sitegen-") as spare:
                made, faults = search_outputs(*wanted, Path(spare) / "search", news)
                found = tuple(map(read_now, made)), faults
        return found

    def analyse(
        self, time_of: Timer | None = None, *, progress: Watcher | None = None, now: datetime | None = None
    ) -> tuple[Sources, Library]:
        """Everything but pages: articles read, annotated and resolved."""
        from sitegen.building import stages

        timer = time_of or stages.Timer()
        with timer("load"):
            sources = self._read_sources(now or datetime.now(UTC))
        return sources, stages.analyse(sources, self.service, self.kept, timer, progress)

    def _read_sources(self, now: datetime) -> Sources:
        from sitegen.building.stages import read_sources
        from sitegen.content.loader import Memory

        if self._memory is None:
            self._memory = Memory(self.kept.sources.all(), self.kept.reader)
        sources = read_sources(self.folder, self.config, now, self._memory, self.kept)
        self.kept.sources.write(self._memory.news)
        self.kept.sources.ask(self._memory.end())
        return sources

    @property
    def service(self) -> AnnotationService:
        """The annotators, with their pipeline once it is loaded."""
        if self._service is None:
            from sitegen.annotate.parse.nlp import find_model
            from sitegen.building.articles.annotating import AnnotationService
            from sitegen.building.kept.cache import AnnotationCache

            model = find_model(self.config.annotate.model)
            cache = AnnotationCache(self.folder / CACHE / "annotations")
            limit = self.config.build.cache_megabytes * 1_000_000
            self._service = AnnotationService(model, cache, limit, self.jobs)
        return self._service

    @property
    def kept(self) -> Kept:
        """What former builds found."""
        if self._kept is None:
            from sitegen.building.kept.knowledge import Kept
            from sitegen.building.kept.store import Store

            self._kept = Kept(Store(self.folder / CACHE / "site.sqlite"), once=self.remembers)
        return self._kept

    @property
    def themes(self) -> Themes:
        """Reads the theme."""
        if self._themes is None:
            from sitegen.building.stages import Themes

            self._themes = Themes(self.kept)
        return self._themes

    @property
    def workshop(self) -> Workshop:
        """Makes pages and files, and keeps what it made."""
        if self._workshop is None:
            from sitegen.building.kept.store import Store
            from sitegen.building.output.workshop import Workshop

            limit = self.config.build.cache_megabytes * 1_000_000
            self._workshop = Workshop(Store(self.folder / CACHE / "pages.sqlite"), limit, self.themes.load)
        return self._workshop

    @property
    def curation_folder(self) -> PurePosixPath:
        """Where an editor's entries stand, relative to the site's folder."""
        return PurePosixPath(self.config.content.folder) / "entities"

    def _source_folders(self) -> list[Path]:
        config = self.config
        folders = (config.content.folder, config.templates.folder, config.static.folder)
        return [self.folder / name for name in folders]

    def wanted(self, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Without the warnings and notes that the site silences, in the order of reports."""
        ignored = set(self.config.diagnostics.ignore)
        kept = {d for d in diagnostics if d.severity is Severity.ERROR or d.code not in ignored}
        return tuple(sorted(kept, key=sort_key))
