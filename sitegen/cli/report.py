"""Diagnostics, progress and summaries as text: messages to standard error, summaries to standard output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from sitegen.build.progress import Progress as Step
from sitegen.build.progress import Watcher
from sitegen.diagnostics import Diagnostic, Severity, sort_key
from sitegen.model.site import BuildReport

if TYPE_CHECKING:
    from sitegen.serve.session import Round

SHOWN = 3
"""Changed files named in one line."""
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def _console() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True)


def print_diagnostics(diagnostics: Sequence[Diagnostic]) -> None:
    """All of them, by place, each with what to do."""
    console = _console()
    for found in sorted(diagnostics, key=sort_key):
        console.print(str(found), style=STYLES[found.severity], markup=False)


def print_summary(report: BuildReport, output: Path) -> None:
    """What a build did, in a few lines."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(
        f"{_count(report.articles, 'article')} ({report.annotated} newly annotated), "
        f"{_count(len(report.written), 'file')} written, {len(report.unchanged)} unchanged, "
        f"{len(report.removed)} removed in {sum(s for _, s in report.timings):.1f} s",
        markup=False,
    )
    counted = Counter(d.severity for d in report.diagnostics)
    if counted:
        console.print(", ".join(_count(n, str(severity)) for severity, n in sorted(counted.items())))
    console.print(f"Open {output / 'index.html'}", markup=False)


def print_timings(timings: Sequence[tuple[str, float]]) -> None:
    """Stages and their seconds as a table, to standard error: standard output may hold JSON."""
    console, total = _console(), sum(seconds for _, seconds in timings)
    for stage, seconds in (*timings, ("total", total)):
        share = seconds / total if total else 0.0
        console.print(f"{stage:<10}{seconds:>9.3f} s{share:>6.0%}", markup=False)


def report_object(report: BuildReport, output: Path) -> dict[str, Any]:
    """What a build did, for programs; docs/build.md describes the fields."""
    paths = {"written": report.written, "unchanged": report.unchanged, "removed": report.removed}
    return {
        "output": str(output),
        "articles": report.articles,
        "annotated": report.annotated,
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
    console = _console()
    changed = ", ".join(path.name for path in done.changed[:SHOWN]) + (
        " …" if len(done.changed) > SHOWN else ""
    )
    if done.report is None:
        console.print("Not built; the last good pages stay.", style=STYLES[Severity.ERROR], markup=False)
    else:
        what = f"{changed}: " if changed else ""
        wrote = _count(len(done.report.written), "file")
        console.print(f"{what}{wrote} written in {done.seconds:.2f} s", markup=False)
    print_diagnostics(done.diagnostics)
    if done.trace:
        console.print(done.trace, markup=False)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@contextmanager
def annotating(*, quiet: bool) -> Iterator[Watcher | None]:
    """A progress bar on a terminal: articles, words per second, time left. Nothing where nobody looks."""
    console = _console()
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn("Annotating"),
        BarColumn(),
        TextColumn("{task.fields[shown]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, shown="")

        def show(step: Step) -> None:
            rate = step.words / step.seconds if step.seconds else 0.0
            shown = f"{step.done} of {step.total} articles, {rate:,.0f} words/s"
            bar.update(task, total=step.total, completed=step.done, shown=shown)

        yield show
