"""A site's cache: how much is in it, and nothing any more."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.commands.switches import SITE


@click.group()
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
