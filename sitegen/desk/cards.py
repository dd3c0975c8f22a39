"""An action on a card as a change of its file in `content/entities/`.

In: a request, the entity, and the file that the editor has for it, if any. Out: the file's path and a
function from its present text to the new one. Lists grow, single values give way to the editor's new one,
the note is replaced whole; everything else in the file stays to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import PurePosixPath

from sitegen.building.articles.saving import Change
from sitegen.content.curation import parse_curation
from sitegen.desk.requests import RefusedActionError, Wanted
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.article import ArticleId
from sitegen.model.curation import Curation
from sitegen.model.review import CurationEdit
from sitegen.model.site import Entity, short_id
from sitegen.resolve.curation.edits import applied
from sitegen.resolve.curation.entries import curation_entry
from sitegen.slugs import address_part
from sitegen.yamltext import scalar


@dataclass(frozen=True, slots=True)
class CardEdit:
    """What is to stand in one file."""

    path: PurePosixPath
    head: tuple[tuple[str, str | bool], ...] = ()
    """Single values, which replace what is there."""
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What lists are to hold, too."""
    note: str | None = None
    """What the note is to be."""
    former: str | None = None
    """The note that the editor saw, where that is known."""
    more: str = ""
    """What it is to say, too."""


def card_edit(
    entity: Entity,
    other: Entity | None,
    want: Wanted,
    curation: Curation,
    folder: PurePosixPath,
    article: ArticleId,
) -> CardEdit:
    """What a request says of an entity. `other`: the one of which `same_as` speaks; `article`: in hand.

    Raises `RefusedActionError` where that is nothing, or cannot be.
    """
    if want.apart:
        return _apart(entity, curation, folder, article)
    if want.same_as:
        return _joined(*_home(entity, other, curation), curation, folder)
    if not (want.name or want.type or want.ignore or want.is_not or want.note is not None):
        raise RefusedActionError("this is no correction: it does not say what is right")
    path, head = _own_file(entity, curation, folder)
    entry = curation.by_id().get(entity.id)
    lists: list[tuple[str, tuple[str, ...]]] = []
    if want.name and want.name != entity.name:
        head = head | {"name": want.name}
        if entity.name not in (entry.aliases if entry else ()):
            lists.append(("aliases", (entity.name,)))
    if want.type:
        head = head | {"type": str(want.type)}
    if want.ignore:
        head = head | {"ignore": True}
    if want.is_not:
        lists.append(("is_not", (want.is_not,)))
    return CardEdit(path, tuple(head.items()), tuple(lists), want.note)


def _own_file(
    entity: Entity, curation: Curation, folder: PurePosixPath
) -> tuple[PurePosixPath, dict[str, str | bool]]:
    """The entity's file, and what a new one needs."""
    entry = curation.by_id().get(entity.id)
    if entry:
        return entry.path, {}
    return folder / f"{entity.id}.md", {"name": entity.name, "type": str(entity.type)}


def _joined(home: Entity, other: Entity, curation: Curation, folder: PurePosixPath) -> CardEdit:
    """The other one is the same; the note and links that its file gives it are taken over."""
    path, head = _own_file(home, curation, folder)
    entry = curation.by_id().get(other.id)
    links = tuple(link for link in entry.links if link not in home.links) if entry else ()
    lists = (("same_as", (str(other.id),)), *([("links", links)] if links else []))
    return CardEdit(path, tuple(head.items()), lists, more=entry.note if entry else "")


def _home(entity: Entity, other: Entity | None, curation: Curation) -> tuple[Entity, Entity]:
    """Whose file says that the two are one, and who becomes part of it.

    Where both have a file, that of the other one says it, and takes over this one's note and links.
    """
    if other is None or other.id == entity.id:
        raise RefusedActionError("a card can only be joined with another one of this site")
    own = curation.by_id()
    return (entity, other) if entity.id in own and other.id not in own else (other, entity)


def _apart(entity: Entity, curation: Curation, folder: PurePosixPath, article: ArticleId) -> CardEdit:
    """A new file for whoever bears the name in this article alone; the others stay where they are."""
    entry = curation.by_id().get(entity.id)
    if entry and article in entry.articles:
        raise RefusedActionError(f"{entry.path} says that it is this one: take {article} from its articles")
    taken = curation.by_id()
    name = short_id(f"{entity.id}-{address_part(article.rpartition('/')[2])}")
    able = chain((name,), (f"{name}-{number}" for number in count(2)))
    path = folder / f"{next(one for one in able if one not in taken)}.md"
    return CardEdit(path, (("name", entity.name), ("type", str(entity.type))), (("articles", (article,)),))


def card_change(edit: CardEdit) -> Change:
    """The edit in whatever the file says when it is written."""

    def change(text: str | None) -> str:
        _check_note(edit, text)
        keys = tuple((key, value) for key, value in edit.head)
        new = applied(CurationEdit(edit.path, (*keys, *edit.lists)), text)
        for key, value in keys:
            new = _with_value(new, key, "true" if value is True else scalar(str(value)), edit.path)
        new = new if edit.note is None else _with_note(new, edit.note)
        return f"{new.rstrip()}\n\n{edit.more.strip()}\n" if edit.more.strip() else new

    return change


def _check_note(edit: CardEdit, text: str | None) -> None:
    """Raises `RefusedActionError` where a note would be lost that the editor has not seen."""
    if edit.note is None or edit.former is None:
        return
    source = parse_curation((text or "").encode(), edit.path)[0]
    if source and source.body.strip() != edit.former.strip():
        raise RefusedActionError("somebody else has written another note meanwhile; look again", 409)


def _with_value(text: str, key: str, value: str, path: PurePosixPath) -> str:
    """The file with this value of a key that stands on one line."""
    lines = text.split("\n")
    for number in _head(lines):
        found = re.match(rf"{key}\s*:\s*(?P<old>.*?)(?P<tail>\s+#.*)?\Z", lines[number])
        if not found:
            continue
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if found["old"][:1] in set("[{|>&*") or re.match(r"\s+\S", below):
            message, hint = f"{key} is written in a form that cannot be changed", f"write  {key}: {value}"
            where = Location(path, number + 1)
            raise SitegenError(Diagnostic("curation-value-wrong", Severity.ERROR, message, where, hint))
        lines[number] = f"{key}: {value}{found['tail'] or ''}"
        return "\n".join(lines)
    return text


def _head(lines: list[str]) -> Iterator[int]:
    """The lines of the front matter."""
    for number in range(1, len(lines)):
        if lines[number].rstrip() in {"---", "..."}:
            return
        yield number


def _with_note(text: str, note: str) -> str:
    """The file with this note and no other below its front matter."""
    lines = text.split("\n")
    end = max(_head(lines), default=0) + 2
    body = note.strip("\n")
    return "\n".join([*lines[:end], *([body] if body.strip() else []), ""])


def check_entry(text: str | None, path: PurePosixPath, hint: str) -> None:
    """Raises `SitegenError` where the text is no entry that counts whole."""
    if text is None:
        return
    source, notes = parse_curation(text.encode(), path)
    entry, faults = curation_entry(path, source.data, source.body, source.line_of) if source else (None, ())
    if entry is None or any(fault.code == "curation-value-wrong" for fault in faults):
        fault = Diagnostic(
            "write-failed", Severity.ERROR, "this is no file of the curation", Location(path), hint
        )
        raise SitegenError(*notes, *faults, fault)
