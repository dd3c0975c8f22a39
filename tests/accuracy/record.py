"""The recorded outcome, `figures.toml`: read, written, and compared with a new one.

In: an `Outcome` and the record. Out: the record's text, or the differences in words. Promises: what is
written reads back as it was.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from outcome import Faults, Outcome

RECORD = Path(__file__).parent / "figures.toml"
TOLERANCE = 0.5
"""Percentage points that a figure may fall below its record: a little more than rounding."""
HEAD = """\
# What the annotators found of the reference in gold/ when this was last recorded, in per cent, and what they
# did not. Written by  pytest tests/accuracy --update-figures  and not by hand.
"""
SENTENCES = {
    "missed": "quotation not found",
    "misattributed": "quotation from the wrong speaker",
    "imperfect": "card not perfect",
}


def written(outcome: Outcome) -> str:
    """The record's text. JSON's strings are TOML's, too."""
    lines = [HEAD, "[figures]"]
    lines += [f"{_string(name)} = {value}" for name, value in outcome.figures.items()]
    for article, faults in sorted(outcome.faults.items()):
        lines += ["", f"[faults.{_string(article)}]"]
        for kind, entries in asdict(faults).items():
            lines += [f"{kind} = [", *(f"  {_string(entry)}," for entry in entries), "]"]
    return "\n".join(lines) + "\n"


def _string(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def read(text: str) -> Outcome:
    """The outcome that `written` wrote."""
    data = tomllib.loads(text)
    faults = {
        article: Faults(**{kind: tuple(entries) for kind, entries in kinds.items()})
        for article, kinds in data["faults"].items()
    }
    return Outcome(data["figures"], faults)


def fallen(recorded: Outcome, present: Outcome) -> list[str]:
    """The figures that fell by more than the tolerance; one that is gone has fallen to nothing."""
    return [
        f"{name}: {present.figures.get(name, 0.0)} (recorded {value})"
        for name, value in recorded.figures.items()
        if present.figures.get(name, 0.0) < value - TOLERANCE
    ]


def report(recorded: Outcome, present: Outcome) -> str:
    """All figures beside the recorded ones, then what was lost and what was won since."""
    lines = [f"{'':36}{'now':>7}{'recorded':>10}"]
    for name, value in present.figures.items():
        lines.append(f"{name:36}{value:7.1f}{recorded.figures.get(name, 0.0):10.1f}")
    lines += _section("Lost since the record", _new_faults(recorded, present))
    lines += _section("Won since the record", _new_faults(present, recorded))
    return "\n".join(lines)


def _section(title: str, entries: Iterable[str]) -> list[str]:
    found = list(entries)
    return ["", f"{title}: {len(found)}", *(f"  {entry}" for entry in found)]


def _new_faults(before: Outcome, after: Outcome) -> Iterator[str]:
    """Faults of `after` that are not in `before`. With the two exchanged: what is no longer wrong."""
    nothing = Faults((), (), ())
    for article in sorted(before.faults.keys() | after.faults.keys()):
        old, new = (asdict(outcome.faults.get(article, nothing)) for outcome in (before, after))
        for kind, sentence in SENTENCES.items():
            for entry in new[kind]:
                if entry not in old[kind]:
                    yield f"{article}: {sentence}: {entry}"
