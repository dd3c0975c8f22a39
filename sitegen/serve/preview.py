"""What the preview knows: the output folder, the mistakes, and whoever listens.

Shared between the build's thread and the server's. A browser says which version of which page it has;
what it must do follows from that and from the file on the disk now. Nothing else is remembered of it, so
a lost line, a restart or a sleeping computer changes nothing: it asks again, and is told again.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from sitegen.building.processes.progress import Progress
from sitegen.serve.above import Notes, held_back
from sitegen.serve.elsewhere import Elsewhere
from sitegen.serve.files import ServedFile, file_of, read_page
from sitegen.serve.inject import version_of

BREATH = 15.0
"""Seconds after which a silent line gets a word, so that a dead one is noticed."""
BLINK = 0.3
"""Seconds between two words about the first build."""
MOST_NAMED = 100
"""Changed files that are named to a browser."""
_HTML = "text/html; charset=utf-8"
STYLE = "/__sitegen/own.css"


def _own_page(title: str, body: str) -> ServedFile:
    """A page of the preview itself, in the system's letters and the reader's light or dark."""
    html = (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<meta name=color-scheme content='light dark'><title>{title}</title>"
        f"<link rel=stylesheet href={STYLE}>"
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )
    return ServedFile(html.encode(), _HTML)


WAITING = _own_page(
    "Building…", "<p>This page appears by itself when the site is built.</p><p data-progress></p>"
)
MISSING = _own_page("There is no such page", "<p><a href=/>To the front page</a></p>")


@dataclass(frozen=True, slots=True)
class News:
    """The state of the site after a build."""

    number: int = 0
    """Builds so far; 0 while the first is not done."""
    problems: tuple[Mapping[str, Any], ...] = ()
    changed: tuple[PurePosixPath, ...] = ()
    """Files that the last build wrote or removed."""
    progress: str = ""
    """How far the first build is."""
    notes: Notes = field(default_factory=dict)
    """What is said above pages, by their files."""


@dataclass(slots=True, eq=False)
class _Listener:
    page: str
    digest: str
    skeleton: str
    told: News | None = None
    wake: asyncio.Event = field(default_factory=asyncio.Event)


class Preview:
    """The state and the listeners. `publish` may be called from any thread, all else from the server's."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.news = News()
        self.strict = True
        """Whether pages are sent with the strict policy."""
        self.closed = False
        self._elsewhere = Elsewhere()
        self._shown = 0.0
        self._listeners: set[_Listener] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def publish(
        self,
        problems: Sequence[Mapping[str, Any]],
        changed: Sequence[PurePosixPath] = (),
        notes: Notes | None = None,
        elsewhere: Elsewhere | None = None,
    ) -> None:
        """A build is done: tell everybody. Without `notes` and `elsewhere` the last ones stay."""
        self._elsewhere = elsewhere or self._elsewhere
        known = self.news.notes if notes is None else notes
        self.news = News(self.news.number + 1, tuple(problems), tuple(changed), notes=known)
        self._wake_all()

    def look_again(self) -> None:
        """Some pages are new already, while a build goes on: tell whoever looks at one of them."""
        if self.news.number:
            self.news = News(self.news.number + 1, self.news.problems, notes=self.news.notes)
            self._wake_all()

    def close(self) -> None:
        """End every line, so that the server can stop."""
        self.closed = True
        self._wake_all()

    def show_progress(self, now: Progress) -> None:
        """The first build has come so far: tell whoever waits for it, a few times a second."""
        moment = time.monotonic()
        if self.news.number == 0 and moment > self._shown + BLINK:
            self._shown = moment
            self.news = News(progress=f"{now.doing} {now.so_far}")
            self._wake_all()

    def warn(self, problems: Sequence[Mapping[str, Any]]) -> None:
        """Something is wrong, as a build that goes on has found already: tell everybody."""
        if self.news.number and problems:
            self.news = News(self.news.number + 1, tuple(problems), notes=self.news.notes)
            self._wake_all()

    def open_pages(self) -> frozenset[str]:
        """The paths that are being looked at."""
        return frozenset(listener.page for listener in list(self._listeners))

    def open_files(self) -> frozenset[str]:
        """The same as files below the output folder, whether they are there or not."""
        return frozenset(file_of(page) for page in self.open_pages())

    def page(self, path: str) -> tuple[int, ServedFile]:
        """Status and content for a path, whether it is there or not."""
        found = read_page(self.output, path)
        if found:
            return 200, found
        if self.news.number == 0:
            return 503, WAITING
        return 404, read_page(self.output, "/404.html") or MISSING

    def elsewhere(self, path: str) -> str:
        """The path that leads on from one at which nothing stands; "" for none, or where something does."""
        meant = self._elsewhere.of(path)
        is_there = meant and read_page(self.output, meant) and not read_page(self.output, path)
        return meant if is_there else ""

    async def stream(self, page: str, digest: str, skeleton: str) -> AsyncIterator[str]:
        """Server-sent events for one browser, until it goes or the preview is closed."""
        with self._listening(_Listener(page, digest, skeleton)) as listener:
            yield "retry: 500\n\n"
            while not self.closed:
                listener.wake.clear()
                for message in self._messages(listener):
                    yield message
                try:
                    await asyncio.wait_for(listener.wake.wait(), BREATH)
                except TimeoutError:
                    yield ": still here\n\n"

    @contextmanager
    def _listening(self, listener: _Listener) -> Iterator[_Listener]:
        self._loop = asyncio.get_running_loop()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def _messages(self, listener: _Listener) -> Iterator[str]:
        """What this browser must be told now: its page's change first, then mistakes."""
        news, before = self.news, listener.told
        if news == before:
            return
        listener.told = news
        if news.number and before and news.changed:
            yield _event("built", {"changed": [str(p) for p in news.changed[:MOST_NAMED]]})
        if news.number and (path := self.elsewhere(listener.page)):
            yield _event("reload", {"path": quote(path)})
        elif news.number:
            now = version_of(self.page(listener.page)[1].body)
            if now.digest != listener.digest and now.skeleton == listener.skeleton:
                yield _event("styles", {"digest": now.digest, "hrefs": now.styles})
            elif now.digest != listener.digest:
                yield _event("reload", {})
            listener.digest, listener.skeleton = now.digest, now.skeleton
        if news.progress:
            yield _event("progress", news.progress)
        if news.problems != (before.problems if before else None):
            yield _event("problems", news.problems)
        mine, last = _of_page(news, listener), _of_page(before, listener)
        if mine != last:
            yield _event("notes", mine)
        held = held_back(news.notes)
        if held != (held_back(before.notes) if before else {}):
            yield _event("held", held)

    def _wake_all(self) -> None:
        loop = self._loop
        if loop is None or loop.is_closed():
            return
        for listener in list(self._listeners):
            loop.call_soon_threadsafe(listener.wake.set)


def _of_page(news: News | None, listener: _Listener) -> Mapping[str, Any]:
    return news.notes.get(file_of(listener.page), {}) if news else {}


def _event(name: str, data: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
