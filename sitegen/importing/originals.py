"""What the user named, one document after another: files, all of a folder, addresses. Reads and fetches."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.content.walk import is_litter
from sitegen.importing.fetched import fetched
from sitegen.importing.imported import Original, UnusableError
from sitegen.importing.sniffing import LARGEST, SUFFIXES, TOLD

_LARGEST = max(LARGEST.values())


def originals(names: Sequence[str]) -> Iterator[Original | tuple[str, UnusableError]]:
    """Every document, or its name with why it cannot be had. The order is the user's, in folders by name."""
    for name in names:
        try:
            if "://" in name:
                yield fetched(name)
            elif Path(name).is_dir():
                yield from _in_folder(Path(name))
            else:
                yield _read(Path(name))
        except UnusableError as error:
            yield name, error


def _in_folder(folder: Path) -> Iterator[Original | tuple[str, UnusableError]]:
    """Files with an article's suffix, at any depth; what browsers save beside a page is passed over."""
    taken = 0
    for home, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not is_litter(f) and not _belongs(Path(home), f))
        for file in sorted(files):
            if file.lower().endswith((*SUFFIXES, *TOLD)) and not is_litter(file):
                taken += 1
                path = Path(home) / file
                try:
                    yield _read(path)
                except UnusableError as error:
                    yield str(path), error
    if not taken:
        hint = f"put files into it that end in {', '.join(SUFFIXES)}"
        raise UnusableError("import-unsupported", "nothing in this folder can be imported", hint)


def _belongs(home: Path, folder: str) -> bool:
    """`Talks_files`, `Talks-Dateien`, `Talks.files` stand beside a page `Talks.html`."""
    return any(
        folder.startswith(page.stem) and folder[len(page.stem) :][:1] in {"_", "-", "."}
        for page in home.iterdir()
        if page.suffix.lower() in {".html", ".htm", ".xhtml"}
    )


def _read(path: Path) -> Original:
    try:
        if not path.exists():
            hint = "check its name; an address begins with  https://"
            raise UnusableError("import-unreadable", "there is no such file", hint)
        if not path.is_file():
            raise UnusableError("import-unreadable", "this is no regular file", "give a file or a folder")
        if path.stat().st_size > _LARGEST:
            hint = "split it, or export less at once"
            raise UnusableError("import-too-large", f"it is larger than {_LARGEST // 1_000_000} MB", hint)
        return Original(path.as_posix(), path.read_bytes(), folder=str(path.parent))
    except OSError as error:
        what = f"cannot be read: {(error.strerror or type(error).__name__).lower()}"
        raise UnusableError("import-unreadable", what, "check its permissions and the disk") from None
