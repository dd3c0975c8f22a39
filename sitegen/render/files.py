"""Files that are not pages: exports, feeds, sitemap."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.site import Output
from sitegen.render.lookup import Lookup


def site_files(found: Lookup) -> Iterator[Output]:
    """Every such file of the site."""
    yield from ()
