"""Diagnostics as the overlay in the browser shows them: with the lines of the source around the mistake.

In: diagnostics and the site's folder. Out: plain values for JSON. Touches the disk, only to read the
sources that the diagnostics name, and only below the site's folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sitegen.diagnostics import Diagnostic, Severity

AROUND = 2
"""Lines shown above and below the one that is wrong."""
MOST = 20
"""Mistakes shown; more than that is one mistake made often."""
WIDEST = 400
"""Characters of a line that are shown."""


def problems(diagnostics: Iterable[Diagnostic], site_dir: Path) -> tuple[dict[str, Any], ...]:
    """The errors among them, each with its source lines."""
    errors = [d for d in diagnostics if d.severity is Severity.ERROR]
    return tuple(_problem(error, site_dir) for error in errors[:MOST])


def _problem(error: Diagnostic, site_dir: Path) -> dict[str, Any]:
    at = error.location
    return {
        "code": error.code,
        "message": error.message,
        "hint": error.hint,
        "place": str(at) if at else "",
        "line": at.line if at else None,
        "column": at.column if at else None,
        "source": _lines(site_dir, site_dir / at.path, at.line) if at and at.line else [],
    }


def _lines(site_dir: Path, file: Path, line: int) -> list[dict[str, Any]]:
    try:
        if not file.resolve().is_relative_to(site_dir.resolve()):
            return []
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except (OSError, RuntimeError):
        return []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shown = range(max(1, line - AROUND), min(len(lines), line + AROUND) + 1)
    return [{"number": n, "text": lines[n - 1][:WIDEST]} for n in shown]
