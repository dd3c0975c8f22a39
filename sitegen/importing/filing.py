"""Imported articles to files: never over anything, and nothing anew that is there already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from sitegen.atomic import replace_file
from sitegen.content.articles import FORMATS
from sitegen.content.walk import ENTITIES
from sitegen.importing.imported import Imported, Original
from sitegen.importing.present import Present
from sitegen.importing.readers.origin import plain_address
from sitegen.importing.sourcetext import ORIGIN, key_of, source_text
from sitegen.slugs import file_stem


class Outcome(StrEnum):
    """What came of an article."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    DIFFERENT = "different"
    """It is there, and not as it would be written now: edited since, or changed at its source."""


@dataclass(frozen=True, slots=True)
class Filed:
    """Where an article stands."""

    path: Path
    fate: Outcome
    instead_of: str = ""
    """The name that it would have had, where another article has it."""


def filed(article: Imported, original: Original, folder: Path, present: Present) -> Filed:
    """Put one article into `folder`. Raises `OSError` on a disk's refusal."""
    key, name = key_of(article.identity), _short(original.name)
    there = present.place_of(key, article.source_url)
    if there:
        same = _reads(there, source_text(article, name, there.stem))
        return Filed(there, Outcome.UNCHANGED if same else Outcome.DIFFERENT)
    wanted = file_stem(article.slug or article.title)
    stem = next(name for name in _names(wanted) if _is_free(folder, name))
    for picture in article.pictures:
        replace_file(folder / stem / picture.name, picture.data)
    path = folder / f"{stem}.md"
    replace_file(path, source_text(article, name, stem).encode())
    present.by_key[key] = path
    return Filed(path, Outcome.WRITTEN, wanted if stem != wanted else "")


def keep_original(original: Original, suffix: str, place: Filed) -> None:
    """Put the document beside the article that was made of it, never over another.

    Beside an article that was there already nothing is added where an original stands: a page of the web may
    differ a little each time.
    """
    for stem in _names(place.path.stem):
        path = place.path.with_name(f"{stem}{suffix}")
        if not path.exists():
            return replace_file(path, original.data)
        if place.fate is not Outcome.WRITTEN or _holds(path, original.data):
            return None
    return None


def _names(wanted: str) -> Iterator[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}-{number}"
        number += 1


def _is_free(folder: Path, stem: str) -> bool:
    """Neither an article nor a folder has this name, nor is it the curation's."""
    return stem != ENTITIES and not any((folder / f"{stem}{end}").exists() for end in ("", *FORMATS))


def _reads(path: Path, text: str) -> bool:
    """Whether the file has this text, whatever the name of the document that it was made of."""
    try:
        return ORIGIN.sub("", path.read_bytes().decode("utf-8")) == ORIGIN.sub("", text)
    except (OSError, UnicodeDecodeError):
        return False


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _short(name: str) -> str:
    """The last part of a path; an address without what admits or counts its reader."""
    return plain_address(name) if "://" in name else PurePosixPath(name).name
