"""A site as the preview builds it: with what is good enough at once, and what is right soon after.

An article with a mistake, or with which something of ours fails, keeps its last good page, a file of the
curation its last good entry. The search
index, which takes longer to make than all pages together, is put off until nothing changes for a while;
until then the last one stays.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path

from sitegen.building.analysis import Analysis, AsIf
from sitegen.building.articles.library import Library
from sitegen.building.equipment import Equipment
from sitegen.building.faulty import Faulty
from sitegen.building.options import Options
from sitegen.building.output.plan import Plan
from sitegen.building.output.search import SearchIndex
from sitegen.building.pipeline import Site
from sitegen.building.processes.progress import Watcher
from sitegen.building.processes.steps import Pause, Steps, to_the_end, unless
from sitegen.building.stages import Sources, Timer
from sitegen.content.loader import Loaded, with_last_good
from sitegen.desk.acting import Known
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.faults import Fault
from sitegen.model.article import Article
from sitegen.model.curation import Curation
from sitegen.model.report import BuildReport
from sitegen.render.permalinks import briefing_location, root_path
from sitegen.serve.above import Notes, notes
from sitegen.serve.elsewhere import Elsewhere, gone, moved, remarks
from sitegen.serve.steplock import StepLock


class PreviewAnalysis(Analysis):
    """Remembers the articles of the last build, and those with which nothing of ours failed."""

    def __init__(self) -> None:
        self.last: tuple[Article, ...] = ()
        self.curation = Curation()
        self._good: dict[str, Article] = {}
        """Articles by id as they were when nothing of ours failed with them."""
        self._failed: tuple[Fault, ...] = ()
        """What failed with those that it shows as they are, or not at all."""
        self._former: dict[str, Fault] = {}
        """What failed with those that this build shows as they were."""

    def begin(self) -> Faulty:
        """With articles that can be shown as they were."""
        return Faulty(able=frozenset(self._good))

    def remember(self, made: Sequence[Article]) -> None:
        """These were built: what later builds fall back on, but for those with which something failed."""
        failed = {fault.article for fault in self._failed}
        self._good = {a.id: a for a in made if a.id not in failed}

    def steps(
        self,
        tools: Equipment,
        moment: datetime,
        without: Faulty,
        time_of: Timer,
        progress: Watcher | None = None,
        as_if: AsIf | None = None,
    ) -> Steps[tuple[Sources, Library]]:
        """With articles as they were, where something fails with them as they are, and did not before."""
        self._former = {id_: fault for id_, fault in without.former.items() if without.as_before(id_)}
        while True:
            seen = partial(self._as_they_were, as_if)
            sources, library = yield from super().steps(tools, moment, without, time_of, progress, seen)
            more = {f.article: f for f in library.faults if without.as_before(f.article)}
            if not more.keys() - self._former.keys():
                self._failed = (*library.faults, *without.out.values())
                return sources, library
            self._former |= more

    def _as_they_were(self, as_if: AsIf | None, sources: Sources) -> Sources:
        shown = tuple(self._good[a.id] if a.id in self._former else a for a in sources.articles)
        sources = replace(sources, articles=shown)
        return as_if(sources) if as_if else sources

    def _read_sources(self, tools: Equipment, moment: datetime) -> Steps[Sources]:
        sources = yield from super()._read_sources(tools, moment)
        yield Pause(faults=sources.diagnostics)
        loaded = Loaded(sources.articles, sources.diagnostics)
        kept = with_last_good(loaded, self.last, briefing_location)
        self.last = kept.articles
        self.curation = _with_last_entries(sources.curation, self.curation, sources.diagnostics)
        return replace(sources, articles=kept.articles, curation=self.curation)

    def aside(self, tools: Equipment, moment: datetime, as_if: AsIf) -> Library:
        """Other sources analysed; nothing of it is remembered."""
        kept = self._former, self._failed, self.last, self.curation
        try:
            return self.once(tools, moment, as_if)[1]
        finally:  # a build that goes on has its own
            self._former, self._failed, self.last, self.curation = kept

    def reported(
        self, tools: Equipment, sources: Sources, library: Library, without: Faulty
    ) -> tuple[Diagnostic, ...]:
        """And of those that are shown as they were."""
        return super().reported(tools, sources, library, replace(without, former=self._former))


class PreviewSite(Site):
    """What the last build knows is at hand, and what takes long is put off."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._index: SearchIndex | None = None
        self._indexed = ""
        self.hurry = False
        """Whether what takes long is to be put off; may become so while a build goes on."""
        self.put_off = False
        """Whether the last build put something off."""
        self.turn = StepLock()
        """Held by whoever reads `known` while builds go on."""
        self.known: Known | None = None
        """What the last build knows, from when it has read all articles."""
        self._lost: dict[str, Article] = {}
        """Articles that stood where none stands any more, by their locations."""
        self._former: tuple[Article, ...] = ()
        """Of the last build."""
        self.told: Sequence[Diagnostic] = ()
        """What the last build said."""

    @cached_property
    def _analysis(self) -> PreviewAnalysis:
        return PreviewAnalysis()

    @classmethod
    def of(cls, folder: Path, jobs: int | None = None, *, safe: bool = False) -> PreviewSite:
        """The site in this folder, drafts and future articles included; `safe`: strangers wrote it.

        Raises `SitegenError` where the configuration is wrong.
        """
        site = cls(Options(folder, drafts=True, future=True, jobs=jobs, repeated=True, safe=safe))
        site.reconfigure()
        return site

    def build(self, *, progress: Watcher | None = None, now: datetime | None = None) -> BuildReport:
        """Every step, whatever the last build left: what was good before is shown, not the files alone."""
        return to_the_end(self.steps(progress, now or datetime.now(UTC)))

    def now(self) -> datetime:
        """What time it is."""
        return datetime.now(UTC)

    def notes(self, told: Sequence[Diagnostic]) -> Notes:
        """What is said above pages of articles."""
        articles, now = self._analysis.last, self.now()
        return notes(articles, (*told, *remarks(self.elsewhere(), articles, now)), now)

    def elsewhere(self) -> Elsewhere:
        """Where the addresses lead that builds of this run have left."""
        articles = self._analysis.last
        self._lost = gone((*self._lost.values(), *self._former), articles)
        self._former = articles
        return Elsewhere(root_path(self.config.site.base_url), moved(self._lost, articles))

    def without_approval(self, article: Article) -> Library:
        """The articles as they are if nobody had approved this one. To be called with `turn` held."""

        def as_if(sources: Sources) -> Sources:
            return replace(sources, articles=tuple(map(bare, sources.articles)))

        def bare(one: Article) -> Article:
            if one.id != article.id or one.corrections is None:
                return one
            return replace(one, corrections=replace(one.corrections, approved=None))

        return self._analysis.aside(self._with, self.now(), as_if)

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
            self._with.service.warm_up()

    def steps(self, progress: Watcher | None = None, now: datetime | None = None) -> Steps[BuildReport]:
        """The same build in steps; what it has made with nothing failing is what later ones fall back on."""
        report = yield from super().steps(progress, now)
        if self.known is not None:
            self._analysis.remember(self.known.library.articles)
        return report

    def _planned(self, library: Library, progress: Watcher | None, without: Faulty) -> Steps[Plan]:
        self.known = Known(library, self._analysis.curation, self.curation_folder)
        return (yield from super()._planned(library, progress, without))

    def _search(self, plan: Plan) -> Steps[SearchIndex]:
        if not self.config.build.search:
            self._index, self.put_off = None, False
            return (), ()
        if not self.hurry or self._index is None:
            made = yield from unless(lambda: self.hurry, super()._search(plan))
            if made:
                self._index, self._indexed = made, plan.search_key
        self.put_off = plan.search_key != self._indexed
        return self._index or ((), ())  # the last one stays until there is time again


def _with_last_entries(now: Curation, before: Curation, diagnostics: tuple[Diagnostic, ...]) -> Curation:
    """The entries, with the former one of each file that cannot be used now."""
    broken = {d.location.path for d in diagnostics if d.severity is Severity.ERROR and d.location}
    here = {entry.path for entry in now.entries}
    kept = [entry for entry in before.entries if entry.path in broken - here]
    return replace(
        now, entries=tuple(sorted((*now.entries, *kept), key=lambda entry: (entry.id, entry.path)))
    )
