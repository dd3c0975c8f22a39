"""Safe mode: building what strangers sent. What is refused, and what their configuration has no say in.

Templates run in a sandbox (`render.theme.environment`); here is the rest: no model of theirs is loaded, no
link is followed out of the folder, and no cache that came with the site is believed. Touches the disk, to
look for links and to make a folder that goes when the process does.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from sitegen.config import FILE, Config
from sitegen.config.parts import AnnotateConfig, ServeConfig
from sitegen.config.places import line_of
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError


class CacheAside:
    """A cache of one process alone: what is kept in the site's may hold pages that nobody made."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="sitegen-safe-"))
        self.close = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
        """Delete it now; else it goes with the value."""


def check_links(folder: Path) -> None:
    """Raise `SitegenError` where a link below the site's folder leads out of it, whoever would follow it."""
    faults = list(_leading_out(folder))
    if faults:
        raise SitegenError(*faults)


def _leading_out(folder: Path) -> Iterator[Diagnostic]:
    root = folder.resolve()
    for above, folders, files in os.walk(folder):
        for name in sorted((*folders, *files)):
            entry = Path(above, name)
            if entry.is_symlink() and not Path(os.path.realpath(entry)).is_relative_to(root):
                where = Location(PurePosixPath(entry.relative_to(folder).as_posix()))
                message = "this link leads out of the site's folder, which safe mode does not leave"
                hint = "delete the link, or build without --safe if you trust whoever made it"
                yield Diagnostic("link-outside", Severity.ERROR, message, where, hint)


def check_asked(scheduler: str) -> None:
    """Raise `SitegenError` where a cluster was asked for: what strangers sent stays on this computer."""
    if scheduler:
        message = "safe mode annotates on this computer alone"
        hint = "leave --engine dask out, or build without --safe if you trust whoever made the site"
        raise SitegenError(Diagnostic("cluster-unsafe", Severity.ERROR, message, hint=hint))


def restricted(config: Config, folder: Path) -> Config:
    """The configuration without what a stranger has no say in. Raises `SitegenError` for another model."""
    if config.cache.url:
        lines = (folder / FILE).read_text("utf-8-sig").splitlines()
        where = Location(PurePosixPath(FILE), line_of(lines, "cache", "url"))
        message = "safe mode asks no shared cache: a stranger named it, and texts would go there"
        hint = "delete the line, or build without --safe if you trust whoever wrote it"
        raise SitegenError(Diagnostic("cache-unsafe", Severity.ERROR, message, where, hint))
    if config.annotate.model != AnnotateConfig().model:
        lines = (folder / FILE).read_text("utf-8-sig").splitlines()
        where = Location(PurePosixPath(FILE), line_of(lines, "annotate", "model"))
        message = "a model is code, and safe mode loads the built-in one alone"
        hint = "delete the line, or build without --safe if you trust whoever made the model"
        raise SitegenError(Diagnostic("model-unsafe", Severity.ERROR, message, where, hint))
    return replace(
        config,
        content=replace(config.content, follow_links=False),
        serve=replace(config.serve, host=ServeConfig().host, strict=True),
    )
