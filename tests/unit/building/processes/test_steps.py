"""Work in steps: taken to the end, or left between two of them with all that it held given back."""

from __future__ import annotations

from typing import TypeVar

from sitegen.building.processes import steps
from sitegen.building.processes.steps import PAUSE, LookedAt, Pause, Steps, each, to_the_end, unless

T = TypeVar("T")


def work(done: list[object]) -> Steps[str]:
    """Three steps, noted with what is looked at before each; "given back" at the end, whatever comes."""
    try:
        for _ in range(3):
            done.append((yield PAUSE))  # noqa: PERF401 - a list cannot pause
    finally:
        done.append("given back")
    return "made"


def test_whoever_goes_to_the_end_looks_at_nothing() -> None:
    """None at each pause."""
    done: list[object] = []
    assert to_the_end(work(done)) == "made"
    assert done == [None, None, None, "given back"]


def test_what_is_left_is_given_back() -> None:
    """Closed between two steps, it does nothing more."""
    done: list[object] = []
    begun = work(done)
    next(begun)
    begun.send(["page"])
    begun.close()
    assert done == [["page"], "given back"]


def followed(steps: Steps[T], looks: list[LookedAt]) -> tuple[list[Pause], T]:
    """What is said at the pauses, and the value, for who looks at these things."""
    said, now = [], None
    for look in (*looks, None):
        try:
            said.append(steps.send(now))
        except StopIteration as end:
            value: T = end.value
            return said, value
        now = look
    raise AssertionError


def test_some_steps_may_be_left_and_the_rest_goes_on() -> None:
    """After the first pause at which something else is more urgent; what is looked at comes through."""
    done: list[object] = []
    asked = iter([False, True])
    said, value = followed(unless(lambda: next(asked), work(done)), [["a"], ["b"], ["c"]])
    assert (said, value) == ([PAUSE, PAUSE], None)
    assert done == [["a"], "given back"]
    done.clear()
    said, value = followed(unless(lambda: False, work(done)), [["a"], ["b"], ["c"]])
    assert (said, value, done) == ([PAUSE] * 3, "made", [["a"], ["b"], ["c"], "given back"])


def test_many_items_have_some_pauses(monkeypatch) -> None:
    """One before each portion."""
    monkeypatch.setattr(steps, "MANY", 2)
    said, value = followed(each("abcde", str.upper), [[], [], []])
    assert (len(said), value) == (3, list("ABCDE"))
