"""Who is who over an archive: time and memory of merging names alone, and the size of what it reads.

    python bench/names.py [--sizes 5000,20000,60000]

The synthetic articles of `resolve.py`, each linked and let go: what stays of it is its census, packed as a build keeps it. Then a
process of its own reads all of them and merges, as a build does. Seconds are processor time; linear growth is 1.0 in the last column.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from resolve import Pool, article, curation

from sitegen.building.kept.alike import alike_census
from sitegen.codec import packed, unpacker
from sitegen.resolve.index import Census, Rules, census_of, link, merge_site

END = 4
"""Bytes of a length before each census."""


def write_censuses(size: int, file: Path) -> Rules:
    pool = Pool(random.Random(7), size)
    rules = Rules(curation(pool, 200))
    with file.open("wb") as out:
        for number in range(size):
            data = packed(census_of(link(article(pool, number), rules)))
            out.write(len(data).to_bytes(END, "big") + data)
    return rules


def read_censuses(file: Path) -> list[Census]:
    read, found = unpacker(Census), []
    with file.open("rb") as data:
        while length := int.from_bytes(data.read(END), "big"):
            found.append(alike_census(read(data.read(length))))
    return found


def measure(size: int) -> tuple[float, ...]:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "censuses"
        rules = write_censuses(size, file)
        bytes_ = file.stat().st_size
        began = time.process_time()
        censuses = read_censuses(file)
    read = time.process_time()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    merged = merge_site(censuses, rules)
    ended = time.process_time()
    answer = len(packed(merged))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (
        bytes_ / size,
        read - began,
        ended - read,
        before / 1000,
        peak / 1000,
        len(merged.entities),
        answer / size,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default="5000,20000,60000")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(*measure(asked.one))
        return
    first = 0.0
    print(
        f"{'articles':>9} {'census':>8} {'read':>7} {'merge':>8} {'read MB':>8} {'peak MB':>8} {'entities':>9} {'answer':>8} growth"
    )
    for size in map(int, asked.sizes.split(",")):
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)], capture_output=True, text=True, check=True
        )
        census, read, merge, before, peak, entities, answer = map(float, done.stdout.split())
        first = first or merge / size
        print(
            f"{size:>9,} {census:>6.0f} B {read:>5.1f} s {merge:>6.1f} s {before:>8.0f} {peak:>8.0f} {entities:>9,.0f} {answer:>6.0f} B "
            f"{merge / size / first:.2f}   load {os.getloadavg()[0]:.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
