"""A site published: written to its output folder, or previewed and made again whenever somebody saves."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click

from sitegen.cli.commands.outcome import exit_for, reporting
from sitegen.cli.commands.switches import ENGINE, JOBS, SAFE, SCHEDULER, SITE, text_or_json
from sitegen.cli.hosts import HOSTS, passed
from sitegen.cli.report import (
    json_text,
    print_diagnostics,
    print_lines,
    print_summary,
    print_timings,
    report_object,
    watching,
)
from sitegen.collecting import collect_no_more
from sitegen.diagnostics import Severity

ELSEWHERE = frozenset({"cache-shared-unusable", "cache-shared-damaged"})
"""Warnings about another computer: nothing is wrong with the content, so no check fails of them."""

NO_ADDRESS = (
    "Before it goes online, say in sitegen.toml where it will be read, as  base_url = "
    '"https://example.org/" : feeds, the sitemap and shared links need it.'
)


@click.command()
@click.argument("site", type=SITE, default=".")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write here, not to the configured folder."
)
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--future", is_flag=True, help="Publish articles dated later than now too.")
@click.option(
    "--strict", is_flag=True, help="Exit with 1 if there is any error or warning about the content."
)
@click.option(
    "--strict-review", is_flag=True, help="Write nothing unless an editor has approved every article."
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors and warnings only.")
@text_or_json("json: one JSON object on standard output, see docs/build.md.")
@click.option("--profile", is_flag=True, help="Print how long each stage took.")
@click.option(
    "--explain",
    metavar="PAGE",
    default="",
    help="Say why PAGE (briefings/talks/) was made again, or was not.",
)
@click.option(
    "--target", type=click.Choice(HOSTS), help="Warn where the site is larger than this host takes."
)
@SAFE
@JOBS
@ENGINE
@SCHEDULER
@reporting
def build(
    site: Path, output: Path | None, *, jobs: int | None, engine: str, scheduler: str,
    safe: bool, drafts: bool, future: bool, strict: bool, strict_review: bool, quiet: bool, form: str,
    profile: bool, explain: str, target: str | None,
) -> None:  # fmt: skip
    """Build SITE (default: this folder) into its output folder.

    An article that cannot be used is reported and left out; the others are built all the same, and the exit
    code is 0 unless --strict is given. Only files that sitegen made itself are ever replaced or removed.

    \b
    Exit codes:
      0  built
      1  built, and --strict found errors or warnings about the content
      2  called wrongly
      3  not built: configuration, model, templates, output folder, cluster, --strict-review
      4  built, and --strict found a fault of sitegen's own, but nothing wrong with the content
    """
    from sitegen.building.pipeline import Site

    _check_engine(engine, scheduler)
    asked = {"drafts": drafts, "future": future, "approved": strict_review, "safe": safe}
    loaded = Site.load(site, output=output, jobs=jobs, explain=explain, scheduler=scheduler, **asked)
    collect_no_more()
    with closing(loaded), watching(quiet=quiet) as progress:
        report = loaded.build(progress=progress)
        if target and (over := tuple(passed(report.sizes, target))):
            report = replace(report, diagnostics=loaded.wanted((*report.diagnostics, *over)))
    print_diagnostics(report.diagnostics, notes=not quiet)
    print_lines(report.explained)
    if form == "json":
        click.echo(json_text(report_object(report)))
    elif not quiet:
        print_summary(report)
        if report.written and not loaded.config.site.base_url:
            print_lines([NO_ADDRESS])
    if profile:
        print_timings(report.timings)
    if strict:
        exit_for(d for d in report.diagnostics if d.severity is not Severity.NOTE and d.code not in ELSEWHERE)


def _check_engine(engine: str, scheduler: str) -> None:
    """Raise `UsageError` for an engine without its address, and the other way round."""
    if (engine == "dask") != bool(scheduler):
        raise click.UsageError("--engine dask and --scheduler ADDRESS go together: one needs the other")


@click.command()
@click.argument("site", type=SITE, default=".")
@click.option("--host", help="Address to listen on. Default: the configured one, 127.0.0.1.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="First port to try. Default: the configured one, 8000."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option(
    "--poll", is_flag=True, help="Look for changes by comparing (network and container file systems)."
)
@SAFE
@JOBS
@reporting
def serve(
    site: Path, host: str | None, port: int | None, *, open_browser: bool, poll: bool, safe: bool,
    jobs: int | None,
) -> None:  # fmt: skip
    """Preview SITE: build it, serve it, rebuild and reload the page whenever you save.

    Drafts and future articles are shown. A mistake leaves the last good page in place, with a note of the
    file, the line and what to do. Stop with Ctrl-C.

    \b
    Exit codes:
      0  stopped
      2  called wrongly
      3  not begun: configuration, or no address to listen on
    """
    from sitegen.cli.report import print_round
    from sitegen.serve.session import Round, serve_site

    def say(url: str) -> None:
        click.echo(f"Serving {site} at {url}   (stop with Ctrl-C)")
        click.echo("A wrong speaker, name or date is corrected on its page: press  e  there.")

    with watching(quiet=False) as progress:

        def told(done: Round) -> None:
            if progress:
                progress.close()  # a first build that fails ends in the middle of a step
            print_round(done)

        serve_site(
            site, host=host, port=port, open_browser=open_browser, poll=poll, jobs=jobs, safe=safe,
            on_start=say, on_warning=lambda found: print_diagnostics([found]), on_round=told,
            progress=progress,
        )  # fmt: skip
