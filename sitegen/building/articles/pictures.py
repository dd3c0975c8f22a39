"""The pictures that articles show, as outputs beside their pages.

Only articles whose body has the mark of a picture are parsed for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from sitegen.building.articles.bodies import Bodies
from sitegen.content.images import read_images
from sitegen.diagnostics import Diagnostic
from sitegen.markdown.parser import picture_addresses
from sitegen.model.article import Article, SourceFormat
from sitegen.model.site import Output
from sitegen.render.permalinks import briefing_location

_MAY_SHOW = re.compile(r"!\[|<img\b", re.IGNORECASE)


def picture_outputs(
    articles: Sequence[Article], bodies: Bodies, site: Path
) -> tuple[tuple[Output, ...], tuple[Diagnostic, ...]]:
    """Every article's pictures, below its page, and those that cannot be shown.

    Those that are named from the site's root are static files: `building.articles.destinations`.
    """
    outputs: list[Output] = []
    faults: list[Diagnostic] = []
    for article in articles:
        if article.format is SourceFormat.MARKDOWN and _MAY_SHOW.search(article.body):
            found = picture_addresses(bodies.of(article).tokens)
            addresses = [(a, article.body_line + line) for a, line in found if not a.startswith("/")]
            pictures, notes = read_images((site / article.path).parent, addresses, article.path)
            page = PurePosixPath(briefing_location(article))
            outputs += [Output(page / place, content) for place, content in pictures.items()]
            faults += notes
    return tuple(outputs), tuple(faults)
