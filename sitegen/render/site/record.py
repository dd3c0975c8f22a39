"""One thing that a search can find, as a value: what `render.exports.search` makes and the build keeps."""

from __future__ import annotations

from dataclasses import dataclass

Filters = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing to be found."""

    url: str
    """From the site's root, with the anchor: `briefings/talks/#q-a1b2c3`."""
    title: str
    content: str
    language: str
    filters: Filters
    """Name of a filter and its values: kind, person, organisation, place, speaker, year."""
    date: str
    """ISO day, to sort by; "" where there is none."""
    note: str
    """A line below the title: who reported it, who said it where."""
