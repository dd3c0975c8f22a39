"""A site's static files beside what is made: planned for the output folder, unless their place is taken.

A static file never replaces a page: that would hide a part of the site without a word. Only what sitegen
writes as a mere default gives way to the site's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitegen.building.output.manifest import folders_above
from sitegen.building.output.plan import Planned
from sitegen.content.static import StaticFile
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.render.permalinks import INDEX

DEFAULTS = frozenset({"robots.txt"})
"""Written where the site has none of its own."""
SEARCH = INDEX.rstrip("/")
"""The search index makes this folder, whose files are not known beforehand."""


def with_static(
    planned: Sequence[Planned], static: Sequence[StaticFile]
) -> tuple[tuple[Planned, ...], tuple[Diagnostic, ...]]:
    """The planned outputs with the static files among them, and the static files that have no room."""
    if not static:
        return tuple(planned), ()
    own = {str(file.place) for file in static}
    made = [plan for plan in planned if not (plan.path in DEFAULTS and plan.path in own)]
    taken = _Taken(plan.path for plan in made)
    files: list[Planned] = []
    faults: list[Diagnostic] = []
    for file in static:
        problem = taken.problem(str(file.place))
        if problem:
            faults.append(_clash(file, problem))
        else:
            files.append(Planned(str(file.place), file.file.read_bytes))
    return (*made, *files), tuple(faults)


class _Taken:
    """The places of what is made. Capitals do not count: not every disk and host tells them apart."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._files = {path.casefold(): path for path in paths}
        self._folders = {
            folder.casefold(): folder for path in self._files.values() for folder in folders_above(path)
        }

    def problem(self, place: str) -> str:
        """Why nothing else can stand at a place; "" where something can."""
        if place.casefold() in self._files:
            return f"sitegen makes {self._files[place.casefold()]} itself"
        if place.casefold() in self._folders:
            return f"sitegen makes a folder of that name, {self._folders[place.casefold()]}/"
        for folder in folders_above(place):
            if folder.casefold() in self._files:
                return f"its folder would stand where sitegen makes the file {self._files[folder.casefold()]}"
            if folder.casefold() == SEARCH:
                return f"{SEARCH}/ is the folder of the search index"
        return ""


def _clash(file: StaticFile, problem: str) -> Diagnostic:
    message = f"cannot be published as {file.place}: {problem}"
    hint = "give the file another name; pages are changed by templates, see docs/templates.md"
    return Diagnostic("static-clash", Severity.ERROR, message, Location(file.path), hint)
