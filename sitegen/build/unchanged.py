"""Is everything as the last build left it? Answered by file status alone, before any library is imported.

The state names every input (sources, curation, templates, configuration, sitegen itself, the model) and
every output by its size, times and inode, as a digest. It is a shortcut and never the truth: whatever
differs only leads to the real build, and files that changed within a clock's tick of the state's writing are
not trusted: it may hide a second change. Nor is a state from a moment yet to come: the
clock was set back, and other articles may be due.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from sitegen.build.manifest import is_still
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.filestatus import TICK, changed_at, status_of
from sitegen.model.site import BuildReport, Paths

FORM = 2
LIBRARIES = (
    "babel", "dateparser", "jinja2", "markdown-it-py", "markupsafe", "mdit-py-plugins", "networkx", "numpy",
    "pagefind", "pagefind_bin", "python-slugify", "pyyaml", "spacy", "thinc",
)  # fmt: skip


def read_inputs(folder: Path, config: Config, output: Path) -> str:
    """A digest of the status of everything that a build reads, and of how it is told to build."""
    total = hashlib.sha256(f"{FORM} {sys.version} {config!r} {output.resolve()}\n".encode())
    for name in LIBRARIES:
        total.update(f"{name} {version(name)}\n".encode())
    real = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118 - compared as text, for each link
    everywhere = config.content.follow_links

    def follows(target: str) -> bool:
        return everywhere or target.startswith(real)

    newest = 0
    for root in _inputs(folder, config):
        for path, status in _below(root, follows):
            newest = max(newest, changed_at(status_of(status)))
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
    yield folder / config.static.folder
    model = config.annotate.model
    spec = find_spec(model) if model.isidentifier() else None
    yield Path(spec.origin).parent if spec and spec.origin else folder / model


def _never(_: str) -> bool:
    return False


def _below(
    root: Path, follows: Callable[[str], bool] = _never, above: frozenset[tuple[int, int]] = frozenset()
) -> Iterator[tuple[str, os.stat_result]]:
    """Path and status of a file, or of all files below a folder, in order.

    A link to a file stands for that file; a link to a folder is entered where `follows` says so of the real
    folder, and never into one of those `above`. What vanishes meanwhile is left out, and will be missed.
    """
    try:
        status = root.stat()
        if not stat.S_ISDIR(status.st_mode):
            yield str(root), status
            return
        with os.scandir(root) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    inside = above | {(status.st_dev, status.st_ino)}
    if inside == above:
        return
    for entry in found:
        if entry.name == "__pycache__":
            continue
        linked, is_folder = entry.is_symlink(), entry.is_dir()
        if is_folder and (not linked or follows(os.path.realpath(entry.path))):
            yield from _below(Path(entry.path), follows, inside)
        if linked or not is_folder:
            yield from _status(entry)


def _status(entry: os.DirEntry[str]) -> Iterator[tuple[str, os.stat_result]]:
    for read in (entry.stat, partial(os.lstat, entry.path)):  # a link that leads nowhere is itself
        with suppress(OSError):
            yield entry.path, read()
            return


def _mark(status: os.stat_result) -> str:
    return " ".join(map(str, status_of(status)))


def _outputs(output: Path) -> str:
    """Digest of the status of every file below the output folder; links are what they are."""
    lines, waiting = [], [str(output)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        lines.append(f"{entry.path} {_mark(entry.stat(follow_symlinks=False))}")
        except OSError:  # it vanished: that will be missed
            continue
    return hashlib.sha256("\n".join(sorted(lines)).encode("utf-8", "surrogateescape")).hexdigest()


def read_report(state: Path, inputs: str, output: Path, now: datetime) -> BuildReport | None:
    """The last build's report, where a build now would do nothing; None where only a build can tell."""
    try:
        kept = json.loads(state.read_bytes())
        if kept["inputs"] != inputs or kept["outputs"] != _outputs(output):
            return None
        if int(inputs.split()[1]) >= kept["written"] - TICK:
            return None
        if datetime.fromisoformat(kept["moment"]) > now:
            return None
        if kept["next"] is not None and datetime.fromisoformat(kept["next"]) <= now:
            return None
        return BuildReport(
            unchanged=Paths(kept["paths"]),
            diagnostics=tuple(_diagnostic(found) for found in kept["diagnostics"]),
            articles=kept["articles"],
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


@dataclass(frozen=True, slots=True)
class Done:
    """A build that is over."""

    report: BuildReport
    manifest: str
    """What `writer.is_still` asks for."""
    moment: datetime
    """When, as far as articles' dates are concerned."""
    next_date: datetime | None
    """When the next article is due."""


def write_report(state: Path, inputs: str, output: Path, done: Done) -> None:
    """Keep what the next build needs to see that nothing changed. Not being able to costs only time.

    Nothing is kept where another build has written since: its output is not what these inputs give.
    """
    report = done.report
    outputs = _outputs(output)
    if not is_still(output, done.manifest):
        return
    form = {
        "inputs": inputs,
        "outputs": outputs,
        "moment": done.moment.isoformat(),
        "next": done.next_date and done.next_date.isoformat(),
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
        with suppress(OSError):  # a cache that is a file, or on a disk that can only be read
            temporary.unlink(missing_ok=True)


def _plain(found: Diagnostic) -> list[object]:
    at = found.location
    place = [str(at.path), at.line, at.column] if at else None
    return [found.code, str(found.severity), found.message, place, found.hint]


def _diagnostic(kept: list[object]) -> Diagnostic:
    code, severity, message, place, hint = kept
    where = Location(PurePosixPath(place[0]), place[1], place[2]) if isinstance(place, list) else None
    return Diagnostic(str(code), Severity(str(severity)), str(message), where, str(hint))
