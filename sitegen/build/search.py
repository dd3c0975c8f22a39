"""The search index: records to the files that browsers search in. The only home of Pagefind.

Pagefind indexes in memory and the files come back as outputs like any other, written, kept and removed by
the same rules. The last index is kept in the cache under a digest of its records: a build that
changes nothing that can be found indexes nothing.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path, PurePosixPath

import msgspec

from sitegen.build.cache import digest
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.site import Output
from sitegen.render.search import SearchRecord

FOLDER = PurePosixPath("pagefind")
"""Below the output folder; the search page loads its index from there."""
UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Parts of the bundle that no page of the theme loads."""


def search_outputs(
    records: Sequence[SearchRecord], cache: Path
) -> tuple[tuple[Output, ...], tuple[Diagnostic, ...]]:
    """The index's files. Without a working Pagefind the site is whole but for its search, and says so."""
    key = digest(version("pagefind"), msgspec.json.encode(records))
    kept = _read(cache / key)
    if kept:
        return kept, ()
    try:
        made = asyncio.run(_index(records))
    except Exception as error:  # noqa: BLE001 - a subprocess that another project ships: anything may go wrong
        return (), (_failed(error),)
    _keep(cache, key, made)
    return made, ()


async def _index(records: Sequence[SearchRecord]) -> tuple[Output, ...]:
    from pagefind.service import PagefindService

    # not the index's own context manager: that one writes into the working directory when it is left
    async with PagefindService() as service:
        index = await service.create_index()
        for record in records:
            await index.add_custom_record(
                url=record.url,
                content=record.content,
                language=record.language,
                meta={"title": record.title, "note": record.note, "date": record.date},
                filters={name: list(values) for name, values in record.filters if values},
                sort={"date": record.date} if record.date else None,
            )
        files = await index.get_files()
    outputs = [Output(FOLDER / file["path"], file["content"]) for file in files]
    return tuple(sorted((o for o in outputs if not o.path.name.startswith(UNUSED)), key=lambda o: o.path))


def _read(folder: Path) -> tuple[Output, ...]:
    if not (folder / FOLDER / "pagefind.js").is_file():
        return ()
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return tuple(Output(PurePosixPath(p.relative_to(folder).as_posix()), p.read_bytes()) for p in files)


def _keep(cache: Path, key: str, made: Sequence[Output]) -> None:
    """Keep this index and no other. Where that fails the next build indexes again."""
    temporary = cache / f".{key}"
    try:
        shutil.rmtree(cache, ignore_errors=True)
        for output in made:
            path = temporary / output.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.content)
        temporary.replace(cache / key)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)


def _failed(error: Exception) -> Diagnostic:
    return Diagnostic(
        "search-unavailable",
        Severity.WARNING,
        f"the search index could not be made: {error or type(error).__name__}",
        hint="run  python -m pip install --force-reinstall pagefind pagefind_bin ; everything else is built",
    )
