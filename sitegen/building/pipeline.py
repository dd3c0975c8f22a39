"""A site, and the one function that builds it.

There is no other way to build and no incremental mode that could differ from this one: what makes a second
build fast is that stages find their results by content, and that a build whose inputs and outputs are all as
they were left (`building.unchanged`) is over before a library is imported.

Options go in; what the site is to be is planned, and the plan is made, in steps that can be left
(`building.processes.steps`).

The order of the steps stands here once, for a build and for the preview; each is done in a room below: from
sources to a `Library` in `building.analysis`, what the site is to be in `building.planning`.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sitegen.building import unchanged
from sitegen.building.options import Options
from sitegen.building.output.standing import Standing
from sitegen.building.processes.steps import Steps, to_the_end
from sitegen.collecting import without_collecting
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.faults import CODES
from sitegen.model.report import BuildReport

if TYPE_CHECKING:
    from sitegen.building.analysis import Analysis, AsIf
    from sitegen.building.articles.library import Library
    from sitegen.building.equipment import Equipment
    from sitegen.building.faulty import Faulty
    from sitegen.building.output.plan import Plan
    from sitegen.building.output.search import SearchIndex
    from sitegen.building.processes.progress import Watcher
    from sitegen.building.safe import CacheAside
    from sitegen.building.stages import Sources
    from sitegen.config import Config
    from sitegen.model.site import SiteIndex


class Site:
    """A site's folder and what is asked of it, with what is dear to make and may be kept between builds."""

    def __init__(self, options: Options) -> None:
        self._aside = self._cache_aside() if options.safe else None
        self.options = replace(options, aside=self._aside.path) if self._aside else options
        self._equipment: Equipment | None = None
        """None before something is done that needs the configuration."""

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
        explain: str = "",
        safe: bool = False,
        scheduler: str = "",
    ) -> Site:
        """The site in this folder; `drafts` and `future` publish what the configuration would not.

        `approved`: a build refuses to write anything where an editor has not approved every article.
        `jobs`: processes that annotate many articles, by default as many as there are cores. `explain`: the
        page of which a build tells why it was made or not. `safe`: strangers wrote the site. `scheduler`: the
        address of a Dask scheduler whose workers annotate instead of this computer.
        The configuration is read when it is first needed: a build that has nothing to do does without.
        """
        asked = Options(Path(folder), output, drafts, future, approved, jobs, explain, scheduler, safe=safe)
        return cls(asked)

    @staticmethod
    def _cache_aside() -> CacheAside:
        from sitegen.building.safe import CacheAside

        return CacheAside()

    def close(self) -> None:
        """Delete what safe mode keeps aside; else it goes with the value."""
        if self._aside:
            self._aside.close()

    @property
    def folder(self) -> Path:
        """The site's."""
        return self.options.folder

    @property
    def config(self) -> Config:
        """The configuration, with what was asked for. Raises `SitegenError` where it is wrong."""
        return self._with.config

    @property
    def _with(self) -> Equipment:
        return self._equipment or self.reconfigure()

    def reconfigure(self) -> Equipment:
        """Read the configuration again, and keep what was made for the last one as far as that may be.

        Raises `SitegenError` and stays as it was where the configuration is wrong.
        """
        from sitegen.building.equipment import Equipment, read_config

        config = read_config(self.options)
        known = self._equipment
        self._equipment = known.under(config) if known else Equipment(self.options, config)
        return self._equipment

    @property
    def output(self) -> Path:
        """Where the site is written. Raises `SitegenError` like `config`."""
        return self.options.output or self._with.output

    @cached_property
    def _analysis(self) -> Analysis:
        from sitegen.building.analysis import Analysis

        return Analysis()

    def build(self, *, progress: Watcher | None = None, now: datetime | None = None) -> BuildReport:
        """Bring the output folder to what the sources say. Raises `SitegenError` where that is impossible."""
        started = time.perf_counter()
        moment = now or datetime.now(UTC)
        last = unchanged.last_build(self.options, moment)
        try:
            if last.report is not None and not self.options.explain:
                return replace(last.report, timings=(("compare", time.perf_counter() - started),))
            return self._build_again(last, moment, progress)
        finally:
            if last.standing:
                last.standing.close()

    def _build_again(self, last: unchanged.Last, moment: datetime, progress: Watcher | None) -> BuildReport:
        self.reconfigure()
        config, inputs = self.config, unchanged.inputs_of(self.config)
        digest = last.digest if last.inputs == inputs and last.digest else inputs.digest(self.folder)
        done = to_the_end(self._steps(moment, progress, last.standing))
        # else the digest may be that of an edit which this build has not seen
        failed = any(found.code in CODES for found in done.report.diagnostics)  # to be tried again
        known = (inputs, digest) if self._is_still(config) and not failed else None
        unchanged.keep(self.options, config.output.folder, done, known)
        return done.report

    def _is_still(self, config: Config) -> bool:
        from sitegen.building.equipment import read_config

        try:
            return read_config(self.options) == config
        except SitegenError:
            return False

    def steps(self, progress: Watcher | None = None, now: datetime | None = None) -> Steps[BuildReport]:
        """The same build in steps: whatever is known, and for whoever may leave it between two of them."""
        done = yield from self._steps(now or datetime.now(UTC), progress, None)
        unchanged.keep(self.options, self.config.output.folder, done)
        return done.report

    def _steps(
        self, moment: datetime, progress: Watcher | None, standing: Standing | None
    ) -> Steps[unchanged.Done]:
        from sitegen.building.faulty import carefully_in_steps

        begin = self._analysis.begin()

        def made(without: Faulty) -> Steps[unchanged.Done]:
            return self._made(moment, progress, standing if without == begin else None, without)

        with without_collecting():
            return (yield from carefully_in_steps(made, begin))

    def _made(
        self, moment: datetime, progress: Watcher | None, standing: Standing | None, without: Faulty
    ) -> Steps[unchanged.Done]:
        # long: the steps of a build in their order, and its report from what each has said
        from sitegen.building.articles.known.checking import refuse
        from sitegen.building.output.explained import explained_page
        from sitegen.building.output.writer import check_output_folder, writing
        from sitegen.building.stages import Timer

        time_of, tools = Timer(), self._with
        if self.options.safe:
            from sitegen.building.safe import check_links

            check_links(self.folder)  # again, since a preview reads the configuration but once
        standing = self._standing(standing)
        if not tools.left.names:
            check_output_folder(self.output, self._source_folders(), standing)
        sources, library = yield from self._analysis.steps(tools, moment, without, time_of, progress)
        with time_of("render"):
            plan = yield from self._planned(library, progress, without)
        if self.options.approved:
            refuse(library.unapproved())
        with time_of("search"):
            index, faults = yield from self._search(plan)
        with time_of("write"):
            plan = self._with_copies(plan.with_files(index))
            if self.options.repeated:  # what was put early is not as it was left
                standing = self._standing()
            done = yield from writing(self.output, plan.files, tools.workshop, standing, progress)
            tools.left = done.left
            tools.workshop.tidy()
        failed = self._analysis.reported(tools, sources, library, without)
        issued, unnoted = self._issue(sources, library)
        found = (*sources.diagnostics, *library.diagnostics, *plan.diagnostics, *faults, *failed, *unnoted)
        report = BuildReport(
            output=self.output,
            written=done.written,
            unchanged=done.unchanged,
            removed=done.removed,
            diagnostics=self.wanted(found),
            articles=len(library.articles),
            sizes=done.left.sizes(),
            held=sources.held,
            annotated=library.annotated,
            timings=tuple(time_of.timings),
            explained=explained_page(self.options.explain, plan, done, tools.kept.whys),
        )
        tools.kept.whys.write_many((p.path, p.why()) for p in plan.files if p.why and p.path in done.made)
        tools.kept.tidy(tools.limit)
        return unchanged.Done(report, done.manifest, done.left, moment, sources.next_date, issued)

    def _issue(self, sources: Sources, library: Library) -> tuple[str, tuple[Diagnostic, ...]]:
        """Note the addresses that are given out, where this is a build for readers; the list's digest."""
        from sitegen.building.articles.issuing import issued_now, note_or_tell
        from sitegen.content.issued import place_of

        build, before = self.config.build, sources.curation.issued
        place = place_of(PurePosixPath(self.config.content.folder))
        final = sources.may_issue and not (build.drafts or build.future or self.options.repeated)
        now = issued_now(before, library.merged.held) if final and build.issue_ids else before
        return note_or_tell(self.folder, place, before, now)

    def _planned(self, library: Library, progress: Watcher | None, without: Faulty) -> Steps[Plan]:
        """What the site is to be. What somebody waits for is in its place before the rest is planned."""
        from sitegen.building.planning import planned

        return (yield from planned(library, self._with, without.pages, progress))

    def _standing(self, known: Standing | None = None) -> Standing:
        """The output folder against what the last build left; only its files, where that was our own."""
        if known and known.output == str(self.output):
            return known
        return Standing(str(self.output), self._with.left_before, folders=not self._with.left.names)

    def _with_copies(self, plan: Plan) -> Plan:
        """And compressed copies, where the site wants them; a preview compresses nothing."""
        from sitegen.building.output.copies import copies

        forms = () if self.options.repeated else self.config.output.precompressed
        return plan.with_files(tuple(copies(plan.files, forms, self._with.workshop.parts)))

    def _search(self, plan: Plan) -> Steps[SearchIndex]:
        from sitegen.building.output.search import search_index

        if not self.config.build.search:
            return (), ()
        return (yield from search_index(plan.search_key, plan.records, self.options.cache / "search"))

    def analyse(self, as_if: AsIf | None = None) -> tuple[Sources, Library]:
        """The sources and the articles, resolved as far as somebody asks. `as_if`: other sources instead."""
        return self._analysis.once(self._with, datetime.now(UTC), as_if)

    def resolved(self) -> tuple[Sources, SiteIndex, tuple[Diagnostic, ...]]:
        """The sources, the site with every article resolved, and what is said of them."""
        return self._analysis.resolved(self._with, datetime.now(UTC))

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
        return self._with.wanted(diagnostics)
