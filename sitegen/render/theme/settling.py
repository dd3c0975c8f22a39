"""Where points that are joined by lines come to rest: any two push each other away, lines draw together.

In: how strongly any two points are joined. Out: a place for each, between -1 and 1. The way is Fruchterman's
and Reingold's ("Graph drawing by force-directed placement", 1991), from a circle on; the same lines always
give the same places. The order of operations is a part of that: figures that are almost even fall to one side
or the other by the last bit of a number.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from math import sqrt

STEPS = 60
FIRST = 0.1
"""How far a point may go in the first step, of the circle's width; then less and less."""
NEAREST = 0.01
"""Points that are nearer to each other push as if they were so far apart."""
AT_REST = 1e-4
"""How little all of them have to move for that to be the end."""
DIGITS = 6
Places = tuple[list[float], list[float]]
"""Across and down."""


def settled(joined: Sequence[Sequence[float]]) -> Places:
    """A place for each point. `joined`: how strongly each is joined to every other; 0 for not at all."""
    count = len(joined)
    across = [math.cos(math.tau * n / count) for n in range(count)]
    down = [math.sin(math.tau * n / count) for n in range(count)]
    far = FIRST * max(max(across) - min(across), max(down) - min(down))
    less = far / (STEPS + 1)
    for _ in range(STEPS):
        moved = 0.0
        for n, (right, below) in enumerate(zip(*_forces(across, down, joined), strict=True)):
            share = far / max(NEAREST, sqrt(right * right + below * below))
            across[n] += right * share
            down[n] += below * share
            moved += (right * share) ** 2 + (below * share) ** 2
        far -= less
        if sqrt(moved) / count < AT_REST:
            break
    return _filling(across, down)


def _forces(across: Sequence[float], down: Sequence[float], joined: Sequence[Sequence[float]]) -> Places:
    """What acts on each point. Each pair is looked at once: it takes most of the time."""
    count = len(joined)
    apart = sqrt(1 / count)
    square = apart * apart
    right, below = [0.0] * count, [0.0] * count
    for one, draws in enumerate(joined):
        x, y, to_right, to_below = across[one], down[one], right[one], below[one]
        for other in range(one + 1, count):
            dx, dy = x - across[other], y - down[other]
            far = sqrt(dx * dx + dy * dy)
            if far < NEAREST:
                far = NEAREST
            force = square / (far * far)
            if draws[other]:
                force -= draws[other] * far / apart
            to_right += dx * force
            to_below += dy * force
            right[other] -= dx * force
            below[other] -= dy * force
        right[one], below[one] = to_right, to_below
    return right, below


def _filling(across: Sequence[float], down: Sequence[float]) -> Places:
    """The same places about their middle, the outermost on the edge."""
    moved = [[place - sum(places) / len(places) for place in places] for places in (across, down)]
    widest = max((abs(place) for places in moved for place in places), default=0.0) or 1.0
    found = [[round(place * (1 / widest), DIGITS) for place in places] for places in moved]
    return found[0], found[1]
