"""The search index: records to the files that browsers search in. The only home of Pagefind.

The index's files are outputs like any other, written, kept and removed by the same rules. The last index is
kept in the cache under a digest of its records: what changes nothing that can be found indexes nothing.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import tempfile
import time
import zlib
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import Context
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

from sitegen.building.kept.cache import digest
from sitegen.building.kept.indexes import KeptFolder, keep_folder, read_kept_folder
from sitegen.building.output.plan import Planned
from sitegen.building.processes.steps import PAUSE, Steps
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.render.permalinks import INDEX
from sitegen.render.site.record import SearchRecord

if TYPE_CHECKING:
    from pagefind.index import PagefindIndex
    from pagefind.service import PagefindService

FOLDER = INDEX.rstrip("/")
"""Below the output folder; the search page loads its index from there."""
LONGEST = 900
"""Seconds after which indexing counts as failed."""
ON_THE_WAY = 100
"""Records that are handed over before the first of them is answered: one by one, both sides mostly wait."""
SHORTEST = 5
"""Seconds that it has to end at least."""
LATEST = 20
"""Seconds after which a file that Pagefind calls written, and that is not whole, counts as lost."""
ENTRY = "pagefind-entry.json"
MADE = "4"
"""The way in which an index is made: one that was made in another way is made again."""
UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Parts of the bundle that no page of the theme loads."""


T = TypeVar("T")
Ts = TypeVarTuple("Ts")


SearchIndex = tuple[tuple[Planned, ...], tuple[Diagnostic, ...]]
"""The index's files, and what is wrong with it."""


def search_outputs(
    known: str, records: Callable[[], Iterable[SearchRecord]], cache: Path
) -> Steps[SearchIndex]:
    """The index's files. Without a working Pagefind the site is whole but for its search, and says so.

    `known` is a digest of all that the records are made from: they are made where no index has it.
    """
    key = digest(MADE, version("pagefind"), known)
    kept = read_kept_folder(cache, key)
    if kept is None:
        try:
            kept = yield from _make(records(), cache, key)
        except Exception as error:  # noqa: BLE001 - another project's subprocess: anything may go wrong
            return (), (_failed(error),)
    return _planned(kept), ()


def search_index(
    known: str, records: Callable[[], Iterable[SearchRecord]], cache: Path
) -> Steps[SearchIndex]:
    """The same, made elsewhere where it fails: perhaps only the cache cannot be written."""
    files, faults = yield from search_outputs(known, records, cache)
    if faults:
        with tempfile.TemporaryDirectory(prefix="sitegen-") as spare:
            made, faults = yield from search_outputs(known, records, Path(spare) / "search")
            files = tuple(map(_read_now, made))
    return files, faults


def _make(records: Iterable[SearchRecord], cache: Path, key: str) -> Steps[KeptFolder]:
    """Index the records into the cache, where this index takes the place of those that nobody reads."""
    cache.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache.parent, prefix=".search-") as folder:
        yield from _index(records, Path(folder) / FOLDER)
        kept = keep_folder(cache, key, Path(folder, FOLDER))
    if kept is None:
        raise OSError("it was gone as soon as it was made")
    return kept


@contextmanager
def _running() -> Iterator[Callable[[Coroutine[Any, Any, T]], T]]:
    """Runs one piece of work after the other, all in one event loop and within `LONGEST`.

    In a thread of its own: whoever calls a build may have an event loop running already.
    """
    end = time.monotonic() + LONGEST
    runner = asyncio.Runner(loop_factory=_Hurried)
    with ThreadPoolExecutor(1) as pool:

        def run(work: Coroutine[Any, Any, T]) -> T:
            return pool.submit(runner.run, asyncio.wait_for(work, max(SHORTEST, end - time.monotonic()))).result()

        try:
            yield run
        finally:
            pool.submit(runner.close).result()


class _Hurried(asyncio.SelectorEventLoop):
    """An event loop in which a tenth of a second takes no time.

    Pagefind's own module sleeps that long before it waits for each answer: ten records a second, where the
    program behind it takes thousands. Longer waits, such as time limits, are as long as they say.
    """

    NAP, SHORT = 0.1, 0.0

    def call_later(
        self, delay: float, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        wanted = self.SHORT if delay == self.NAP else delay
        return super().call_later(wanted, callback, *args, context=context)


async def _service() -> PagefindService:
    """Started; it belongs to the event loop that it is made in."""
    from pagefind.service import PagefindService

    return await PagefindService().__aenter__()


def _index(records: Iterable[SearchRecord], folder: Path) -> Steps[None]:
    """A pause after each portion. Left between two, Pagefind is ended and nothing is written."""
    # not the index's own context manager: that one writes into the working directory when it is left
    with _running() as run:
        service = run(_service())
        try:
            index = run(service.create_index())
            waiting = iter(records)
            while some := list(islice(waiting, ON_THE_WAY)):
                run(_add_all(index, some))
                yield PAUSE
            run(_write(service, index, folder))
        finally:
            run(service.__aexit__(None, None, None))


async def _write(service: PagefindService, index: PagefindIndex, folder: Path) -> None:
    """Pagefind writes the files itself: handed over through its pipe, large ones never arrive."""
    await index.write_files(output_path=str(folder))
    empty = await service.create_index()  # its files are the bundle's, but for the list of its parts
    bundle = {file["path"]: file["content"] for file in await empty.get_files() if file["path"] != ENTRY}
    await _arrived(folder, bundle)


async def _add_all(index: PagefindIndex, records: Iterable[SearchRecord]) -> None:
    await asyncio.gather(*(_add(index, record) for record in records))


async def _add(index: PagefindIndex, record: SearchRecord) -> None:
    await index.add_custom_record(
        url=record.url,
        content=record.content,
        language=record.language,
        meta={"title": record.title, "note": record.note, "date": record.date},
        filters={name: list(values) for name, values in record.filters if values},
        sort={"date": record.date} if record.date else None,
    )


async def _arrived(folder: Path, bundle: Mapping[str, bytes]) -> None:
    """Wait until every file is whole.

    Pagefind answers "written" while its last bytes are still on their way to the disk, and loses them when it
    is stopped then: up to 1.5.2 a third of the indexes made on a busy machine had an empty file.
    """
    late = sorted(path for path in folder.rglob("*") if path.is_file())
    try:
        async with asyncio.timeout(LATEST):
            while late := [p for p in late if not _whole(p, bundle.get(p.relative_to(folder).as_posix()))]:
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise OSError(f"Pagefind left {late[0].name} unfinished; is the disk full?") from None


def _whole(path: Path, wanted: bytes | None) -> bool:
    """A file of the bundle is known; of the others each tells by its format where it ends."""
    content = path.read_bytes()
    if wanted is not None:
        return content == wanted
    try:
        return bool(json.loads(content) if path.suffix == ".json" else gzip.decompress(content))
    except (EOFError, ValueError, OSError, zlib.error):
        return False


def _planned(kept: KeptFolder) -> tuple[Planned, ...]:
    """Files of the site. Each holds on to the folder, which stays as long as one of them is wanted."""
    return tuple(
        Planned(f"{FOLDER}/{name}", partial(kept.read, name), digest("search", content))
        for name, content in sorted(kept.digests.items())
        if not Path(name).name.startswith(UNUSED)
    )


def _read_now(plan: Planned) -> Planned:
    """The file's content at once: its folder is about to go."""
    content = plan.make()
    return replace(plan, make=lambda: content)


def _failed(error: Exception) -> Diagnostic:
    return Diagnostic(
        "search-unavailable",
        Severity.WARNING,
        f"the search index could not be made: {error or type(error).__name__}",
        hint="run  python -m pip install --force-reinstall pagefind pagefind_bin ; everything else is built",
    )
