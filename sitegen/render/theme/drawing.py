"""Where the nodes of a network stand, and how thick its lines are. The only home of networkx.

In: a network without geometry. Out: the same with whole-numbered places, so that names below the nodes, or
above them where fewer lines are in their way, neither leave the picture nor cover each other where there is
room. The same network always has the same drawing: the layout starts from a circle, nothing is random. The
library is imported with the first network that is drawn: pages that did not change need none. A drawing of
thirty nodes costs some milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from textwrap import shorten, wrap

from sitegen.render.views.pictures import DrawnEdge, DrawnNode, NetworkDrawing, NetworkNode, NetworkView

WIDTH = 1000
HEIGHT, HEIGHT_OF_NODE = 250, 13
"""Of an empty picture, and what each node adds: thirty names need more room than four."""
THICKENS = 4
"""By how much the strongest line may be thicker than the weakest."""
ITERATIONS = 60
ROUNDS = 300
"""Of moving names apart: enough for the largest picture, an end for one that has no room."""
LINE_CHARS, CHAR_WIDTH, LINE_HEIGHT = 17, 7.2, 18
"""A name below its node, in characters and in the picture's units."""
LONGEST = 48
"""Characters of a name in the picture; the table behind it has all of them."""
NARROWEST = 46
"""Room for the number that stands for the name on a small screen."""
LARGEST_RADIUS = 9
_NO_BREAK = "\u00a0"
MARGIN = 6
WIDEST_FOR_NODE, HIGHEST_FOR_NODE = 120, 80
"""How much of its field a group of few names takes for each."""
BETWEEN = 20
"""Half of what parts two groups of names that no line joins."""

_Field = tuple[float, float, float, float]
"""Left, top, width, height."""
_Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_Point = tuple[float, float]
Draw = Callable[[NetworkView], NetworkDrawing]


@dataclass(slots=True)
class _Box:
    """A node with its name, at first below it; moves until it covers no other."""

    x: float
    y: float
    half: float
    above: float
    below: float
    fixed: bool
    up: bool = False
    """Whether the name stands above the node."""

    def name(self, *, up: bool) -> _Rectangle:
        """Where its name is, or would be."""
        return (
            self.x - self.half,
            self.y - up * self.below,
            self.x + self.half,
            self.y + (not up) * self.below,
        )

    def whole(self) -> _Rectangle:
        """The node with its name where that is now."""
        left, top, right, bottom = self.name(up=self.up)
        return left, min(top, self.y - self.above), right, max(bottom, self.y + self.above)

    def keep_inside(self, height: int) -> None:
        self.x = min(max(self.x, self.half), WIDTH - self.half)
        self.y = min(max(self.y, self.above), height - self.below)


def load_layout() -> None:
    """Have the library import all that it needs: once for all processes that are forked later."""
    import networkx

    networkx.spring_layout(networkx.path_graph(2), iterations=1, seed=1, method="force")


def drawn(network: NetworkView) -> NetworkDrawing:
    """A network with places: nodes in their order, lines in theirs."""
    height = HEIGHT + HEIGHT_OF_NODE * len(network.nodes)
    places = _places(network, height)
    boxes = [_box(node, place, height) for node, place in zip(network.nodes, places, strict=True)]
    if network.centre:
        boxes[0].x, boxes[0].y, boxes[0].fixed = WIDTH / 2, height / 2, True
    _move_apart(boxes, height)
    _turn(network, boxes)
    height += _make_room(boxes)
    nodes = _nodes(network, boxes)
    strongest = max((edge.count for edge in network.edges), default=1)
    edges = tuple(
        DrawnEdge(
            nodes[edge.one],
            nodes[edge.other],
            edge.count,
            round(1 + THICKENS * (edge.count - 1) / max(THICKENS, strongest - 1), 1),
            network.centre and edge.one == 0,
        )
        for edge in network.edges
    )
    return NetworkDrawing(WIDTH, height, nodes, edges)


def _nodes(network: NetworkView, boxes: Sequence[_Box]) -> tuple[DrawnNode, ...]:
    most = max(node.count for node in network.nodes)
    found = []
    for number, (node, box) in enumerate(zip(network.nodes, boxes, strict=True)):
        left, top = round(100 * box.x / WIDTH), round(100 * box.y / WIDTH)  # stylesheets take no fractions
        largest = network.centre and number == 0
        radius = LARGEST_RADIUS if largest else 4 + round(4 * math.sqrt(node.count / most))
        x, y = round(left * WIDTH / 100), round(top * WIDTH / 100)
        found.append(DrawnNode(node, _label(node), x, y, radius, left, top, box.up))
    return tuple(found)


def _lines(node: NetworkNode) -> list[str]:
    """A name in lines, the last with its count: words stay whole, and the count never stands alone."""
    words = shorten(node.name, LONGEST, placeholder="…")
    label = words if len(words) > 1 or len(node.name) <= LONGEST else f"{node.name[:LONGEST]}…"
    counted = f"{label}{_NO_BREAK}{node.count}"
    return wrap(counted, LINE_CHARS, break_long_words=False, break_on_hyphens=False)


def _label(node: NetworkNode) -> tuple[str, ...]:
    """These lines without the count, which is set otherwise."""
    *above, last = _lines(node)
    return (*above, last.removesuffix(f"{_NO_BREAK}{node.count}"))


def _places(network: NetworkView, height: int) -> list[tuple[float, float]]:
    """Places in the picture, by the library's layout: each group that lines join has a field."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(len(network.nodes)))
    graph.add_weighted_edges_from((e.one, e.other, math.sqrt(e.count)) for e in network.edges)
    groups = sorted((sorted(group) for group in networkx.connected_components(graph)), key=_largest_first)
    places = {}
    for group, field in zip(groups, _fields(list(map(len, groups)), (0, 0, WIDTH, height)), strict=True):
        count = len(group)
        circle = {
            n: (math.cos(math.tau * k / count), math.sin(math.tau * k / count)) for k, n in enumerate(group)
        }
        found = networkx.spring_layout(
            graph.subgraph(group), pos=circle, iterations=ITERATIONS, seed=1, method="force"
        )
        across, down = ([round(float(found[n][axis]), 6) for n in group] for axis in (0, 1))
        left, top, wide, high = _close(field, count)
        for n, x, y in zip(group, _spread(across), _spread(down), strict=True):
            places[n] = (left + x * wide, top + y * high)
    return [places[n] for n in range(len(network.nodes))]


def _largest_first(group: Sequence[int]) -> tuple[int, int]:
    return (-len(group), group[0])


def _close(field: _Field, count: int) -> _Field:
    """The middle of a field, no larger than so many names need: two are no longer apart than a line reads."""
    left, top, wide, high = field
    across, down = min(wide, WIDEST_FOR_NODE * count), min(high, HIGHEST_FOR_NODE * count)
    return left + (wide - across) / 2, top + (high - down) / 2, across, down


def _fields(sizes: Sequence[int], field: _Field) -> list[_Field]:
    """A field for each group, as large as it is: halved along the longer side, and again."""
    if len(sizes) == 1:
        return [field]
    left, top, wide, high = field
    cut = next(n for n in range(1, len(sizes)) if 2 * sum(sizes[:n]) >= sum(sizes) or n == len(sizes) - 1)
    share = sum(sizes[:cut]) / sum(sizes)
    if wide >= high:
        at = wide * share
        one, other = (left, top, at - BETWEEN, high), (left + at + BETWEEN, top, wide - at - BETWEEN, high)
    else:
        at = high * share
        one, other = (left, top, wide, at - BETWEEN), (left, top + at + BETWEEN, wide, high - at - BETWEEN)
    return [*_fields(sizes[:cut], one), *_fields(sizes[cut:], other)]


def _spread(values: Sequence[float]) -> list[float]:
    """The same order from 0 to 1, with gaps neither small nor large: one outlier leaves no empty half."""
    if len(values) == 1:
        return [0.5]
    order = sorted(range(len(values)), key=lambda n: (values[n], n))
    mean = (values[order[-1]] - values[order[0]]) / max(1, len(values) - 1) or 1
    gaps = [mean / 2 + min(values[b] - values[a], 2 * mean) for a, b in pairwise(order)]
    total = sum(gaps) or 1
    places = dict(zip(order, accumulate(gaps, initial=0.0), strict=True))
    return [places[n] / total for n in range(len(values))]


def _box(node: NetworkNode, place: tuple[float, float], height: int) -> _Box:
    lines = _lines(node)
    half = max(NARROWEST, max(map(len, lines)) * CHAR_WIDTH) / 2 + MARGIN
    above, below = LARGEST_RADIUS + MARGIN, LARGEST_RADIUS + len(lines) * LINE_HEIGHT + 2 * MARGIN
    box = _Box(*place, half, above, below, fixed=False)
    box.keep_inside(height)
    return box


def _move_apart(boxes: Sequence[_Box], height: int) -> None:
    """Push overlapping boxes from each other along the shorter way, until none do or the rounds are over."""
    for _ in range(ROUNDS):
        moved = False
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                moved |= _push(one, other, height)
        if not moved:
            return


def _push(one: _Box, other: _Box, height: int) -> bool:
    across = one.half + other.half - abs(one.x - other.x)
    higher, lower = (one, other) if one.y <= other.y else (other, one)
    down = higher.below + lower.above - (lower.y - higher.y)
    if across <= 0.5 or down <= 0.5:
        return False
    share = 0.5 if not (one.fixed or other.fixed) else 1.0
    if across < down * 1.5:
        left, right = (one, other) if one.x <= other.x else (other, one)
        left.x -= 0 if left.fixed else across * share
        right.x += 0 if right.fixed else across * share
    else:
        higher.y -= 0 if higher.fixed else down * share
        lower.y += 0 if lower.fixed else down * share
    for box in (one, other):
        if not box.fixed:
            box.keep_inside(height)
    return True


def _turn(network: NetworkView, boxes: Sequence[_Box]) -> None:
    """Set each name above its node where it covers no other and fewer lines run through it."""
    places = [(box.x, box.y) for box in boxes]
    lines = [(places[edge.one], places[edge.other]) for edge in network.edges]
    for number, box in enumerate(boxes):
        below, above = (sum(_crosses(line, box.name(up=up)) for line in lines) for up in (False, True))
        others = (other.whole() for other in (*boxes[:number], *boxes[number + 1 :]))
        box.up = above < below and not any(_overlap(box.name(up=True), other) for other in others)


def _make_room(boxes: Sequence[_Box]) -> int:
    """Move all down, so that names above the highest nodes are inside. By how much the picture grows."""
    room = math.ceil(max(0.0, -min((box.whole()[1] for box in boxes), default=0.0)))
    for box in boxes:
        box.y += room
    return room


def _overlap(one: _Rectangle, other: _Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crosses(line: tuple[_Point, _Point], name: _Rectangle) -> bool:
    """Whether a line runs through a rectangle: what is left of it between each two sides is not nothing."""
    (x, y), (to_x, to_y) = line
    first, last = 0.0, 1.0
    for at, by, low, high in ((x, to_x - x, name[0], name[2]), (y, to_y - y, name[1], name[3])):
        if by:
            one, other = sorted(((low - at) / by, (high - at) / by))
            first, last = max(first, one), min(last, other)
        elif not low < at < high:
            return False
    return first < last
