"""Why one page was made or not, for whoever asks."""

from __future__ import annotations

from pathlib import PurePosixPath

from sitegen.building.kept.explain import Fate, Why, explained
from sitegen.building.kept.memory import Kind
from sitegen.building.output.plan import Plan
from sitegen.building.output.writer import Written


def explained_page(asked: str, plan: Plan, done: Written, whys: Kind[Why]) -> tuple[str, ...]:
    """Lines to read. `asked`: the page's address or path, "" for none; `whys`: what pages were made from, by path."""
    if not asked:
        return ()
    page = asked.strip("/")
    wanted = {page, f"{page}/index.html".lstrip("/")}
    found = next((file for file in plan.files if file.why and file.path in wanted), None)
    if found is None or found.why is None:
        return (f"{asked}: no page or file of that address is made from articles",)
    fate = Fate.SAME if found.path in done.made else Fate.KEPT
    if PurePosixPath(found.path) in done.written:
        fate = Fate.WRITTEN
    before = whys.read((found.path,)).get(found.path)
    return tuple(explained(found.path, before, found.why(), fate))
