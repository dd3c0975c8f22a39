"""The lead picture of a page: from the page, from the folder saved with it, or from its server."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from sitegen.content.matter.values import is_web_address
from sitegen.importing.fetched import LARGEST_PICTURE, fetched
from sitegen.importing.imported import PICTURES, Imported, Lead, Original, Picture, UnusableError
from sitegen.importing.readers.origin import joined_address

_KINDS = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
)


def suffix_of(data: bytes) -> str:
    """The suffix of a picture that browsers show, by its first bytes; "" for anything else.

    An SVG is none: opened by itself it may run scripts in the name of the site.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data[4:12] == b"ftypavif":
        return ".avif"
    return next((suffix for start, suffix in _KINDS if data.startswith(start)), "")


def with_lead(article: Imported, original: Original) -> Imported:
    """The article with its lead picture above the text, or with one more thing that was left out."""
    if article.lead is None:
        return article
    data = _bytes_of(article.lead, original)
    suffix = suffix_of(data)
    if not suffix or len(data) > LARGEST_PICTURE:
        return replace(article, lead=None, dropped=(*article.dropped, ("leads", 1)))
    words = "".join(c for c in article.lead.alternative if c not in "[]\\`*_<>!&")
    picture = Picture(f"lead{suffix}", data)
    body = f"![{words}]({PICTURES}{picture.name})\n\n{article.body}"
    return replace(article, lead=None, body=body, pictures=(picture, *article.pictures))


def _bytes_of(lead: Lead, original: Original) -> bytes:
    """The picture; nothing where it cannot be had. Of a saved page nothing is fetched."""
    if lead.address.startswith("data:"):
        return _embedded(lead)
    return _from_server(lead, original) if original.url else _from_folder(lead, original)


def _embedded(lead: Lead) -> bytes:
    head, _comma, text = lead.address.partition(",")
    try:
        return base64.b64decode(unquote(text)) if head.endswith(";base64") else unquote_to_bytes(text)
    except (binascii.Error, ValueError):
        return b""


def _from_server(lead: Lead, original: Original) -> bytes:
    address = joined_address(original.url, lead.address)
    try:
        return fetched(address, largest=LARGEST_PICTURE, near=original.url).data
    except UnusableError:
        return b""


def _from_folder(lead: Lead, original: Original) -> bytes:
    """A file below the folder of the saved page; a path or link that leaves it is nothing."""
    if is_web_address(lead.address) or not original.folder:
        return b""
    home = Path(original.folder).resolve()
    try:
        file = (home / unquote(lead.address.partition("?")[0].partition("#")[0])).resolve()
        if not file.is_relative_to(home) or not file.is_file() or file.stat().st_size > LARGEST_PICTURE:
            return b""
        return file.read_bytes()
    except (OSError, ValueError):
        return b""
