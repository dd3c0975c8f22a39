"""Build a site, and print the seconds spent inside Jinja's templates (wall, CPU) and their number: a physical limit.

    python bench/templates_only.py SITE

Run with the code to measure on PYTHONPATH. What is counted is every `Template.render` call; all are made by this
process, so two cores would need half of that time.
"""

from __future__ import annotations

import sys
import time
from typing import Any

import jinja2

_spent = [0.0, 0.0, 0]
_render = jinja2.Template.render


def _timed(self: jinja2.Template, *values: Any, **named: Any) -> str:
    wall, cpu = time.perf_counter(), time.thread_time()
    text = _render(self, *values, **named)
    _spent[0] += time.perf_counter() - wall
    _spent[1] += time.thread_time() - cpu
    _spent[2] += 1
    return text


def main() -> None:
    """Build as the command does."""
    from sitegen.building.processes import parallel
    from sitegen.cli import main as sitegen

    parallel.usable_cores = lambda: 1
    jinja2.Template.render = _timed  # type: ignore[method-assign]
    sitegen(["build", "--quiet", sys.argv[1]], standalone_mode=False)
    print("{:.3f} {:.3f} {}".format(*_spent))


if __name__ == "__main__":
    main()
