"""An action on a card as a change of its file in `content/entities/`.

In: a request, the entity, and the file that the editor has for it, if any. Out: the file's path and a
function from its present text to the new one. Lists grow, single values give way to the editor's new one,
the note is replaced whole; everything else in the file stays to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.building.articles.saving import Change
from sitegen.content.curation import parse_curation
from sitegen.desk.requests import RefusedActionError, Wanted
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.curation import Curation
from sitegen.model.review import CurationEdit
from sitegen.model.site import Entity
from sitegen.resolve.curation.edits import applied
from sitegen.resolve.curation.entries import curation_entry
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


def card_edit(
    entity: Entity, other: Entity | None, want: Wanted, curation: Curation, folder: PurePosixPath
) -> CardEdit:
    """What a request says of an entity. `other`: the one of which `same_as` speaks.

    Raises `RefusedActionError` where that is nothing, or cannot be.
    """
    entries = {entry.id: entry for entry in curation.entries}
    if want.same_as:
        entity, other = _home(entity, other, curation)
    entry = entries.get(entity.id)
    path = entry.path if entry else folder / f"{entity.id}.md"
    head: list[tuple[str, str | bool]] = []
    lists: list[tuple[str, tuple[str, ...]]] = []
    if not entry:
        head += [("name", entity.name), ("type", str(entity.type))]
    if want.name and want.name != entity.name:
        head = [("name", want.name), *(pair for pair in head if pair[0] != "name")]
        if entity.name not in (entry.aliases if entry else ()):
            lists.append(("aliases", (entity.name,)))
    if want.type:
        head = [*(pair for pair in head if pair[0] != "type"), ("type", str(want.type))]
    if want.ignore:
        head.append(("ignore", True))
    if want.same_as and other:
        lists.append(("same_as", (other.id,)))
    if want.is_not:
        lists.append(("is_not", (want.is_not,)))
    if not (want.name or want.type or want.ignore or want.same_as or want.is_not or want.note is not None):
        raise RefusedActionError("this is no correction: it does not say what is right")
    return CardEdit(path, tuple(head), tuple(lists), want.note)


def _home(entity: Entity, other: Entity | None, curation: Curation) -> tuple[Entity, Entity]:
    """Whose file says that the two are one, and who becomes part of it."""
    if other is None or other.id == entity.id:
        raise RefusedActionError("a card can only be joined with another one of this site")
    own = {entry.id for entry in curation.entries}
    if entity.id in own and other.id in own:
        message = "both have a file in content/entities/; move what one says into the other, and delete it"
        raise RefusedActionError(message)
    return (entity, other) if entity.id in own else (other, entity)


def card_change(edit: CardEdit) -> Change:
    """The edit in whatever the file says when it is written."""

    def change(text: str | None) -> str:
        keys = tuple((key, value) for key, value in edit.head)
        new = applied(CurationEdit(edit.path, (*keys, *edit.lists)), text)
        for key, value in keys:
            new = _with_value(new, key, "true" if value is True else scalar(str(value)), edit.path)
        return new if edit.note is None else _with_note(new, edit.note)

    return change


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
