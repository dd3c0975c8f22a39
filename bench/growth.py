"""What an archive takes and how that grows: seconds, memory, files and bytes for each article.

    python bench/growth.py [--sizes 1000,4000] [--search]

The articles of `bench/corpus.py`, annotated by their own patterns (`tests/functional/test_sizes.py`), much as the model would:
annotating takes next to nothing then, so all of it is reading, resolving, rendering and writing. Each size is built in a process of its own;
memory is the largest that the building process ever had, without those that it forks. Then what each article more costs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "functional")]
SETTINGS = '[site]\nbase_url = "https://example.org/"\n[build]\nsearch = {}\ncache_megabytes = 1000000\n'


def built(folder: Path, count: int, *, search: bool) -> dict[str, float]:
    """One site, in this process."""
    import pytest
    from preview_site import annotate_with
    from test_sizes import CorpusAnnotator

    from corpus import write_corpus
    from sitegen.building.pipeline import Site
    from sitegen.collecting import collect_no_more

    write_corpus(folder, count)
    (folder / "sitegen.toml").write_text(SETTINGS.format(str(search).lower()))
    collect_no_more()
    with pytest.MonkeyPatch.context() as patch:
        annotate_with(patch, CorpusAnnotator(count))
        began = time.perf_counter()
        report = Site.load(folder).build()
        seconds = time.perf_counter() - began
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": seconds,
        "CPU": own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime,
        "peak MB": own.ru_maxrss / 1000,
        "files": report.sizes.files,
        "MB": report.sizes.bytes / 1e6,
        "cache MB": (folder / ".cache" / "kept.sqlite").stat().st_size / 1e6,
        "entities.jsonl MB": (folder / "output" / "entities" / "entities.jsonl").stat().st_size / 1e6,
    } | {f"{stage} s": seconds for stage, seconds in report.timings}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default="1000,4000")
    parser.add_argument("--search", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    if asked.one:
        print(json.dumps(built(asked.one, sizes[0], search=asked.search)))
        return
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            words = [
                sys.executable,
                __file__,
                "--sizes",
                str(size),
                "--one",
                f"{name}/site",
                *(["--search"] * asked.search),
            ]
            done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
        rows.append(json.loads(done.stdout))
        print(
            size,
            {key: round(value, 1) for key, value in rows[-1].items()},
            f"load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
    for before, after, few, many in zip(rows, rows[1:], sizes, sizes[1:], strict=False):
        more = {key: (after[key] - before[key]) / (many - few) for key in after if key in before}
        print(
            f"each article from {few} to {many}:",
            {key: round(1000 * value, 2) for key, value in more.items()},
            "thousandths",
        )


if __name__ == "__main__":
    main()
