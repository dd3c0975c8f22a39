"""An editor's word over the machine's: the values of `content/entities/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.model.annotation import EntityType


@dataclass(frozen=True, slots=True)
class CurationEntry:
    """One file of `content/entities/`: what an editor says of one entity."""

    id: str
    """The file's name without its suffix; the entity's id."""
    path: PurePosixPath
    name: str
    type: EntityType | None = None
    aliases: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    is_not: tuple[str, ...] = ()
    """Ids or names that are somebody else, however alike."""
    ignore: bool = False
    """Not an entity: its name and aliases are marked nowhere."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Curation:
    """All entries, sorted by id."""

    entries: tuple[CurationEntry, ...] = ()
