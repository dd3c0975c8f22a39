"""A new site, written from the starter that is packed with sitegen; and a new article with today's date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

import click

from sitegen.atomic import replace_file
from sitegen.config.reader import load_config
from sitegen.content.articles import FORMATS
from sitegen.content.walk import ENTITIES, shown
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError

ARTICLE = "article"
"""The word before an article's title; alone it would be ambiguous, and is refused."""
_BLANK = """---
title: {title}
date: {date}
publisher:
byline:
source_url:
draft: true
---

Put the text of the article here, a blank line between paragraphs.
"""


def asked_for(words: Sequence[str]) -> tuple[Path | None, str]:
    """The folder of a new site, or None and the title of a new article."""
    if words[0] == ARTICLE:
        title = " ".join(" ".join(words[1:]).split())
        if not title:
            what = 'give its title:  sitegen new article "Talks resume"  (a folder of this name:  ./article)'
            raise click.UsageError(what)
        return None, title
    if len(words) > 1:
        raise click.UsageError(
            f'one folder for a site; for an article:  sitegen new article "{" ".join(words)}"'
        )
    return Path(words[0]), ""


def write_new_article(site: Path, title: str) -> Path:
    """A draft with this title and today's date. Raises `SitegenError` where there is one of its name."""
    from sitegen.slugs import file_stem
    from sitegen.yamltext import scalar

    content = site / load_config(site, "--site").content.folder
    stem = file_stem(title)
    path = content / f"{stem}.md"
    taken = [other for other in (content / f"{stem}{end}" for end in FORMATS) if other.exists()]
    if taken or stem == ENTITIES:
        what, hint = "an article of this name is there already", "choose another title; nothing was written"
        where = Location(shown((taken or [content / stem])[0], site))
        raise SitegenError(Diagnostic("article-exists", Severity.ERROR, what, where, hint))
    today = datetime.now().astimezone().date()
    try:
        replace_file(path, _BLANK.format(title=scalar(title), date=today.isoformat()).encode())
    except OSError as error:
        what = f"cannot write the article: {error.strerror or error} ({path})"
        hint = "choose a folder that you may write to"
        raise SitegenError(Diagnostic("write-failed", Severity.ERROR, what, hint=hint)) from error
    return path


def write_new_site(folder: Path) -> tuple[Path, ...]:
    """Write the starter into `folder`. Raises `SitegenError` where something is there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SitegenError(
            Diagnostic(
                "new-not-empty",
                Severity.ERROR,
                "a new site needs a folder that is empty or not yet there",
                Location(PurePosixPath(folder.as_posix())),
                hint="choose another name; nothing was written",
            )
        )
    try:
        return tuple(_copy(files("sitegen.cli").joinpath("starter"), folder))
    except OSError as error:
        raise SitegenError(
            Diagnostic(
                "write-failed",
                Severity.ERROR,
                f"cannot write the new site: {error.strerror or error} ({error.filename or folder})",
                hint="choose a folder that you may write to",
            )
        ) from error


def _copy(source: Traversable, target: Path) -> list[Path]:
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for entry in sorted(source.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            written += _copy(entry, target / entry.name)
        else:
            path = target / entry.name.replace("dot-", ".", 1)
            path.write_bytes(entry.read_bytes())
            written.append(path)
    return written
