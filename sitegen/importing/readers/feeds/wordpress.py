"""A WordPress export (WXR) to its posts. Pure; entities are refused, nothing is fetched.

What is not published there is not published here: drafts, pending and private posts, and those behind a
password, become drafts. What is in the bin stays there.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import timezone
from html import unescape
from typing import Any

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from sitegen.importing.imported import Caution, Imported, Moment, Original, UnusableError
from sitegen.importing.readers.bylines import byline
from sitegen.importing.readers.fragment import prose_of
from sitegen.importing.readers.known import known
from sitegen.importing.readers.timestamps import moment
from sitegen.importing.readers.trimming import Surroundings

_DRAFTS = frozenset({"draft", "pending", "private"})
_PUBLIC = frozenset({"publish", "future"})
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_SHORTCODE = re.compile(r"\[(/?)([a-z][\w-]*)((?:\s[^\[\]]*)?)(/?)\]")
_CAPTION = re.compile(r"\[(?:wp_)?caption\b[^\]]*\].*?\[/(?:wp_)?caption\]", re.DOTALL)
_BLOCK = re.compile(
    r"(?i)\s*<(?:p|div|h[1-6]|ul|ol|blockquote|table|pre|figure|hr|section|article|iframe|!--)\b"
)
_BLOCK_NOTES = re.compile(r"<!--\s*/?(?:wp:|more|nextpage).*?-->", re.DOTALL)


def read_export(original: Original, *, links: bool = False) -> tuple[Imported, ...]:
    """Every post and page. Raises `UnusableError` where there is none, or the file is cut or a bomb."""
    try:
        root = ElementTree.parse(io.BytesIO(original.data), forbid_dtd=True).getroot()
    except DefusedXmlException:
        hint = (
            "entities can be made to fill all memory, so no file that declares them is read; export it anew"
        )
        raise UnusableError("import-unreadable", "this export declares entities", hint) from None
    except ElementTree.ParseError as error:
        hint = "export it anew from Tools, Export in WordPress; a large site in several parts"
        raise UnusableError("import-unreadable", f"this export is cut or damaged: {error}", hint) from None
    channel = root.find("channel")
    items = [] if channel is None else channel.findall("item")
    authors = {} if channel is None else _authors(channel)
    about = ("", "") if channel is None else (unescape(_text(channel, "title")), _text(channel, "language"))
    left: Counter[str] = Counter()
    found = []
    for item in items:
        left["comments"] += sum(_local(child) == "comment" for child in item)
        if not _is_article(item):
            left["items"] += 1
            continue
        found.append(_article(item, authors, about, links=links))
    if not found:
        hint = "choose All content, or Posts, when you export"
        raise UnusableError("import-no-article", "there is no post in this export", hint)
    more = tuple((kind, number) for kind, number in sorted(left.items()) if number)
    return (replace(found[0], dropped=(*found[0].dropped, *more)), *found[1:])


def _is_article(item: Any) -> bool:
    kind, status = _wp(item, "post_type"), _wp(item, "status")
    return kind in {"post", "page"} and status in _DRAFTS | _PUBLIC and bool(_text(item, _CONTENT))


def _article(item: Any, authors: dict[str, str], about: tuple[str, str], *, links: bool) -> Imported:
    title = unescape(_text(item, "title"))
    html, shortcodes = _without_shortcodes(_text(item, _CONTENT))
    creator = _text(item, _CREATOR)
    people, said = byline((authors.get(creator, creator),), about[0]), _date(item)
    prose = prose_of(_paragraphed(html), Surroundings((title,), people, about[0], said), links=links)
    date, has_time = said or (None, False)
    locked, url = bool(_wp(item, "post_password")), _text(item, "link")
    tags = [each for each in item.findall("category") if each.get("domain") in {"category", "post_tag"}]
    dropped = (*prose.dropped, *((("shortcodes", shortcodes),) if shortcodes else ()))
    return Imported(
        identity=_text(item, "guid") or url or f"{title}\n{prose.body}",
        title=title or _wp(item, "post_name") or "Untitled",
        body=prose.body,
        date=date,
        date_has_time=has_time,
        byline=people or prose.trimmed.byline,
        publisher=about[0],
        source_url=url if _wp(item, "status") == "publish" else "",
        language=about[1],
        tags=tuple(
            name for each in tags if (name := unescape(each.text or "").strip()) not in {"", "Uncategorized"}
        ),
        draft=locked or _wp(item, "status") in _DRAFTS,
        slug=_wp(item, "post_name"),
        dropped=dropped,
        cautions=((Caution.PROTECTED,) if locked else ()) + (() if date else (Caution.DATELESS,)),
    )


def _date(item: Any) -> Moment | None:
    """The site's own time, with the offset that the time in Greenwich gives away."""
    here, there = moment(_wp(item, "post_date")), moment(_wp(item, "post_date_gmt"))
    if here and there:
        offset = here[0] - there[0]
        if abs(offset.total_seconds()) <= 15 * 3600:
            return here[0].replace(tzinfo=timezone(offset)), True
    return here or moment(_text(item, "pubDate"))


def _authors(channel: Any) -> dict[str, str]:
    """Names by login."""
    found = [child for child in channel if _local(child) == "author"]
    return {
        _wp(each, "author_login"): _wp(each, "author_display_name") or _wp(each, "author_login")
        for each in found
    }


def _paragraphed(html: str) -> str:
    """The old editor kept no paragraphs: a blank line is one, a line break a break."""
    html = _BLOCK_NOTES.sub("\n\n", html).replace("\r\n", "\n")
    parts = [part.strip() for part in re.split(r"\n\s*\n", html)]
    return "\n".join(
        part if _BLOCK.match(part) else f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part
    )


def _without_shortcodes(html: str) -> tuple[str, int]:
    """The text without what only WordPress fills in, and how many there were."""
    html, captions = _CAPTION.subn("", html)
    taken = [found for found in _SHORTCODE.finditer(html) if found[2] in known("shortcodes")]
    for found in reversed(taken):
        html = html[: found.start()] + html[found.end() :]
    return html, captions + sum(not found[1] for found in taken)


def _local(element: Any) -> str:
    """A name without its namespace, which changes with WordPress's version."""
    tag: str = element.tag
    return tag.rpartition("}")[2]


def _wp(item: Any, name: str) -> str:
    for child in item:
        if _local(child) == name and "wordpress.org/export" in child.tag:
            return (child.text or "").strip()
    return ""


def _text(item: Any, name: str) -> str:
    return (item.findtext(name) or "").strip()
