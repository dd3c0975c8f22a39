"""What a build is to leave in the output folder, as values: planned first, then compared, then made.

Nothing is made to make a plan. Two plans are equal where the same files would be made from the same things;
printed, a plan is one line for each file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace

from sitegen.building.kept.explain import Why
from sitegen.building.output.manifest import Entry
from sitegen.diagnostics import Diagnostic
from sitegen.faults import Stage, blaming
from sitegen.model.site import Output
from sitegen.render.site.record import SearchRecord

SHORT = 12
"""Characters of a key that are printed."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A file to be, and how to make it."""

    path: str
    """Below the output folder."""
    make: Callable[[], bytes | Iterator[bytes]] = field(compare=False, repr=False)
    """Its content; of a large file in parts, which are never held all at once."""
    key: str = ""
    """Digest of everything that it is made from; "" where that is not known, so that it is always made."""
    why: Callable[[], Why] | None = field(default=None, compare=False, repr=False)
    """The same in parts, for whoever asks why it was made."""
    large: bool = False
    """Whether it takes as long as many others."""
    article: str = ""
    """Id of the article that it is a page or file of; "" for what belongs to no single one."""
    finish: Callable[[bytes], bytes] | None = field(default=None, compare=False, repr=False)
    """What is put to its content at last: other articles have a part in it, so it is not kept with the rest."""
    unfinished: str = ""
    """Digest of what all else is made from; "" where nothing is put to it at last."""

    @property
    def kept_as(self) -> str:
        """The key of what `make` gives."""
        return self.unfinished or self.key

    def blamed(self) -> AbstractContextManager[None]:
        """Whose fault it is when making it fails: raises `FaultError`."""
        page = "" if self.article else self.path
        return blaming(Stage.RENDER, f"making {self.path}", self.article, page)

    def __str__(self) -> str:
        return f"{self.key[:SHORT] or '-':{SHORT}} {self.path}"


def ready(output: Output) -> Planned:
    """An output that is made already."""
    return Planned(str(output.path), lambda: output.content)


def _nothing() -> Iterator[SearchRecord]:
    yield from ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file of a site, and what its search index is made from."""

    files: tuple[Planned, ...]
    search_key: str = ""
    """Changes whenever the records may."""
    records: Callable[[], Iterator[SearchRecord]] = field(default=_nothing, compare=False, repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()

    def __str__(self) -> str:
        return "\n".join(map(str, self.files))

    def with_files(self, more: tuple[Planned, ...]) -> Plan:
        """The same and these files."""
        return replace(self, files=(*self.files, *more))


@dataclass(frozen=True, slots=True)
class Changes:
    """A plan against what stands in the output folder."""

    keep: Mapping[str, Entry]
    """Files that stay as they are."""
    make: tuple[str, ...]
    """Paths of those to be made, sorted; some may turn out to be as they were."""
    remove: tuple[str, ...]
    """Paths of our own files that no plan has any more, sorted."""

    def __str__(self) -> str:
        return "\n".join((*(f"make {path}" for path in self.make), *(f"remove {path}" for path in self.remove)))


def changes(planned: Mapping[str, Planned], before: Mapping[str, Entry], there: Mapping[str, str]) -> Changes:
    """What has to be done, by what the last build's manifest says and the digests of what stands there."""
    keep = {
        path: before[path]
        for path, plan in planned.items()
        if plan.key and there[path] and before.get(path) == (there[path], plan.key)
    }
    return Changes(keep, tuple(sorted(planned.keys() - keep)), tuple(sorted(before.keys() - planned.keys())))
