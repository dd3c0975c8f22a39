"""What can be laid over a text: marks, and small elements that stand behind them."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.text import Span

Attributes = tuple[tuple[str, str], ...]
"""HTML attributes in order; values are escaped when they are written."""


@dataclass(frozen=True, slots=True)
class Element:
    """A small element with text only: a quotation's number, a paragraph's, a footnote sign."""

    tag: str
    attrs: Attributes
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation as it is to be shown: what to wrap, in which tag."""

    spans: tuple[Span, ...]
    """In text order; a quotation that is interrupted has several."""
    tag: str
    """`a` is a link: never split by another mark, never inside another link (there it becomes a `span`
    without `href`). Every other tag may be split."""
    attrs: Attributes = ()
    """On every fragment."""
    first: Attributes = ()
    """On the first fragment only."""
    id: str = ""
    """The first fragment's id; the others get `-2`, `-3` … Empty for none."""
    after: Element | None = None
    """Stands behind the last fragment, or behind the link that this fragment ends in."""
