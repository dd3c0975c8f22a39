"""A list over several pages: any items to pages with their locations and neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sitegen.render.permalinks import Linker, page_location
from sitegen.render.views.common import Pagination

T = TypeVar("T")


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
    needs: tuple[object, ...]
    """All that it is made from, beside the configuration."""
    view: Callable[[], object]


def pages(first: str, items: Sequence[T], size: int) -> Iterator[Page[T]]:
    """The items, `size` a page. An empty list has one page, without items."""
    chunks = [items[start : start + size] for start in range(0, len(items), size)] or [items]
    total = len(chunks)
    for number, chunk in enumerate(chunks, 1):
        location = page_location(first, number)
        link = Linker(location)
        before = link.to(page_location(first, number - 1)) if number > 1 else ""
        after = link.to(page_location(first, number + 1)) if number < total else ""
        yield Page(location, chunk, Pagination(number, total, before, after, link.to(first)))
