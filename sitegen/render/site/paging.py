"""A list over several pages: any items to pages with their locations and neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sitegen.render.permalinks import Linker, page_location
from sitegen.render.views.common import Pagination

T = TypeVar("T")
Needs = Callable[[], tuple[object, ...]]
"""All that something is made from: values, and `render.article.short.shown.Parts` of articles. Worked out
when somebody asks: of a large site they take more room than anything else."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list."""

    location: str
    items: Sequence[T]
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list before it is made."""

    location: str
    needs: Needs
    """All that it is made from, beside the configuration."""
    view: Callable[[], object]


def pages(first: str, items: Sequence[T], size: int) -> Iterator[Page[T]]:
    """The items, `size` a page. An empty list has one page, without items."""
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    return _numbered(first, chunks or [items])


def pages_of_groups(first: str, groups: Iterable[Sequence[T]], size: int) -> Iterator[Page[Sequence[T]]]:
    """Groups of items, or parts of groups, at most `size` items a page. No groups have one page, without any.

    A group that has no room behind others begins on a page of its own: whoever reads it turns fewer pages,
    and one more item in it leaves most other pages as they are.
    """
    chunks: list[list[Sequence[T]]] = [[]]
    room = size
    for group in groups:
        for start in range(0, len(group), size):
            part = group[start : start + size]
            if chunks[-1] and len(group) > room:
                chunks.append([])
                room = size
            chunks[-1].append(part)
            room -= len(part)
    return _numbered(first, chunks)


def _numbered(first: str, chunks: Sequence[Sequence[T]]) -> Iterator[Page[T]]:
    total = len(chunks)
    for number, chunk in enumerate(chunks, 1):
        location = page_location(first, number)
        link = Linker(location)
        before = link.to(page_location(first, number - 1)) if number > 1 else ""
        after = link.to(page_location(first, number + 1)) if number < total else ""
        yield Page(location, chunk, Pagination(number, total, before, after, link.to(first)))
