"""Where a build's time goes, down to the function, for the site that `compare.py` measures.

    python bench/profile_build.py [--size 1000] [--case clean|cached|word|same] [--revision REV] [--top 30]

Prints the wall and CPU time of the same build without the profiler, its stages, then the functions with most time of
their own, and the project's functions with most time below them. The profiler makes short functions look dearer
than they are: shares are to be believed, seconds are not.
"""

from __future__ import annotations

import argparse
import os
import pstats
import subprocess
import sys
import time
from pathlib import Path

from cases import SETTLE
from contestants import Sitegen
from edits import chosen, edited, save
from measure import tree_of
from workplace import WORK, code_of

UNDER_PROFILER = """
import cProfile, sys
target = sys.argv.pop(1)
profiler = cProfile.Profile()
try:
    profiler.run("from sitegen.cli import main; main()")
finally:
    profiler.dump_stats(target)
"""
"""`python -m sitegen` itself ends without what the profiler does last."""


def main() -> None:
    """Prepare, build, build again under the profiler, print."""
    options = _options()
    work = options.work.resolve()
    code = code_of(options.revision, work)
    folder = work / f"{options.size}"
    folder.mkdir(parents=True, exist_ok=True)
    site = Sitegen(folder / "sitegen", code)
    site.prepare(options.size)
    one, other = (site.articles[n] for n in chosen(list(range(options.size)), 2, 0, 1))
    print(site.warm([edited(article.read_text(), "word") for article in (one, other)]))
    site.wipe(caches=True)
    if options.case != "clean":
        time.sleep(SETTLE)
        site.build()
        time.sleep(SETTLE)
        site.build()
    _change(site, options, one)
    known = len(tree_of(site.annotations))
    used = site.build()
    if len(tree_of(site.annotations)) != known:
        print("articles were annotated in it: the code has changed meanwhile, try --revision")
    print(
        f"{options.size:,} articles, {options.case}: wall {used.wall:.2f} s, CPU {used.cpu:.2f} s, {used.rss_mb:.0f} MB, load {os.getloadavg()[0]:.1f}"
    )
    print(", ".join(f"{stage} {seconds:.2f}" for stage, seconds in site.stages(used).items()))
    _change(site, options, other)
    _print(_profiled(site, folder / "build.prof"), code, options.top)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1_000)
    parser.add_argument("--case", choices=("clean", "cached", "word", "same"), default="clean")
    parser.add_argument("--revision", help="profile this commit, not the working tree")
    parser.add_argument("--top", type=int, default=30)
    parser.add_argument("--work", type=Path, default=WORK)
    return parser.parse_args()


def _change(site: Sitegen, options: argparse.Namespace, article: Path) -> None:
    """Bring the site to where the case begins."""
    if options.case in {"clean", "cached"}:
        site.wipe(caches=options.case == "clean")
    elif options.case == "word":
        save(article, edited(article.read_text(), "word"))


def _profiled(site: Sitegen, target: Path) -> pstats.Stats:
    command = [sys.executable, "-c", UNDER_PROFILER, str(target), "build", "--quiet", "."]
    subprocess.run(command, cwd=site.folder, env=site.env, capture_output=True, check=True)
    return pstats.Stats(str(target))


def _print(found: pstats.Stats, code: Path, top: int) -> None:
    rows = [(own, below, calls, place) for place, (_, calls, own, below, _) in found.stats.items()]  # type: ignore[attr-defined]
    total = sum(row[0] for row in rows)
    print(f"\n{'own s':>8} {'own':>5} {'below s':>8} {'calls':>10}  function")
    for own, below, calls, place in sorted(rows, reverse=True)[:top]:
        print(f"{own:8.2f} {own / total:5.1%} {below:8.2f} {calls:10,}  {_named(place, code)}")
    ours = [row for row in rows if row[3][0].startswith(f"{code}/")]
    print(
        f"\n{'below s':>8} {'below':>5} {'own s':>8} {'calls':>10}  function of the project or its templates"
    )
    for own, below, calls, place in sorted(ours, key=lambda row: -row[1])[:top]:
        print(f"{below:8.2f} {below / total:5.1%} {own:8.2f} {calls:10,}  {_named(place, code)}")


def _named(place: tuple[str, int, str], code: Path) -> str:
    file, line, function = place
    if file == "~":
        return function
    short = file.removeprefix(f"{code}/").rpartition("site-packages/")[2].rpartition("lib/python3.")[2]
    return f"{short}:{line} {function}"


if __name__ == "__main__":
    main()
