"""How far the confidence of an attribution can be believed: a table of figure against share right.

    python bench/reliability.py GOLD.jsonl [--limit N] [--kind direct] [--quality best|fast]

Each line of GOLD is one document: `{"id", "text", "quotes": [{"spans": [[0, 9]], "speaker_spans": [[10, 14]],
"speaker": "…", "speaker_alt": ["…"], "resolved": true}]}`, offsets in code points, as PolNeAR and GUM are
converted for measuring. An attribution is right if it matches a labelled quotation (half of their words
in common, each used once) and its source shares a word with the labelled source; where the labels name
who is meant (`resolved`, or a `speaker_name`), the speaker must be that one. What matches an `optional` quotation alone is left out.
"of matched" leaves out what matches no label: labels are not complete, so the truth lies between the two
columns. How many of the wrong ones stand among the least sure: `coverage.py`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

from sitegen.annotate.parse.encoder import BEST, QUALITIES, Encoder
from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.annotate.run import AnnotationTask, annotate, default_annotators
from sitegen.markdown.parser import parse_text
from sitegen.markdown.plaintext import with_plain_text
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held
from sitegen.model.config import PublishFrom
from sitegen.model.site import AnnotatedArticle, ResolvedArticle, ResolvedQuotation
from sitegen.resolve.article.published import PUBLISH_ALL
from sitegen.resolve.index import resolve

BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
WORD = re.compile(r"[^\W_]+")
SMALL_WORDS = frozenset(("the", "a", "an", "of", "mr", "mrs", "ms", "dr"))
SMALLER_WORDS = SMALL_WORDS | frozenset(
    "for in at on to and or his her its their this that s unnamed not stated".split()
)
"""What does not count in a label for an unnamed source; "not stated" is nobody."""
Words = frozenset[int]


def resolved_articles(
    documents: list[dict[str, Any]], quality: str = BEST, bars: PublishFrom = PUBLISH_ALL
) -> Iterator[ResolvedArticle]:
    """The documents through the whole pipeline, in their order; what is under the bars as suggestions."""
    plains = [with_plain_text(parse_text(d["text"])).plain for d in documents]
    tasks = [AnnotationTask(plain) for plain in plains]
    pipeline = Pipeline(find_model(), Encoder() if quality == BEST else None)
    found = annotate(tasks, pipeline, default_annotators())
    for number, (plain, annotated) in enumerate(zip(plains, found, strict=True)):
        name = f"{number:05}"
        article = Article(
            ArticleId(name), PurePosixPath(name), SourceFormat.TEXT, FrontMatter(name), held(""), 1, ""
        )
        yield resolve([AnnotatedArticle(article, plain, annotated)], bars=bars).articles[0]


def visible_offsets(text: str) -> list[int]:
    """For each character, how many before it are not white space: what both texts count alike."""
    counts, count = [], 0
    for char in text:
        counts.append(count)
        count += not char.isspace()
    return [*counts, count]


def words(text: str, visible: list[int], spans: list[list[int]]) -> Words:
    """Places of the words in the spans."""
    found = (m for a, b in spans for m in WORD.finditer(text, a, b))
    return frozenset(visible[m.start()] for m in found)


def judged(document: dict[str, Any], article: ResolvedArticle) -> Iterator[tuple[float, str, bool, bool]]:
    """For each attribution that is published: confidence, kind, whether it matches a label, whether it is right."""
    text, plain = document["text"], article.plain.text
    of_gold, of_plain = visible_offsets(text), visible_offsets(plain)
    gold = [(words(text, of_gold, q["spans"]), q) for q in document["quotes"] if _counts(q)]
    spare = [words(text, of_gold, spans) for spans in _optional(document)]
    mine = [
        (words(plain, of_plain, [[s.start, s.end] for s in r.quotation.content]), r)
        for r in article.quotations
    ]
    pairs = dict(_matched([w for w, _ in mine], [w for w, _ in gold]))
    for index, (said, r) in enumerate(mine):
        if index not in pairs and any(_is_part(said, one) for one in spare):
            continue
        label = gold[pairs[index]][1] if index in pairs else None
        right = label is not None and _same_speaker(r, label, plain, (text, of_gold), of_plain)
        yield r.confidence, str(r.quotation.kind), label is not None, right


def _counts(quotation: dict[str, Any]) -> bool:
    """Whether the labels say whose it is."""
    said = quotation.get("speaker_spans") or quotation.get("speaker_name")
    return bool(said) and not quotation.get("optional")


def _optional(document: dict[str, Any]) -> Iterator[list[list[int]]]:
    yield from (q["spans"] for q in document["quotes"] if q.get("optional"))
    for one in document.get("optional", []):
        yield one["spans"] if isinstance(one, dict) else [one]


def _is_part(said: Words, optional: Words) -> bool:
    """Of the words in common a good part, or all."""
    return bool(said & optional) and (said <= optional or len(said & optional) >= 0.3 * len(said | optional))


def _matched(mine: list[Words], gold: list[Words]) -> Iterator[tuple[int, int]]:
    """Pairs with at least half of their words in common, the best first, each used once."""
    scored = sorted(
        (-len(m & g) / len(m | g), i, j)
        for i, m in enumerate(mine)
        for j, g in enumerate(gold)
        if m & g and 2 * len(m & g) >= len(m | g)
    )
    used_mine: set[int] = set()
    used_gold: set[int] = set()
    for _, i, j in scored:
        if i not in used_mine and j not in used_gold:
            used_mine.add(i)
            used_gold.add(j)
            yield i, j


def _same_speaker(
    r: ResolvedQuotation,
    label: dict[str, Any],
    plain: str,
    gold_text: tuple[str, list[int]],
    visible: list[int],
) -> bool:
    if label.get("speaker_name"):
        names = [label["speaker_name"], *label.get("speaker_alt", [])]
        return any(_is_called(r.speaker.name, name) for name in names)
    if label.get("resolved"):
        names = [label.get("speaker") or "", *label.get("speaker_alt", [])]
        return any(_shares_name(r.speaker.name, name) for name in names)
    source = r.quotation.source
    if source is None:
        said = " ".join(gold_text[0][a:b] for a, b in label["speaker_spans"])
        return _shares_name(r.speaker.name, said)
    ours = words(plain, visible, [[source.start, source.end]])
    return bool(ours & words(*gold_text, label["speaker_spans"]))


def _is_called(one: str, other: str) -> bool:
    """Half of the words of an unnamed source will do, and nobody is nobody."""
    a, b = ({w.lower() for w in WORD.findall(name)} - SMALLER_WORDS for name in (one, other))
    return a == b or bool(a and b and (a <= b or b <= a or 2 * len(a & b) >= len(a | b)))


def _shares_name(one: str, other: str) -> bool:
    a, b = ({w.lower() for w in WORD.findall(name)} - SMALL_WORDS for name in (one, other))
    return bool(a and b) and (a <= b or b <= a)


def print_table(rows: list[tuple[float, str, bool, bool]]) -> None:
    """One line for each range of the figure, and how far figure and share lie apart on average."""
    print("confidence       number   figure   right of matched   right of all")
    apart = 0.0
    for low, high in pairwise(BINS):
        inside = [row for row in rows if low <= row[0] < high]
        if not inside:
            continue
        matched = [row for row in inside if row[2]]
        figure = sum(row[0] for row in inside) / len(inside)
        of_matched = sum(row[3] for row in matched) / max(len(matched), 1)
        of_all = sum(row[3] for row in inside) / len(inside)
        apart += abs(figure - of_all) * len(inside)
        shares = f"{figure:6.2f}   {of_matched:16.2f}   {of_all:12.2f}"
        print(f"{low:.2f} to {min(high, 1):.2f}   {len(inside):6d}   {shares}")
    print(
        f"all            {len(rows):6d}   mean distance of figure from share of all: {apart / len(rows):.3f}"
    )


def main() -> None:
    """Read, run, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--kind", choices=("direct", "partial", "indirect"))
    parser.add_argument("--quality", choices=QUALITIES, default=BEST)
    options = parser.parse_args()
    lines = options.gold.read_text("utf-8").split("\n")
    documents = [json.loads(line) for line in lines if line.strip()][: options.limit]
    articles = resolved_articles(documents, options.quality)
    rows = [row for d, a in zip(documents, articles, strict=True) for row in judged(d, a)]
    print_table([row for row in rows if options.kind in {None, row[1]}])


if __name__ == "__main__":
    main()
