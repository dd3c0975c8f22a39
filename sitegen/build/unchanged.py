"""Is everything as the last build left it? Answered by file status alone, before any library is imported.

The state names every input (sources, curation, templates, configuration, sitegen itself, the model) and
every output by its size, times and inode, as a digest. It is a shortcut and never the truth: whatever
differs only leads to the real build, and files that changed within `GRANULARITY` of the state's writing are
not trusted, since a clock's tick may hide a second change.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.site import BuildReport

FORM = 1
GRANULARITY = 2_000_000_000
"""Nanoseconds; the coarsest clock of a file system in use (FAT) ticks every two seconds."""
LIBRARIES = ("babel", "jinja2", "markdown-it-py", "mdit-py-plugins", "pyyaml", "python-slugify")


def read_inputs(folder: Path, config: Config, output: Path) -> str:
    """A digest of the status of everything that a build reads, and of how it is told to build."""
    total = hashlib.sha256(f"{FORM} {sys.version} {config!r} {output.resolve()}\n".encode())
    for name in LIBRARIES:
        total.update(f"{name} {version(name)}\n".encode())
    newest = 0
    for root in _inputs(folder, config):
        for path, status in _below(root):
            newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
            total.update(f"{path} {_mark(status)}\n".encode("utf-8", "surrogateescape"))
    return f"{total.hexdigest()} {newest}"


def _inputs(folder: Path, config: Config) -> Iterator[Path]:
    import sitegen

    package = Path(sitegen.__file__).parent
    yield package
    yield package.parent / "templates"
    yield folder / "sitegen.toml"
    yield folder / config.content.folder
    yield folder / config.templates.folder
    model = config.annotate.model
    spec = find_spec(model) if model.isidentifier() else None
    yield Path(spec.origin).parent if spec and spec.origin else folder / model


def _below(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Path and status of a file, or of all files below a folder, in order; links are followed."""
    try:
        status = root.stat()
    except OSError:
        return
    if not os.path.isdir(root):  # noqa: PTH112 - `root` has just been asked
        yield str(root), status
        return
    with os.scandir(root) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(Path(entry.path))
        else:
            try:
                yield entry.path, entry.stat()
            except OSError:
                yield entry.path, os.lstat(entry.path)


def _mark(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _outputs(output: Path) -> str:
    total = hashlib.sha256()
    for path, status in _below(output):
        total.update(f"{path} {_mark(status)}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def read_report(state: Path, inputs: str, output: Path, now: datetime) -> BuildReport | None:
    """The last build's report, where a build now would do nothing; None where only a build can tell."""
    try:
        kept = json.loads(state.read_bytes())
        if kept["inputs"] != inputs or kept["outputs"] != _outputs(output):
            return None
        if int(inputs.split()[1]) >= kept["written"] - GRANULARITY:
            return None
        if kept["next"] is not None and datetime.fromisoformat(kept["next"]) <= now:
            return None
        return BuildReport(
            unchanged=tuple(PurePosixPath(path) for path in kept["paths"]),
            diagnostics=tuple(_diagnostic(found) for found in kept["diagnostics"]),
            articles=kept["articles"],
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def write_report(
    state: Path, inputs: str, output: Path, report: BuildReport, next_date: datetime | None
) -> None:
    """Keep what the next build needs to see that nothing changed. Not being able to costs only time."""
    form = {
        "inputs": inputs,
        "outputs": _outputs(output),
        "next": next_date and next_date.isoformat(),
        "paths": sorted(str(path) for path in (*report.written, *report.unchanged)),
        "diagnostics": [_plain(found) for found in report.diagnostics],
        "articles": report.articles,
    }
    temporary = state.with_name(f".{state.name}-{os.getpid()}")
    try:
        state.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(form | {"written": 0}))
        form["written"] = temporary.stat().st_mtime_ns  # the disk's clock, which also marks the inputs
        temporary.write_text(json.dumps(form))
        temporary.replace(state)
    except OSError:
        temporary.unlink(missing_ok=True)


def _plain(found: Diagnostic) -> list[object]:
    at = found.location
    place = [str(at.path), at.line, at.column] if at else None
    return [found.code, str(found.severity), found.message, place, found.hint]


def _diagnostic(kept: list[object]) -> Diagnostic:
    code, severity, message, place, hint = kept
    where = Location(PurePosixPath(place[0]), place[1], place[2]) if isinstance(place, list) else None
    return Diagnostic(str(code), Severity(str(severity)), str(message), where, str(hint))
