"""Sites and articles begun: from nothing, or from documents that somebody has."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.commands.outcome import exit_for, reporting
from sitegen.cli.commands.switches import SITE
from sitegen.cli.report import print_diagnostics
from sitegen.diagnostics import Severity


@click.command(options_metavar="[OPTIONS]")
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
        f"  sitegen import --site {folder} …  makes them of web pages, documents and mails."
    )


@click.command("import")
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

    Saved HTML pages and web archives (.mhtml), Word documents (.docx), mails (.eml, .msg), PDFs with text,
    RSS and Atom feeds, WordPress exports; or the address of one of these, of which nothing is fetched but
    itself and its lead picture, each for 20 seconds and 10 MB at most. Nothing is ever overwritten; to import
    again changes nothing.

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
    exit_for(d for d in done.diagnostics if d.severity is Severity.ERROR)
