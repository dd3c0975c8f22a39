"""Time of resolving and merging a site of many articles, and how it grows.

Usage: python bench/resolve.py [--sizes 1000,10000] [--entries 200] [--json FILE]

Articles are synthetic, from a fixed seed: some 500 words with 40 mentions of a pool of people,
organisations and places that grows with the site, and many shared names; every tenth article has
relatives, acronyms or namesakes. Prints a table, with the growth from the first size to each, and writes
the same as JSON. Linear growth is 1.0 in the last column; what is measured is resolution alone, no
reading and no annotation.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from sitegen.model.annotation import Annotations, Description, DescriptionKind, EntityType, Mention
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held
from sitegen.model.curation import Curation, CurationEntry
from sitegen.model.site import AnnotatedArticle
from sitegen.model.text import Block, BlockKind, PlainText, Span
from sitegen.resolve.index import resolve
from sitegen.resolve.review.questions import review

SYLLABLES = [f"{start}{end}" for start in "bdfhklmnprstv" for end in ("a", "e", "o", "an", "or", "el")]
GENERIC = ["the Board", "the Authority", "the Senate", "the Council"]
KINDS = ["Harbour Authority", "Shipping", "Bank"]
DESCRIPTIONS = ["the minister", "a lawyer", "the goalkeeper", ""]
FILLER = "and after the long talks of the day it was said in the town that nothing had changed at all "


def word(rng: random.Random) -> str:
    """An invented name of two or three syllables."""
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3))).capitalize()


class Pool:
    """The names of a site: their number grows with the number of articles, as a real site's does."""

    def __init__(self, rng: random.Random, articles: int) -> None:
        people, firms, places = max(60, articles // 2), max(30, articles // 5), max(40, articles // 10)
        self.rng = rng
        self.first = [word(rng) for _ in range(max(50, people // 10))]
        self.last = [word(rng) for _ in range(max(50, people // 4))]
        self.people = [f"{rng.choice(self.first)} {rng.choice(self.last)}" for _ in range(people)]
        self.firms = [
            f"{word(rng)} {rng.choice(['Harbour Authority', 'Shipping', 'Bank'])}" for _ in range(firms)
        ]
        self.places = [word(rng) for _ in range(places)]

    def names(self) -> list[tuple[str, EntityType, str]]:
        """What one article names, in order: name, type, description."""
        rng, found = self.rng, []
        for person in rng.sample(self.people, 5):
            found.append(
                (person, EntityType.PERSON, rng.choice(["the minister", "a lawyer", "the goalkeeper", ""]))
            )
            found += [(person.split()[1], EntityType.PERSON, "")] * rng.randint(1, 4)
        for firm in rng.sample(self.firms, 4):
            found.append((firm, EntityType.ORGANISATION, ""))
            found.append(("".join(w[0] for w in firm.split()), EntityType.ORGANISATION, ""))
        found += [(rng.choice(self.places), EntityType.PLACE, "") for _ in range(8)]
        found.append((rng.choice(GENERIC), EntityType.ORGANISATION, ""))
        if rng.random() < 0.1:
            found.append((f"{rng.choice(self.first)} {found[0][0].split()[1]}", EntityType.PERSON, ""))
            found.append((found[0][0].split()[1], EntityType.PERSON, ""))
        return found


def article(pool: Pool, number: int) -> AnnotatedArticle:
    """One synthetic article."""
    text, mentions = "", []
    for name, kind, described in pool.names():
        text += FILLER[: pool.rng.randint(10, len(FILLER))]
        about: tuple[Description, ...] = ()
        if described:
            about = (Description(Span(len(text), len(text) + len(described)), DescriptionKind.MODIFIER),)
            text += described + " "
        mentions.append(Mention(Span(len(text), len(text) + len(name)), kind, "bench", descriptions=about))
        text += name + " "
    date = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=6 * number)
    path = PurePosixPath(f"content/{number:06}.md")
    source = Article(
        ArticleId(f"{number:06}"), path, SourceFormat.MARKDOWN, FrontMatter("", date), held(""), 1, ""
    )
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)), (0, 1))
    return AnnotatedArticle(source, PlainText(text, (block,)), Annotations(tuple(mentions)))


def curation(pool: Pool, entries: int) -> Curation:
    """Entries for people of the pool, each with an alias."""
    chosen = pool.people[:entries]
    return Curation(
        tuple(
            CurationEntry(f"e{n:05}", PurePosixPath(f"e{n:05}.md"), name, EntityType.PERSON, (f"Old {name}",))
            for n, name in enumerate(dict.fromkeys(chosen))
        )
    )


def measure(size: int, entries: int) -> dict[str, float]:
    """Processor seconds for a site of this size: another program on the machine changes little."""
    pool = Pool(random.Random(7), size)
    articles = [article(pool, number) for number in range(size)]
    rules = curation(pool, entries)
    gc.collect()
    started = time.process_time()
    index = resolve(articles, rules)
    resolved = time.process_time()
    items = review(index, rules)
    ended = time.process_time()
    return {
        "articles": size,
        "mentions": sum(len(a.annotations.mentions) for a in articles),
        "entities": len(index.entities),
        "review_items": len(items),
        "resolve_seconds": round(resolved - started, 3),
        "review_seconds": round(ended - resolved, 3),
        "ms_per_article": round(1000 * (resolved - started) / size, 3),
    }


def main() -> None:
    """Measure each size and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--entries", type=int, default=200)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    measure(100, chosen.entries)  # imports and caches
    rows = [measure(int(size), chosen.entries) for size in chosen.sizes.split(",")]
    for row in rows:
        row["growth"] = round(row["ms_per_article"] / rows[0]["ms_per_article"], 2)
    print("  ".join(f"{key:>15}" for key in rows[0]))
    for row in rows:
        print("  ".join(f"{value:>15}" for value in row.values()))
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
