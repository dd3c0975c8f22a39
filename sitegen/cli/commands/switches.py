"""What several commands are called with: the same words for the same option, wherever it is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

SITE = click.Path(exists=True, file_okay=False, path_type=Path)

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


def text_or_json(says: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The form of what is printed; `says`: the option's help."""
    return click.option(
        "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help=says
    )
