"""What stays in memory and on disk between builds: what was asked for, and nothing that is no value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

from sitegen.building.kept import knowledge
from sitegen.building.kept.knowledge import Kept
from sitegen.building.kept.memory import Kind, Names
from sitegen.building.kept.store import Store
from sitegen.render.theme import drawing
from sitegen.render.views.pictures import NetworkEdge, NetworkNode, NetworkView

LARGE = 10**9


@dataclass(frozen=True)
class Value:
    """Anything of ours."""

    path: PurePosixPath
    words: tuple[str, ...] = ()


ONE, OTHER = Value(PurePosixPath("a/b"), ("x",)), Value(PurePosixPath("c"))


def kind(folder: Path, form: type = Value, limit: int | None = None) -> Kind:
    """The values of one kind, by a process of their own as it were."""
    return Kind(Store(folder / "s"), "value", form, limit)


def test_a_value_comes_back_as_it_was(tmp_path: Path) -> None:
    """From memory and from disk."""
    first = kind(tmp_path)
    first.write({"k": ONE})
    assert first.read(["k", "l"]) == kind(tmp_path).read(["k", "l"]) == {"k": ONE}


def test_a_value_of_another_form_is_missing(tmp_path: Path) -> None:
    """What another release kept under the same key is no value of this one."""
    kind(tmp_path).write({"k": ONE})
    assert kind(tmp_path, int).read(["k"]) == {}


def test_one_is_made_once(tmp_path: Path) -> None:
    """Then it is found, in memory and by others."""
    first = kind(tmp_path)
    assert first.one("k", lambda: ONE) == ONE
    assert first.one("k", lambda: pytest.fail("made again")) == ONE
    assert kind(tmp_path).one("k", lambda: pytest.fail("made again")) == ONE


def test_only_so_many_stay_in_memory(tmp_path: Path) -> None:
    """The others are read again."""
    few = kind(tmp_path, limit=1)
    few.write({"k": ONE, "l": OTHER})
    assert len(few._memory) == 1
    assert few.read(["k", "l"]) == {"k": ONE, "l": OTHER}


def test_what_is_only_held_is_not_kept(tmp_path: Path) -> None:
    """It is at hand here, as far as there is room, and nowhere else."""
    few = kind(tmp_path, limit=1)
    few.hold({"k": ONE})
    assert few.one("k", lambda: pytest.fail("made again")) == ONE
    assert kind(tmp_path).read(["k"]) == {}
    few.hold({"l": OTHER})
    assert few.read(["k", "l"]) == {"l": OTHER}


def test_what_nobody_asks_for_goes_from_memory(tmp_path: Path) -> None:
    """Unless nothing at all was asked for: then the next build may. On disk it stays for long."""
    many = kind(tmp_path)
    many.write({f"k{n}": ONE for n in range(1200)})
    many.forget_others()
    many.forget_others()
    assert len(many._memory) == 1200
    many.read(["k1"])
    many.forget_others()
    assert many._memory.keys() == {"k1"}
    assert len(kind(tmp_path).all()) == 1200


def test_all_is_no_asking(tmp_path: Path) -> None:
    """Whoever reads everything does not need all of it."""
    many = kind(tmp_path)
    many.write({f"k{n}": ONE for n in range(3)})
    many.forget_others()
    assert len(many.all()) == 3
    many.read(["k2"])
    many.forget_others()
    assert many._memory.keys() == {"k2"}


def test_names_hold_while_the_objects_are_the_same() -> None:
    """The same object, not an equal one: comparing texts would cost what it is to save."""
    names: Names[str] = Names()
    text = ["a"]
    assert names.of("n", (text,), str.upper) == "N"
    assert names.of("n", (text,), lambda _: pytest.fail("made again")) == "N"
    assert names.of("n", (["a"],), lambda _: "other") == "other"
    key = "".join(["a", "b"])
    names.of("k", (key,), str.upper)
    assert names.of("k", ("".join(["a", "b"]),), lambda _: pytest.fail("equal text")) == "K"
    assert names.of("k", ("ac",), lambda _: "other text") == "other text"


def test_what_a_site_no_longer_has_goes_for_every_kind(tmp_path: Path) -> None:
    """Of everything that is kept of articles nothing stays in memory that the build did not ask for."""
    kept = Kept(Store(tmp_path / "s"))
    for of_articles in (kept.gists, kept.reads, kept.sources, kept.checks, kept.censuses):
        of_articles.hold({"old": object()})
        of_articles.read(["new"])
    kept.tidy(LARGE)
    for kind in vars(kept).values():
        if isinstance(kind, Kind):
            assert not kind._memory, kind._kind


def network(number: int) -> NetworkView:
    """Two who are named together, so often."""
    nodes = tuple(NetworkNode(name, "", "person", number) for name in ("Reyle", "Halloran"))
    return NetworkView(centre=False, nodes=nodes, edges=(NetworkEdge(0, 1, number),))


def test_a_network_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process finds the drawing; another network has its own."""
    wanted = drawing.drawn(network(1))
    assert Kept(Store(tmp_path / "s")).drawn(network(1)) == wanted
    monkeypatch.setattr(drawing, "drawn", lambda _: pytest.fail("drawn again"))
    assert Kept(Store(tmp_path / "s"), once=True).drawn(network(1)) == wanted
    with pytest.raises(pytest.fail.Exception, match="drawn again"):
        Kept(Store(tmp_path / "s")).drawn(network(2))


def test_a_single_build_has_no_drawing_in_memory(tmp_path: Path) -> None:
    """It asks for each once; a preview asks again, and has them at hand."""
    for once, held in ((True, 0), (False, 1)):
        kept = Kept(Store(tmp_path / "s"), once=once)
        kept.drawn(network(1))
        assert len(kept._drawings._memory) == held


def test_drawings_do_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a long preview's memory: where there are too many, the oldest are read again."""
    monkeypatch.setattr(knowledge, "DRAWINGS", 2)
    kept = Kept(Store(tmp_path / "s"))
    for number in range(1, 4):
        kept.drawn(network(number))
    assert len(kept._drawings._memory) == 2
    assert len(kept.store.keys("drawing")) == 3
