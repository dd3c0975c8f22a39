"""A page as the preview sends it: with the reload script, and with what identifies this version of it.

Pure, over bytes. The pages in the output folder are never touched.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

SCRIPT = "/__sitegen/preview.js"
_LINK = re.compile(rb"<link\b[^>]*>", re.IGNORECASE)
_REL = re.compile(rb"""\brel\s*=\s*["']?[^"'>]*\bstylesheet\b""", re.IGNORECASE)
_HREF = re.compile(rb"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Version:
    """What a page is at one moment, small enough to be told and compared."""

    digest: str
    """Of the whole page."""
    skeleton: str
    """Of the page without its stylesheets' names: equal where only styles changed."""
    styles: tuple[str, ...]
    """The stylesheets' names, as the page writes them."""


def version_of(page: bytes) -> Version:
    """Digests of a page, and its stylesheets."""
    styles: list[str] = []

    def without_href(match: re.Match[bytes]) -> bytes:
        link = match.group()
        href = _HREF.search(link)
        if href is None or not _REL.search(link):
            return link
        styles.append(next(g for g in href.groups() if g is not None).decode("utf-8", "replace"))
        return b"<link rel=stylesheet>"

    skeleton = _LINK.sub(without_href, page)
    return Version(_digest(page), _digest(skeleton), tuple(styles))


def with_script(page: bytes, more: bytes = b"") -> bytes:
    """The page with the reload script, and what is to stand behind it, as the last thing in its body."""
    version = version_of(page)
    tag = (
        f'<script src="{SCRIPT}" data-digest="{version.digest}" data-skeleton="{version.skeleton}"></script>'
    ).encode() + more
    at = page.lower().rfind(b"</body>")
    return page + tag if at < 0 else page[:at] + tag + page[at:]


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()
