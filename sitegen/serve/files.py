"""A request's path to what is served for it. Touches the disk, only to read.

Every file is read whole before the first byte is sent, and the build renames files into place: a page
is the old one or the new one, never half of each. No path leads out of the output folder, whatever it
is made of; hidden files (the build's own book-keeping) are not served, but for those that hosts look for.
"""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from sitegen.content.walk import FOR_HOSTS

_TYPES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Not left to the system's own table, which differs from computer to computer."""
_TEXTUAL = ("text/", "application/json", "application/ld+json", "application/xml", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file's bytes and media type."""

    body: bytes
    media_type: str


def file_of(path: str) -> str:
    """Which file below the output folder a path of the URL asks for."""
    return path.removeprefix("/") + ("index.html" if path.endswith("/") else "")


def read_page(output: Path, path: str) -> ServedFile | None:
    """What stands at this path of the URL (already decoded), `index.html` for a folder; None for nothing."""
    file = locate(output, file_of(path))
    if file is None:
        return None
    try:
        return ServedFile(file.read_bytes(), media_type(file))
    except OSError:
        return None


def is_folder(output: Path, path: str) -> bool:
    """Whether a slash is missing behind the path."""
    return not path.endswith("/") and locate(output, path + "/index.html") is not None


def _is_hidden(name: str) -> bool:
    return name.startswith(".") and name not in FOR_HOSTS


def locate(output: Path, path: str) -> Path | None:
    """The file below the output folder, links followed; None where there is none or it is elsewhere."""
    parts = path.removeprefix("/").split("/")
    if any(_is_hidden(part) or not part or set("\\\0:") & set(part) for part in parts):
        return None
    try:
        file = output.joinpath(*parts).resolve()
        inside = file.is_relative_to(output.resolve())
        return file if inside and file.is_file() else None
    except (OSError, ValueError, RuntimeError):  # a name too long, or a loop of links
        return None


def media_type(file: Path) -> str:
    """The type for the Content-Type header, with the encoding where it is text."""
    kind = _TYPES.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTUAL) else kind
