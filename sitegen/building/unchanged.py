"""Is everything as the last build left it? Answered by file status alone, before anything else is imported.

The state names every input (sources, curation, templates, configuration, sitegen itself, the libraries, the
model) by its size, times and inode, as a digest, and where to look for them: not even the configuration is
read. It names places from the site's folder, so that a copy of that has nothing to do with the original. The
outputs stand in a list behind it (`building.output.left`), tied to the state by the manifest. All this is
a shortcut and never the truth: whatever differs only leads to the real build, and files that changed within a
clock's tick of the state's writing are not trusted: it may hide a second change. Nor is a state from a moment
yet to come: the clock was set back, and other articles may be due.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from datetime import datetime
from functools import partial
from importlib.machinery import PathFinder
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sitegen.atomic import replacing
from sitegen.building.options import Options
from sitegen.building.output.left import Left
from sitegen.building.output.manifest import digest_of, files_of, is_still
from sitegen.building.output.standing import Standing
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.filestatus import TICK, mark_of
from sitegen.model.report import BuildReport, Paths, Sizes

if TYPE_CHECKING:
    from sitegen.config import Config

FORM = 13


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a build reads, beside sitegen itself."""

    places: tuple[str, ...]
    """Files and folders, from the site's folder; what lies elsewhere with its whole path."""
    follow_links: bool
    """Whether links lead anywhere, not only inside the site's folder."""
    own: str = ""
    """The one input that builds write (`content.issued`): it counts by its content, in `issued`."""

    def digest(self, folder: Path) -> str:
        """Of the status of every file, and when the newest one changed, in nanoseconds."""
        total = hashlib.sha256(f"{FORM} {sys.version} {self}\n".encode("utf-8", "surrogateescape"))
        total.update("\n".join(_installed()).encode("utf-8", "surrogateescape"))
        real = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118 - compared as text, for each link
        everywhere = self.follow_links

        def follows(target: str) -> bool:
            return everywhere or target.startswith(real)

        own = str(folder / self.own)
        newest, lines = 0, [""]
        roots = (*_sitegen(), *(str(folder / place) for place in self.places))
        for number, root in enumerate(roots):
            for path, status in _below(root, follows):
                if path == own:
                    continue
                newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
                lines.append(f"{number}{path[len(root) :]} {mark_of(status)}")
        total.update("\n".join(lines).encode("utf-8", "surrogateescape"))
        return f"{total.hexdigest()} {newest}"

    def issued(self, folder: Path) -> str:
        """Digest of the file that builds write themselves."""
        file = folder / self.own
        return digest_of(file) if file.is_file() else ""


def inputs_of(config: Config) -> Inputs:
    """Where a build of such a site reads anything but sitegen itself."""
    model = config.annotate.model
    spec = PathFinder.find_spec(model) if model.isidentifier() else None
    places = (
        "sitegen.toml",
        config.content.folder,
        config.templates.folder,
        config.static.folder,
        str(Path(spec.origin).parent) if spec and spec.origin else model,
    )
    return Inputs(places, config.content.follow_links, f"{config.content.folder}/entities/ids.toml")


def _sitegen() -> tuple[str, str]:
    """Our own code and theme: of the installation that runs, whichever made the last build."""
    package = Path(__file__).parents[1]
    return str(package), str(package.parent / "templates")


def _installed() -> list[str]:
    """Every library that can be imported, with its version: another release of one may make other pages.

    Read from the names of the folders that installers leave: asking each library costs more than the rest.
    """
    found = []
    for place in sys.path:
        with suppress(OSError), os.scandir(place) as entries:
            found += [e.name for e in entries if e.name.endswith((".dist-info", ".egg-info"))]
    return sorted(found)


def _never(_: str) -> bool:
    return False


def _below(
    root: str, follows: Callable[[str], bool] = _never, above: frozenset[tuple[int, int]] = frozenset()
) -> Iterator[tuple[str, os.stat_result]]:
    """Path and status of a file, or of all files below a folder, in order.

    A link to a file stands for that file; a link to a folder is entered where `follows` says so of the real
    folder, and never into one of those `above`. What vanishes meanwhile is left out, and will be missed.
    """
    try:
        status = os.stat(root)  # noqa: PTH116 - a Path for each costs as much as the call
        if not stat.S_ISDIR(status.st_mode):
            yield root, status
            return
        with os.scandir(root) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    inside = above | {(status.st_dev, status.st_ino)}
    if inside == above:
        return
    for entry in found:
        if entry.is_file(follow_symlinks=False):  # nearly all of them
            with suppress(OSError):
                yield entry.path, entry.stat(follow_symlinks=False)
            continue
        if entry.name == "__pycache__":
            continue
        linked, is_folder = entry.is_symlink(), False
        with suppress(OSError):  # a link to itself
            is_folder = entry.is_dir()
        if is_folder and (not linked or follows(os.path.realpath(entry.path))):
            yield from _below(entry.path, follows, inside)
        if linked or not is_folder:
            yield from _status(entry)


def _status(entry: os.DirEntry[str]) -> Iterator[tuple[str, os.stat_result]]:
    for read in (entry.stat, partial(os.lstat, entry.path)):  # a link that leads nowhere is itself
        with suppress(OSError):
            yield entry.path, read()
            return


@dataclass(frozen=True, slots=True)
class Last:
    """The last build, against what is there now."""

    report: BuildReport | None = None
    """What it reported, where a build now would do nothing; None where only a build can tell."""
    inputs: Inputs | None = None
    """What it read; None where nothing is known of it."""
    digest: str = ""
    """Of the inputs as they are now."""
    standing: Standing | None = None
    """Its output. To be closed."""


def last_build(options: Options, now: datetime) -> Last:
    """What is known of the last build that was asked for the same, and whether it is still true."""
    kept, left = _read(options)
    try:
        inputs = Inputs(tuple(kept["places"]), kept["follow links"], kept["own"])
        output = options.output or options.folder / kept["output"]
    except (KeyError, TypeError):
        return Last()
    standing = Standing(str(output), left)
    try:
        digest = inputs.digest(options.folder)
        true = _is_true(kept, digest, inputs.issued(options.folder), standing, now)
        report = _report(kept, output) if true else None
    except (ValueError, KeyError, TypeError, IndexError):
        digest, report = "", None
    return Last(report, inputs, digest, standing)


def left_by_last(options: Options, output: str) -> Left:
    """What the last build that was asked for the same left in the folder of this configured name."""
    kept, left = _read(options)
    return left if kept.get("output") == output else Left()


def _read(options: Options) -> tuple[dict[str, Any], Left]:
    """A line of JSON, and what stands behind it; nothing where the file is of no use."""
    try:
        line, _, left = options.state.read_bytes().partition(b"\n")
        kept = json.loads(line)
        usable = kept["form"] == FORM and kept["asked"] == options.words()
    except (OSError, ValueError, KeyError, TypeError):
        return {}, Left()
    return (kept, Left.of(left)) if usable else ({}, Left())


def _is_true(kept: dict[str, Any], digest: str, issued: str, standing: Standing, now: datetime) -> bool:
    """Whether all is as the last build left it, and the same articles are due."""
    return (
        kept["inputs"] == digest
        and kept["issued"] == issued
        and int(digest.split()[1]) < kept["written"] - TICK
        and datetime.fromisoformat(kept["moment"]) <= now
        and (kept["next"] is None or datetime.fromisoformat(kept["next"]) > now)
        and kept["manifest"] == standing.left.manifest
        and not standing.changed()
    )


def _report(kept: dict[str, Any], output: Path) -> BuildReport:
    return BuildReport(
        output=output,
        unchanged=Paths(partial(files_of, output), int(kept["files"])),
        diagnostics=tuple(_diagnostic(found) for found in kept["diagnostics"]),
        articles=kept["articles"],
        sizes=_sizes(*kept["sizes"]),
        held=tuple((why, count) for why, count in kept["held"]),
    )


def _sizes(files: int, size: int, largest: list[Any], fullest: list[Any]) -> Sizes:
    return Sizes(files, size, (str(largest[0]), int(largest[1])), (str(fullest[0]), int(fullest[1])))


@dataclass(frozen=True, slots=True)
class Done:
    """A build that is over."""

    report: BuildReport
    manifest: str
    """Its digest: whether it is still this build's output that stands there."""
    left: Left
    moment: datetime
    """When, as far as articles' dates are concerned."""
    next_date: datetime | None
    """When other articles are due."""
    issued: str = ""
    """Digest of the file that builds write themselves, as it was read and left."""


def keep(options: Options, output: str, done: Done, seen: tuple[Inputs, str] | None = None) -> None:
    """Keep what the next build needs. Not being able to costs only time.

    `output`: the folder's configured name. `seen`: the inputs and their digest before they were read, for a
    next build that sees that nothing changed; None where that cannot be said. Nor can it where another build
    has written since: its output is not what these inputs give.
    """
    form = {"form": FORM, "asked": options.words(), "output": output}
    if seen and is_still(done.report.output, done.manifest):
        form |= _state(done, *seen)
    with suppress(OSError), replacing(options.state) as file:  # the cache may be a file, or not ours to write
        form["written"] = os.fstat(file.fileno()).st_mtime_ns  # the disk's clock, which also marks the inputs
        file.write(json.dumps(form).encode() + b"\n" + done.left.data())


def _state(done: Done, inputs: Inputs, digest: str) -> dict[str, object]:
    report = done.report
    return {
        "places": inputs.places,
        "follow links": inputs.follow_links,
        "own": inputs.own,
        "inputs": digest,
        "issued": done.issued,
        "manifest": done.manifest,
        "moment": done.moment.isoformat(),
        "next": done.next_date and done.next_date.isoformat(),
        "files": len(report.written) + len(report.unchanged),
        "diagnostics": [_plain(found) for found in report.diagnostics],
        "articles": report.articles,
        "sizes": astuple(report.sizes),
        "held": report.held,
    }


def _plain(found: Diagnostic) -> list[object]:
    at = found.location
    place = [str(at.path), at.line, at.column] if at else None
    return [found.code, str(found.severity), found.message, place, found.hint]


def _diagnostic(kept: list[object]) -> Diagnostic:
    code, severity, message, place, hint = kept
    where = Location(PurePosixPath(place[0]), place[1], place[2]) if isinstance(place, list) else None
    return Diagnostic(str(code), Severity(str(severity)), str(message), where, str(hint))
