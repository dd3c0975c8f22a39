"""What the readers know by its words: `words.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def known(name: str) -> tuple[str, ...]:
    """One list of the file."""
    text = files(__package__ or "").joinpath("words.toml").read_text("utf-8")
    found: list[str] = tomllib.loads(text)[name]
    return tuple(found)
