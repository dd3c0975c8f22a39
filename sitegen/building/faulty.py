"""What a build gives up where something of ours fails, and what is said of it.

In: faults, as they are met. Out: what the build does without, so that everything else is made: an article's
marks, then the article, or a page that belongs to no single article; and a diagnostic for each fault, which
says where its traceback was kept.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeVar

from sitegen.building.processes.steps import Steps
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.faults import Fault, FaultError, Stage

T = TypeVar("T")
FOLDER = "faults"
"""Below the cache."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """What a build does without."""

    able: frozenset[str] = frozenset()
    """Articles, by id, that can be shown as they were before."""
    former: Mapping[str, Fault] = field(default_factory=dict)
    """Those of them with which something fails as they are."""
    plain: Mapping[str, Fault] = field(default_factory=dict)
    """Articles without marks, by id."""
    out: Mapping[str, Fault] = field(default_factory=dict)
    """Articles that are left out: even without marks something fails with them."""
    pages: Mapping[str, Fault] = field(default_factory=dict)
    """Pages and files that are left out, by path."""

    def after(self, error: FaultError) -> Faulty:
        """The same, and what these faults cost. Raises `error` again where nothing more can be given up."""
        former, plain, out = dict(self.former), dict(self.plain), dict(self.out)
        pages = dict(self.pages)
        for fault in error.faults:
            if fault.article in self.able and fault.article not in self.former:
                former[fault.article] = fault
            elif fault.article and fault.article not in self.out:
                (out if fault.article in self.plain else plain)[fault.article] = fault
            elif fault.page and fault.page not in self.pages:
                pages[fault.page] = fault
            else:
                raise error
        return Faulty(self.able, former, plain, out, pages)

    def as_before(self, article: str) -> bool:
        """Whether an article with which something fails is to be shown as it was before."""
        return article in self.able and article not in self.plain and article not in self.out


def carefully(work: Callable[[Faulty], T]) -> T:
    """What this work gives, again and again without what something of ours fails with.

    Every round gives up something more, so there is a last one.
    """
    without = Faulty()
    while True:
        try:
            return work(without)
        except FaultError as error:
            without = without.after(error)


def carefully_in_steps(work: Callable[[Faulty], Steps[T]], without: Faulty) -> Steps[T]:
    """The same for work that can be left between two steps; `without` is what it begins with."""
    while True:
        try:
            return (yield from work(without))
        except FaultError as error:
            without = without.after(error)


def reported(
    faults: Iterable[Fault],
    without: Faulty,
    paths: Mapping[str, PurePosixPath],
    folder: Path | None,
) -> tuple[Diagnostic, ...]:
    """A diagnostic for each of `faults` and for each that something is left out for.

    `paths`: the file of each article. `folder`: where tracebacks are kept; None for a new one among the
    system's temporary files.
    """
    lost = [(fault, LOST_PAGE) for fault in without.pages.values()]
    lost += [(fault, LOST_EDIT) for fault in without.former.values()]
    lost += [(fault, LOST_ARTICLE) for fault in without.out.values()]
    lost += [
        (fault, LOST_MARKS[fault.stage is Stage.ANNOTATE])
        for fault in faults
        if fault.article not in without.out
    ]
    if lost and folder is None:
        folder = Path(tempfile.mkdtemp(prefix="sitegen-faults-"))
    return tuple(_diagnostic(fault, cost, paths.get(fault.article), folder or Path()) for fault, cost in lost)


def _diagnostic(fault: Fault, cost: str, path: PurePosixPath | None, folder: Path) -> Diagnostic:
    where = Location(path) if path else None
    kept = _keep(fault, where, folder)
    message = f"{fault.what} failed, by a fault of sitegen's own: {fault.error}; {cost}"
    hint = f"please report it, with {kept}" if kept else "please report it; its traceback cannot be kept"
    return Diagnostic(fault.stage.code, Severity.ERROR, message, where, hint)


LOST_MARKS = (
    "the article is published without marks",
    "the article is published without what that would have found",
)
LOST_EDIT = "its last good page stays"
LOST_ARTICLE = "the article is left out"
LOST_PAGE = "that file is left out"


def _keep(fault: Fault, where: Location | None, folder: Path) -> Path | None:
    """Where the traceback was kept: one file for each article and stage, however often it fails."""
    name = fault.article or fault.page
    path = (
        folder / f"{fault.stage.code}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}.txt"
    )
    head = f"{where or fault.page}: {fault.what}: {fault.error}\n\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{head}{fault.trace}", encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return path
