"""Files are made in the order in which they are wanted, and a build that is broken off loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PurePosixPath

import pytest

from sitegen.atomic import TEMPORARY
from sitegen.building.output import making
from sitegen.building.output.manifest import JOURNAL, MANIFEST
from sitegen.building.output.plan import Planned
from sitegen.building.output.workshop import Workshop
from sitegen.building.processes.steps import LookedAt, Pause
from sitegen.building.output.plan import ready
from sitegen.building.output.writer import Written, write_outputs, writing
from sitegen.model.site import Output

NAMES = [f"p{number:02}.html" for number in range(60)]


def plans(text: str, made: list[str], *others: Planned) -> list[Planned]:
    """Sixty pages of this text, which say when they are made."""

    def make(name: str) -> Callable[[], bytes]:
        return lambda: made.append(name) or text.encode()  # type: ignore[func-returns-value]

    return [*(Planned(name, make(name), f"{text} {name}") for name in NAMES), *others]


def style(text: str) -> Planned:
    """A stylesheet, named by what is in it."""
    return ready(Output(PurePosixPath(f"assets/{text}.css"), text.encode()))


def written(
    output: Path,
    files: list[Planned],
    looked_at: Callable[[], LookedAt],
    told: Callable[[], object] = lambda: None,
    leave: Callable[[], bool] = lambda: False,
) -> Written | None:
    """Write step by step, as the preview does; None where it is left."""
    steps, now = writing(output, files, Workshop()), None
    with closing(steps):
        while True:
            try:
                pause: Pause = steps.send(now)
            except StopIteration as end:
                done: Written = end.value
                return done
            if pause.placed:
                told()
            if leave():
                return None
            now = looked_at()


def state(output: Path, *names: str) -> list[str]:
    """What stands in these places."""
    return [(output / name).read_text() if (output / name).exists() else "" for name in names]


def test_what_is_looked_at_comes_first(tmp_path: Path) -> None:
    """It is in its place, with the styles that it links to, before anything else is made; told of once."""
    made: list[str] = []
    write_outputs(tmp_path, plans("old", made, style("old")))
    made.clear()
    told: list[tuple[list[str], list[str]]] = []

    def tell() -> None:
        told.append((state(tmp_path, "p40.html", "assets/new.css", "assets/old.css", "p00.html"), list(made)))

    done = written(
        tmp_path, plans("new", made, style("new")), lambda: ["p40.html", "elsewhere.html"], tell
    )
    assert done
    assert told == [(["new", "new", "old", "old"], ["p40.html"])]
    assert sorted(made) == NAMES
    assert {"p40.html", "p00.html", "assets/new.css"} <= set(map(str, done.written))
    assert len(done.written) == 61
    assert state(tmp_path, "p00.html", "assets/old.css") == ["new", ""]


def test_who_turns_to_another_page_is_next(tmp_path: Path) -> None:
    """Whether it is made by then, and waits for its place, or not."""
    made: list[str] = []
    write_outputs(tmp_path, plans("old", made))
    looks = iter([[], ["p59.html"], [], ["p59.html", "p00.html"], [], ["p58.html"]])  # at each pause
    told: list[list[str]] = []
    names = ("p59.html", "p00.html", "p58.html", "p57.html")
    written(tmp_path, plans("new", made), lambda: next(looks, []), lambda: told.append(state(tmp_path, *names)))
    assert told == [["new", "old", "old", "old"], ["new", "new", "old", "old"], ["new", "new", "new", "old"]]
    assert state(tmp_path, *NAMES) == ["new"] * 60


def test_what_does_not_change_is_not_told_of(tmp_path: Path) -> None:
    """A page is looked at that stays as it is, or that is made again and is the same."""
    write_outputs(tmp_path, plans("old", []))
    told: list[bool] = []
    same = [plan for plan in plans("old", []) if str(plan.path) != "p01.html"]
    other = Planned("p01.html", lambda: b"old", "another key")
    done = written(tmp_path, [*same, other], lambda: ["p00.html", "p01.html"], lambda: told.append(True))
    assert done
    assert (told, done.written) == ([], ())


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_build_that_is_broken_off_loses_nothing(tmp_path: Path, after: int) -> None:
    """What is in its place stays and is known as ours; the next build makes the rest, and is told of all."""
    write_outputs(tmp_path, plans("old", [], style("old")))
    manifest, asked = (tmp_path / MANIFEST).read_bytes(), iter([False] * after)
    files = plans("new", [], style("new"))
    assert written(tmp_path, files, lambda: ["p40.html"], leave=lambda: next(asked, True)) is None
    early = "new" if after > 1 else "old"  # after what stands there was looked through, and a first look
    assert state(tmp_path, "p40.html", "p00.html", "assets/old.css") == [early, "old", "old"]
    assert (tmp_path / MANIFEST).read_bytes() == manifest
    assert list(tmp_path.glob(f"{TEMPORARY}*")) == []
    assert (tmp_path / JOURNAL).exists() == (after > 1)
    done = write_outputs(tmp_path, plans("newer", [], style("newer")))
    assert len(done.written) == 61
    assert state(tmp_path, "p40.html", "assets/new.css", "assets/newer.css") == ["newer", "", "newer"]
    assert not (tmp_path / JOURNAL).exists()


def test_a_page_where_a_folder_stands_waits(tmp_path: Path) -> None:
    """What is in the way is only removed when all is made."""
    write_outputs(tmp_path, [ready(Output(PurePosixPath("a/b"), b"1"))])
    told: list[bool] = []
    written(tmp_path, [Planned("a", lambda: b"2", "k")], lambda: ["a"], lambda: told.append(True))
    assert (tmp_path / "a").read_bytes() == b"2"


def test_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then all is made at once, by as many processes as there are."""
    monkeypatch.setattr(making, "AT_ONCE", 1)
    sizes: list[int] = []
    make = making.Workshop.make
    monkeypatch.setattr(making.Workshop, "make", lambda *a: sizes.append(len(a[1])) or make(*a))
    write_outputs(tmp_path, plans("old", []))
    assert sizes == [60]
