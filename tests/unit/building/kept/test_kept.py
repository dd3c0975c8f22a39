"""What stays in memory and on disk between builds: what was asked for, and nothing that is no value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

from sitegen.building.kept import knowledge, store
from sitegen.building.kept.knowledge import Kept
from sitegen.building.kept.memory import Kind, Names
from sitegen.building.kept.store import Store
from sitegen.render.theme import drawing
from sitegen.render.views.pictures import NetworkEdge, NetworkNode, NetworkView


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


def test_what_nobody_asks_for_goes(tmp_path: Path) -> None:
    """From memory at once, from disk where it is much; what is asked for without reading it stays."""
    many = kind(tmp_path)
    many.write({f"k{n}": ONE for n in range(1200)})
    many.forget_others()
    many.read(["k1"])
    many.ask(["k2"])
    many.forget_others()
    assert kind(tmp_path).read([f"k{n}" for n in range(1200)]).keys() == {"k1", "k2"}


def test_all_is_no_asking(tmp_path: Path) -> None:
    """Whoever reads everything says afterwards what of it is of use."""
    many = kind(tmp_path)
    many.write({f"k{n}": ONE for n in range(1200)})
    many.forget_others()
    assert len(many.all()) == 1200
    many.ask(["k3"])
    many.forget_others()
    assert kind(tmp_path).all().keys() == {"k3"}


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
    kept = Kept(Store(tmp_path / "site.sqlite"))
    of_gists = (*kept.rows.values(), kept.records, kept.excerpts)
    of_articles = (*of_gists, kept.gists, kept.reads, kept.sources, kept.checks)
    for kind in of_articles:
        kind.ask(["old"])
    kept.forget_others()
    assert [kind.asked for kind in of_articles] == [frozenset()] * len(of_articles)


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


def test_drawings_do_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in a long preview's memory nor on disk: where there are too many, they are drawn again."""
    monkeypatch.setattr(knowledge, "DRAWINGS", 2)
    monkeypatch.setattr(store, "AT_ONCE", 1)
    kept = Kept(Store(tmp_path / "s"))
    for number in range(1, 4):
        kept.drawn(network(number))
    assert len(kept._drawings._memory) == 2
    assert len(kept.store.keys("drawing")) == 3
    kept.forget_others()
    assert kept.store.keys("drawing") == []
    kept.drawn(network(1))
    kept.forget_others()
    assert len(kept.store.keys("drawing")) == 1
