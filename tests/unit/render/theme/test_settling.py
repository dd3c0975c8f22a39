"""Where the points of a network come to rest."""

import random

import pytest

from sitegen.render.theme.settling import settled


def distance(found, one, other):
    """Between two of the points."""
    across, down = found
    return ((across[one] - across[other]) ** 2 + (down[one] - down[other]) ** 2) ** 0.5


def lines(count, *pairs):
    """So many points, some joined."""
    joined = [[0.0] * count for _ in range(count)]
    for one, other, strength in pairs:
        joined[one][other] = joined[other][one] = strength
    return joined


def test_a_point_alone_stands_in_the_middle():
    """As does one that is joined to nothing."""
    assert settled(lines(1)) == ([0.0], [0.0])


def test_those_that_are_joined_stand_nearer():
    """The stronger, the nearer."""
    found = settled(lines(6, (0, 1, 3.0), (2, 3, 1.0)))
    assert distance(found, 0, 1) < distance(found, 2, 3) < distance(found, 0, 4)


def test_the_outermost_stand_on_the_edge():
    """Their middle is the picture's."""
    across, down = settled(lines(7, (0, 1, 1.0), (0, 2, 2.0), (3, 4, 1.0)))
    assert max(map(abs, (*across, *down))) == 1
    assert abs(sum(across)) < 1e-5 > abs(sum(down))


@pytest.mark.parametrize("seed", range(5))
def test_the_same_lines_give_the_same_places(seed):
    """In whatever order they are told."""
    rolled = random.Random(seed)
    chosen = {tuple(sorted(rolled.sample(range(9), 2))): rolled.uniform(1, 4) for _ in range(12)}
    pairs = [(*ends, strength) for ends, strength in chosen.items()]
    assert settled(lines(9, *pairs)) == settled(lines(9, *pairs[::-1]))
