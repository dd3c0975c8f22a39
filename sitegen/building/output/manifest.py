"""Whose the files of an output folder are: the manifest of the last build, the journal of one that began.

The manifest lists every file that a build made, with the digest of its content and the key of what it was
made from; it is written last. The journal lists what a build is about to write or remove, so that one that
was killed leaves nothing that the next one does not know as ours. Both are JSON files in the folder itself.
Paths are text relative to the folder, with slashes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sitegen.atomic import TEMPORARY, replacing

MANIFEST = ".sitegen-manifest.json"
JOURNAL = ".sitegen-journal.json"
KEPT = frozenset({".gitkeep", ".gitignore", ".git", ".DS_Store"})
"""Names at the top of an output folder that are nobody's output and stay."""


AT_ONCE = 1_000
"""Files that are encoded together."""


class Entry(NamedTuple):
    """A file: digest of its content, and key; both "" in a journal, which promises neither."""

    content: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class _Listing:
    """A manifest or journal, as far as it is read."""

    files: dict[str, Entry]


def listing(files: Mapping[str, Entry]) -> Iterator[bytes]:
    """A manifest or journal of these files, which are sorted, in parts: a whole one of an archive is large."""
    from sitegen.codec import as_json

    yield b'{"files":{'
    items, between = iter(files.items()), b""
    while some := dict(islice(items, AT_ONCE)):
        yield between + as_json(some)[1:-1]
        between = b","
    yield b'},"made by":"sitegen"}\n'


def write_manifest(output: Path, files: Mapping[str, Entry]) -> str:
    """Write the manifest where it is not what stands there already; its digest."""
    total = hashlib.sha256()
    for part in listing(files):
        total.update(part)
    digest = total.hexdigest()
    if digest_of(output / MANIFEST) != digest:
        with replacing(output / MANIFEST) as file:
            file.writelines(listing(files))
    return digest


def journal(paths: Iterable[str]) -> bytes:
    """A journal of these paths."""
    return b"".join(listing(dict.fromkeys(sorted(paths), Entry())))


def read_ours(output: Path) -> dict[str, Entry]:
    """What the manifest and the journal say is ours. A journal's entries match no content."""
    from sitegen.codec import UnreadableError, json_reader  # not for a build that has nothing to do

    found: dict[str, Entry] = {}
    for name in (JOURNAL, MANIFEST):
        with suppress(OSError, UnreadableError):
            listed = json_reader(_Listing)((output / name).read_bytes())
            found |= {path: entry for path, entry in listed.files.items() if is_inside(path)}
    return found


def files_of(output: Path) -> list[str]:
    """The files that the last build made, sorted."""
    return sorted(read_ours(output))


def is_inside(path: str) -> bool:
    """Whether a relative path names a file below the folder it is relative to, in the one way that we write it."""
    return "\\" not in path and "\0" not in path and not {"", ".", ".."} & set(path.split("/"))


def folders_above(path: str) -> Iterator[str]:
    """The folders that a file stands in, from within; what all files stand in is left out."""
    end = path.rfind("/")
    while end > 0:
        yield path[:end]
        end = path.rfind("/", 0, end)


def present(output: Path) -> Iterable[str]:
    """Every file below the folder that could be somebody's; our own book-keeping is left out."""
    waiting = [("", str(output))]
    while waiting:
        above, folder = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            name = entry.name
            if name.startswith(TEMPORARY) or (not above and name in KEPT | {MANIFEST, JOURNAL}):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{above}{name}/", entry.path))
            else:
                yield above + name


def digest_of(path: Path | str) -> str:
    """Digest of a file's content; "" where there is no such file."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - thousands of them: a Path object costs as much as the call
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""


def is_still(output: Path, manifest: str) -> bool:
    """Whether the output folder is as the build left it whose manifest has this digest."""
    return not (output / JOURNAL).exists() and digest_of(output / MANIFEST) == manifest
