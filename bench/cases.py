"""The cases that are single commands: built from nothing, nothing changed, one article changed; and physical limits.

Both generators do the same in turn, and who begins changes with every repetition, so that whatever else the
machine does falls on both.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from contestants import Contestant, Hugo, Sitegen
from edits import chosen, edited, save
from measure import Usage, contents, tree_of, written
from rows import Row, Side
from workplace import put_aside

HEAVY = (
    "babel",
    "click",
    "jinja2",
    "markdown_it",
    "msgspec",
    "networkx",
    "numpy",
    "pagefind",
    "rich",
    "spacy",
    "yaml",
)
"""Libraries whose import is worth telling."""
SETTLE = 2.5
"""Seconds after which a file is old enough for a build to trust its times."""


@dataclass
class Field:
    """Both contestants with the same corpus, and how often everything is repeated."""

    size: int
    repeat: int
    sitegen: Sitegen
    hugo: Hugo
    built: bool = False
    """Whether both have the site as it is now in their output."""

    @property
    def both(self) -> tuple[Contestant, Contestant]:
        """Ours first."""
        return self.sitegen, self.hugo

    def turns(self) -> Iterator[tuple[int, Contestant]]:
        """Each repetition with each contestant."""
        for n in range(self.repeat):
            for contestant in self.both if n % 2 == 0 else self.both[::-1]:
                yield n, contestant

    def ensure_built(self) -> None:
        """Build both where a case needs what an earlier build left."""
        if not self.built:
            time.sleep(SETTLE)
            for contestant in self.both:
                contestant.build()
        self.built = True


def measured(field: Field, contestant: Contestant, row: Row) -> Usage:
    """One build into the row, with what it wrote. No article may be annotated in it."""
    known = field.sitegen.annotated()
    before = contestant.tree()
    used = contestant.build()
    after = contestant.tree()
    if field.sitegen.annotated() != known:
        raise RuntimeError("articles were annotated while it was measured: run again, the code has changed")
    side = row.sides.setdefault(contestant.name, Side())
    if not side.wall or used.wall < min(side.wall):
        side.stages = Sitegen.stages(used)
    side.wall.append(used.wall)
    side.cpu.append(used.cpu)
    side.rss_mb.append(used.rss_mb)
    side.processes = max(side.processes, used.processes)
    inside = str(contestant.output)
    side.files, side.bytes = written(_below(before, inside), _below(after, inside))
    side.others = written(before, after)[0] - side.files
    return used


def _below(tree: dict, folder: str) -> dict:
    return {path: stamp for path, stamp in tree.items() if path.startswith(folder)}


@contextmanager
def _in_order(row: Row) -> Iterator[Row]:
    yield row
    row.sides = {name: row.sides[name] for name in ("sitegen", "hugo") if name in row.sides}


def clean(field: Field) -> Iterator[Row]:
    """No output, and no cache but the annotations."""
    title = "from nothing, annotations cached"
    with _in_order(Row(field.size, "clean", title)) as row:
        for _, contestant in field.turns():
            contestant.wipe(caches=True)
            measured(field, contestant, row)
    field.built = True
    yield row


def cached(field: Field) -> Iterator[Row]:
    """No output, but every cache that the last build left. Hugo keeps none that matters here."""
    field.ensure_built()
    with _in_order(Row(field.size, "cached", "output removed, all caches of the last build kept")) as row:
        for _, contestant in field.turns():
            contestant.wipe(caches=False)
            measured(field, contestant, row)
    yield row


def same(field: Field) -> Iterator[Row]:
    """Nothing changed since the last build, which another process made."""
    field.ensure_built()
    with _in_order(Row(field.size, "same", "nothing changed")) as row:
        time.sleep(SETTLE)
        field.sitegen.build()  # the first look at inputs that were too young to be trusted
        for _, contestant in field.turns():
            measured(field, contestant, row)
    ours = row.sides["sitegen"]
    row.notes.append(f"sitegen wrote {ours.files + ours.others} files")
    row.notes.append(f"imported: {', '.join(field.sitegen.imported(HEAVY)) or 'none of ' + ', '.join(HEAVY)}")
    yield row


TITLES = {"word": "one article changed: a word", "quote": "one article changed: a quotation added"}


def changes(field: Field) -> list[tuple[str, list[int]]]:
    """For each kind of edit, the numbers of the articles that get it."""
    places = list(range(field.size))
    return [(kind, chosen(places, field.repeat, part, len(TITLES))) for part, kind in enumerate(TITLES)]


def variants(field: Field) -> list[str]:
    """The texts that the edits make, to be annotated before."""
    articles = field.sitegen.articles
    return [edited(articles[n].read_text(), kind) for kind, places in changes(field) for n in places]


def edit(field: Field) -> Iterator[Row]:
    """One article is saved and the site built by a new process; its new annotations are in the cache."""
    field.ensure_built()
    for kind, places in changes(field):
        with _in_order(Row(field.size, kind, TITLES[kind])) as row:
            for n, place in enumerate(places):
                for contestant in field.both if n % 2 == 0 else field.both[::-1]:
                    path = contestant.articles[place]
                    save(path, edited(path.read_text(), kind))
                    measured(field, contestant, row)
        yield row
    yield _compared(field)


def _compared(field: Field) -> Row:
    """Whether the output after all edits is what a build from nothing makes."""
    ours, row = field.sitegen, Row(field.size, "equal", "after all edits, against a build from nothing")
    after_edits = contents(ours.output)
    ours.wipe(caches=True)
    ours.build()
    from_nothing = contents(ours.output)
    names = sorted(
        p for p in after_edits.keys() | from_nothing.keys() if after_edits.get(p) != from_nothing.get(p)
    )
    total = f"{len(from_nothing):,} files"
    row.notes.append(
        f"{total}, {len(names)} differ: {', '.join(names[:5])}" if names else f"{total}, all equal"
    )
    return row


def search(field: Field) -> Iterator[Row]:
    """The search index, timed alone: the stage of a build that makes it anew."""
    row, ours = Row(field.size, "search", "search index, alone"), field.sitegen
    field.ensure_built()
    ours.search(wanted=True)
    used = ours.build()
    ours.search(wanted=False)
    field.built = False
    row.notes.append(f"{ours.stages(used).get('search', 0):.2f} s of a build of {used.wall:.2f} s")
    yield row


def limits(field: Field) -> Iterator[Row]:
    """What the disk and plain Python take for the same bytes, without any generator."""
    field.ensure_built()
    row = Row(field.size, "limits", "read all sources")
    row.sides["sitegen"] = _timed(field.repeat, lambda: _read(field.sitegen.articles))
    yield row
    row = Row(field.size, "limits", "inside sitegen's templates, of a build from nothing")
    wall, cpu, calls = field.sitegen.templates()
    row.sides["sitegen"] = Side(wall=[wall], cpu=[cpu])
    row.notes.append(f"{calls:,} templates")
    yield row
    for contestant in field.both:
        row = Row(field.size, "limits", f"write as many files of the same sizes as {contestant.name}")
        row.sides[contestant.name] = _writing(field, contestant)
        yield row


def _timed(times: int, work: Callable[[], object]) -> Side:
    side = Side()
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        side.wall.append(time.perf_counter() - wall)
        side.cpu.append(time.process_time() - cpu)
    return side


def _read(paths: list[Path]) -> int:
    return sum(len(path.read_bytes()) for path in paths)


def _writing(field: Field, contestant: Contestant) -> Side:
    import os

    target = contestant.folder.parent / "plain-writes"
    sizes = {os.path.relpath(p, contestant.output): s[0] for p, s in tree_of(contestant.output).items()}
    data, folders = bytes(max(sizes.values())), {os.path.dirname(path) for path in sizes}  # noqa: PTH120
    above = {str(one) for folder in folders for one in (Path(folder), *Path(folder).parents)} - {"."}

    def write() -> None:
        target.mkdir()
        for folder in sorted(above):
            os.mkdir(f"{target}/{folder}")  # noqa: PTH102
        for path, size in sizes.items():
            with open(f"{target}/{path}", "wb", buffering=0) as file:  # noqa: PTH123 - the barest way
                file.write(data[:size])

    side = Side()
    for _ in range(field.repeat):
        put_aside(target, target.parent)
        os.sync()
        one = _timed(1, write)
        side.wall += one.wall
        side.cpu += one.cpu
    put_aside(target, target.parent)
    side.files, side.bytes = len(sizes), sum(sizes.values())
    return side
