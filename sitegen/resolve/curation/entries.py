"""`content/entities/`: front matter and body to curation entries.

In: files as read and split elsewhere. Out: typed entries, and one diagnostic for each mistake with the
file's line. Pure: no file is opened here, and no text of an article is seen.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any, Protocol

from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.annotation import EntityType
from sitegen.model.curation import Curation, CurationEntry
from sitegen.model.site import LONGEST_ID, short_id
from sitegen.slugs import address_part

WORDS = ("name", "type", "description")
LISTS = ("aliases", "links", "is_not", "same_as", "redirect_from", "articles")
_ID = re.compile(r"\w[\w.-]*")
KEYS = (*WORDS, *LISTS, "aliases_in", "ignore")
"""Every key that a curation file may have."""
TYPES = {str(t): t for t in EntityType if t is not EntityType.DATE} | {
    "organization": EntityType.ORGANISATION,
    "org": EntityType.ORGANISATION,
}


Fault = Callable[[str, str, str], None]
"""Takes a key, a message and a hint."""


class CurationFile(Protocol):
    """One file, split into keys and body; reading is somebody else's business."""

    @property
    def path(self) -> PurePosixPath:
        """Relative to the site's folder."""

    @property
    def data(self) -> Mapping[str, Any]:
        """The front matter's keys and values."""

    @property
    def body(self) -> str:
        """What stands below the front matter."""

    def line_of(self, key: str) -> int:
        """The file's line of a key."""


class CurationFiles(Protocol):
    """All files that could be read, and what was wrong with the others."""

    @property
    def sources(self) -> Sequence[CurationFile]:
        """The usable files."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was wrong with the others."""


def read_entries(files: CurationFiles) -> tuple[Curation, tuple[Diagnostic, ...]]:
    """All entries, sorted by id, with everything that is wrong in and between them."""
    entries: list[CurationEntry] = []
    found = list(files.diagnostics)
    for file in files.sources:
        entry, faults = curation_entry(file.path, file.data, file.body, file.line_of)
        found += faults
        if entry is not None:
            entries.append(entry)
    curation = Curation(tuple(sorted(entries, key=lambda e: (e.id, e.path))))
    return curation, (*found, *clashes(curation))


def curation_entry(
    path: PurePosixPath, data: Mapping[str, Any], body: str, line_of: Callable[[str], int]
) -> tuple[CurationEntry | None, tuple[Diagnostic, ...]]:
    """One entry, or None where it has no name. A wrong value is reported and left out."""
    faults: list[Diagnostic] = []

    def fault(key: str, message: str, hint: str) -> None:
        where = Location(path, line_of(key))
        faults.append(Diagnostic("curation-value-wrong", Severity.WARNING, message, where, hint))

    values = {}
    for key, value in data.items():
        if key not in KEYS:
            faults.append(_unknown(key, path, line_of(key)))
        elif value is not None:
            values[key] = _value(key, value, fault)
    name = values.get("name") or ""
    if not name:
        fault("name", "a curation file needs a name", "add  name: Full Name  to the front matter")
        return None, tuple(faults)
    kind = _type(values.get("type"), fault)
    lists = {key: values.get(key, ()) for key in LISTS}
    lists["redirect_from"] = tuple(_former_ids(lists["redirect_from"], fault))
    return CurationEntry(
        id=short_id(address_part(path.stem) or path.stem),
        path=path,
        name=name,
        type=kind,
        **lists,
        aliases_in=values.get("aliases_in", ()),
        description=values.get("description", ""),
        ignore=values.get("ignore", False),
        note=body.strip(),
        lines=tuple((key, line_of(key)) for key in data if key in KEYS),
    ), tuple(faults)


def _value(key: str, value: Any, fault: Fault) -> Any:
    """The value in the form that its key asks; an empty one where it is of another kind."""
    if key == "ignore":
        if isinstance(value, bool):
            return value
        fault(key, f"ignore is “{value}”, neither true nor false", "write  ignore: true")
        return False
    if key in WORDS:
        if isinstance(value, str):
            return " ".join(value.split())
        fault(key, f"{key} is not a text", f"write  {key}: …  on one line")
        return ""
    if key == "aliases_in":
        return _by_article(value, fault)
    items = value if isinstance(value, (list, tuple)) else (value,)
    if all(isinstance(item, str) for item in items):
        return tuple(dict.fromkeys(" ".join(item.split()) for item in items if item.strip()))
    fault(key, f"{key} is not a list of texts", f"write  {key}: [One, Two]")
    return ()


def _former_ids(ids: Iterable[str], fault: Fault) -> Iterable[str]:
    """Those that can be part of an address."""
    for former in ids:
        if _ID.fullmatch(former) and len(former.encode()) <= LONGEST_ID:
            yield former
        else:
            shown = former if len(former) <= 60 else f"{former[:59]}…"
            last = address_part(PurePosixPath(former).name)[:60]
            hint = f"write the last part of the page's former address:  {last}"
            fault("redirect_from", f"redirect_from names “{shown}”, which is no id of a page", hint)


def _at_key(fault: Fault, key: str, _: str, message: str, hint: str) -> None:
    """Report at a key what was found inside its value."""
    fault(key, message, hint)


def _by_article(value: Any, fault: Fault) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if isinstance(value, Mapping):
        here = partial(_at_key, fault, "aliases_in")
        lists = ((str(article), _value("aliases", names, here)) for article, names in value.items())
        return tuple((article, names) for article, names in lists if names)
    fault(
        "aliases_in",
        "aliases_in does not say for which article",
        "write  article-id: [Name]  on lines below it",
    )
    return ()


def _type(value: str | None, fault: Fault) -> EntityType | None:
    if value and value.lower() not in TYPES:
        known = ", ".join(sorted(set(TYPES.values())))
        fault("type", f"“{value}” is no type of entity", f"use one of {known}")
    return TYPES.get(value.lower()) if value else None


def _unknown(key: str, path: PurePosixPath, line: int) -> Diagnostic:
    near = difflib.get_close_matches(key, KEYS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"keys are {', '.join(KEYS)}"
    message = f"“{key}” is no key of a curation file; it is ignored"
    return Diagnostic("curation-key-unknown", Severity.WARNING, message, Location(path, line), hint)


def clashes(curation: Curation) -> Iterable[Diagnostic]:
    """Two files with one id, and names that two entries claim in one article."""
    claims: dict[str, list[tuple[CurationEntry, Articles]]] = defaultdict(list)
    seen: dict[str, CurationEntry] = {}
    for entry in curation.entries:
        if entry.id in seen:
            message = f"{entry.path.name} and {seen[entry.id].path} are both the entity “{entry.id}”"
            yield _clash(entry, "name", message, "rename one of the two files")
            continue
        seen[entry.id] = entry
        for name, articles in entry.claims():
            rival = next(
                (e for e, other in claims[name] if e is not entry and may_meet(articles, other)), None
            )
            if rival is not None:
                key = "aliases" if name in entry.aliases else "name"
                message = f"“{name}” is claimed by {rival.path} too; neither gets it"
                yield _clash(entry, key, message, "remove it from one, or give both a list of articles")
            claims[name].append((entry, articles))


def _clash(entry: CurationEntry, key: str, message: str, hint: str) -> Diagnostic:
    where = Location(entry.path, entry.line_of(key))
    return Diagnostic("curation-clash", Severity.WARNING, message, where, hint)


Articles = tuple[str, ...]
"""The only articles in which a name is claimed; none: all."""


def may_meet(a: Articles, b: Articles) -> bool:
    """Whether two claims to one name contradict each other: one for some articles overrides one for all."""
    return not set(a).isdisjoint(b) if a and b else not a and not b
