"""Outputs to disk: atomically, only where something differs, and removing only what is ours.

A file whose key and content are as they were is not made again. Everything that has to be made is made
(`building.output.workshop`) before the first file is put into its place, by renaming; the manifest (`building.output.manifest`) is
written last. Builds into one folder take turns (`building.processes.turns`).
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sitegen.atomic import TEMPORARY, replace_file
from sitegen.building.output.left import Left, left_now
from sitegen.building.output.making import Making
from sitegen.building.output.manifest import JOURNAL, Entry, digest_of, folders_above, journal, present, read_ours, write_manifest
from sitegen.building.processes.progress import Watcher
from sitegen.building.output.plan import Changes, Planned, changes
from sitegen.building.output.workshop import Workshop, new_folder
from sitegen.building.output.standing import Standing
from sitegen.building.processes.turns import taking_turns
from sitegen.building.processes.steps import Steps, each, to_the_end
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.report import Paths

SHOWN = 5
"""How many foreign files a message names."""


@dataclass(frozen=True, slots=True)
class Written:
    """What `write_outputs` did; paths below the output folder, sorted."""

    written: Paths
    """What differs from the last build's output, put into its place now or shortly before."""
    unchanged: Paths
    removed: tuple[PurePosixPath, ...]
    made: frozenset[str] = frozenset()
    """Paths of what was made, whether it had to be written or not."""
    manifest: str = ""
    """Digest of the manifest: whether it is still this build's output that stands there."""
    left: Left = field(default_factory=Left)
    """What stands there now, for the next build."""


def check_output_folder(output: Path, sources: Iterable[Path], standing: Standing | None = None) -> None:
    """Raise `SitegenError` where building into `output` could destroy something that is not ours.

    `standing`: what is known of the folder; where no folder in it was stirred since, nothing came into it.
    """
    try:
        is_file, resolved = output.exists() and not output.is_dir(), output.resolve()
    except (OSError, ValueError, RuntimeError) as error:  # too long, or a link to itself
        raise SitegenError(_refused(error, output)) from error
    for source in sources:
        other = source.resolve()
        if other == resolved or other in resolved.parents or resolved in other.parents:
            raise SitegenError(
                Diagnostic(
                    "output-overlaps",
                    Severity.ERROR,
                    f"the output folder {output} overlaps {source}, which holds sources",
                    hint='name another folder with  [output] folder = "…"  in sitegen.toml, or with --output',
                )
            )
    if is_file:
        raise SitegenError(
            Diagnostic(
                "output-foreign",
                Severity.ERROR,
                f"{output} is a file; a folder is needed there",
                hint="move it away, or name another folder with --output",
            )
        )
    if standing and standing.left.names and not any(name[-1:] in {"", "/"} for name in standing.changed()):
        return
    with taking_turns(output):  # between two files of another build, ours would look like somebody's
        _refuse(set(present(output)) - read_ours(output).keys(), output)


def _refused(error: Exception, output: Path) -> Diagnostic:
    """What the disk does not take, with what helps: a long name is no matter of space."""
    reason, number = getattr(error, "strerror", None) or error, getattr(error, "errno", None)
    where = str(getattr(error, "filename2", None) or getattr(error, "filename", None) or output)
    hint = "free space or mend the folder's permissions and build again; no file is half-written"
    if number == errno.ENAMETOOLONG:
        hint = "choose a shorter name for the output folder, or a shorter  slug:  or file name for the article"
    elif number in {errno.EISDIR, errno.ENOTDIR, errno.EEXIST}:
        hint = "move away what stands there and build again; no file is half-written"
    shown = where if len(where) <= 200 else f"{where[:100]}…{where[-60:]}"
    return Diagnostic("write-failed", Severity.ERROR, f"cannot write the site: {reason} ({shown})", hint=hint)


def _refuse(foreign: Collection[str], output: Path) -> None:
    """Raise `SitegenError` where there are files of others."""
    if foreign:
        named = ", ".join(sorted(foreign)[:SHOWN]) + (" …" if len(foreign) > SHOWN else "")
        count = "a file" if len(foreign) == 1 else f"{len(foreign)} files"
        raise SitegenError(
            Diagnostic(
                "output-foreign",
                Severity.ERROR,
                f"the output folder holds {count} that sitegen did not make: {named}",
                Location(PurePosixPath(output.as_posix())),
                hint='move them away, or choose an empty folder with  [output] folder = "…"  or --output',
            )
        )


def write_outputs(
    output: Path, outputs: Iterable[Planned], workshop: Workshop | None = None, standing: Standing | None = None
) -> Written:
    """Bring the folder to exactly these outputs, see `writing`."""
    return to_the_end(writing(output, outputs, workshop or Workshop(), standing))


def writing(
    output: Path,
    outputs: Iterable[Planned],
    workshop: Workshop,
    standing: Standing | None = None,
    progress: Watcher | None = None,
) -> Steps[Written]:
    """Bring the folder to exactly these outputs. Raises `SitegenError` (write-failed) on a disk's refusal.

    `standing`: the files there, against what the last build left. Left between two steps it loses nothing,
    and some files may be in their places already.
    """
    planned = {found.path: found for found in outputs}
    try:
        output.mkdir(parents=True, exist_ok=True)
        with taking_turns(output):
            known = standing or Standing(str(output), Left())
            return (yield from _write(output, planned, workshop, known, progress))
    except OSError as error:
        raise SitegenError(_refused(error, output)) from error


def _write(
    output: Path,
    planned: Mapping[str, Planned],
    workshop: Workshop,
    standing: Standing,
    progress: Watcher | None,
) -> Steps[Written]:
    # long: the order of these steps is what makes a killed build harmless, and is to be read in one piece
    _sweep_temporaries(output)
    before = read_ours(output)
    there = yield from _contents(output, planned, before, standing)
    _refuse([path for path in planned if there[path] and path not in before], output)
    todo = changes(planned, before, there)

    def announce() -> None:
        replace_file(output / JOURNAL, journal(before.keys() | planned.keys()))

    folder = new_folder(output) if todo.make else output
    making = Making(workshop, (folder, output), planned, there, announce, progress)
    try:
        yield from making.make(todo.make)
        changed = [path for path in todo.make if making.digests[path] != there[path]]
        if (changed or todo.remove) and not making.placed:
            announce()
        for path in todo.remove:
            _remove(output, path)
        making.put(changed)
    except OSError:
        if output.is_dir() and not (output / JOURNAL).exists():  # somebody emptied the folder meanwhile
            announce()
        raise
    finally:
        if todo.make:
            shutil.rmtree(folder, ignore_errors=True)
    made = making.digests
    entries = {p: Entry(made[p], planned[p].key) if p in made else todo.keep[p] for p in sorted(planned)}
    new = {p for p in made if made[p] != there[p] or _differs(before, p, entries[p])}
    return _listed(output, entries, todo, new, standing)


def _listed(
    output: Path,
    entries: Mapping[str, Entry],
    done: Changes,
    new: Collection[str],
    standing: Standing,
) -> Written:
    """What was done, once the manifest says so. `new`: paths of what differs from the last build's output."""
    manifest = write_manifest(output, entries)
    (output / JOURNAL).unlink(missing_ok=True)
    touched = {*done.make, *done.remove, *standing.changed()}
    contents = {path: entry.content for path, entry in entries.items()}
    return Written(
        Paths([path for path in entries if path in new]),
        Paths([path for path in entries if path not in new]),
        tuple(PurePosixPath(path) for path in done.remove),
        frozenset(done.make),
        manifest,
        left_now(output, contents, manifest, standing.left, touched),
    )


def _contents(
    output: Path, paths: Iterable[str], before: Mapping[str, Entry], standing: Standing
) -> Steps[dict[str, str]]:
    """Path to digest of what stands there; "" for nothing. Read where it may be something else than before.

    What is noted has to be what the manifest says: another build may have written one since.
    """
    left, changed = standing.left, standing.changed()
    noted = {path: content for path, _, content in left.each() if content and path not in changed}

    def digest(path: str) -> tuple[str, str]:
        known = before[path].content if path in before else ""
        start = noted.get(path)
        return path, known if start and known.startswith(start) else digest_of(f"{output}/{path}")

    return dict((yield from each(paths, digest)))


def _differs(before: Mapping[str, Entry], path: str, now: Entry) -> bool:
    """Whether a file differs from the last build's, though it may be in its place already."""
    return path in before and before[path].content != now.content


def _sweep_temporaries(output: Path) -> None:
    """Remove what builds that were killed left behind: whoever's turn it is to write is alone."""
    for path in output.glob(f"{TEMPORARY}*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _remove(output: Path, path: str) -> None:
    """Remove one of our files and the folders that it leaves empty. What is no file any more is not ours."""
    with suppress(IsADirectoryError, NotADirectoryError):
        (output / path).unlink(missing_ok=True)
    for folder in folders_above(path):
        try:
            (output / folder).rmdir()
        except OSError:
            return
