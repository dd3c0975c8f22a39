"""Reads `content/entities/`: what an editor says of people, organisations, places and events.

In: the content folder. Out: one `CurationSource` for each file, split but not understood; what the keys
mean is resolution's business. Touches the disk, only to read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sitegen.content.comments import told, without_comments
from sitegen.content.decode import decode
from sitegen.content.loader import read_source
from sitegen.content.matter.formats import matter_of
from sitegen.content.matter.nodes import as_data
from sitegen.content.matter.split import split
from sitegen.content.walk import ENTITIES, Found, find_sources
from sitegen.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class CurationSource:
    """One file, split into keys and text."""

    path: PurePosixPath
    data: Mapping[str, Any] = field(hash=False)
    """Keys in order. Values are words as written, true or false, None, tuples, or dictionaries."""
    lines: Mapping[str, int] = field(hash=False)
    """The line of the file on which each key stands."""
    body: str
    body_line: int

    def line_of(self, key: str) -> int:
        """Where the key stands; the file's first line for one that is not there."""
        return self.lines.get(key, 1)


@dataclass(frozen=True, slots=True)
class LoadedCuration:
    """The usable files, in order of path, and what is wrong with the others."""

    sources: tuple[CurationSource, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def read_curation(content_dir: Path, site_dir: Path, *, follow_links: bool = False) -> LoadedCuration:
    """Every file of `entities/` below the content folder; nothing where there is no such folder."""
    folder = content_dir / ENTITIES
    sources: list[CurationSource] = []
    faults: list[Diagnostic] = []
    if folder.is_dir():
        for found in find_sources(folder, site_dir, follow_links=follow_links):
            source, notes = (None, (found,)) if isinstance(found, Diagnostic) else _read(found)
            faults.extend(notes)
            if source:
                sources.append(source)
    return LoadedCuration(tuple(sources), tuple(faults))


def _read(found: Found) -> tuple[CurationSource | None, tuple[Diagnostic, ...]]:
    data, fault = read_source(found)
    if data is None:
        return None, (fault,) if fault else ()
    return parse_curation(data, found.path)


def parse_curation(data: bytes, path: PurePosixPath) -> tuple[CurationSource | None, tuple[Diagnostic, ...]]:
    """One file's keys and text. Pure."""
    text, notes = decode(data, path)
    if text is None:
        return None, notes
    parts, faults = split(text, path, {"name", "type", "aliases"})
    notes += faults
    if parts is None:
        return None, notes
    tree, faults = matter_of(parts, path)
    notes += faults
    if tree is None:
        return None, notes
    keys = {item.key: as_data(item.value) for item in tree.fields}
    lines = {item.key: item.line for item in tree.fields}
    body, comments = without_comments(parts.body)
    notes += told(comments, path, parts.body_line)
    return CurationSource(path, keys, lines, body, parts.body_line), notes
