"""The curation files, read by `content` and understood by `resolve`, which do not know each other."""

from __future__ import annotations

from pathlib import Path

from sitegen.content.curation import read_curation
from sitegen.diagnostics import Diagnostic
from sitegen.model.curation import Curation, CurationEntry
from sitegen.resolve.curation import curation_entry


def read_entries(content: Path, site: Path) -> tuple[Curation, tuple[Diagnostic, ...]]:
    """All usable entries, sorted by id, and what is wrong with the others."""
    loaded = read_curation(content, site)
    entries: list[CurationEntry] = []
    faults = list(loaded.diagnostics)
    for source in loaded.sources:
        entry, notes = curation_entry(source.path, source.keys, source.body, source.line_of)
        faults += notes
        entries += [entry] if entry else []
    return Curation(tuple(sorted(entries, key=lambda e: e.id))), tuple(faults)
