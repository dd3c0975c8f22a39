"""The preview's loop: build, serve, and for every batch of changes build again and tell the browsers.

In: a site's folder. Out: pages, until it is stopped. A build that fails, for whatever reason, leaves the
last good output in place and shows what is wrong over it; nothing that can be in a source ends the loop.
"""

from __future__ import annotations

import contextlib
import threading
import time
import traceback
import webbrowser
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sitegen.building.processes.progress import Progress, Watcher
from sitegen.building.processes.steps import LookedAt, Steps
from sitegen.config import FILE
from sitegen.desk.acting import Desk
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.model.report import BuildReport
from sitegen.serve.endpoint import DeskServer
from sitegen.serve.overlay import problems
from sitegen.serve.preview import Preview
from sitegen.serve.server import PreviewServer, listening_socket, open_to_others, url_of
from sitegen.serve.site import PreviewSite
from sitegen.serve.watching.watcher import FileWatcher

NAP = 0.01
"""Seconds in which this thread does nothing, so that the server's can tell browsers at once."""
LATEST = 30.0
"""Seconds from a save after which its build is not broken off any more."""


@dataclass(frozen=True, slots=True)
class Round:
    """One turn of the loop, for whoever reports it."""

    number: int
    """1 for the first build."""
    changed: tuple[Path, ...]
    """The sources that changed, sorted; empty for the first build and where something put off is made."""
    report: BuildReport | None
    """None where the build was impossible."""
    diagnostics: tuple[Diagnostic, ...]
    seconds: float
    trace: str = ""
    """The traceback of a fault in sitegen itself."""


Reporter = Callable[[Round], None]


class Batches(Protocol):
    """What the session needs of a watcher; scripted in tests."""

    def batches(self) -> Iterable[frozenset[Path]]:
        """Sets of changed paths, as they come; an empty one when nothing has changed for a while."""
        ...

    def watch(self, folders: Iterable[Path], *, inside: Path | None) -> None:
        """Watch these folders from now on, and links in them that stay below `inside`."""
        ...

    def has_news(self) -> bool:
        """Whether there is a change that no batch has had yet, as far as is known without looking."""
        ...


class Session:
    """The loop, in one thread. Owns the site."""

    def __init__(
        self,
        site: PreviewSite,
        preview: Preview,
        watcher: Batches,
        on_round: Reporter,
        progress: Watcher | None = None,
    ) -> None:
        """`progress` is told how far the first build is."""
        self._progress = progress
        self._site, self._preview, self._watcher, self._on_round = site, preview, watcher, on_round
        self._config_file = site.folder.absolute() / FILE
        self._config_fault: SitegenError | None = None
        self._rounds = 0
        self._waiting: frozenset[Path] = frozenset()
        """Changes whose build was broken off."""
        self._since = 0.0
        """When the first of the changes was told that are not built yet."""

    def run(self) -> None:
        """Build once, then after every batch, until the watcher is closed.

        A build is broken off for a newer save, once the pages of the last one are there; what was put off is
        made up for when nothing has changed for a while.
        """
        self._turn(frozenset())
        try:
            self._site.warm_up()  # now, or the first save would wait for it
            for batch in self._watcher.batches():
                changed = batch | self._waiting
                if changed or self._site.put_off:
                    self._site.hurry = bool(changed)
                    self._turn(changed)
        except Exception as error:  # noqa: BLE001 - without it nobody would know why nothing is rebuilt
            self._tell(frozenset(), None, (_internal(error),), time.perf_counter(), traceback.format_exc())

    def _is_of_yesterday(self) -> bool:
        """Whether to break a build off: but lists and indexes must not wait for ever, nor the first build."""
        late = time.perf_counter() - self._since > LATEST
        return bool(self._rounds) and not late and self._watcher.has_news()

    def _show(self, now: Progress) -> None:
        self._preview.show_progress(now)
        if self._progress:
            self._progress(now)

    def _look_again(self) -> None:
        self._preview.look_again()
        time.sleep(NAP)

    def _warn(self, diagnostics: Sequence[Diagnostic]) -> None:
        self._preview.warn(problems(diagnostics, self._site.folder))

    def _turn(self, batch: frozenset[Path]) -> None:
        started = time.perf_counter()
        self._since = self._since if self._waiting else started
        report, trace = None, ""
        try:
            report = self._built(batch)
            if report is None:
                self._waiting = batch
                return
            diagnostics = report.diagnostics
        except SitegenError as error:
            diagnostics = error.diagnostics
        except Exception as error:  # noqa: BLE001 - our own fault must not end the preview either
            trace = traceback.format_exc()
            diagnostics = (_internal(error),)
        self._waiting = frozenset()
        self._tell(batch, report, diagnostics, started, trace)

    def _tell(
        self,
        batch: frozenset[Path],
        report: BuildReport | None,
        diagnostics: tuple[Diagnostic, ...],
        started: float,
        trace: str,
    ) -> None:
        """The browsers first: they are waiting."""
        self._rounds += 1
        self._site.told = diagnostics
        files = (*report.written, *report.removed) if report else ()
        above = self._site.notes(diagnostics) if report else None
        elsewhere = self._site.elsewhere() if report else None
        self._preview.publish(problems(diagnostics, self._site.folder), files, above, elsewhere)
        seconds = time.perf_counter() - started
        self._on_round(Round(self._rounds, tuple(sorted(batch)), report, diagnostics, seconds, trace))

    def _built(self, batch: frozenset[Path]) -> BuildReport | None:
        """None where the build was left."""
        if self._config_file in batch:
            self._reconfigure()
        if self._config_fault:
            raise self._config_fault
        return self._stepped(self._site.steps(None if self._rounds else self._show))

    def _stepped(self, steps: Steps[BuildReport]) -> BuildReport | None:
        """Build step by step; None where the build was left for a newer save."""
        looked_at: LookedAt = None
        with contextlib.closing(steps):
            while True:
                try:
                    with self._site.turn.of_step():
                        pause = steps.send(looked_at)
                except StopIteration as end:
                    report: BuildReport = end.value
                    return report
                if pause.faults is not None:
                    self._warn(pause.faults)
                if pause.placed:
                    self._look_again()
                if self._is_of_yesterday():
                    return None
                self._site.hurry |= self._watcher.has_news()
                looked_at = self._preview.open_files()

    def _reconfigure(self) -> None:
        """Take over an edited sitegen.toml; a wrong one is shown until it is mended."""
        try:
            self._site.reconfigure()
        except SitegenError as error:
            self._config_fault = error
            return
        self._config_fault = None
        self._preview.output = self._site.output
        self._preview.strict = self._site.config.serve.strict
        self._watcher.watch(self._site.sources, inside=self._site.inside)


def _internal(error: Exception) -> Diagnostic:
    message = f"a fault in sitegen: {type(error).__name__}: {error}"
    hint = "the last good pages stay; please report it with the traceback in the terminal"
    return Diagnostic("internal-error", Severity.ERROR, message, hint=hint)


class Running:
    """A preview with its socket, watcher and threads, ready to run and to be stopped."""

    def __init__(
        self,
        site: PreviewSite,
        on_round: Reporter,
        *,
        host: str | None = None,
        port: int | None = None,
        poll: bool = False,
        progress: Watcher | None = None,
    ) -> None:
        host = host or site.config.serve.host
        self._socket = listening_socket(host, port or site.config.serve.port)
        self.url = url_of(self._socket, host)
        self.warning = open_to_others(self._socket)
        self.preview = Preview(site.output)
        self.preview.strict = site.config.serve.strict
        self._watcher = FileWatcher(
            site.sources,
            [site.folder / FILE],
            inside=site.inside,
            poll=poll or site.config.serve.poll,
        )
        session = Session(site, self.preview, self._watcher, on_round, progress)
        self._builder = threading.Thread(target=session.run, name="sitegen-build", daemon=True)
        self._server = PreviewServer(self.preview, host, self._ready, DeskServer(Desk(site)))
        self._on_start: Callable[[str], None] = lambda _: None

    def run(self, on_start: Callable[[str], None]) -> None:
        """Watch, serve and build until interrupted or stopped. Blocks."""
        self._on_start = on_start
        try:
            self._watcher.start()
            with contextlib.suppress(KeyboardInterrupt):
                self._server.run(sockets=[self._socket])
        finally:
            self.preview.close()
            self._watcher.close()
            self._socket.close()

    def stop(self) -> None:
        """End `run`, from any thread."""
        self.preview.close()
        self._server.should_exit = True

    def _ready(self) -> None:
        self._builder.start()
        self._on_start(self.url)


def serve_site(
    site_dir: Path,
    *,
    host: str | None = None,
    port: int | None = None,
    open_browser: bool = False,
    poll: bool = False,
    jobs: int | None = None,
    safe: bool = False,
    on_start: Callable[[str], None] = lambda _: None,
    on_warning: Callable[[Diagnostic], None] = lambda _: None,
    on_round: Reporter = lambda _: None,
    progress: Watcher | None = None,
) -> None:
    """Preview the site until it is interrupted. What is None is taken from the site's configuration.

    `on_start` is called with the address once it can be opened, `on_warning` where others than this
    computer can open it, `on_round` after every build, `progress` while the first one takes long. Raises
    `SitegenError` where the configuration is wrong or the address cannot be had.
    """

    def started(url: str) -> None:
        on_start(url)
        if running.warning:
            on_warning(running.warning)
        if open_browser:
            webbrowser.open(url)

    site = PreviewSite.of(site_dir, jobs, safe=safe)
    with contextlib.closing(site):
        running = Running(site, on_round, host=host, port=port, poll=poll, progress=progress)
        running.run(started)
