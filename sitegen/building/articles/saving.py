"""An editor's action to the disk: one atomic write, into the file as it stands now.

A change is a function from a corrections file's text to its new text: it is made in what stands there at the
moment of writing, so that another tab, an editor of texts and a checkout lose nothing. A file that cannot be
read stays as it is, and so does one that the change would make unreadable.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePosixPath

from sitegen.atomic import replace_file
from sitegen.building.articles.correcting import beside, parsed, with_marks
from sitegen.building.articles.library import Library
from sitegen.corrections.approved import approved_file
from sitegen.corrections.writing import with_approval
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.article import Article
from sitegen.model.checked import marks_digest
from sitegen.model.corrections import Approval

Change = Callable[[str | None], str]
"""From the present text, None for no file, to the new one. May raise `SitegenError`."""
TRIES = 5


def save(site: Path, path: PurePosixPath, change: Change) -> str | None:
    """Change a corrections file. Returns the text before, None for no file. Raises `SitegenError`."""
    file = site / path
    for _ in range(TRIES):
        before = _read(file, path)
        _checked(before, path, "mend the file first; nothing was written")
        new = change(before).encode()
        _checked(new.decode(), path, "nothing was written; look at the file, and write it by hand")
        if _read(file, path) == before:
            file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(file, new)
            return before
    message = "the file is being changed by somebody else all the time; nothing was written"
    raise _fault(message, path, "wait a moment, and repeat it")


def _read(file: Path, path: PurePosixPath) -> str | None:
    try:
        return file.read_bytes().decode()
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


def approve(site: Path, article: Article, library: Library, by: str, day: date) -> tuple[Path, Path]:
    """Approve what the library has of an article: its marks first, then who says so. Returns the files.

    `library`: of articles of which this one has no approval, so that what annotators find now counts.
    """
    path = beside(article.path)
    marks = with_marks(path)
    plain, found = library.annotated_now(article.id)
    digest = marks_digest(library.piece(article.id).resolved)
    replace_file(site / marks, approved_file(plain, found))
    approval = Approval(by, day, digest)
    save(site, path, lambda text: with_approval(text, approval, path))
    return site / marks, site / path
