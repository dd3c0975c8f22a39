"""Pictures that articles show: the files beside an article that its page needs.

In: an article's file, and the addresses of its pictures as written. Out: bytes by address, and what is wrong.
Touches the disk, only to read. A picture has to stand in the article's folder or below it, so that its
address is the same for the page, and nothing outside the content folder is published by a mistake.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from sitegen.diagnostics import Diagnostic, Location, Severity

TYPES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
"""What browsers show. An SVG that is shown as a picture runs no script."""
LONGEST = 80
"""Characters of an address in a message."""


def read_images(
    folder: Path, addresses: Iterable[tuple[str, int]], path: PurePosixPath
) -> tuple[dict[PurePosixPath, bytes], tuple[Diagnostic, ...]]:
    """The pictures of the article in `folder`, by their place below its page.

    `addresses` come with the file's line on which each stands; `path` is the article's, for messages.
    """
    found: dict[PurePosixPath, bytes] = {}
    faults: list[Diagnostic] = []
    for address, line in addresses:
        place = PurePosixPath(unquote(address.partition("?")[0].partition("#")[0]))
        try:
            problem = _problem(folder, place)
            if not problem and place not in found:
                found[place] = (folder / place).read_bytes()
        except (
            OSError,
            ValueError,
            RuntimeError,
        ) as error:  # no name, none that the disk takes, not ours to read
            problem = (
                f"cannot be read: {(getattr(error, 'strerror', '') or 'no file has such a name').lower()}"
            )
        if problem:
            faults.append(_fault(address, problem, Location(path, line)))
    return found, tuple(faults)


def is_missing(folder: Path, address: str) -> bool:
    """Whether a picture that an article in `folder` shows is not beside it; of the root others know."""
    if address.startswith("/"):
        return False
    place = PurePosixPath(unquote(address.partition("?")[0].partition("#")[0]))
    try:
        return bool(_problem(folder, place))
    except (OSError, ValueError, RuntimeError):
        return True


def _problem(folder: Path, place: PurePosixPath) -> str:
    """Why the picture cannot be shown; "" where it can."""
    if place.is_absolute() or ".." in place.parts:
        return "is not in the article's folder or below it"
    if place.suffix.lower() not in TYPES:
        return f"is none of the pictures that browsers show ({', '.join(sorted(TYPES))})"
    file = folder / place
    if not file.is_file():
        return "is not there"
    if folder.resolve() not in file.resolve().parents:
        return "is a link that leads out of the article's folder"
    return ""


def _fault(address: str, problem: str, where: Location) -> Diagnostic:
    hint = "put the file beside the article and write its name; until then its description stands there"
    shown = address if len(address) <= LONGEST else f"{address[:LONGEST]}…"
    return Diagnostic("image-missing", Severity.WARNING, f"the picture “{shown}” {problem}", where, hint)
