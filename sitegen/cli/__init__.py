"""The command line: arguments to calls, reports to text, results to exit codes.

The only place that prints, reads the clock or decides on an exit code.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import NoReturn

from sitegen.cli.commands.main import main

__all__ = ["main", "run"]


_NOT_INSTALLED = """\
error: “{}” is not installed, or not where this Python looks for it
  hint: install sitegen again with pip, so that what it needs comes with it
"""


def _open_streams() -> None:
    """Something to print to: a stream that is closed, or knows few letters, stops nothing."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - until the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def run() -> NoReturn:
    """`main` as a program. It ends at once: freeing a site's values one by one takes a tenth of a second."""
    code: object = 0
    _open_streams()
    try:
        main()
    except SystemExit as end:
        code = end.code
    except ModuleNotFoundError as error:
        if (error.name or "sitegen").partition(".")[0] == "sitegen":
            raise
        sys.stderr.write(_NOT_INSTALLED.format(error.name))
        code = 3
    except OSError as error:
        if error.filename or error.errno not in {errno.ENOSPC, errno.EIO}:
            raise
        sys.stderr.write(f"cannot print: {(error.strerror or '').lower()}\n")
        code = 3
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever read it has gone
        code = code or 1
    os._exit(code if isinstance(code, int) else bool(code))
