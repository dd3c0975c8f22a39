"""What is put into its place before its build is done: only what differs, and only where that is safe."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from sitegen.building.output.making import put_first
from sitegen.building.output.left import Left
from sitegen.building.output.manifest import JOURNAL, read_ours
from sitegen.building.output.plan import Planned
from sitegen.building.output.workshop import Workshop
from sitegen.building.output.standing import Standing
from sitegen.building.output.plan import ready
from sitegen.building.output.writer import write_outputs
from sitegen.model.site import Output


def plans(**texts: str) -> list[Planned]:
    """Files by name."""
    return [ready(Output(PurePosixPath(name), text.encode())) for name, text in texts.items()]


def built(output: Path, **texts: str) -> Left:
    """What a build left."""
    return write_outputs(output, plans(**texts)).left


def put(
    output: Path,
    wanted: Sequence[Planned],
    linked: Sequence[Planned],
    left: Sequence[str],
    told: Callable[[], object],
) -> None:
    """Every step; `told` at each pause at which something is in its place."""
    for pause in put_first(output, wanted, linked, Workshop(), left):
        assert pause.placed
        told()


def state(output: Path) -> Mapping[str, str]:
    """Files that are not book-keeping, with their texts."""
    return {p.name: p.read_text() for p in sorted(output.iterdir()) if not p.name.startswith(".")}


def test_only_what_is_there_already_and_differs(tmp_path: Path) -> None:
    """It is told of once, after the first; a new page waits for the manifest that knows it."""
    left, told = built(tmp_path, a="1", b="1", c="1"), []
    wanted = plans(a="1", b="2", c="2", d="2")
    put(tmp_path, wanted, (), left.paths, lambda: told.append(state(tmp_path)))
    assert told == [{"a": "1", "b": "2", "c": "1"}]
    assert state(tmp_path) == {"a": "1", "b": "2", "c": "2"}
    assert not (tmp_path / JOURNAL).exists()


def test_what_is_new_and_linked_comes_first(tmp_path: Path) -> None:
    """It is in its place by the time that the page is told of, and known as ours if the build never ends."""
    left, told = built(tmp_path, a="1"), []
    linked = plans(style="2")
    put(tmp_path, plans(a="1"), linked, left.paths, lambda: told.append(state(tmp_path)))
    assert (told, state(tmp_path)) == ([], {"a": "1"})
    put(tmp_path, plans(a="2"), linked, left.paths, lambda: told.append(state(tmp_path)))
    assert told == [{"a": "2", "style": "2"}]
    assert "style" in read_ours(tmp_path)
    done = write_outputs(tmp_path, plans(a="2", style="2"), standing=Standing(str(tmp_path), left))
    assert sorted(map(str, done.written)) == ["a", "style"]


def test_it_is_compared_with_the_file_that_stands_there(tmp_path: Path) -> None:
    """An edit was put early and its build broken off: taken back, it goes, as in the last whole build."""
    left, told = built(tmp_path, a="1"), []
    put(tmp_path, plans(a="2"), (), left.paths, lambda: None)
    put(tmp_path, plans(a="1"), (), left.paths, lambda: told.append(state(tmp_path)))
    assert told == [{"a": "1"}]


def test_nothing_where_somebody_emptied_the_folder(tmp_path: Path) -> None:
    """A page without a manifest would be nobody's, and no build would touch it again."""
    left = built(tmp_path, a="1", b="1")
    for path in tmp_path.iterdir():
        path.unlink()
    put(tmp_path, plans(a="2"), plans(style="2"), left.paths, lambda: None)
    assert state(tmp_path) == {}


def test_known_as_ours_where_it_is_emptied_meanwhile(tmp_path: Path) -> None:
    """Between two files somebody removes all: the next build knows whose the rest are."""
    left = built(tmp_path, a="1", b="1")

    def empty() -> None:
        for path in tmp_path.iterdir():
            path.unlink()

    put(tmp_path, plans(a="2", b="2"), (), left.paths, empty)
    assert state(tmp_path) == {"b": "2"}
    assert write_outputs(tmp_path, plans(a="3", b="3")).removed == ()
    assert state(tmp_path) == {"a": "3", "b": "3"}
