"""Diagnostics, progress and summaries as text: messages to standard error, summaries to standard output."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.building.processes.progress import Progress, Step
from sitegen.diagnostics import Diagnostic, Severity, sort_key, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as RichBar

    from sitegen.model.report import BuildReport
    from sitegen.serve.session import Round

SHOWN = 3
"""Changed files named in one line."""
BLINK = 0.1
"""Seconds between two drawings of the progress bar."""
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def _console() -> Console:
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def _say(text: str, style: str | None = None, *, err: bool = True) -> None:
    """A line: with Rich's colours on a terminal; elsewhere as it is, and without importing Rich."""
    if (sys.stderr if err else sys.stdout).isatty():
        from rich.console import Console

        Console(stderr=err, highlight=False, soft_wrap=True).print(text, style=style, markup=False)
    else:
        click.echo(text, err=err)


def print_diagnostics(diagnostics: Sequence[Diagnostic], *, notes: bool = True) -> None:
    """All of them, or all but notes, by place, each with what to do."""
    for found in sorted(diagnostics, key=sort_key):
        if notes or found.severity is not Severity.NOTE:
            _say(str(found), STYLES[found.severity])


def print_written(paths: Iterable[Path]) -> None:
    """The files that a command wrote, each as soon as it is there."""
    for path in paths:
        click.echo(f"written: {path}")


def print_lines(lines: Sequence[str]) -> None:
    """What was asked for beside the summary, to standard error: standard output may hold JSON."""
    for line in lines:
        _say(line)


def print_summary(report: BuildReport) -> None:
    """What a build did, in a few lines."""
    _say(
        f"{_count(report.articles, 'article')} ({report.annotated} newly annotated), "
        f"{_count(len(report.written), 'file')} written, {len(report.unchanged)} unchanged, "
        f"{len(report.removed)} removed in {sum(s for _, s in report.timings):.1f} s",
        err=False,
    )
    _say(f"The site: {report.sizes.files:,} files of {report.sizes.bytes / 1e6:,.1f} MB", err=False)
    if report.held:
        reasons = ", ".join(f"{number} {why}" for why, number in report.held)
        _say(f"{sum(number for _, number in report.held)} not published: {reasons}", err=False)
    counted = Counter(d.severity for d in report.diagnostics)
    if counted:
        _say(", ".join(_count(n, str(severity)) for severity, n in sorted(counted.items())), err=False)
    _say(f"Open {report.output / 'index.html'}", err=False)


def print_timings(timings: Sequence[tuple[str, float]]) -> None:
    """Stages and their seconds as a table, to standard error: standard output may hold JSON."""
    total = sum(seconds for _, seconds in timings)
    for stage, seconds in (*timings, ("total", total)):
        share = seconds / total if total else 0.0
        _say(f"{stage:<10}{seconds:>9.3f} s{share:>6.0%}")


def json_text(value: object, indent: int | None = None) -> str:
    """JSON for standard output; where that is not UTF-8, in letters that every encoding has."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    return json.dumps(value, ensure_ascii=encoding != "utf8", indent=indent)


def report_object(report: BuildReport) -> dict[str, Any]:
    """What a build did, for programs; docs/build.md describes the fields."""
    paths = {"written": report.written, "unchanged": report.unchanged, "removed": report.removed}
    return {
        "output": str(report.output),
        "articles": report.articles,
        "annotated": report.annotated,
        "held": dict(report.held),
        "files": report.sizes.files,
        "bytes": report.sizes.bytes,
        **{name: {"count": len(p), "paths": [str(path) for path in p]} for name, p in paths.items()},
        "diagnostics": [_diagnostic_object(d) for d in sorted(report.diagnostics, key=sort_key)],
        "timings": dict(report.timings),
    }


def _diagnostic_object(found: Diagnostic) -> dict[str, Any]:
    at = found.location
    return {
        "code": found.code,
        "severity": str(found.severity),
        "message": found.message,
        "hint": found.hint,
        "path": str(at.path) if at else None,
        "line": at.line if at else None,
        "column": at.column if at else None,
    }


def print_round(done: Round) -> None:
    """One turn of the preview: what changed, what was written, what is wrong."""
    changed = ", ".join(visible(path.name) for path in done.changed[:SHOWN]) + (
        " …" if len(done.changed) > SHOWN else ""
    )
    if done.report is None:
        _say("Not built; the last good pages stay.", STYLES[Severity.ERROR])
    else:
        what = f"{changed}: " if changed else ""
        wrote = _count(len(done.report.written), "file")
        _say(f"{what}{wrote} written in {done.seconds:.2f} s")
    print_diagnostics(done.diagnostics)
    if done.trace:
        _say(done.trace)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@contextmanager
def watching(*, quiet: bool) -> Iterator[Bar | None]:
    """A progress bar on a terminal: the step, how far it is, time left. Nothing where nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    bar = Bar()
    try:
        yield bar
    finally:
        bar.close()


class Bar:
    """Appears with the first step that takes long, and draws itself only when it is told something.

    Rich's own way is a thread that draws; a build with another thread beside it could not share its work
    between processes, and one that has nothing to do should not even import Rich.
    """

    def __init__(self) -> None:
        self._bar: RichBar | None = None
        self._step: Step | None = None
        self._drawn = 0.0

    def __call__(self, now: Progress) -> None:
        """Draw how far it is, a few times a second."""
        moment = time.monotonic()
        if now.step is self._step and moment - self._drawn < BLINK and now.done < now.total:
            return
        self._drawn = moment
        if now.step is not self._step:
            self.close()
        if now.done >= now.total:
            self.close()
            return
        if self._bar is None:
            self._bar, self._step = _new_bar(), now.step
            self._bar.add_task(now.doing, total=now.total, shown="")
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=now.done, shown=now.so_far, refresh=True)

    def close(self) -> None:
        """Take it away."""
        if self._bar is not None:
            self._bar.stop()
        self._bar = self._step = None


def _new_bar() -> RichBar:
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichBar

    named, counted = TextColumn("{task.description}"), TextColumn("{task.fields[shown]}")
    columns = named, BarColumn(), counted, TimeRemainingColumn()
    return RichBar(*columns, console=_console(), transient=True, auto_refresh=False)
