"""The program `sitegen`: all commands under one name."""

from __future__ import annotations

import click

from sitegen.cli.commands.caching import cache
from sitegen.cli.commands.publishing import build, serve
from sitegen.cli.commands.reviewing import review
from sitegen.cli.commands.starting import import_, new
from sitegen.cli.commands.without_site import annotate


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's call
    if not wanted or context.resilient_parsing:
        return
    from sitegen.cli.version import version_line

    click.echo(version_line())
    context.exit()


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    commands=[build, annotate, serve, new, import_, review, cache],
)
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
