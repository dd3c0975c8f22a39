"""Outputs to disk: atomically, only where something differs, and removing only what is ours.

The manifest in the output folder lists every file that a build made, with the digest of its content and the
key of what it was made from; it is written last. A file whose key and content are as they were is not made
again. Everything that has to be made is made before the first file is written, and a journal lists what is
about to be, so that a build that was killed leaves nothing that the next one does not know as ours. Every
file is written beside its place and renamed. Builds into one folder take turns (`build.turns`).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitegen.build.turns import taking_turns
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.site import Output

MANIFEST = PurePosixPath(".sitegen-manifest.json")
JOURNAL = PurePosixPath(".sitegen-journal.json")
TEMPORARY = ".sitegen-tmp-"
KEPT = frozenset({".gitkeep", ".gitignore", ".git", ".DS_Store"})
"""Names at the top of an output folder that are nobody's output and stay."""
SHOWN = 5
"""How many foreign files a message names."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A file to be, and how to make it."""

    path: PurePosixPath
    make: Callable[[], bytes]
    key: str = ""
    """Digest of everything that it is made from; "" where that is not known, so that it is always made."""


def ready(output: Output) -> Planned:
    """An output that is made already."""
    return Planned(output.path, lambda: output.content)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the manifest: digest of the content, and the key."""

    content: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What `write_outputs` did; paths below the output folder, sorted."""

    written: tuple[PurePosixPath, ...]
    unchanged: tuple[PurePosixPath, ...]
    removed: tuple[PurePosixPath, ...]
    manifest: str = ""
    """Digest of the manifest: whether it is still this build's output that stands there."""


def check_output_folder(output: Path, sources: Iterable[Path]) -> None:
    """Raise `SitegenError` where building into `output` could destroy something that is not ours."""
    resolved = output.resolve()
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
    if output.exists() and not output.is_dir():
        raise SitegenError(
            Diagnostic(
                "output-foreign",
                Severity.ERROR,
                f"{output} is a file; a folder is needed there",
                hint="move it away, or name another folder with --output",
            )
        )
    with taking_turns(output):  # between two files of another build, ours would look like somebody's
        foreign = sorted(_files(output) - _ours(output).keys())
    if foreign:
        named = ", ".join(str(p) for p in foreign[:SHOWN]) + (" …" if len(foreign) > SHOWN else "")
        raise SitegenError(
            Diagnostic(
                "output-foreign",
                Severity.ERROR,
                f"the output folder holds {len(foreign)} files that sitegen did not make: {named}",
                Location(PurePosixPath(output.as_posix())),
                hint='move them away, or choose an empty folder with  [output] folder = "…"  or --output',
            )
        )


def write_outputs(output: Path, outputs: Iterable[Planned]) -> Written:
    """Bring the folder to exactly these outputs. Raises `SitegenError` (write-failed) on a disk's refusal."""
    planned = {found.path: found for found in outputs}
    try:
        output.mkdir(parents=True, exist_ok=True)
        with taking_turns(output):
            return _write(output, planned)
    except OSError as error:
        raise SitegenError(
            Diagnostic(
                "write-failed",
                Severity.ERROR,
                f"cannot write the site: {error.strerror or error} ({error.filename or output})",
                hint="free space or mend the folder's permissions and build again; no file is half-written",
            )
        ) from error


def _write(output: Path, planned: Mapping[PurePosixPath, Planned]) -> Written:
    _sweep_temporaries(output)
    before = _ours(output)
    entries, changed = _made(output, planned, before)
    stale = before.keys() - planned.keys()
    if changed or stale:
        replace_file(
            output / JOURNAL, _listing(dict.fromkeys(sorted(before.keys() | planned.keys()), _Entry()))
        )
    for path in sorted(stale):
        _remove(output, path)
    for path in sorted(changed):
        replace_file(output / path, changed[path])
    manifest = _listing(entries)
    if not _is_equal(output / MANIFEST, manifest):
        replace_file(output / MANIFEST, manifest)
    (output / JOURNAL).unlink(missing_ok=True)
    unchanged = tuple(path for path in entries if path not in changed)
    return Written(
        tuple(sorted(changed)), unchanged, tuple(sorted(stale)), hashlib.sha256(manifest).hexdigest()
    )


def is_still(output: Path, manifest: str) -> bool:
    """Whether the output folder is as the build left it whose manifest has this digest."""
    return not (output / JOURNAL).exists() and _digest_of(output / MANIFEST) == manifest


def _made(
    output: Path, planned: Mapping[PurePosixPath, Planned], before: Mapping[PurePosixPath, _Entry]
) -> tuple[dict[PurePosixPath, _Entry], dict[PurePosixPath, bytes]]:
    """The new manifest's entries in the order of paths, and the content of the files that differ."""
    entries: dict[PurePosixPath, _Entry] = {}
    changed: dict[PurePosixPath, bytes] = {}
    for path in sorted(planned):
        there, plan = _digest_of(output / path), planned[path]
        if plan.key and there and before.get(path) == _Entry(there, plan.key):
            entries[path] = before[path]
            continue
        content = plan.make()
        entries[path] = _Entry(hashlib.sha256(content).hexdigest(), plan.key)
        if there != entries[path].content:
            changed[path] = content
    return entries, changed


def _digest_of(path: Path) -> str:
    """Digest of a file's content; "" where there is no such file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _listing(files: Mapping[PurePosixPath, _Entry]) -> bytes:
    form = {"made by": "sitegen", "files": {str(path): [e.content, e.key] for path, e in files.items()}}
    return (json.dumps(form, ensure_ascii=False) + "\n").encode()


def _ours(output: Path) -> dict[PurePosixPath, _Entry]:
    """What the manifest and the journal say is ours. A journal's entries match no content."""
    found: dict[PurePosixPath, _Entry] = {}
    for name in (MANIFEST, JOURNAL):
        try:
            files = json.loads((output / name).read_bytes())["files"]
            entries = {PurePosixPath(path): _Entry(str(e[0]), str(e[1])) for path, e in files.items()}
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            continue
        found |= {path: entry for path, entry in entries.items() if is_inside(path) and path not in found}
    return found


def is_inside(path: PurePosixPath) -> bool:
    """Whether a relative path stays below the folder it is relative to."""
    return not path.is_absolute() and ".." not in path.parts and path.parts != ()


def _files(output: Path) -> set[PurePosixPath]:
    """Every file below the folder that could be somebody's; our own book-keeping is left out."""
    found = set()
    for folder, folders, names in os.walk(output):
        here = PurePosixPath(Path(folder).relative_to(output).as_posix())
        if folder == str(output):
            folders[:] = [name for name in folders if name not in KEPT]
            names = [name for name in names if name not in KEPT]  # noqa: PLW2901 - the walk's own list
        found |= {here / name for name in names if not name.startswith(TEMPORARY)}
    return found - {MANIFEST, JOURNAL}


def _is_equal(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def replace_file(path: Path, content: bytes) -> None:
    """Write beside the place and rename, so that a reader sees the old file or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f"{TEMPORARY}{os.getpid()}-{path.name}"
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sweep_temporaries(output: Path) -> None:
    """Remove what builds that were killed left behind: whoever's turn it is to write is alone."""
    killed = (output / JOURNAL).exists()  # only then was anything begun below the top
    for path in output.rglob(f"{TEMPORARY}*") if killed else output.glob(f"{TEMPORARY}*"):
        path.unlink(missing_ok=True)


def _remove(output: Path, path: PurePosixPath) -> None:
    """Remove one of our files and the folders that it leaves empty."""
    (output / path).unlink(missing_ok=True)
    for folder in list(path.parents)[:-1]:
        try:
            (output / folder).rmdir()
        except OSError:
            return
