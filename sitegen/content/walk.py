"""Which files below a folder are sources, or are published as they are. Lists folders, reads no file.

Sorted by path, whatever order the disk has. Hidden files and what editors leave behind are passed over.
Links are followed within the site; one that leads out of it is an error unless the site allows it, and
one that leads back to a folder above it, or nowhere, is an error always.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitegen.content.articles import FORMATS
from sitegen.diagnostics import Diagnostic, Location, Severity, nameless

_SUFFIXES = tuple(FORMATS)
FOR_HOSTS = frozenset({".well-known", ".htaccess", ".domains"})
"""Hidden names that hosts look for: no litter, and published from the folder of static files."""
ENTITIES = "entities"
"""The folder directly below the content folder that holds curation, not articles."""

CORRECTIONS = ".corrections.yaml"
"""How the name of a file ends that corrects the article beside it."""
APPROVED = ".approved.json"
"""How the name of a file ends that keeps what was found in the article when it was approved."""


@dataclass(frozen=True, slots=True)
class Found:
    """A source file: where it is, and its path for messages."""

    file: Path
    path: PurePosixPath


def is_litter(name: str) -> bool:
    """Hidden files but those for hosts; backups, locks and probes of vim, Emacs, Kate, JetBrains, offices."""
    return (
        (name.startswith((".", "~$")) and name not in FOR_HOSTS)
        or name.endswith(("~", ".swp", ".swx", ".tmp", ".bak", "___jb_tmp___", "___jb_old___"))
        or (name.startswith("#") and name.endswith("#"))
        or name == "4913"
    )


def find_sources(folder: Path, site_dir: Path, *, follow_links: bool = False) -> Iterator[Found | Diagnostic]:
    """Every source below `folder`, in order of path, with the links and folders that cannot be read."""
    return _find(lambda name: name.lower().endswith(_SUFFIXES), folder, site_dir, follow_links)


def find_corrections(
    folder: Path, site_dir: Path, *, follow_links: bool = False
) -> Iterator[Found | Diagnostic]:
    """Every corrections file below `folder`. What cannot be entered is told by `find_sources`, not here."""
    if not folder.is_dir():
        return iter(())
    found = _find(lambda name: name.endswith(CORRECTIONS), folder, site_dir, follow_links)
    return (f for f in found if isinstance(f, Found) or _is_correction(f))


def _is_correction(fault: Diagnostic) -> bool:
    return fault.location is not None and fault.location.path.name.endswith(CORRECTIONS)


def _find(
    takes: Callable[[str], bool],
    folder: Path,
    site_dir: Path,
    follow_links: bool,  # noqa: FBT001 - as its callers say it
) -> Iterator[Found | Diagnostic]:
    walk = _Walk(
        None if follow_links else site_dir.resolve(),
        lambda name: is_litter(name) or name in FOR_HOSTS,
        takes,
        "this link leads out of the site's folder",
        "copy what it points at, or allow it:  content.follow_links = true  in sitegen.toml",
    )
    yield from walk.below(folder, shown(folder, site_dir), (folder.resolve(),))


def find_static(folder: Path, site_dir: Path) -> Iterator[Found | Diagnostic]:
    """Every file below `folder` that is published as it is; links are followed inside it and no further."""
    walk = _Walk(
        folder.resolve(),
        is_litter,
        lambda _: True,
        "this link leads out of the folder of static files",
        "copy what it points at into the folder",
    )
    if os.path.lexists(folder):
        yield from walk.below(folder, shown(folder, site_dir), (folder.resolve(),))


@dataclass(frozen=True, slots=True)
class _Walk:
    """What stays the same in every folder."""

    root: Path | None
    """What no link may leave; None for anywhere."""
    passes_over: Callable[[str], bool]
    """Which files and folders are not looked at, by name."""
    takes: Callable[[str], bool]
    """Which files, by name."""
    outside: str
    """What to say of a link that leaves the root."""
    hint: str

    def below(
        self, folder: Path, path: PurePosixPath, above: tuple[Path, ...]
    ) -> Iterator[Found | Diagnostic]:
        """`above` holds the real folders that this one is in, itself included."""
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            yield unreadable(error, path)
            return
        for entry in entries:  # what the folder's listing tells already is not asked of each file again
            if self.passes_over(entry.name):
                continue
            file, place, is_link = folder / entry.name, path / entry.name, entry.is_symlink()
            fault = self._link_fault(file, place, above) if is_link else None
            is_folder = not fault and entry.is_dir()
            if not fault and (is_folder or self.takes(entry.name)):
                fault = nameless(place)
            if fault:
                yield fault
            elif is_folder:
                yield from self.below(file, place, (*above, Path(os.path.realpath(entry.path))))
            elif self.takes(entry.name):
                yield Found(file, place)

    def _link_fault(self, file: Path, path: PurePosixPath, above: tuple[Path, ...]) -> Diagnostic | None:
        where = Location(path)
        try:
            target = file.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: what Python before 3.13 raises for a loop
            message = "this link leads nowhere" if not _is_loop(file) else "this link leads to itself"
            return Diagnostic("link-broken", Severity.ERROR, message, where, "repair the link, or delete it")
        if any(folder.is_relative_to(target) for folder in above):
            message = "this link leads back to a folder that it is in"
            return Diagnostic("link-loop", Severity.ERROR, message, where, "delete the link")
        if self.root is not None and not target.is_relative_to(self.root):
            return Diagnostic("link-outside", Severity.ERROR, self.outside, where, self.hint)
        return None


def _is_loop(file: Path) -> bool:
    """Whether following the link ends in "too many levels" and not in a missing file."""
    try:
        file.stat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def shown(file: Path, site_dir: Path) -> PurePosixPath:
    """The path for messages: relative to the site's folder where the file is inside it."""
    try:
        return PurePosixPath(file.relative_to(site_dir).as_posix())
    except ValueError:
        return PurePosixPath(file.as_posix())


def unreadable(error: OSError, path: PurePosixPath) -> Diagnostic:
    """A file or folder that the system does not let us read."""
    reason = error.strerror or type(error).__name__
    if isinstance(error, FileNotFoundError):
        hint = "it was there a moment ago: build again, or restore it"
    else:
        hint = "check its permissions and the disk it is on"
    message = f"cannot be read: {reason.lower()}"
    return Diagnostic("file-unreadable", Severity.ERROR, message, Location(path), hint)
