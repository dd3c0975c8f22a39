"""Articles prepared in short, each with its own page and files: those that were saved first, then all others.

In: the articles of which nothing is known yet. Out: nothing but that they are known then, their excerpts kept
and their files made. Shared with other processes where nobody looks on. One in which something of ours
failed is tried again here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress

from sitegen.building.articles.known.shorts import Shorts
from sitegen.building.articles.reading import AT_ONCE
from sitegen.building.kept.knowledge import Kept, PackedExcerpts, Short
from sitegen.building.output.plan import Planned
from sitegen.building.output.workshop import Workshop
from sitegen.building.processes.parallel import FEWEST, read_in_parallel
from sitegen.building.processes.progress import Step, Tell, Watcher, after, telling, untold
from sitegen.building.processes.steps import PAUSE, Steps
from sitegen.collecting import apart_from_what_is_there, collect_new
from sitegen.faults import Fault, FaultError, Stage, blaming
from sitegen.model.article import Article, ArticleId
from sitegen.render.article.short.gist import Gist

Own = Callable[[Gist], Sequence[Planned]]
"""An article's own page and files."""
SHARE = 128
"""Articles that one process prepares: what that leaves in its memory goes with it."""
FEW = 8
"""Articles that are prepared before all others, because somebody waits for them."""


class Preparing:
    """Prepares the articles of one build."""

    def __init__(
        self,
        articles: Sequence[Article],
        shorts: Shorts,
        kept: Kept,
        own: Own,
        workshop: Workshop,
        new: Sequence[Collection[ArticleId]] = (),
    ) -> None:
        """`own`: plans an article's own page and files. `new`: those that were read anew."""
        self._articles, self._shorts, self._kept = articles, shorts, kept
        self._own, self._workshop, self._new = own, workshop, new

    def saved(self) -> list[Gist]:
        """Articles that were saved, in short, before all others.

        As far as that can be told: where it seems to be many, none are.
        """
        saved = self._saved(self._shorts.missing(self._articles))
        with apart_from_what_is_there():
            self._know(saved, map(self._read, self._prepared(saved, untold)) if saved else ())
        return [self._shorts.known[article.id].gist for article in saved]

    def rest(self, progress: Watcher | None = None) -> Steps[None]:
        """All others of which nothing is known yet, now that those are at hand.

        Shared with other processes where nobody looks; else some of them between two pauses.
        """
        rest = self._shorts.missing(self._articles)
        tell = telling(progress, Step.PREPARE, len(rest))
        if len(rest) >= FEWEST:
            self._workshop.prepare()
        looked_at = yield PAUSE
        with apart_from_what_is_there():
            if looked_at is None:
                self._know(rest, self._prepared_by_all(rest, tell))
                return
            for number in range(0, len(rest), AT_ONCE):
                some = rest[number : number + AT_ONCE]
                self._know(some, map(self._read, self._prepared(some, after(number, tell))))
                yield PAUSE

    def _saved(self, missing: Sequence[Article]) -> Sequence[Article]:
        saved = ([article for article in missing if article.id in some] for some in self._new)
        return next((some for some in (*saved, missing) if 0 < len(some) <= FEW), ())

    def _know(self, some: Sequence[Article], made: Iterable[Short | None]) -> None:
        """`made`: they in short; None is tried again. Raises `FaultError` where that fails."""
        found = dict(zip((article.id for article in some), made, strict=True))
        mended = self._mended([name for name, short in found.items() if short is None])
        self._shorts.know({name: short or mended[name] for name, short in found.items()})

    def _read(self, data: bytes) -> Short | None:
        return self._kept.gists.value(data) if data else None

    def _prepared_by_all(self, rest: Sequence[Article], tell: Tell) -> list[Short | None]:
        def work(part: Sequence[Article], tell: Tell) -> list[bytes]:
            found: list[bytes] = []
            for n in range(0, len(part), AT_ONCE):
                found += self._prepared(part[n : n + AT_ONCE], after(n, tell))
            return found

        def start() -> None:
            self._kept.store.forked()
            self._workshop.forked()

        return read_in_parallel(rest, work, start, self._read, tell, most=SHARE)

    def _prepared(self, some: Sequence[Article], tell: Tell) -> list[bytes]:
        """The gists of some articles, encoded; their excerpts are kept, and their files are made.

        One in which something of ours failed has none yet, and says so by empty bytes.
        """
        keys = self._shorts.keys
        shorts: dict[str, Short] = {}
        excerpted: dict[str, PackedExcerpts] = {}
        for number, article in enumerate(some, 1):
            with suppress(FaultError):
                shorts[keys[article.id]] = self._short(article.id, excerpted)
            tell(number)
        self._workshop.flush()
        self._kept.excerpts.write(excerpted)
        made = self._kept.gists.write(shorts, held=False)  # whoever asked will hold them
        collect_new()
        return [made.get(keys[article.id], b"") for article in some]

    def _short(self, name: ArticleId, excerpted: dict[str, PackedExcerpts]) -> Short:
        """One article in short, and its own files. Raises `FaultError` where that fails."""
        key = self._shorts.keys[name]
        with blaming(Stage.RENDER, "making the page of the article", name):
            short, excerpts = self._shorts.made(name)
            self._kept.excerpts.hold({key: excerpts})  # its own files are made of them
            self._workshop.keep(self._own(short.gist))
        excerpted[key] = excerpts
        return short

    def _mended(self, failed: Sequence[ArticleId]) -> Mapping[ArticleId, Short]:
        """Try these again, with which something failed, perhaps in another process for want of memory.

        Raises `FaultError` for all articles with which it fails again.
        """
        faults: list[Fault] = []
        made: dict[ArticleId, Short] = {}
        for name in failed:
            excerpted: dict[str, PackedExcerpts] = {}
            try:
                short = self._short(name, excerpted)
            except FaultError as error:
                faults += error.faults
                continue
            self._kept.excerpts.write(excerpted)
            self._kept.gists.write({self._shorts.keys[name]: short})
            made[name] = short
        if faults:
            raise FaultError(*faults)
        return made
