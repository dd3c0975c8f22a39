"""The command line: arguments to calls, reports to text, results to exit codes.

The only place that prints, reads the clock or decides on an exit code.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from sitegen.cli.commands import main

__all__ = ["main", "run"]


def run() -> NoReturn:
    """`main` as a program. It ends at once: freeing a site's values one by one takes a tenth of a second."""
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever read it has gone
        code = code or 1
    os._exit(code if isinstance(code, int) else bool(code))
