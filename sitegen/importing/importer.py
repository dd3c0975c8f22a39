"""The import: everything that the user named into the content folder, and what is to be said of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from sitegen.content.walk import shown
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.importing.filing import Filed, Outcome, filed, keep_original
from sitegen.importing.imported import Caution, Imported, Original, UnusableError
from sitegen.importing.originals import originals
from sitegen.importing.pictured import with_lead
from sitegen.importing.present import Present, present_in
from sitegen.importing.remarks import caution_notes, dropped_notes, note, unusable
from sitegen.importing.sniffing import format_of, reader_of, suffix_for

LIBRARIES = ("trafilatura", "lxml", "markdownify", "mammoth", "pypdf", "feedparser", "defusedxml")
"""What the extra `import` brings."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to import."""

    site: Path
    content: Path
    folder: Path
    """Below `content`, where new articles go."""
    keep_original: bool = False
    links: bool = False
    language: str = ""
    """What the site's model reads, in two letters; "" where that is not known."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One article that came in, and where it stands."""

    article: Imported
    original: Original
    filed: Filed


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What an import did."""

    arrived: tuple[Arrival, ...]
    diagnostics: tuple[Diagnostic, ...]

    def count(self, fate: Outcome) -> int:
        """How many articles had this fate."""
        return sum(each.filed.fate is fate for each in self.arrived)


def import_all(names: Sequence[str], wishes: Wishes) -> Arrivals:
    """Import every document; one that cannot be used never stops the others.

    Raises `SitegenError` where nothing can be done: the libraries are missing, or the disk refuses.
    """
    _check_libraries()
    present = present_in(wishes.content, wishes.site)
    arrived: list[Arrival] = []
    faults: list[Diagnostic] = []
    for found in originals(names):
        if isinstance(found, tuple):
            faults.append(unusable(*found))
            continue
        try:
            articles = _read(found, wishes)
        except UnusableError as error:
            faults.append(unusable(found.name, error))
            continue
        arrived += _put(articles, found, wishes, present)
    return Arrivals(tuple(arrived), (*faults, *_notes(arrived, wishes)))


def _read(original: Original, wishes: Wishes) -> tuple[Imported, ...]:
    """The articles of one document. Raises `UnusableError`, whatever its bytes do to a library."""
    kind = format_of(original)
    reader = reader_of(kind)
    try:
        return tuple(_looked_at(each, wishes) for each in reader(original, links=wishes.links))
    except UnusableError:
        raise
    except (Exception, RecursionError) as error:
        what = f"this {kind} is damaged: {type(error).__name__}: {' '.join(str(error).split())[:100]}"
        hint = "open it in the program that made it, save it anew, and import that"
        raise UnusableError("import-unreadable", what, hint) from error


def _looked_at(article: Imported, wishes: Wishes) -> Imported:
    """With words of caution, whatever its format: characters were lost, or it is in another language."""
    lost = "\ufffd" in article.title + article.body + article.byline
    tongue = article.language.lower().partition("-")[0]
    foreign = bool(tongue and wishes.language) and tongue != wishes.language
    found = [caution for caution, is_so in ((Caution.DAMAGED, lost), (Caution.FOREIGN, foreign)) if is_so]
    return replace(article, cautions=(*article.cautions, *found))


def _put(
    articles: Sequence[Imported], original: Original, wishes: Wishes, present: Present
) -> Iterator[Arrival]:
    """File each article; the original is kept once, beside the first."""
    try:
        for number, article in enumerate(articles):
            whole = with_lead(article, original)
            place = filed(whole, original, wishes.folder, present)
            if wishes.keep_original and not number:
                keep_original(original, suffix_for(original), place)
            yield Arrival(whole, original, place)
    except OSError as error:
        what = f"cannot write the articles: {error.strerror or error} ({error.filename or wishes.folder})"
        hint = "make room, or choose a folder that you may write to; import again to go on"
        raise SitegenError(Diagnostic("write-failed", Severity.ERROR, what, hint=hint)) from error


def _notes(arrived: Sequence[Arrival], wishes: Wishes) -> Iterator[Diagnostic]:
    new = [each for each in arrived if each.filed.fate is Outcome.WRITTEN]
    for each in arrived:
        path = shown(each.filed.path, wishes.site)
        if each.filed.fate is Outcome.DIFFERENT:
            what = f"is there already and differs from {each.original.name}: edited, or changed at its source"
            yield note(
                "import-differs",
                what,
                path,
                "it is left as it is; to have it anew, delete it, then import",
            )
        elif each.filed.instead_of:
            what = f"another article is called {each.filed.instead_of}.md, so this one got a number"
            yield note("import-renamed", what, path, "if they are the same article, delete one")
    placed = [(shown(each.filed.path, wishes.site), each.article) for each in new]
    yield from caution_notes(placed)
    yield from dropped_notes(placed)


def _check_libraries() -> None:
    """Raises `SitegenError` where one is missing. What they would log of strange files, our messages say."""
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        what = f"importing needs libraries that are not installed: {', '.join(missing)}"
        hint = 'install them:  python -m pip install "sitegen[import]"'
        raise SitegenError(Diagnostic("import-extra-missing", Severity.ERROR, what, hint=hint))
    for name in LIBRARIES:
        logging.getLogger(name).addHandler(logging.NullHandler())
