"""Reads the corrections files that stand beside articles: `port-talks.corrections.yaml`.

In: the content folder. Out: for each file its bytes; then, from bytes, its items with their lines, not
understood: what they mean is the business of `sitegen.corrections`. Touches the disk, only to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sitegen.content.decode import decode
from sitegen.content.loader import read_source
from sitegen.content.matter.formats import parse_mapping
from sitegen.content.matter.nodes import Field, Listing, Value, as_data
from sitegen.content.matter.nodes import Mapping as Tree
from sitegen.content.walk import APPROVED, CORRECTIONS, Found, find_corrections
from sitegen.diagnostics import Diagnostic, Location, Severity


@dataclass(frozen=True, slots=True)
class CorrectionsFile:
    """One file, as it is on disk."""

    article: str
    """The id of the article that it belongs to."""
    path: PurePosixPath
    """Relative to the site's folder."""
    data: bytes = field(repr=False)
    marks: bytes = field(repr=False, default=b"")
    """What was found when the article was approved; empty where there is no such file."""


@dataclass(frozen=True, slots=True)
class CorrectionItem:
    """One item of a section, or a section that has no items."""

    section: str
    line: int
    data: Mapping[str, Any] | None = field(hash=False)
    """Keys in order; None for what has no keys."""
    lines: Mapping[str, int] = field(hash=False)
    """The line of each key."""


def read_correction_files(
    content_dir: Path, site_dir: Path, *, follow_links: bool = False
) -> Iterator[CorrectionsFile | Diagnostic]:
    """Every corrections file below the content folder, in order of path, or why it cannot be read."""
    above = len(content_dir.parts)
    for found in find_corrections(content_dir, site_dir, follow_links=follow_links):
        yield found if isinstance(found, Diagnostic) else _read(found, above)


def _read(found: Found, above: int) -> CorrectionsFile | Diagnostic:
    data, fault = read_source(found)
    if fault or data is None:
        return fault or Diagnostic("file-unreadable", Severity.ERROR, "cannot be read", Location(found.path))
    article = "/".join(found.file.parts[above:])[: -len(CORRECTIONS)]
    marks = found.file.with_name(found.file.name.removesuffix(CORRECTIONS) + APPROVED)
    with_marks = Found(marks, found.path.with_name(marks.name))
    kept, fault = read_source(with_marks) if marks.exists() else (b"", None)
    return fault or CorrectionsFile(article, found.path, data, kept or b"")


def parse_items(
    data: bytes, path: PurePosixPath
) -> tuple[tuple[CorrectionItem, ...] | None, tuple[Diagnostic, ...]]:
    """The items of a file; None, and why, where it is no YAML of keys and values. Pure."""
    text, notes = decode(data, path)
    if text is None:
        return None, notes
    tree, faults = parse_mapping(text, 1, path, what="the corrections file", page="docs/corrections.md")
    if tree is None:
        return None, (*notes, *faults)
    return tuple(item for section in tree.fields for item in _items(section)), notes


def _items(section: Field) -> Iterator[CorrectionItem]:
    if isinstance(section.value, Listing):
        for item in section.value.items:
            yield _item(section.key, item, item.line)
    elif isinstance(section.value, Tree) or as_data(section.value) is not None:
        yield _item(section.key, section.value, section.line)


def _item(section: str, value: Value, line: int) -> CorrectionItem:
    if not isinstance(value, Tree):
        return CorrectionItem(section, line, None, {})
    data = {key.key: as_data(key.value) for key in value.fields}
    return CorrectionItem(section, line, data, {key.key: key.line for key in value.fields})
