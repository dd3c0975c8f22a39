"""Compressed copies of files, for hosts that serve such instead of compressing for every reader.

In: plans. Out: a plan for the copy of each whose content is text; it stands beside the file, with `.gz` behind
its name. The same bytes for the same file: no time, no name in it. Made from what was just made, in the same
process, at the highest level; it is not kept, since compressing again takes a moment.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import PurePosixPath

from sitegen.building.kept.cache import digest
from sitegen.building.output.plan import Planned
from sitegen.model.config import PRECOMPRESSED

(GZIP,) = PRECOMPRESSED
TEXTS = frozenset(
    {".atom", ".css", ".csv", ".html", ".js", ".json", ".jsonl", ".mjs", ".svg", ".txt", ".webmanifest", ".xml"}
)
"""Suffixes of files that become smaller; pictures, fonts and the search index's parts are compressed already."""
LEVEL, WITH_HEADER = 9, 31
"""Of zlib: the smallest, and as a gzip file, whose time it leaves zero."""
Content = Callable[[Planned], Iterable[bytes]]
"""What is in a file, in parts."""


def copies(files: Iterable[Planned], forms: Iterable[str], content: Content) -> Iterator[Planned]:
    """Plans of the copies; none in the place of a file that is planned, as a site's own copy may be."""
    if GZIP not in set(forms):
        return
    whole = tuple(files)
    taken = {plan.path.casefold() for plan in whole}
    for plan in whole:
        path = f"{plan.path}.{GZIP}"
        if PurePosixPath(plan.path).suffix.lower() in TEXTS and path.casefold() not in taken:
            key = digest("gzip", str(LEVEL), zlib.ZLIB_RUNTIME_VERSION, plan.key) if plan.key else ""
            yield Planned(path, partial(_packed, plan, content), key, large=plan.large, article=plan.article)


def _packed(plan: Planned, content: Content) -> Iterator[bytes]:
    packing = zlib.compressobj(LEVEL, zlib.DEFLATED, WITH_HEADER)
    for part in content(plan):
        yield packing.compress(part)
    yield packing.flush()
