"""The commands. Each turns its arguments into one call and its result into text and an exit code.

Exit codes: 0 done; 1 done, but something is wrong with the content and `--strict` (or, for `annotate`, a
file that could not be used) makes that a failure; 2 the command was called wrongly; 3 it could not be done;
4 like 1, but nothing is wrong with the content: something of sitegen's own failed with an article.

Long for its kind: most of it is the words that `--help` prints, which belong beside their options.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from sitegen.annotate.processes.threads import ONE_THREAD
from sitegen.cli.hosts import HOSTS, passed
from sitegen.cli.report import (
    json_text,
    print_diagnostics,
    print_lines,
    print_summary,
    print_timings,
    print_written,
    report_object,
    watching,
)
from sitegen.collecting import collect_no_more, collect_seldom
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.faults import CODES

SITE = click.Path(exists=True, file_okay=False, path_type=Path)
FAILED_CHECK, IMPOSSIBLE, OUR_FAULT = 1, 3, 4
ELSEWHERE = frozenset({"cache-shared-unusable", "cache-shared-damaged"})
"""Warnings about another computer: nothing is wrong with the content, so no check fails of them."""


JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Annotate many articles in N processes. Default: as many as there are cores.",
)

SAFE = click.option(
    "--safe",
    is_flag=True,
    help="Strangers wrote the site: templates in a sandbox, no model of theirs, no link out of its folder.",
)


ENGINE = click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Who annotates many articles: processes of this computer, or the workers of a Dask cluster.",
)
SCHEDULER = click.option(
    "--scheduler", metavar="ADDRESS", default="", help="Of the Dask cluster: tcp://host:8786."
)


def reporting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Run a command; what makes it impossible is printed, never shown as a traceback."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        collect_seldom()
        os.environ.update(ONE_THREAD | os.environ)
        try:
            return command(*args, **options)
        except SitegenError as error:
            print_diagnostics(error.diagnostics)
            sys.exit(IMPOSSIBLE)

    return run


def _check_engine(engine: str, scheduler: str) -> None:
    """Raise `UsageError` for an engine without its address, and the other way round."""
    if (engine == "dask") != bool(scheduler):
        raise click.UsageError("--engine dask and --scheduler ADDRESS go together: one needs the other")


def _exit_for(wrong: Iterable[Diagnostic]) -> None:
    """End with the code that these call for; return where there are none."""
    codes = {found.code for found in wrong}
    if codes:
        sys.exit(FAILED_CHECK if codes - CODES else OUR_FAULT)


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's call
    if not wanted or context.resilient_parsing:
        return
    from sitegen.cli.version import version_line

    click.echo(version_line())
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show versions and exit.",
)
def main() -> None:
    """Turn news articles into annotated briefings.

    Every person, organisation, place and event is marked and explained in the article's own words, every
    quotation is attributed to its speaker, and the same people and quotes are gathered across the site.

    \b
    Start here:
      sitegen new my-site        a small site that builds at once
      sitegen import page.html   an article of a saved page, a document or a mail
      sitegen serve my-site      preview it; it rebuilds when you save
      sitegen build my-site      write it to my-site/output
    """


@main.command()
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
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json: one JSON object on standard output, see docs/build.md.",
)
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
    if profile:
        print_timings(report.timings)
    if strict:
        _exit_for(
            d for d in report.diagnostics if d.severity is not Severity.NOTE and d.code not in ELSEWHERE
        )


@main.command()
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
    _exit_for(d for d in answer.diagnostics if d.severity is Severity.ERROR)


@main.command()
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


@main.command(options_metavar="[OPTIONS]")
@click.argument("words", nargs=-1, required=True, metavar="FOLDER | article TITLE")
@click.option(
    "--site", type=SITE, default=".", help="The site that the article is for. Default: this folder."
)
@reporting
def new(words: tuple[str, ...], *, site: Path) -> None:
    """Start a site in FOLDER, which must be empty or not yet there; or start an article.

    \b
      sitegen new my-site                   a small site that builds at once
      sitegen new article "Talks resume"    a draft with today's date in the site's content folder

    \b
    Exit codes:
      0  written
      2  called wrongly
      3  not written: the folder is not empty, the article is there, or the disk refuses
    """
    from sitegen.cli.new import asked_for, write_new_article, write_new_site

    folder, title = asked_for(words)
    if folder is None:
        path = write_new_article(site, title)
        click.echo(
            f"written: {path}. It is a draft:  sitegen serve  shows it; take  draft: true  away to publish"
        )
        return
    written = write_new_site(folder)
    click.echo(f"{len(written)} files written to {folder}. Next:  sitegen serve {folder} --open")
    click.echo(
        f"What lies in {folder / 'content'} is an example: delete it when you have articles of your own."
    )


@main.command("import")
@click.argument("names", nargs=-1, required=True, metavar="FILE|FOLDER|URL...")
@click.option(
    "--site", type=SITE, default=".", help="The site that the articles are for. Default: this folder."
)
@click.option("--into", default="", metavar="FOLDER", help="A folder below the site's content folder.")
@click.option("--keep-original", is_flag=True, help="Keep each document beside the article made of it.")
@click.option("--links", is_flag=True, help="Keep the links of the text; by default only their words stay.")
@reporting
def import_(names: tuple[str, ...], *, site: Path, into: str, keep_original: bool, links: bool) -> None:
    """Make articles of web pages, documents, mails and feeds.

    Saved HTML pages and web archives (.mhtml), Word documents (.docx), mails (.eml), PDFs with text, RSS and
    Atom feeds, WordPress exports; or the address of one of these, of which nothing is fetched but itself and
    its lead picture, each for 20 seconds and 10 MB at most. Nothing is ever overwritten; to import again
    changes nothing.

    \b
    Exit codes:
      0  all of it is there now
      1  some documents could not be used; the others are there
      2  called wrongly
      3  nothing could be done: no site, or libraries are missing
    """
    from sitegen.cli.arrivals import import_into, print_arrivals

    done = import_into(site, names, into=into, keep_original=keep_original, links=links)
    print_diagnostics(done.diagnostics)
    print_arrivals(done, site)
    _exit_for(d for d in done.diagnostics if d.severity is Severity.ERROR)


@main.command()
@click.argument("site", type=SITE, default=".")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.option(
    "--apply",
    "wanted",
    metavar="N",
    multiple=True,
    help="Answer item N (its id, or its number in the list as it is now) with yes and write that.",
)
@click.option(
    "--reject",
    "refused",
    metavar="N",
    multiple=True,
    help="Answer item N with no, so that it is not asked again. Both may be given several times.",
)
@click.option("--status", is_flag=True, help="Say of every article, drafts too, whether it is approved.")
@click.option("--approve", "article", metavar="ARTICLE", help="Approve an article as it is; needs --by.")
@click.option("--export", is_flag=True, help="Print what editors corrected, as JSON lines.")
@click.option("--by", metavar="NAME", default="", help="Who approves, or answers about a mark.")
@reporting
def review(
    site: Path, *, form: str, wanted: tuple[str, ...], refused: tuple[str, ...], status: bool,
    article: str | None, export: bool, by: str,
) -> None:  # fmt: skip
    """List what an editor of SITE should look at, drafts too, the questions that change most pages first.

    Names that are probably one or probably two, doubtful types, surnames that could be several people's,
    names that stand alone; then marks of single articles: quotations whose speaker is doubtful, and those
    that are on no page, names whose type, ends or bearer are doubtful. Each has its evidence in context and
    what an answer writes; --apply and --reject write it into content/entities/ or into the article's
    corrections file and touch nothing else that stands there.

    --export prints what editors corrected beside what the machine had, as JSON lines.

    --approve says that you looked at a briefing and that it is right; what is marked in it is kept beside
    the article, and no other model changes it.

    \b
    Exit codes:
      0  done, whether or not there are open questions
      2  called wrongly
      3  nothing could be done
    """
    from sitegen.building.pipeline import Site
    from sitegen.cli.review import answer, approved, print_corrections, print_review, print_states

    _only_one(answers=wanted or refused, status=status, approve=article, export=export)
    every, as_json = Site.load(site, drafts=True, future=True), form == "json"
    if article:
        print_written(approved(every, article, _given(by)))
    elif status:
        print_states(every, as_json=as_json)
    elif export:
        print_corrections(every)
    elif wanted or refused:
        print_written(answer(every, wanted, refused, by))
    else:
        print_review(every, as_json=as_json)


def _given(by: str) -> str:
    """Who approves. Raises `UsageError` where nobody says so."""
    if not by.strip():
        raise click.UsageError("--approve needs --by NAME: who has looked at the article?")
    return by


def _only_one(**asked: object) -> None:
    """Raises `UsageError` where several of these are asked for."""
    several = ["an answer" if name == "answers" else f"--{name}" for name, value in asked.items() if value]
    if len(several) > 1:
        raise click.UsageError(f"{' and '.join(several)}: give one of them")


@main.group()
def cache() -> None:
    """Look at or empty a site's cache, which may be deleted at any time."""


@cache.command()
@click.argument("site", type=SITE, default=".")
def info(site: Path) -> None:
    """Say where the cache is, and how much is in it.

    \b
    Exit codes:
      0  said
      2  called wrongly
    """
    from sitegen.building.options import CACHE

    files = [path for path in (site / CACHE).rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    click.echo(f"{site / CACHE}: {len(files)} files, {size / 1e6:.1f} MB")


@cache.command()
@click.argument("site", type=SITE, default=".")
def clear(site: Path) -> None:
    """Delete the cache. The next build annotates every article again.

    \b
    Exit codes:
      0  there is no cache any more
      2  called wrongly
    """
    import shutil

    from sitegen.building.options import CACHE

    shutil.rmtree(site / CACHE, ignore_errors=True)
    click.echo(f"{site / CACHE}: empty")
