"""What the bounds of anchoring are for: sequences of corrections and edits that fail with each of them taken out.

    python bench/bounds.py [--runs 1000]

The property is that of `tests/properties/test_corrections_hold.py`, with the seeds 0 to `--runs`. Prints a
Markdown table: a run fails where some correction stands on other words than those that it was made for, or is
neither applied nor reported.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "properties")]

from test_corrections_hold import test_any_corrections_then_any_edits  # noqa: E402

from sitegen.corrections import anchoring  # noqa: E402
from sitegen.corrections.anchoring import Anchor  # noqa: E402

WITHOUT: dict[str, dict[str, Any]] = {
    "with all bounds": {},
    "any place with the very words counts, whatever stands around it": {"_in_context": lambda *_: True},
    "no other place is looked for that the words may be at": {
        "_unrivalled": lambda text, span, selector: Anchor(span, span.of(text) != selector.exact)
    },
}


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=1000)
    runs = parser.parse_args().runs
    check: Callable[[Random], None] = test_any_corrections_then_any_edits.hypothesis.inner_test
    print(f"| of {runs} runs | fail |\n|---|---|")
    for title, changed in WITHOUT.items():
        with changes(changed):
            print(f"| {title} | {sum(fails(check, seed) for seed in range(runs))} |", flush=True)


def fails(check: Callable[[Random], None], seed: int) -> bool:
    """Whether the property does not hold."""
    try:
        check(Random(seed))
    except AssertionError:
        return True
    return False


@contextmanager
def changes(changed: dict[str, Any]) -> Iterator[None]:
    """With other functions in the module of anchoring."""
    before = {name: getattr(anchoring, name) for name in changed}
    for name, other in changed.items():
        setattr(anchoring, name, other)
    try:
        yield
    finally:
        for name, own in before.items():
            setattr(anchoring, name, own)


if __name__ == "__main__":
    main()
