"""How many files and bytes an archive takes for each article, by the articles that speed is measured with.

What they say is found by their own patterns, much as the model finds it: names, who said what, what was
reported. Two archives are built, one half as large again: the difference is what articles cost, without what
every site has. The bounds are those of 1,000 articles: 4,000 files and 75 MB, a thousandth for each.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from preview_site import annotate_with

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from corpus import World, write_corpus
from sitegen.building.pipeline import Site
from sitegen.model.annotation import Annotations, EntityType, Mention, Quotation, QuotationKind
from sitegen.model.report import Sizes
from sitegen.model.text import PlainText, Span

SMALL, LARGE = 80, 120
FILES, BYTES = 4.0, 75_000
SETTINGS = '[site]\nbase_url = "https://example.org/"\n[build]\nsearch = false\n'
CLAIM = r"(?P<said>[^.“”]+?)(?=\. )"
PATTERNS = {
    QuotationKind.DIRECT: r"(?P<said>“[^”]+,”) (?:told )?\w+ (?P<who>{people})[^“]+(?P<more>“[^”]+”)",
    QuotationKind.PARTIAL: r"(?P<who>{bodies}) called (?P<said>the offer “[^”]+”)",
}
REPORTED = (
    rf"(?P<who>{{surnames}}) said {CLAIM}",
    rf"(?P<who>{{bodies}}) called[^”]+” and said that {CLAIM}",
)


class CorpusAnnotator:
    """Knows the generator's people, bodies and places, and its ways of quoting."""

    name = "corpus"

    def __init__(self, count: int) -> None:
        world = World(count)
        pools = {
            "people": [f"{given} {last}" for given, last, _ in world.people],
            "surnames": [last for _, last, _ in world.people],
            "bodies": world.bodies,
            "places": world.places,
        }
        names = {
            key: "|".join(sorted(map(re.escape, pool), key=len, reverse=True)) for key, pool in pools.items()
        }
        self._quoted = [(kind, re.compile(pattern.format(**names))) for kind, pattern in PATTERNS.items()]
        self._quoted += [(QuotationKind.INDIRECT, re.compile(each.format(**names))) for each in REPORTED]
        types = EntityType.PERSON, EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
        self._types = {name: kind for kind, pool in zip(types, pools.values(), strict=True) for name in pool}
        self._names = re.compile(rf"\b(?:{'|'.join(names.values())})\b")

    def annotate(self, text: PlainText, _: object) -> Annotations:
        """The same for the same text."""
        words = text.text
        found = [(Span(*m.span()), self._types[m[0]]) for m in self._names.finditer(words)]
        quotations = [self._quotation(m, kind) for kind, each in self._quoted for m in each.finditer(words)]
        quotations.sort(key=lambda quotation: quotation.content)
        return Annotations(tuple(Mention(span, kind, self.name) for span, kind in found), tuple(quotations))

    def _quotation(self, match: re.Match[str], kind: QuotationKind) -> Quotation:
        parts = [part for part in ("said", "more") if part in match.re.groupindex]
        start, end = match.span("who")
        return Quotation(
            tuple(Span(*match.span(part)) for part in parts),
            kind,
            self.name,
            source=Span(start, end),
            source_head=Span(end - len(match["who"].split()[-1]), end),
            confidence=0.9,
        )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Sizes]:
    """Number of articles to how large the site is."""
    sizes = {}
    for count in (SMALL, LARGE):
        site = tmp_path_factory.mktemp("archive") / str(count)
        write_corpus(site, count)
        (site / "sitegen.toml").write_text(SETTINGS)
        with pytest.MonkeyPatch.context() as patch:
            annotate_with(patch, CorpusAnnotator(count))
            sizes[count] = Site.load(site).build().sizes
    return sizes


pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def test_an_article_takes_four_files_with_all_that_it_brings(built: dict[int, Sizes]) -> None:
    """Its page, its annotations and text, and a share of the pages of those whom it names."""
    files = (built[LARGE].files - built[SMALL].files) / (LARGE - SMALL)
    assert 3 < files <= FILES


def test_an_article_takes_75_kb_with_all_that_it_brings(built: dict[int, Sizes]) -> None:
    """Its page and files, its quotations in the index and the exports, its lines on pages of entities."""
    taken = (built[LARGE].bytes - built[SMALL].bytes) / (LARGE - SMALL)
    assert 10_000 < taken <= BYTES
