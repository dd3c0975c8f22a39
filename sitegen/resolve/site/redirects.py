"""Ids that pages had before, each with the page that has its content now.

In: groups with their ids, and curation. Out: pairs of former and present id, sorted, with what is wrong
in the curation files. A present id is never redirected.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.curation import Curation, CurationEntry
from sitegen.model.site import EntityId
from sitegen.resolve.site.ids import slug
from sitegen.resolve.site.merging import Group

Redirects = tuple[tuple[EntityId, EntityId], ...]


def redirects(
    groups: Sequence[tuple[EntityId, Group]], curation: Curation
) -> tuple[Redirects, tuple[Diagnostic, ...]]:
    """Former ids: those that an editor names, and those that a name would have without its merge."""
    present = {eid for eid, _ in groups}
    pages = {eid.casefold() for eid in present}  # capitals make no other file on many disks
    moved: dict[EntityId, EntityId] = {}
    faults: list[Diagnostic] = []
    for entry in curation.entries:
        for former in entry.redirect_from:
            if EntityId(entry.id) not in present:
                continue
            if former.casefold() in pages:
                faults.append(_fault(entry, former))
            else:
                moved[EntityId(former)] = EntityId(entry.id)
                pages.add(former.casefold())
    for eid, group in sorted(groups, key=lambda pair: pair[0]):
        for former in sorted(_former_ids(group)):
            if former.casefold() not in pages:
                moved[EntityId(former)] = eid
                pages.add(former.casefold())
    return tuple(sorted(moved.items())), tuple(faults)


def _former_ids(group: Group) -> set[str]:
    former = {slug(name) for name in group.merged} | set(group.former)
    if group.curated:
        former |= {slug(local.name) for local in group.locals if len(local.name.words) > 1}
    return former


def _fault(entry: CurationEntry, former: str) -> Diagnostic:
    message = f"redirect_from names “{former}”, which is a page of its own or leads elsewhere already"
    where = Location(entry.path, entry.line_of("redirect_from"))
    hint = "remove it, or merge the two with same_as"
    return Diagnostic("curation-redirect", Severity.WARNING, message, where, hint)
