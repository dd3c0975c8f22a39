"""Which templates a template uses, and on which line it names them.

In: a parsed template. Out: one `Use` for each name in what it extends, includes and imports. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import nodes


@dataclass(frozen=True, slots=True)
class Use:
    """One template named in another."""

    name: str | None
    """None where an expression says which: it may be any."""
    line: int
    optional: bool
    """Whether it may be missing: `ignore missing`, or one of several names."""


def uses(tree: nodes.Template) -> Iterator[Use]:
    """What it extends, then what it includes, then what it imports."""
    for kind in (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
        yield from _uses(tree.find_all(kind))


def _uses(found: Iterable[nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport]) -> Iterator[Use]:
    for node in found:
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
