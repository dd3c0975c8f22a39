"""A feed, RSS or Atom, to the articles in it; the only home of feedparser. Pure."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import feedparser
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from sitegen.importing.imported import Caution, Imported, Original, UnusableError
from sitegen.importing.readers.fragment import prose_of
from sitegen.importing.readers.metadata import joined
from sitegen.importing.readers.timestamps import moment

_FEWEST_WORDS = 120
"""A summary with fewer is a summary; with more it is the article, which many feeds carry in that place."""


def read_feed(original: Original, *, links: bool = False) -> tuple[Imported, ...]:
    """Every item with its text. Raises `UnusableError` where no item has one, or entities are a bomb."""
    refuse_bombs(original.data)
    feed = feedparser.parse(io.BytesIO(original.data), sanitize_html=False, resolve_relative_uris=True)
    found, without_text = [], 0
    for entry in feed.entries:
        html = _text_of(entry)
        if html:
            found.append(_article(entry, feed.feed, html, links=links))
        else:
            without_text += 1
    if not found:
        many = f"{without_text} item{'s' if without_text > 1 else ''}"
        what = f"none of the items of this feed has its text, only a summary ({many})"
        hint = "give the links of the articles that you want to  sitegen import"
        raise UnusableError(
            "import-no-article", what if without_text else "there is no item in this feed", hint
        )
    if without_text:
        first = found[0]
        found[0] = _with(first, ("summaries", without_text))
    return tuple(found)


def refuse_bombs(data: bytes) -> None:
    """Raises `UnusableError` where the XML declares entities; whether it is well-formed is not asked."""
    try:
        ElementTree.fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        hint = "entities can be made to fill all memory, so no file that declares them is read; ask its maker"
        raise UnusableError("import-unreadable", "this XML declares entities", hint) from None
    except ElementTree.ParseError:
        return


def _text_of(entry: Mapping[str, Any]) -> str:
    """The item's HTML; "" where it has a summary only."""
    contents = [str(each.get("value") or "") for each in entry.get("content") or ()]
    summary = str(entry.get("summary") or "")
    longest = max([*contents, ""], key=len)
    if longest.strip():
        return longest
    words = len(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", summary)))
    return summary if words >= _FEWEST_WORDS else ""


def _article(entry: Mapping[str, Any], feed: Mapping[str, Any], html: str, *, links: bool) -> Imported:
    title = _line(re.sub(r"<[^>]+>", "", str(entry.get("title") or "")))
    prose = prose_of(html, title, links=links)
    found = moment(str(entry.get("published") or entry.get("updated") or ""))
    date, has_time = found or (None, False)
    url = str(entry.get("link") or "")
    people = [_line(str(each.get("name") or "")) for each in entry.get("authors") or ()]
    language = [str(each.get("language") or "") for each in entry.get("content") or ()]
    return Imported(
        identity=url or str(entry.get("id") or "") or f"{title}\n{prose.body}",
        title=title or _line(prose.body)[:80],
        body=prose.body,
        date=date,
        date_has_time=has_time,
        byline=joined([name for name in dict.fromkeys(people) if name]),
        publisher=_line(str((entry.get("source") or {}).get("title") or feed.get("title") or "")),
        source_url=url,
        language=next(filter(None, [*language, str(feed.get("language") or "")]), ""),
        tags=tuple(_line(str(tag.get("term") or "")) for tag in entry.get("tags") or ()),
        dropped=prose.dropped,
        cautions=() if date else (Caution.DATELESS,),
    )


def _with(article: Imported, more: tuple[str, int]) -> Imported:
    return replace(article, dropped=(*article.dropped, more))


def _line(text: str) -> str:
    return " ".join(text.split())
