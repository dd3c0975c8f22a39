"""Which templates a template uses, and on which line it names them.

In: a template's text. Out: one `Use` for each name in what it extends, includes and imports. Pure: a text is
read once, however many sites are built and however often.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import jinja2
from jinja2 import nodes

_SYNTAX = jinja2.Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701 - it reads and never renders
"""What templates may hold; how they are rendered makes no difference to what they use."""
_USING = nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport


@dataclass(frozen=True, slots=True)
class Use:
    """One template named in another."""

    name: str | None
    """None where an expression says which: it may be any."""
    line: int
    optional: bool
    """Whether it may be missing: `ignore missing`, or one of several names."""


@lru_cache(maxsize=512)
def uses(source: str) -> tuple[Use, ...]:
    """What it extends, then what it includes, then what it imports. Raises Jinja's `TemplateSyntaxError`."""
    found = list(_SYNTAX.parse(source).find_all(_USING))
    return tuple(use for kind in _USING for node in found if type(node) is kind for use in _uses(node))


def _uses(node: nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport) -> Iterator[Use]:
    names = list(_names(node.template))
    optional = len(names) > 1 or (isinstance(node, nodes.Include) and node.ignore_missing)
    for name in names:
        yield Use(name, node.lineno, optional)


def _names(asked: nodes.Expr) -> Iterator[str | None]:
    if isinstance(asked, nodes.Tuple | nodes.List):
        for item in asked.items:
            yield from _names(item)
    elif isinstance(asked, nodes.Const) and isinstance(asked.value, tuple | list):
        yield from (value for value in asked.value if isinstance(value, str))
    else:
        yield asked.value if isinstance(asked, nodes.Const) and isinstance(asked.value, str) else None
