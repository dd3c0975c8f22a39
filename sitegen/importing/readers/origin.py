"""Where a page comes from: the address that it calls its own, without what only counts readers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml.html import HtmlElement

from sitegen.content.matter.values import is_web_address
from sitegen.importing.readers.known import any_of

_SAVED_FROM = re.compile(r"saved from url=(?:\(\d+\))?\s*(https?://\S+)|^\s*url:\s*(https?://\S+)", re.M)
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(?=https?:)")


def address_of(tree: HtmlElement, said: Sequence[str], *, fetched: str = "") -> str:
    """The canonical link, else what the page says, else where it was saved or fetched; "" for none.

    One that leads to a site's front page is no article's, unless that is what was fetched.
    """
    links = [e.get("href") or "" for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"]
    saved = list(_saved_from(tree))
    base = fetched or next(iter(saved), "")
    for text in (*links, *said, *saved, fetched):
        address = plain_address(joined_address(base, text) if base and text else text)
        if is_web_address(address) and (urlsplit(address).path.strip("/") or address == fetched):
            return address
    return ""


def joined_address(base: str, text: str) -> str:
    """An address as a page at `base` means it; "" where it is none."""
    try:
        return urljoin(base, text)
    except ValueError:
        return ""


def plain_address(address: str) -> str:
    """Without the archive that a copy was found in, a name and password, a fragment, and readers' numbers."""
    address = _ARCHIVED.sub("", address)
    try:
        parts = urlsplit(address)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return ""
    kept = [pair for pair in pairs if not any_of("tracking").match(pair[0])]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=host, query=query, fragment="").geturl()


def _saved_from(tree: HtmlElement) -> Iterator[str]:
    """As browsers and their extensions write it into a comment."""
    for comment in tree.getroottree().xpath("//comment()"):
        if found := _SAVED_FROM.search(comment.text or ""):
            yield found[1] or found[2]
