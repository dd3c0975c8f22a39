"""The search index: made from records, kept by their digest, and never a reason to fail or to hang."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from pagefind.index import PagefindIndex

from sitegen.building.output import search
from sitegen.building.output.search import SearchIndex
from sitegen.building.processes.steps import to_the_end
from sitegen.render.site.record import SearchRecord


def search_outputs(known: str, records: Callable[[], Iterable[SearchRecord]], cache: Path) -> SearchIndex:
    """Every step of making it."""
    return to_the_end(search.search_outputs(known, records, cache))


def record(number: int, words: str = "the harbour") -> SearchRecord:
    """A record with a text of its own."""
    filters = (("kind", ("Briefing",)), ("speaker", (f"Speaker {number}",)))
    return SearchRecord(
        f"briefings/{number}/", f"Title {number}", f"{words} {number}", "en", filters, "2026-01-01", "n"
    )


def test_the_index_is_files_below_its_folder(tmp_path: Path) -> None:
    """The script that browsers load is there, and nothing stands outside the folder."""
    outputs, faults = search_outputs("one", lambda: [record(1)], tmp_path / "search")
    assert faults == ()
    assert "pagefind/pagefind.js" in {o.path for o in outputs}
    assert {o.path.split("/")[0] for o in outputs} == {"pagefind"}
    assert not Path("pagefind").exists()


def test_equal_records_are_not_indexed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kept index serves as long as nothing that can be found changes; the records are not even made."""
    first, _ = search_outputs("one", lambda: [record(1)], tmp_path / "search")
    monkeypatch.setattr(search, "_make", None)
    second, faults = search_outputs("one", lambda: [] / 0, tmp_path / "search")  # type: ignore[operator]
    assert faults == ()
    assert [(o.path, o.key, o.make()) for o in second] == [(o.path, o.key, o.make()) for o in first]


def test_other_records_are_indexed(tmp_path: Path) -> None:
    """Where what the records are made from changed, the index is made again; what holds them differs."""
    first, _ = search_outputs("one", lambda: [record(1)], tmp_path / "search")
    second, _ = search_outputs("other", lambda: [record(2)], tmp_path / "search")
    ours, others = ({o.path: o.key for o in some if "/fragment/" in o.path} for some in (first, second))
    assert ours
    assert set(ours.values()).isdisjoint(others.values())


@pytest.mark.slow
def test_a_large_index_comes_through(tmp_path: Path) -> None:
    """Files that are larger than a pipe's buffer arrive like all others."""
    records = [record(n, " ".join(f"word{n}x{m}" for m in range(300))) for n in range(400)]
    outputs, faults = search_outputs("many", lambda: records, tmp_path / "search")
    assert faults == ()
    assert sum(len(o.make()) for o in outputs) > 1_000_000


LATE = ("pagefind-entry.json", "pagefind.js", "wasm.unknown.pagefind", "*.pf_meta", "*.pf_fragment")


def delay(monkeypatch: pytest.MonkeyPatch, pattern: str, size: int, seconds: float | None) -> None:
    """Let Pagefind say "written" when all but the first `size` bytes of a file are on the disk."""
    write = PagefindIndex.write_files

    async def early(index: PagefindIndex, output_path: str) -> None:
        await write(index, output_path)
        await asyncio.sleep(1)  # for what is really on its way
        (path,) = Path(output_path).rglob(pattern)
        content = path.read_bytes()
        path.write_bytes(content[:size])
        if seconds is not None:
            threading.Timer(seconds, path.write_bytes, (content,)).start()

    monkeypatch.setattr(PagefindIndex, "write_files", early)


@pytest.mark.parametrize("size", [0, 60])
@pytest.mark.parametrize("pattern", LATE)
def test_a_file_that_is_still_on_its_way_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, size: int
) -> None:
    """Pagefind calls files written before all of their bytes are: none is taken for whole too early."""
    delay(monkeypatch, pattern, size, 0.2)
    outputs, faults = search_outputs("one", lambda: [record(1)], tmp_path / "search")
    assert faults == ()
    made = {o.path.rpartition("/")[2]: o.make() for o in outputs}
    assert json.loads(made["pagefind-entry.json"])["languages"]["en"]["page_count"] == 1
    assert made["pagefind.js"].rstrip().endswith(b"};")
    packed = [content for name, content in made.items() if ".pf_" in name or name.startswith("wasm")]
    assert packed
    assert all(gzip.decompress(content) for content in packed)


def test_a_file_that_never_arrives_is_one_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index with a part missing is not published, nor kept for the next build."""
    delay(monkeypatch, "*.pf_meta", 5, None)
    monkeypatch.setattr(search, "LATEST", 0.1)
    outputs, (fault,) = search_outputs("one", lambda: [record(1)], tmp_path / "search")
    assert outputs == ()
    assert "pf_meta unfinished" in fault.message
    assert not list(tmp_path.rglob("*.pf_meta"))


def test_an_index_gives_way_to_what_is_more_urgent(tmp_path: Path) -> None:
    """It is given up between two portions of its records; nothing of it is left, and the last one stays."""
    first, _ = search_outputs("one", lambda: [record(1)], tmp_path / "search")
    asked: list[int] = []

    def records() -> Iterator[SearchRecord]:
        for number in range(5 * search.ON_THE_WAY):
            asked.append(number)
            yield record(number)

    steps = search.search_outputs("two", records, tmp_path / "search")
    next(steps)
    next(steps)
    steps.close()
    assert len(asked) == 2 * search.ON_THE_WAY
    assert [path.name for path in tmp_path.iterdir()] == ["search"]
    assert all(output.make() for output in first)


def test_a_failing_library_is_one_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is built without its search, and the message says how to mend it."""

    async def fails() -> None:
        raise FileNotFoundError("pagefind_bin")

    monkeypatch.setattr(search, "_service", fails)
    outputs, (fault,) = search_outputs("one", lambda: [record(1)], tmp_path / "search")
    assert outputs == ()
    assert fault.code == "search-unavailable"
    assert "pip install" in fault.hint


def test_a_running_event_loop_is_no_obstacle(tmp_path: Path) -> None:
    """A site can be built from a program that has an event loop of its own."""

    async def build() -> object:
        return search_outputs("one", lambda: [record(1)], tmp_path / "search")

    _, faults = asyncio.run(build())
    assert faults == ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no locks on this system")
def test_an_index_stays_while_somebody_reads_it(tmp_path: Path) -> None:
    """Another build's index does not take it away; once nobody reads it, it goes."""
    first, _ = search_outputs("one", lambda: [record(1)], tmp_path / "search")
    search_outputs("two", lambda: [record(2)], tmp_path / "search")
    assert all(output.make() for output in first)
    del first
    search_outputs("three", lambda: [record(3)], tmp_path / "search")
    assert len(list((tmp_path / "search").iterdir())) == 1


def test_of_two_that_make_the_same_one_both_have_it(tmp_path: Path) -> None:
    """Whoever is second has the files of the first."""
    ours = search.search_outputs("one", lambda: [record(1)], tmp_path / "search")
    next(ours)
    first, _ = search_outputs("one", lambda: [record(1)], tmp_path / "search")
    second, faults = to_the_end(ours)
    assert faults == ()
    assert [(o.path, o.key, o.make()) for o in second] == [(o.path, o.key, o.make()) for o in first]


@pytest.mark.parametrize("damage", ["flipped", "cut", "missing", "one too many", "no list"])
def test_a_damaged_index_is_made_again(tmp_path: Path, damage: str) -> None:
    """What is published is what was made, whatever the disk says."""
    first, _ = search_outputs("one", lambda: [record(1)], tmp_path / "search")
    before = {o.path.rpartition("/")[2]: o.make() for o in first if o.path.endswith(".pf_fragment")}
    del first
    (file,) = (tmp_path / "search").rglob("*.pf_fragment")
    content = file.read_bytes()
    if damage == "flipped":
        file.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    elif damage == "cut":
        file.write_bytes(content[:-1])
    elif damage == "missing":
        file.unlink()
    elif damage == "one too many":
        file.with_name("foreign.js").write_text("x")
    else:
        next((tmp_path / "search").rglob("checks.json")).unlink()
    second, faults = search_outputs("one", lambda: [record(1)], tmp_path / "search")
    assert faults == ()
    assert {o.path.rpartition("/")[2]: o.make() for o in second if "fragment" in o.path} == before
    assert not any("foreign" in output.path for output in second)
