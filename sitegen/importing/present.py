"""What is in the content folder already: imported articles by their key, all by their address. Only reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sitegen.content.walk import find_sources
from sitegen.diagnostics import Diagnostic
from sitegen.importing.sourcetext import ORIGIN

_ADDRESS = re.compile(r"""(?m)^source_url:[ \t]*["']?([^\s"']+)""")
_HEAD = 20_000
"""Bytes of a file in which its front matter ends."""


@dataclass(frozen=True, slots=True)
class Present:
    """Files by what tells that an article is there."""

    by_key: dict[str, Path]
    by_url: dict[str, Path]

    def place_of(self, key: str, url: str) -> Path | None:
        """Where the article of this key or address stands; None where it is new."""
        return self.by_key.get(key) or (self.by_url.get(_same(url)) if url else None)


def present_in(content: Path, site: Path, *, follow_links: bool = False) -> Present:
    """Everything below the content folder; nothing where there is no such folder."""
    by_key: dict[str, Path] = {}
    by_url: dict[str, Path] = {}
    if content.is_dir():
        for found in find_sources(content, site, follow_links=follow_links):
            if not isinstance(found, Diagnostic):
                head = _front_matter(found.file)
                by_key.update((key, found.file) for key in ORIGIN.findall(head))
                by_url.update((_same(url), found.file) for url in _ADDRESS.findall(head))
    return Present(by_key, by_url)


def _front_matter(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            text = stream.read(_HEAD).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
    return text.split("\n---")[0] if text.startswith("---") else ""


def _same(url: str) -> str:
    """Two forms of one address: the scheme and a slash at the end do not matter."""
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")
