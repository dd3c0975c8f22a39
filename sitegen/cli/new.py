"""A new site, written from the starter that is packed with sitegen."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError


def write_new_site(folder: Path) -> tuple[Path, ...]:
    """Write the starter into `folder`. Raises `SitegenError` where something is there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SitegenError(
            Diagnostic(
                "new-not-empty",
                Severity.ERROR,
                "a new site needs a folder that is empty or not yet there",
                Location(PurePosixPath(folder.as_posix())),
                hint="choose another name; nothing was written",
            )
        )
    try:
        return tuple(_copy(files("sitegen.cli").joinpath("starter"), folder))
    except OSError as error:
        raise SitegenError(
            Diagnostic(
                "write-failed",
                Severity.ERROR,
                f"cannot write the new site: {error.strerror or error} ({error.filename or folder})",
                hint="choose a folder that you may write to",
            )
        ) from error


def _copy(source: Traversable, target: Path) -> list[Path]:
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for entry in sorted(source.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            written += _copy(entry, target / entry.name)
        else:
            path = target / entry.name.replace("dot-", ".", 1)
            path.write_bytes(entry.read_bytes())
            written.append(path)
    return written
