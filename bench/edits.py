"""Edits as an editor makes them: to which articles, and what changes. Deterministic.

"word": three words are put another way; nobody and nothing new is named. "quote": a paragraph is added in
which somebody whom the article already quotes says one thing more, so that entity pages, the quote index and
its exports change too. "save": a sentence with a number that was never there, so that no cache knows it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

WORDS = ("until next year", "until the coming year")
SPEAKER = re.compile(r"” (?:said|told reporters|added|argued|explained) (\w+ \w+), ")


def chosen(articles: list[Path], count: int, part: int, parts: int) -> list[Path]:
    """`count` articles spread over the whole archive; another `part` of `parts` gives others."""
    places = [(n * parts + part + 0.5) / (count * parts) for n in range(count)]
    return [articles[int(place * len(articles))] for place in places]


def edited(text: str, kind: str, number: int = 0) -> str:
    """The article's file after the edit."""
    if kind == "word":
        return text.replace(*WORDS, 1)
    if kind == "quote":
        found = SPEAKER.search(text)
        name = found.group(1) if found else "Anna Barcor"
        return f"{text}\n“The harbour stays open all through the winter,” said {name}.\n"
    return f"{text}\nThe docket now has {number} pages.\n"


def save(path: Path, text: str) -> None:
    """As editors do: written beside the place, then renamed."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)  # noqa: PTH105 - the moment that is timed
