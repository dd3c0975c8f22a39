"""Build a site, and print the seconds that were spent inside Jinja's templates: their physical limit.

    python bench/templates_only.py SITE

Run with the code to measure on PYTHONPATH. What is counted is every `Template.render` call in this process.
"""

from __future__ import annotations

import sys
import time
from typing import Any

import jinja2

_spent = [0.0, 0]
_render = jinja2.Template.render


def _timed(self: jinja2.Template, *values: Any, **named: Any) -> str:
    started = time.perf_counter()
    text = _render(self, *values, **named)
    _spent[0] += time.perf_counter() - started
    _spent[1] += 1
    return text


def main() -> None:
    """Build as the command does."""
    from sitegen.cli import main as sitegen

    jinja2.Template.render = _timed  # type: ignore[method-assign]
    sitegen(["build", "--quiet", sys.argv[1]], standalone_mode=False)
    print(f"templates {_spent[0]:.3f} {_spent[1]}")


if __name__ == "__main__":
    main()
