"""A feed, RSS or Atom, to the articles in it; the only home of feedparser. Pure."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import feedparser
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from sitegen.importing.imported import Caution, Imported, Original, UnusableError
from sitegen.importing.readers.bylines import byline
from sitegen.importing.readers.fragment import prose_of
from sitegen.importing.readers.origin import plain_address
from sitegen.importing.readers.prose import word_count
from sitegen.importing.readers.timestamps import later, moment
from sitegen.importing.readers.trimming import Surroundings

_CUT = re.compile(r"(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?|(?i:continue reading|read more).{0,100})\Z")
"""How a summary ends that was cut off."""
_FEWEST_WORDS = 120
"""A summary with fewer is a summary; with more it is the article, which many feeds carry in that place."""


def read_feed(original: Original, *, links: bool = False) -> tuple[Imported, ...]:
    """Every item with its text. Raises `UnusableError` where no item has one, or entities are a bomb."""
    refuse_bombs(original.data)
    feed = feedparser.parse(io.BytesIO(original.data), sanitize_html=False, resolve_relative_uris=True)
    found, without_text = [], 0
    for entry in feed.entries:
        content = _text_of(entry)
        if content:
            found.append(_article(entry, feed.feed, content, links=links))
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
    words = " ".join(re.sub(r"<[^>]*>", " ", summary).split())
    return summary if word_count(words) >= _FEWEST_WORDS and not _CUT.search(words) else ""


def _article(entry: dict[str, Any], feed: Mapping[str, Any], content: str, *, links: bool) -> Imported:
    title = _plain(entry.get("title"))
    publisher = _plain((entry.get("source") or {}).get("title") or feed.get("title"))
    people = byline(_authors(entry), publisher)
    said = moment(str(entry.get("published") or entry.get("updated") or ""))
    prose = prose_of(content, Surroundings((title,), people, publisher, said), links=links)
    found = said or prose.trimmed.date
    date, has_time = found or (None, False)
    url = plain_address(str(entry.get("link") or ""))
    language = [str(each.get("language") or "") for each in entry.get("content") or ()]
    return Imported(
        identity=url or str(entry.get("id") or "") or f"{title}\n{prose.body}",
        title=title or _line(prose.body)[:80],
        body=prose.body,
        date=date,
        date_has_time=has_time,
        updated=later(moment(str(dict.get(entry, "updated") or "")), said),
        byline=people or prose.trimmed.byline,
        publisher=publisher,
        source_url=url,
        language=next(filter(None, [*language, str(feed.get("language") or "")]), ""),
        tags=tuple(_plain(tag.get("term")) for tag in entry.get("tags") or ()),
        dropped=prose.dropped,
        cautions=() if date else (Caution.DATELESS,),
    )


def _with(article: Imported, more: tuple[str, int]) -> Imported:
    return replace(article, dropped=(*article.dropped, more))


def _authors(entry: dict[str, Any]) -> list[str]:
    """Names; where the library cuts `ana@wire.example (Ana Roy)` at the wrong place, the whole."""
    names = [str(each.get("name") or "") for each in entry.get("authors") or ()]
    return [str(entry.get("author") or "")] if len(names) < 2 and "(" in "".join(names) else names


def _plain(text: object) -> str:
    """Words of a title, which feeds escape once or twice."""
    return _line(re.sub(r"<[^>]+>", "", html.unescape(html.unescape(str(text or "")))))


def _line(text: str) -> str:
    return " ".join(text.split())
