"""Names that overlap: the longer one counts."""

from __future__ import annotations

import pytest

from sitegen.annotate.names.edges import Name, apart
from sitegen.annotate.parse.words import Range


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([], []),
        ([(0, 2), (2, 3)], [(0, 2), (2, 3)]),
        ([(0, 1), (0, 4)], [(0, 4)]),
        ([(0, 4), (3, 5)], [(0, 4)]),
        ([(0, 2), (1, 5), (4, 6), (7, 8)], [(1, 5), (7, 8)]),
        ([(5, 6), (0, 1)], [(0, 1), (5, 6)]),
    ],
)
def test_none_overlaps_another(found: list[tuple[int, int]], kept: list[tuple[int, int]]) -> None:
    """In text order, whatever order they come in."""
    names = (Name(Range(*where), None) for where in found)
    assert [tuple(name.range) for name in apart(names)] == kept
