"""Which limits of a host a site passes. In: the site's sizes. Out: diagnostics. The limits are data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.report import Sizes

HOSTS = ("cloudflare", "github", "netlify")
"""Those of the data file, without reading it: a command's options are named before anything is done."""
FILE = Path(__file__).with_name("hosts.toml")
LESS = (
    "write less: [exports] and entities.pages in sitegen.toml, or build.search = false, "
    "since the search index has a file for every briefing, entity and quotation"
)


def limits() -> dict[str, dict[str, Any]]:
    """Host to its limits."""
    import tomllib  # only for whoever names one

    return tomllib.loads(FILE.read_text("utf-8"))


def passed(sizes: Sizes, host: str) -> Iterator[Diagnostic]:
    """A warning for each limit of the host that these sizes pass."""
    known = limits()[host]
    measured = {
        "files": (sizes.files, "files", "the site has"),
        "bytes": (sizes.bytes, "bytes", "the site has"),
        "file_bytes": (sizes.largest[1], "bytes a file", f"{sizes.largest[0]} has"),
        "folder_files": (sizes.fullest[1], "files in one folder", f"{sizes.fullest[0]} has"),
    }
    for limit, (found, what, whose) in measured.items():
        if found > known.get(limit, found):
            message = f"{known['name']} takes {known[limit]:,} {what}, and {whose} {found:,}"
            yield Diagnostic("host-limit", Severity.WARNING, message, hint=f"{LESS}; or {known['hint']}")
