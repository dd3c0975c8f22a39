"""Bursts of changes as batches, on a clock that the test winds: nobody waits."""

from pathlib import Path

import pytest

from sitegen.serve.watching.batches import Change, next_batch


class Script:
    """Changes at given times; asking for the next one moves the clock."""

    def __init__(self, *changes: tuple[float, str]) -> None:
        self._changes = [Change(Path(name), at) for at, name in changes]
        self._clock = 0.0

    def get(self, timeout: float):
        """See `Source`."""
        if self._changes and self._changes[0].at <= self._clock + timeout:
            self._clock = max(self._clock, self._changes[0].at)
            return self._changes.pop(0)
        self._clock += timeout
        return None

    def now(self) -> float:
        """See `Source`."""
        return self._clock

    def passes(self, seconds: float) -> None:
        """As while a build runs."""
        self._clock += seconds


def batch(script: Script) -> tuple[set[str], float]:
    """The next batch's names, and when it was handed over."""
    found = next_batch(
        script, idle=2.0, debounce=0.04, cap=1.0, is_wanted=lambda path: not path.name.startswith(".")
    )
    return {path.name for path in found}, round(script.now(), 3)


class TestNextBatch:
    def test_one_change(self):
        """A save is handed over after the quiet time."""
        assert batch(Script((0.5, "a"))) == ({"a"}, 0.54)

    def test_a_burst_is_one_batch(self):
        """Each change starts the quiet time anew."""
        script = Script((0.0, "a"), (0.03, "b"), (0.06, "a"), (0.5, "c"))
        assert batch(script) == ({"a", "b"}, 0.1)
        assert batch(script) == ({"c"}, 0.54)

    def test_changes_without_end_are_cut(self):
        """A file that is written all the time does not hold up the rest for ever."""
        script = Script(*[(n * 0.03, f"f{n}") for n in range(100)])
        names, at = batch(script)
        assert at == pytest.approx(1.0, abs=0.03)
        assert len(names) > 30

    def test_unwanted_changes_neither_start_nor_stretch_a_batch(self):
        """Litter is as if it were not there."""
        assert batch(Script((0.1, ".x"), (0.2, "a"), (0.22, ".x"), (0.25, ".y"))) == ({"a"}, 0.24)

    def test_nothing_happens(self):
        """After the idle time there is an empty batch, however much litter there was."""
        assert batch(Script((0.5, ".x"), (1.5, ".y"))) == (set(), 2.0)

    def test_what_came_during_a_build_does_not_wait_again(self):
        """Changes older than the quiet time are handed over at once, and all together."""
        script = Script((0.0, "a"), (0.2, "b"), (0.3, "c"))
        batch(script)
        script.passes(5.0)
        assert batch(script) == ({"b", "c"}, 5.04)
