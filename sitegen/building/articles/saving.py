"""An editor's action to the disk: one atomic write, into the file as it stands now.

A change is a function from a corrections file's text to its new text: it is made in what stands there at the
moment of writing, so that another tab, an editor of texts and a checkout lose nothing. A file that cannot be
read stays as it is, and so does one that the change would make unreadable.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

from sitegen.atomic import replacing
from sitegen.building.articles.correcting import beside, parsed, with_marks
from sitegen.building.articles.library import Library
from sitegen.corrections.approved import approved_file
from sitegen.corrections.writing import with_approval
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.article import Article
from sitegen.model.checked import marks_digest
from sitegen.model.corrections import Approval

Change = Callable[[str | None], str | None]
"""From the present text, None for no file, to the new one. May raise `SitegenError`."""
Check = Callable[[str | None, PurePosixPath, str], None]
"""Raises `SitegenError`, with this hint, where the text is no file of its kind."""
TRIES = 5


@dataclass(frozen=True, slots=True)
class Saved:
    """One file before and after an action."""

    path: PurePosixPath
    before: str | None
    """None for no file."""
    after: str | None
    """None where the file is gone: an action that made it was undone."""
    marks: tuple[bytes | None, bytes | None] | None = None
    """Of an approval: what the file of its marks was and became; None in it for no file."""

    @property
    def reversed(self) -> Saved:
        """What leads back."""
        return Saved(self.path, self.after, self.before, self.marks and self.marks[::-1])


def save(site: Path, path: PurePosixPath, change: Change) -> Saved:
    """Change a corrections file. Raises `SitegenError`."""
    return save_checked(site, path, change, _checked)


def save_checked(site: Path, path: PurePosixPath, change: Change, check: Check) -> Saved:
    """Change a file that `check` can read, before and after. Raises `SitegenError`.

    What another wrote between reading and writing is seen, and the change is made in that.
    """
    for _ in range(TRIES):
        before = read_present(site, path)
        check(before, path, "mend the file first; nothing was written")
        after = change(before)
        check(after, path, "nothing was written; look at the file, and write it by hand")
        with suppress(_ChangedError):
            _put(
                site,
                path,
                None if after is None else after.encode(),
                partial(_check_same, site, path, before),
            )
            return Saved(path, before, after)
    message = "the file is being changed by somebody else all the time; nothing was written"
    raise _fault(message, path, "wait a moment, and repeat it")


class _ChangedError(Exception):
    """Somebody else has written the file since it was read."""


def _check_same(site: Path, path: PurePosixPath, before: str | None) -> None:
    if read_present(site, path) != before:
        raise _ChangedError


def _put(
    site: Path, path: PurePosixPath, content: bytes | None, check: Callable[[], None] = lambda: None
) -> None:
    """Through a link, where it leads to another place of the site: the file is one, under two names.

    `check` may raise: it is called as late as can be, when all that is left to do is to rename.
    """
    file = site / path
    try:
        if content is None:
            check()
            file.unlink(missing_ok=True)
            return
        real = file.resolve()
        with replacing(real if real.is_relative_to(site.resolve()) else file) as new:
            new.write(content)
            new.flush()
            check()
    except OSError as error:
        raise _fault(f"cannot be written: {error.strerror}", path, "mend that, and repeat it") from error


def read_present(site: Path, path: PurePosixPath) -> str | None:
    """What a file of the site says now; None for no file. Raises `SitegenError`."""
    try:
        return (site / path).read_bytes().decode()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _fault(f"cannot be read: {error}", path, "mend the file first; nothing was written") from error


def _checked(text: str | None, path: PurePosixPath, hint: str) -> None:
    known = parsed((text or "").encode(), path)
    if known.corrections is None:
        raise SitegenError(*known.notes, _fault("the file is no corrections file", path, hint).diagnostics[0])


def _fault(message: str, path: PurePosixPath, hint: str) -> SitegenError:
    return SitegenError(Diagnostic("write-failed", Severity.ERROR, message, Location(path), hint))


def put_marks(site: Path, saved: Saved) -> None:
    """Do with the marks of an approval what was done with it; not where somebody has written them since."""
    path = with_marks(saved.path)
    if saved.marks and _read_marks(site, path) == saved.marks[0]:
        _put(site, path, saved.marks[1])


def _read_marks(site: Path, path: PurePosixPath) -> bytes | None:
    """None for no file, or one that cannot be read: whoever writes it is told."""
    try:
        return (site / path).read_bytes()
    except OSError:
        return None


def approve(site: Path, article: Article, library: Library, by: str, day: date) -> Saved:
    """Approve what the library has of an article: its marks first, then who says so.

    `library`: of articles of which this one has no approval, so that what annotators find now counts.
    """
    path = beside(article.path)
    marks = with_marks(path)
    plain, found = library.annotated_now(article.id)
    digest = marks_digest(library.piece(article.id).resolved)
    approval = Approval(by, day, digest)

    def change(text: str | None) -> str:
        return with_approval(text, approval, path)

    made = change(read_present(site, path))
    _checked(made, path, "nothing was written; look at the file, and write it by hand")
    before, after = _read_marks(site, marks), approved_file(plain, found)
    _put(site, marks, after)
    return replace(save(site, path, change), marks=(before, after))
