"""Files annotated without a site."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.commands.outcome import exit_for, reporting
from sitegen.cli.commands.switches import JOBS
from sitegen.cli.report import json_text, print_diagnostics, watching
from sitegen.diagnostics import Severity


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "html"]), default="jsonl", show_default=True,
    help="jsonl: one JSON object a file, see docs/annotate.md. html: one page with the marked texts.",
)  # fmt: skip
@click.option("--model", help="An installed spaCy pipeline, or a folder that holds one.")
@click.option(
    "--all", "suggestions", is_flag=True,
    help="jsonl: also quotations too doubtful for a page, with  \"published\": false.",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
@JOBS
@reporting
def annotate(
    paths: tuple[Path, ...],
    *,
    form: str,
    model: str | None,
    suggestions: bool,
    quiet: bool,
    jobs: int | None,
) -> None:
    """Annotate files, or all .md and .txt files below folders, without a site.

    People and quotes are gathered over all files of one call, as on a site. Prints to standard output.

    \b
    Exit codes:
      0  all files annotated
      1  some files could not be used; the others were annotated
      2  called wrongly
      3  nothing could be done
      4  all files annotated, some without all marks: a fault of sitegen's own
    """
    from sitegen.building.articles.annotate_files import AnnotatedFiles, annotate_files

    def tried(answer: AnnotatedFiles) -> None:
        """What is printed below."""
        for _ in (answer.html(),) if form == "html" else answer.objects():
            pass

    with watching(quiet=quiet) as progress:
        answer = annotate_files(paths, model, progress, jobs, tried)
    print_diagnostics(answer.diagnostics)
    if form == "html":
        click.echo(answer.html().encode())  # which says that it is UTF-8
    else:
        for found in answer.objects(suggestions=suggestions):
            click.echo(json_text(found))
    exit_for(d for d in answer.diagnostics if d.severity is Severity.ERROR)
