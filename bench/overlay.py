"""Is laying marks over a text linear? Time per mark for longer and longer texts, marks nested and crossing.

    python bench/overlay.py [--json]

Prints, for each size, the milliseconds of one overlay and the ratio of time per mark to the smallest size; a
linear method keeps the ratio near 1, a quadratic one doubles it with every row.
"""

from __future__ import annotations

import argparse
import json
import random
import time

from sitegen.markdown.marks import Element, Mark
from sitegen.markdown.overlay import overlay
from sitegen.markdown.parser import parse_markdown
from sitegen.markdown.plaintext import MarkdownDoc, with_plain_text
from sitegen.model.text import Span

SIZES = (250, 500, 1_000, 2_000, 4_000, 8_000, 16_000)
"""Marks; the text has about ten words for each."""


def article(marks: int) -> MarkdownDoc:
    """A text with emphasis, links and code, in paragraphs of a hundred words."""
    words = ["the", "*port*", "said", "[it](x)", "would", "`not`", "close", "**on", "Friday**", "unless"]
    lines = [" ".join(words) for _ in range(marks)]
    return with_plain_text(
        parse_markdown("\n\n".join(" ".join(lines[n : n + 10]) for n in range(0, marks, 10)))
    )


def random_marks(doc: MarkdownDoc, count: int) -> list[Mark]:
    """Spans of up to eighty characters anywhere: they nest and cross as often as they fall apart."""
    chosen = random.Random(7)
    length = len(doc.plain.text)
    starts = [chosen.randrange(length - 1) for _ in range(count)]
    sign = Element("sup", (), "1")
    return [
        Mark(
            (Span(s, min(length, s + chosen.randrange(1, 80))),),
            "a" if n % 2 else "mark",
            id=f"m{n}",
            after=sign,
        )
        for n, s in enumerate(starts)
    ]


def milliseconds(doc: MarkdownDoc, marks: list[Mark]) -> float:
    """The fastest of five."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        overlay(doc, marks)
        times.append(time.perf_counter() - started)
    return 1000 * min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    rows = []
    for count in SIZES:
        doc = article(count)
        took = milliseconds(doc, random_marks(doc, count))
        rows.append(
            {
                "marks": count,
                "words": len(doc.plain.text.split()),
                "ms": took,
                "us_per_mark": 1000 * took / count,
            }
        )
    for row in rows:
        row["ratio"] = row["us_per_mark"] / rows[0]["us_per_mark"]
    if wanted.json:
        print(json.dumps(rows, indent=1))
        return
    print(f"{'marks':>7} {'words':>8} {'ms':>9} {'µs/mark':>9} {'ratio':>6}")
    for row in rows:
        print(
            f"{row['marks']:>7} {row['words']:>8} {row['ms']:>9.1f} {row['us_per_mark']:>9.1f} {row['ratio']:>6.2f}"
        )


if __name__ == "__main__":
    main()
