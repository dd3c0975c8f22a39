"""An import for the command line: a site and what was named to a call, the answer to text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import click

from sitegen.cli.report import print_lines
from sitegen.config.reader import load_config
from sitegen.content.walk import ENTITIES, shown
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.importing.filing import Outcome
from sitegen.importing.importer import Arrivals, Wishes, import_all


def import_into(site: Path, names: Sequence[str], *, into: str, keep_original: bool, links: bool) -> Arrivals:
    """Import into the site's content folder, or a folder below it. Raises `SitegenError`."""
    config = load_config(site, "--site")
    content, model = site / config.content.folder, config.annotate.model
    language = model[:2] if model[2:3] == "_" else ""  # as spaCy names its pipelines
    folder = content / into
    parts = PurePosixPath(into).parts
    if ".." in parts or PurePosixPath(into).is_absolute() or parts[:1] == (ENTITIES,) or folder.is_file():
        hint = f"name a folder below  {content.name} , as  --into 2026 ; {ENTITIES} is for the curation"
        where = Location(PurePosixPath(into))
        raise SitegenError(
            Diagnostic("import-folder", Severity.ERROR, "articles cannot go there", where, hint)
        )
    return import_all(names, Wishes(site, content, folder, keep_original, links, language))


def print_arrivals(done: Arrivals, site: Path) -> None:
    """Every new article, and a summary."""
    for each in done.arrived:
        if each.filed.fate is Outcome.WRITTEN:
            click.echo(f"written: {shown(each.filed.path, site)}  ({each.article.title})")
    counts = [
        (done.count(Outcome.WRITTEN), "imported"),
        (done.count(Outcome.UNCHANGED), "there already"),
        (done.count(Outcome.DIFFERENT), "there already and left as they are"),
        (sum(d.severity is Severity.ERROR for d in done.diagnostics), "not usable"),
    ]
    click.echo(", ".join(f"{number} {what}" for number, what in counts if number) or "nothing imported")
    if done.count(Outcome.WRITTEN) and not counts[-1][0]:
        where = "" if site == Path() else f" {site}"
        print_lines(
            [f"Next:  sitegen serve{where} --open ; where a speaker or name is wrong, press  e  on the page."]
        )
