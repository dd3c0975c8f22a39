"""What can be laid over a text: marks, and small elements that stand behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.common.utils import escapeHtml

from sitegen.model.text import Span

Attributes = tuple[tuple[str, str], ...]
"""HTML attributes in order; values are escaped when they are written."""
_BARE = re.compile(r"""[^\s"'=<>`&/]+""")
"""Values that HTML reads the same without quotation marks around them, whatever stands behind."""


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


def opening_tag(tag: str, attrs: Attributes) -> str:
    """A tag with its attributes. A page has hundreds: no value has marks around it that needs none."""
    return f"<{tag}{''.join(_written(*attr) for attr in attrs)}>"


@lru_cache(maxsize=1 << 12)
def _written(name: str, value: str) -> str:
    return f" {name}={value}" if _BARE.fullmatch(value) else f' {name}="{escapeHtml(value)}"'
