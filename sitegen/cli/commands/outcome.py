"""How a command ends: what made it impossible is printed, and its exit code says what was wrong.

Exit codes: 0 done; 1 done, but something is wrong with the content and `--strict` (or, for `annotate`, a
file that could not be used) makes that a failure; 2 the command was called wrongly; 3 it could not be done;
4 like 1, but nothing is wrong with the content: something of sitegen's own failed with an article.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from sitegen.annotate.processes.threads import ONE_THREAD
from sitegen.cli.report import print_diagnostics
from sitegen.collecting import collect_seldom
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.faults import CODES

FAILED_CHECK, IMPOSSIBLE, OUR_FAULT = 1, 3, 4


def reporting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Run a command; what makes it impossible is printed, never shown as a traceback."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        collect_seldom()
        os.environ.update(ONE_THREAD | os.environ)
        try:
            return command(*args, **options)
        except SitegenError as error:
            print_diagnostics(error.diagnostics)
            sys.exit(IMPOSSIBLE)

    return run


def exit_for(wrong: Iterable[Diagnostic]) -> None:
    """End with the code that these call for; return where there are none."""
    codes = {found.code for found in wrong}
    if codes:
        sys.exit(FAILED_CHECK if codes - CODES else OUR_FAULT)
