"""An editor's word over the machine's: the values of `content/entities/`, one entry for each file.

`resolve.curation.entries` makes them from front matter and body; `content` reads the files; nothing here does
either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from sitegen.model.annotation import EntityType
from sitegen.model.article import ArticleId
from sitegen.model.site import EntityId


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose an address is."""

    base: str
    """The address that its name alone makes."""
    articles: tuple[ArticleId, ...]
    """Articles that name it, the oldest first."""


Issued = Mapping[EntityId, Holder]
"""Ids that builds gave out."""


@dataclass(frozen=True, slots=True)
class CurationEntry:
    """One file of `content/entities/`: what an editor says of one entity."""

    id: str
    """The file's name without its suffix; the entity's id."""
    path: PurePosixPath
    name: str
    type: EntityType | None = None
    """None leaves the type to the articles' vote."""
    aliases: tuple[str, ...] = ()
    """Other names. Each is a mention wherever it stands in a text, capitals as written here."""
    aliases_in: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Article id to further aliases that hold in that article alone: "Halloran" for one of two."""
    links: tuple[str, ...] = ()
    """URLs that say more: Wikidata, a home page."""
    is_not: tuple[str, ...] = ()
    """Ids or names that are somebody else, however alike."""
    same_as: tuple[str, ...] = ()
    """Ids of other entities that are this one; their pages lead here."""
    redirect_from: tuple[str, ...] = ()
    """Ids that this page had before."""
    articles: tuple[str, ...] = ()
    """Ids of the only articles that the entry speaks of; empty: all. Tells two people of one name apart."""
    description: str = ""
    """The description to show first, where an article uses these very words."""
    ignore: bool = False
    """Not an entity: its name and aliases are marked nowhere."""
    note: str = ""
    """An editor's Markdown: the file's body."""
    lines: tuple[tuple[str, int], ...] = ()
    """Key and the file's line on which it stands, for messages."""

    def claims(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each name that the entry claims, and the only articles in which it does; none: in all."""
        everywhere = [(name, self.articles) for name in dict.fromkeys((self.name, *self.aliases))]
        return (*everywhere, *((name, (article,)) for article, names in self.aliases_in for name in names))

    def line_of(self, key: str) -> int | None:
        """The file's line of a key, where the file has it."""
        return dict(self.lines).get(key)


@dataclass(frozen=True, slots=True)
class Curation:
    """All entries, sorted by id."""

    entries: tuple[CurationEntry, ...] = ()
    issued: Issued = field(default_factory=dict, hash=False)
    """Addresses that are not to come to mean somebody else."""

    def by_id(self) -> dict[str, CurationEntry]:
        """Each entry under its id; of two files of one id the first counts."""
        return {entry.id: entry for entry in reversed(self.entries)}
