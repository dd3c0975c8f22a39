"""The entities of the site: who is who in all articles, found anew only where one says otherwise than before.

In: what every article says about names. Out: `Merged`, the same value as in the last build as long as it is
equal.
"""

from __future__ import annotations

from functools import partial

from sitegen.building.articles.reading import Reading
from sitegen.building.kept.cache import digest
from sitegen.building.kept.knowledge import Kept, PackedMerged
from sitegen.building.processes.parallel import FEWEST, apart
from sitegen.codec import as_json, packed
from sitegen.resolve.index import Merged, merged_site, noted


def merged_entities(reading: Reading, kept: Kept) -> Merged:
    """Whom the articles name, once all are read; where none says otherwise than before, that is known."""
    issued = as_json(sorted(reading.rules.curation.issued.items()))
    key = digest("merged", reading.naming, issued, *reading.census_keys())
    known = partial(kept.merged.one_packed, key, partial(_merge, reading, kept))
    merged = kept.opened.of("", (key,), lambda _: known().open())
    return kept.noted.of("", (merged, reading.noting), lambda _: noted(merged, reading.rules))


def _merge(reading: Reading, kept: Kept) -> bytes:
    """Apart: what articles say about names takes 4 kB each, merging as much, and neither is needed then."""

    def work() -> bytes:
        return packed(PackedMerged.of(merged_site(reading.censuses(), reading.rules)))

    return work() if len(reading.articles) < FEWEST else apart(work, kept.store.forked)
