"""Addresses given out by builds, noted among the sources, so that no later build gives one to somebody else.

In: what was issued before, and the site's entities. Out: what is issued now. Lines stay as they are as
long as one of their articles still names the entity: the file changes only for new ones. Its only writer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from sitegen.atomic import replace_file
from sitegen.content.issued import issued_text, parse_issued
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.curation import Holder, Issued
from sitegen.model.site import EntityId

ENOUGH = 3
"""Articles by which an entity is known again, the oldest: one of them may be renamed or go."""


def issued_now(before: Issued, held: Iterable[tuple[EntityId, Holder]]) -> Issued:
    """What is issued: what was, and what is new or has none of its articles any more.

    `held`: whose each id of today is. An id that nobody has today stays: its article may
    be a draft again.
    """
    new = {
        name: replace(holder, articles=holder.articles[:ENOUGH])
        for name, holder in held
        if not (name in before and set(before[name].articles) & set(holder.articles))
    }
    return {**before, **new} if new else before


def note_issued(file: Path, before: Issued, now: Issued) -> tuple[str, str]:
    """Write what is new, unless somebody changed the file since it was read.

    Returns the digest of what was read or written, "?" where the file is another one, and what is wrong. Not
    being able to write is no reason to fail: on a build server the sources are often not to be written.
    """
    try:
        there = file.read_bytes() if file.is_file() else b""
        if parse_issued(there) != before:
            return "?", ""
        if before != now:
            there = issued_text(now).encode()
            file.parent.mkdir(exist_ok=True)
            replace_file(file, there)
    except ValueError:
        return "?", ""  # reading it has said so
    except OSError as error:
        return "?", error.strerror or str(error)
    return hashlib.sha256(there).hexdigest() if there else "", ""


def note_or_tell(
    folder: Path, place: PurePosixPath, before: Issued, now: Issued
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The same for the list at this place below the site's folder; what is wrong is told as a note."""
    digest, wrong = note_issued(folder / place, before, now)
    if not wrong:
        return digest, ()
    hint = "let sitegen write it, or set  build.issue_ids = false  in sitegen.toml, and build where it may"
    message = f"the list of issued addresses cannot be written: {wrong}"
    return digest, (Diagnostic("ids-unwritten", Severity.NOTE, message, Location(place), hint),)
