"""What templates may read of pictures: who gets quoted, and who is named with whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuotedBar:
    """A speaker's bar in the picture of who gets quoted."""

    name: str
    """"" for all others together."""
    url: str
    """Their page; "" for all others together."""
    words: int
    """In quotation marks."""
    percent: int
    """Of the largest bar; 0 for all others together, who would dwarf everybody."""


@dataclass(frozen=True, slots=True)
class QuotedView:
    """Who gets quoted over the whole site."""

    words: int
    """In quotation marks, whoever said them."""
    bars: tuple[QuotedBar, ...]
    """Largest first; all others together last."""


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """An entity in a network."""

    name: str
    url: str
    """Their page; "" for the entity that the page is about."""
    type: str
    """The value of `data-t`."""
    count: int
    """Paragraphs that also name the page's entity; on the site's picture, mentions."""


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """Two entities that are named in the same paragraphs."""

    one: int
    """Index of a node."""
    other: int
    """Index of another node."""
    count: int
    """How many paragraphs name both."""


@dataclass(frozen=True, slots=True)
class NetworkView:
    """Who is named with whom. `page.network|drawn` gives each node and line its place."""

    centre: bool
    """Whether the first node is the entity that the page is about."""
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    """Strongest first."""


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node with its place."""

    node: NetworkNode
    lines: tuple[str, ...]
    """Its name as the picture breaks it; a very long one ends with an ellipsis behind a word."""
    x: int
    """Of its middle, in the picture's units."""
    y: int
    """Of its middle."""
    radius: int
    left: int
    """`x` in percent of the picture's width, for what stands over the picture."""
    top: int
    """`y` in percent of the picture's width."""
    above: bool = False
    """Whether its name stands above it, since fewer lines cross it there."""


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """A line between two nodes."""

    one: DrawnNode
    other: DrawnNode
    count: int
    """How many paragraphs name both."""
    thickness: float
    """In the picture's units."""
    near: bool
    """Whether it starts at the entity that the page is about."""


@dataclass(frozen=True, slots=True)
class NetworkDrawing:
    """A network, drawn."""

    width: int
    """Of the picture, in its own units."""
    height: int
    """Of the picture."""
    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]
    """Strongest first."""
