"""Articles with the corrections that stand beside them.

In: the articles, the content folder, and what former builds read. Out: the same articles, each with its
corrections, and what is wrong with the files. A file that cannot be read leaves its article out: without what
an editor took out of it the article must not be published. What a file says is kept under its bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import sitegen.corrections
from sitegen.building.kept.cache import digest
from sitegen.building.kept.knowledge import Kept, KnownCorrections
from sitegen.content import correction_files as reading
from sitegen.content.articles import FORMATS
from sitegen.content.correction_files import CorrectionsFile, parse_items, read_correction_files
from sitegen.content.walk import APPROVED, CORRECTIONS
from sitegen.corrections.files import read_corrections
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.fingerprint import code_fingerprint
from sitegen.model.article import Article, Check
from sitegen.model.corrections import Corrections


@dataclass(frozen=True, slots=True)
class Corrected:
    """The articles with their corrections, without those whose file cannot be read."""

    articles: tuple[Article, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def with_corrections(
    articles: Sequence[Article],
    content: Path,
    site: Path,
    *,
    follow_links: bool = False,
    kept: Kept | None = None,
) -> Corrected:
    """The articles with what stands beside each."""
    faults: list[Diagnostic] = []
    files: dict[str, CorrectionsFile] = {}
    for file in read_correction_files(content, site, follow_links=follow_links):
        if isinstance(file, Diagnostic):
            faults.append(file)
        else:
            files[file.article] = file
    if not files and not faults:
        return Corrected(tuple(articles))
    known = _known(files, kept)
    unreadable = {fault.location.path for fault in faults if fault.location}
    found = tuple(
        _corrected(article, known[article.id], kept) if article.id in files else article
        for article in articles
        if not (article.id in files and known[article.id].corrections is None)
        and beside(article.path) not in unreadable
    )
    notes = [note for name in files for note in known[name].notes]
    orphans = [_orphan(file.path) for file in files.values() if not _has_article(file, site)]
    return Corrected(found, (*faults, *notes, *orphans))


def beside(article: PurePosixPath) -> PurePosixPath:
    """Where the corrections of an article stand: `a/b.md` has `a/b.corrections.yaml`."""
    return article.with_name(article.name.removesuffix(article.suffix) + CORRECTIONS)


def with_marks(corrections: PurePosixPath) -> PurePosixPath:
    """Where what was approved is kept: `a/b.corrections.yaml` has `a/b.approved.json`."""
    return corrections.with_name(corrections.name.removesuffix(CORRECTIONS) + APPROVED)


def parsed(data: bytes, path: PurePosixPath, marks: bytes = b"") -> KnownCorrections:
    """What a file says, with what was found when it was approved. Pure."""
    items, notes = parse_items(data, path)
    if items is None:
        return KnownCorrections(None, notes)
    corrections, faults = read_corrections(path, items)
    if corrections.approved and marks:
        corrections = replace(corrections, approved=replace(corrections.approved, marks=marks))
    return KnownCorrections(corrections, (*notes, *faults))


def _known(files: Mapping[str, CorrectionsFile], kept: Kept | None) -> Mapping[str, KnownCorrections]:
    if kept is None:
        return {name: parsed(file.data, file.path, file.marks) for name, file in files.items()}
    code = digest(
        code_fingerprint(Path(sitegen.corrections.__file__).parent),
        code_fingerprint(Path(reading.__file__).parent, ("pyyaml",)),
    )
    keys = {
        name: digest("corrections", code, str(file.path), file.data, file.marks)
        for name, file in files.items()
    }
    found = kept.corrections.read(keys.values())
    new = {keys[n]: parsed(f.data, f.path, f.marks) for n, f in files.items() if keys[n] not in found}
    kept.corrections.write(new)
    return {name: found.get(key) or new[key] for name, key in keys.items()}


def _corrected(article: Article, known: KnownCorrections, kept: Kept | None) -> Article:
    """The article with its corrections: the same object as long as both are the same."""
    if kept is None or known.corrections is None:
        return _with(article, known.corrections)
    return kept.corrected.of(article.id, (article, known), lambda _: _with(article, known.corrections))


def _with(article: Article, corrections: Corrections | None) -> Article:
    if corrections is None or corrections.approved is None:
        return replace(article, corrections=corrections)
    approved = corrections.approved
    check = Check(approved.by, approved.date, approved.digest, approved.line, corrections.path)
    front = replace(article.front_matter, checked=check)
    return replace(article, corrections=corrections, front_matter=front)


def _has_article(file: CorrectionsFile, site: Path) -> bool:
    """Whether an article of that name is there, published or not."""
    name = file.path.name.removesuffix(CORRECTIONS)
    return any((site / file.path.with_name(name + suffix)).exists() for suffix in FORMATS)


def _orphan(path: PurePosixPath) -> Diagnostic:
    message = "there is no article beside these corrections"
    hint = "give the file its article's name, or delete it"
    return Diagnostic("correction-orphan", Severity.WARNING, message, Location(path), hint)
