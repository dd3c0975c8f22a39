"""Intervals of figures on few documents, and how curves of doubt are counted."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[3] / "bench"))
import intervals


def test_a_mean_lies_between_what_documents_have() -> None:
    """A hundred with 2 and 4 in turn: 3, and 1.96 standard errors of 0.1 around it."""
    found = intervals.interval([(2.0 + 2 * (n % 2), 1.0) for n in range(100)])
    assert found.value == 3.0
    assert found.low == pytest.approx(2.804, abs=0.03)
    assert found.high == pytest.approx(3.196, abs=0.03)


def test_documents_that_are_alike_leave_no_doubt() -> None:
    """Whatever is drawn is the same; F1 of sums, not a mean of F1s."""
    assert intervals.interval([(8.0, 1.0, 3.0)] * 5) == pytest.approx((0.8, 0.8, 0.8))
    assert intervals.interval([(1.0, 0.0, 0.0), (7.0, 2.0, 2.0)]).value == pytest.approx(0.8)


def test_the_same_draws_serve_both_runs() -> None:
    """Documents differ much, runs by one correction each: the difference is sure, the level is not."""
    before = [(float(n), 1.0) for n in range(40)]
    after = [(float(n) - 1, 1.0) for n in range(40)]
    assert intervals.interval(after, before) == pytest.approx((-1.0, -1.0, -1.0))
    level = intervals.interval(after)
    assert level.high - level.low > 5


def test_the_same_documents_give_the_same_interval() -> None:
    """A fixed seed: a figure in a document can be checked."""
    rows = [(float(n % 7), 1.0) for n in range(30)]
    assert intervals.interval(rows) == intervals.interval(rows)


def test_lines_of_corrections_and_of_counts_are_read() -> None:
    """What is neither is passed over."""
    lines = [
        "3 ferry {'q.add': 1, 'c.type': 2}",
        "{'articles': 2, 'per_article': 1.5}",
        "0 quay {}",
        '{"id": "pier", "f1": {"span": [4, 1, 0]}, "share": {"speaker": [2, 3]}}',
    ]
    found = intervals.counted(lines)
    assert list(found) == ["ferry", "quay", "pier"]
    assert found["ferry"]["corrections"] == (3.0, 1.0)
    assert found["ferry"]["c.type"] == (2.0, 1.0)
    assert (found["ferry"]["at most two"], found["quay"]["at most two"]) == ((0.0, 1.0), (1.0, 1.0))
    assert found["pier"] == {"span": (4, 1, 0), "speaker": (2, 3)}


def test_a_table_compares_the_same_documents_only() -> None:
    """Another set would be another figure."""
    now = intervals.counted(["1 ferry {'q.add': 1}", "0 quay {}"])
    before = intervals.counted(["2 ferry {'q.add': 2}", "0 quay {}"])
    rows = list(intervals.table(now, before))
    assert rows[2].startswith("| corrections | 0.500 | 0.000 to 1.000 | 1.000 | -0.500 | -1.000 to +0.000 |")
    with pytest.raises(ValueError, match="not of the same documents"):
        list(intervals.table(now, intervals.counted(["0 pier {}"])))
