"""The quote index as CSV and JSON: of one article, of one entity, of the site.

Positions count Unicode code points of the briefing's `index.txt`, ends exclusive.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from sitegen.render.lookup import Lookup, Spoken
from sitegen.render.permalinks import Linker, absolute

VERSION = 1
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
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def quotes_csv(spoken: Iterable[Spoken], folder: str, lookup: Lookup) -> bytes:
    """One line for each quotation; `folder` is the location of the file's folder, for links.

    A cell that a spreadsheet would run as a formula starts with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for said in spoken:
        record = quote_record(said, folder, lookup)
        spans = record.pop("spans")
        first, last = record["paragraphs"][0], record["paragraphs"][-1]
        record |= {
            "paragraphs": str(first) if first == last else f"{first}–{last}",
            "start": spans[0][0],
            "end": spans[-1][1],
        }
        writer.writerow([_harmless(record[column]) for column in COLUMNS])
    return out.getvalue().encode()


def quotes_json(spoken: Iterable[Spoken], folder: str, lookup: Lookup) -> bytes:
    """The same as JSON, with every span of a quotation that has several."""
    records = [quote_record(said, folder, lookup) for said in spoken]
    return dumped({"version": VERSION, "positions": "unicode code points", "quotes": records})


def quote_record(said: Spoken, folder: str, lookup: Lookup) -> dict[str, Any]:
    """A quotation as plain values."""
    gist = said.gist
    quoted = lookup.shelf.excerpts(gist.id).quotations[said.index]
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
    """JSON for files: UTF-8, keys in the order given, a newline at the end."""
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()  # indented it takes five times as long
