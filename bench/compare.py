"""sitegen beside Hugo: the same generated articles, measured in the same run.

    python bench/compare.py [--sizes 1000,10000] [--cases clean,same,edit,saves] [--repeat 5] [--work FOLDER]

Each row is printed as it is measured; at the end comes a Markdown table, and everything as JSON in --json.
The working folder is kept between runs, with the annotations of the corpora: annotating is what the first run
spends most of its time with, and it is never part of a row. bench/README.md says what each row means.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import cases
from cases import Field
from contestants import Hugo, Sitegen
from rows import HEAD, Row, lines
from saving import saves
from wide import wide
from workplace import ROOT, WORK, code_of, git, remove_what_is_aside

CASES = ("clean", "cached", "same", "edit", "saves", "wide", "limits", "search")
PREVIEWS = ("saves", "wide")
"""Cases that need another module: they measure running previews."""
Case = Callable[[Field], Iterator[Row]]


def main() -> None:
    """Measure what was asked for."""
    options = _options()
    work, code = options.work.resolve(), code_of(options.revision, options.work.resolve())
    hugo = Hugo(work / "hugo")
    machine = _machine(code, hugo, work)
    print("\n".join(f"{key}: {value}" for key, value in machine.items()), flush=True)
    rows: list[Row] = []
    for size in options.sizes:
        for row in _measured(size, options, work, code):
            rows.append(row)
            _tell(row)
            _keep(options.json or work / "compare.json", machine, rows)
    print("\n" + ", ".join(f"{key} {value}" for key, value in machine.items()) + "\n\n" + _table(rows))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=_numbers, default=[1_000, 10_000], help="numbers of articles")
    parser.add_argument(
        "--cases", type=lambda text: text.split(","), default=list(CASES), help=f"of {','.join(CASES)}"
    )
    parser.add_argument("--repeat", type=int, default=5, help="repetitions of each single command")
    parser.add_argument("--saves", type=int, default=30, help="saves in the preview")
    parser.add_argument("--work", type=Path, default=WORK, help="kept between runs")
    parser.add_argument("--revision", help="measure this commit, not the working tree")
    parser.add_argument("--json", type=Path, help="where the figures go; compare.json in --work")
    options = parser.parse_args()
    if unknown := set(options.cases) - set(CASES):
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    options.work.mkdir(parents=True, exist_ok=True)
    return options


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _machine(code: Path, hugo: Hugo, work: Path) -> dict[str, str]:
    models = (
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    )
    dirty = (
        " with changes" if code == ROOT and git("status", "--porcelain", "--", "sitegen", "templates") else ""
    )
    return {
        "date": datetime.now().astimezone().isoformat(timespec="minutes"),
        "cores": f"{len(os.sched_getaffinity(0))} of {next(models, platform.machine())}",
        "disk": _output_of("df", "--output=fstype", str(work)).split()[-1],
        "Python": platform.python_version(),
        "Hugo": hugo.version(),
        "sitegen": (git("rev-parse", "--short", "HEAD") + dirty)
        if code == ROOT
        else code.name.partition("-")[2],
    }


def _output_of(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _measured(size: int, options: argparse.Namespace, work: Path, code: Path) -> Iterator[Row]:
    """The rows of one size. Every case starts from the unedited corpus with nothing but its annotations kept."""
    folder = work / f"{size}"
    folder.mkdir(exist_ok=True)
    field = Field(size, options.repeat, Sitegen(folder / "sitegen", code), Hugo(folder / "hugo"))
    table: dict[str, Case] = {name: getattr(cases, name) for name in CASES if name not in PREVIEWS}
    table["saves"] = partial(saves, number=options.saves)
    table["wide"] = partial(wide, number=options.repeat)
    for contestant in field.both:
        contestant.prepare(size)
    started = time.monotonic()
    print(
        f"{size:,} articles: {field.sitegen.warm(cases.variants(field))} ({time.monotonic() - started:.0f} s)",
        flush=True,
    )
    field.hugo.wipe(caches=True)
    field.sitegen.wipe(caches=True)
    for name in options.cases:
        yield from table[name](field)
        if name in {"edit", *PREVIEWS}:
            for contestant in field.both:
                contestant.prepare(size)
            field.built = False
    remove_what_is_aside(folder)


def _tell(row: Row) -> None:
    print(f"\n[{time.strftime('%H:%M')}, load {row.load:.1f}] {row.title}")
    print("\n".join(lines(row) + [f"  {note}" for note in row.notes]))
    for name, side in row.sides.items():
        if side.stages:
            print(
                f"  {name}: " + ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in side.stages.items())
            )
    sys.stdout.flush()


def _keep(path: Path, machine: dict[str, str], rows: list[Row]) -> None:
    path.write_text(
        json.dumps({"machine": machine, "rows": [row.as_json() for row in rows]}, indent=1) + "\n"
    )


def _table(rows: list[Row]) -> str:
    notes = [f"- {row.size:,} articles, {row.title}: {note}" for row in rows for note in row.notes]
    return "\n".join([HEAD, *(line for row in rows for line in lines(row)), "", *notes])


if __name__ == "__main__":
    main()
