"""What an editor finds who looks at what is least sure first: of quotations, types, links and cards.

    python bench/coverage.py GOLD.jsonl [--held-out] [--quality best|fast]

GOLD is labelled data as `tools/check_corpus.py --jsonl` writes it; `--held-out` takes the articles of the corpus that
nothing was trained on. A row for each kind: how many there are, how many are wrong, and the share of the wrong ones that
stand among the least sure twentieth, tenth, fifth and half. Where many are equally sure, what is told is what one would find
among them in no particular order.

A quotation is wrong as `reliability.py` has it: nobody said it, or somebody else; those count that are published by default, and in a
row of their own suggestions as well. A card's type is wrong if the one it
is about has another; its link if it stands for two, or for one that has a larger card; its ends if a mention is not the
labelled one to the letter; the card if type or link is, or if it is about nothing that the labels know. Cards about what labels forgive count nowhere. How sure a type is, is what the
recogniser says of the card's surest mention; a link and ends, what the desk says (`sitegen.desk.doubts`); a card, the less of type and link.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from reliability import judged, resolved_articles, visible_offsets

from sitegen.annotate.parse.encoder import BEST, QUALITIES
from sitegen.desk.doubts import doubts_of
from sitegen.model.config import PublishFrom
from sitegen.model.review import DoubtKind
from sitegen.model.site import Card, ResolvedArticle

SHARES = (0.05, 0.1, 0.2, 0.5)
KINDS = (
    "quotation",
    "– direct",
    "– partial",
    "– indirect",
    "suggestions too",
    "type",
    "link",
    "card",
    "ends",
)
TYPES = {"person": "person", "org": "organisation", "organisation": "organisation", "place": "place", "event": "event"}  # fmt: skip
Range = tuple[int, int]
"""In characters that are no white space, which both texts count alike."""


class Row(NamedTuple):
    """One mark: of which kind, how sure, and whether it is wrong."""

    kind: str
    confidence: float
    wrong: bool


def found_by(rows: Sequence[tuple[float, bool]], share: float) -> float:
    """The share of the wrong ones among the least sure so many, ties in no particular order."""
    left, found = len(rows) * share, 0.0
    for _, equal in groupby(sorted(rows), key=lambda row: row[0]):
        group = [wrong for _, wrong in equal]
        found += sum(group) * min(1.0, left / len(group))
        left -= min(left, len(group))
    return found / max(sum(wrong for _, wrong in rows), 1)


def overlap(one: Range, other: Range) -> bool:
    """At least half of what both cover is common."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common > 0 and 2 * common >= max(one[1], other[1]) - min(one[0], other[0])


class Gold(NamedTuple):
    """What the labels know of an article's names."""

    entities: list[tuple[str, list[Range]]]
    """Type, and where."""
    forgiven: list[Range]


def gold_of(document: dict[str, Any]) -> Gold:
    """Of one labelled document."""
    visible = visible_offsets(document["text"])

    def ranges(spans: Sequence[Sequence[int]]) -> list[Range]:
        return [(visible[span[0]], visible[span[1]]) for span in spans]

    entities = [(TYPES.get(e["type"].lower(), ""), ranges(e["mentions"])) for e in document["entities"]]
    forgiven = ranges([*document.get("ignore", []), *document.get("nested", [])])
    forgiven += [one for kind, where in entities if not kind for one in where]
    return Gold([(kind, where) for kind, where in entities if kind], forgiven)


def card_rows(gold: Gold, article: ResolvedArticle) -> Iterator[Row]:
    """Types, links, cards and ends of one article."""
    visible = visible_offsets(article.plain.text)
    where = [
        [(visible[m.mention.span.start], visible[m.mention.span.end]) for m in c.mentions]
        for c in article.cards
    ]
    held = [_held(gold, ranges) for ranges in where]
    largest = _largest(held)
    sure = _sureness(article)
    for number, card in enumerate(article.cards):
        type_, link, ends = sure[card.entity]
        of = held[number]
        if not of:
            if not any(a < d and c < b for a, b in where[number] for c, d in gold.forgiven):
                yield Row("card", min(type_, link), wrong=True)
            continue
        wrong_link = len(of) > 1 or any(largest[entity] != number for entity in of)
        wrong_type = gold.entities[of.most_common(1)[0][0]][0] != str(card.type)
        yield Row("type", type_, wrong_type)
        yield Row("link", link, wrong_link)
        yield Row("card", min(type_, link), wrong_link or wrong_type)
        yield Row("ends", ends, _cut(gold, where[number]))


def _cut(gold: Gold, ranges: Sequence[Range]) -> bool:
    """Whether one of these is a labelled mention but for its ends."""
    labelled = {one for _, where in gold.entities for one in where}
    return any(one not in labelled and any(overlap(one, other) for other in labelled) for one in ranges)


def _held(gold: Gold, ranges: Sequence[Range]) -> Counter[int]:
    """How many mentions of each labelled entity are among these."""
    counts = {
        number: sum(any(overlap(one, other) for other in ranges) for one in where)
        for number, (_, where) in enumerate(gold.entities)
    }
    return Counter({number: count for number, count in counts.items() if count})


def _largest(held: Sequence[Counter[int]]) -> dict[int, int]:
    """The card that has most of each entity."""
    found: dict[int, int] = {}
    for number, of in enumerate(held):
        for entity, count in of.items():
            if entity not in found or count > held[found[entity]][entity]:
                found[entity] = number
    return found


def _sureness(article: ResolvedArticle) -> dict[str, tuple[float, float, float]]:
    """Of each card its type, its link, and its ends."""
    told: dict[str, dict[DoubtKind, float]] = defaultdict(dict)
    for doubt in doubts_of(article):
        if doubt.entity:
            told[doubt.entity][doubt.kind] = doubt.confidence
    found = {}
    for card in article.cards:
        of = told[card.entity]
        found[card.entity] = _type(card), of.get(DoubtKind.LINK, 1.0), of.get(DoubtKind.BOUNDS, 1.0)
    return found


def _type(card: Card) -> float:
    return max((m.mention.score for m in card.mentions if m.mention.score is not None), default=1.0)


def all_rows(documents: list[dict[str, Any]], quality: str) -> Iterator[Row]:
    """Of all documents."""
    found = resolved_articles(documents, quality, PublishFrom())
    for document, article in zip(documents, found, strict=True):
        for confidence, kind, _, right in judged(document, article):
            yield Row("quotation", confidence, not right)
            yield Row(f"– {kind}", confidence, not right)
        every = replace(article, quotations=(*article.quotations, *article.suggestions))
        yield from (Row("suggestions too", sure, not right) for sure, _, _, right in judged(document, every))
        yield from card_rows(gold_of(document), article)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """A line for each kind."""
    yield (
        "| | number | wrong | "
        + " | ".join(f"found in the least sure {share:.0%}" for share in SHARES)
        + " |"
    )
    yield "|---|--:|--:|" + "--:|" * len(SHARES)
    for kind in KINDS:
        some = [(row.confidence, row.wrong) for row in rows if row.kind == kind]
        shares = " | ".join(f"{found_by(some, share):.0%}" for share in SHARES)
        yield f"| {kind} | {len(some)} | {sum(wrong for _, wrong in some)} | {shares} |"


def main() -> None:
    """Read, run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--quality", choices=QUALITIES, default=BEST)
    options = parser.parse_args()
    lines = options.gold.read_text("utf-8").split("\n")
    documents = [json.loads(line) for line in lines if line.strip()]
    if options.held_out:
        sys.path.append(str(Path(__file__).parents[1] / "tools"))
        from check_corpus import is_held_out

        documents = [document for document in documents if is_held_out(Path(document["id"]))]
    print("\n".join(table(list(all_rows(documents, options.quality)))))


if __name__ == "__main__":
    main()
