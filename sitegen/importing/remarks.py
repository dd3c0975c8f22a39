"""What an import left out, renamed or could not use, as diagnostics: one for each kind, with counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.importing.imported import Caution, Imported, UnusableError

DROPPED = {
    "links": ("link", "links", "the words stay; --links keeps the addresses"),
    "pictures": ("picture", "pictures", "of a page only the lead picture is taken"),
    "leads": (
        "lead picture",
        "lead pictures",
        "it was not saved with its page, or is none that browsers show; put one beside the article",
    ),
    "players": ("video, player or embedded post", "videos, players or embedded posts", "an article is text"),
    "tables": ("table", "tables", "it was taken for layout; copy it by hand where it matters"),
    "captions": ("caption", "captions", "it belongs to a picture and is no part of the text"),
    "outside": (
        "paragraph or list item",
        "paragraphs and list items",
        "it stands outside the article: menus, teasers, comments, notices",
    ),
    "credits": (
        "credit line",
        "credit lines",
        "who wrote it and when is said in the front matter",
    ),
    "notices": ("notice", "notices", "it is a button, a teaser, or about the subscription"),
    "heads": (
        "head of a mail that was sent on",
        "heads of mails that were sent on",
        "with what stood above it; the front matter has who wrote the mail inside, and when",
    ),
    "attachments": ("attachment", "attachments", "save it from the mail where it is wanted"),
    "running": (
        "running head or page number",
        "running heads and page numbers",
        "it is repeated on every page",
    ),
    "summaries": (
        "feed item",
        "feed items",
        "it has a summary and no text; give its link to  sitegen import",
    ),
    "items": ("entry", "entries", "it is no article: attachments, menus, revisions, what is in the bin"),
    "comments": ("comment", "comments", "remarks of readers or editors are no part of the text"),
    "shortcodes": ("shortcode", "shortcodes", "only WordPress knows what to put there"),
}
"""Everything that is ever left out, by kind: its name, several of it, and why or what to do."""
_NAMED = 3
"""Articles that a note names."""
_CAUTIONS = {
    Caution.ROUGH: (
        "was made from a PDF, which keeps no paragraphs: they are guessed",
        "read the text before you publish it",
    ),
    Caution.TEASER: (
        "says of itself that it is not free to read: this is probably only a beginning",
        "save the page while you are signed in, and import it anew after deleting this one",
    ),
    Caution.DATELESS: (
        "has no date, so that words such as “Thursday” are not resolved",
        "add  date: 2026-05-20  to the front matter",
    ),
    Caution.TWO_DAYS: (
        "has its date in numbers that can mean two days, as 05/04/16, so that none was taken",
        "see at its source which number is the month, and add  date: 2016-04-05  to the front matter",
    ),
    Caution.DAMAGED: (
        "has characters that could not be read, shown as  \ufffd",
        "look them up at its source, and put them in",
    ),
    Caution.FOREIGN: (
        "is not in the language that this site's model reads: names and quotations will be marked wrongly",
        "set  annotate.model  in sitegen.toml to a pipeline of its language, or write  draft: true  into it",
    ),
    Caution.PROTECTED: (
        "stands behind a password at its source, so it is a draft",
        "take  draft: true  away if it may be read by all",
    ),
}

_NOTED = frozenset({Caution.DATELESS, Caution.TWO_DAYS})
"""What is no fault of the article."""


def unusable(name: str, error: UnusableError) -> Diagnostic:
    """A document that could not be used; an address stands in the message, since it is no path."""
    if "://" in name:
        shown = re.sub(r"//[^/@]*@", "//…@", name)
        return Diagnostic(error.code, Severity.ERROR, f"{shown}: {error.found}", hint=error.hint)
    return Diagnostic(error.code, Severity.ERROR, error.found, Location(PurePosixPath(name)), error.hint)


def note(code: str, what: str, path: PurePosixPath | str, hint: str = "") -> Diagnostic:
    """Something to know of a file; nothing to mend."""
    return Diagnostic(code, Severity.NOTE, what, Location(PurePosixPath(path)), hint)


def dropped_notes(articles: Sequence[tuple[PurePosixPath, Imported]]) -> Iterator[Diagnostic]:
    """One note for every kind that was left out of any of these, with the first articles that lack it."""
    total: Counter[str] = Counter()
    for _, article in articles:
        total.update(dict(article.dropped))
    for kind, (one, several, why) in DROPPED.items():
        if total[kind]:
            lacking = [path.name for path, article in articles if kind in dict(article.dropped)]
            others = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
            where = f"{', '.join(lacking[:_NAMED])}{others}"
            what = f"left out: {total[kind]} {one if total[kind] == 1 else several} ({where})"
            yield Diagnostic("import-dropped", Severity.NOTE, what, hint=why)


def caution_notes(articles: Iterable[tuple[PurePosixPath, Imported]]) -> Iterator[Diagnostic]:
    """What should be looked at in each article, as warnings with its place."""
    for path, article in articles:
        for caution in article.cautions:
            what, hint = _CAUTIONS[caution]
            severity = Severity.NOTE if caution in _NOTED else Severity.WARNING
            yield Diagnostic("import-look", severity, f"this article {what}", Location(path), hint)
