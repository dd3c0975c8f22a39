"""The quote index as CSV and JSON: of one article, of one entity, of the site.

Positions count Unicode code points of the briefing's `index.txt`, ends exclusive. In the JSON, what all
quotations of a briefing share is told once, and what is not known is left out; a briefing is a line, so that
a large file can be read as it comes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sitegen.codec import json_in_order
from sitegen.render.article.short.excerpts import Form, Quoted, Rows
from sitegen.render.article.short.gist import Gist
from sitegen.render.permalinks import QUOTES, Linker, absolute
from sitegen.render.site.lookup import Lookup, Spoken, at_hand

VERSION = 2
COLUMNS = (
    "id",
    "speaker",
    "speaker_entity",
    "kind",
    "cue",
    "text",
    "paragraphs",
    "start",
    "end",
    "confidence",
    "briefing",
    "url",
    "source_url",
)
ALONE = (*COLUMNS[:7], "spans", "confidence", "source_url")
"""What the JSON says of each quotation; the others are its briefing's."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def quotes_csv(spoken: Iterable[Spoken], folder: str, lookup: Lookup) -> bytes:
    """One line for each quotation; `folder` is the location of the file's folder, for links.

    A cell that a spreadsheet would run as a formula starts with an apostrophe.
    """
    return (_csv([COLUMNS]) + _csv_rows(quote_records(spoken, folder, lookup))).encode()


def _csv(rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _csv_rows(records: Iterable[dict[str, Any]]) -> str:
    rows = []
    for record in records:
        spans = record["spans"]
        first, last = record["paragraphs"][0], record["paragraphs"][-1]
        cells = record | {
            "paragraphs": str(first) if first == last else f"{first}–{last}",
            "start": spans[0][0],
            "end": spans[-1][1],
        }
        rows.append([_harmless(cells[column]) for column in COLUMNS])
    return _csv(rows)


def quotes_json(spoken: Iterable[Spoken], folder: str, lookup: Lookup) -> bytes:
    """The same as JSON, by briefing, with every span of a quotation that has several."""
    return b"".join(_document(_briefings(quote_records(spoken, folder, lookup))))


def _document(briefings: Iterable[bytes]) -> Iterator[bytes]:
    head = {"version": VERSION, "positions": "unicode code points", "briefings": []}
    before, _, after = dumped(head).partition(b"]")
    for briefing in briefings:
        yield before + b"\n" + briefing
        before = b","
    yield (b"\n" if before == b"," else before) + b"]" + after


def _briefings(records: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """A line without its end for each briefing that these stand in."""
    for (title, url), together in groupby(records, key=_stands_in):
        quotes = [{key: record[key] for key in ALONE if record[key] != ""} for record in together]
        yield dumped({"title": title, "url": url or "./", "quotes": quotes}).rstrip(b"\n")


def _stands_in(record: dict[str, Any]) -> tuple[str, str]:
    """Title and address of the briefing: a quotation's own address is that and its id."""
    return record["briefing"], record["url"].removesuffix(f"#{record['id']}")


def site_quotes_csv(lookup: Lookup) -> Iterator[bytes]:
    """`quotes_csv` of the whole site, article by article: of a large site it takes a hundred megabytes."""
    yield _csv([COLUMNS]).encode()
    yield from _rows("csv", lookup)


def site_quotes_json(lookup: Lookup) -> Iterator[bytes]:
    """`quotes_json` of the whole site, likewise."""
    yield from _document(filter(None, _rows("json", lookup)))


def _rows(form: Form, lookup: Lookup) -> Iterator[bytes]:
    gists = {gist.id: gist for gist in lookup.gists}
    yield from lookup.shelf.rows(form, gists, lambda article: rows_of(gists[article], lookup))


def rows_of(gist: Gist, lookup: Lookup) -> Rows:
    """One article's part of both."""
    said = (Spoken(gist, index) for index in range(len(gist.said)))
    records = list(quote_records(said, QUOTES, lookup))
    return Rows(_csv_rows(records).encode(), b"".join(_briefings(records)))


def quote_records(spoken: Iterable[Spoken], folder: str, lookup: Lookup) -> Iterator[dict[str, Any]]:
    """Quotations as plain values. Those of one article should stand together: they are looked up at once."""
    for _, together in groupby(at_hand(lookup, spoken), key=lambda said: said.gist.id):
        first, *others = together
        quotations = lookup.shelf.excerpts(first.gist.id).quotations
        for said in (first, *others):
            yield _record(said.gist, quotations[said.index], folder, lookup)


def _record(gist: Gist, quoted: Quoted, folder: str, lookup: Lookup) -> dict[str, Any]:
    base = lookup.config.site.base_url
    return {
        "id": quoted.anchor,
        "speaker": quoted.speaker,
        "speaker_entity": quoted.entity or "",
        "kind": quoted.kind,
        "cue": quoted.cue,
        "text": quoted.whole,
        "paragraphs": quoted.paragraphs,
        "spans": quoted.spans,
        "confidence": quoted.confidence,
        "briefing": gist.title,
        "url": absolute(base, gist.location, quoted.anchor)
        or Linker(folder).to(gist.location, quoted.anchor),
        "source_url": quoted.source_url,
    }


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def dumped(value: Any) -> bytes:
    """JSON for files: UTF-8, keys in the order given, no space between them, a newline at the end."""
    return json_in_order(value) + b"\n"
