"""What the readers know by its words: `words.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def known(name: str) -> tuple[str, ...]:
    """One list of the file."""
    text = files(__package__ or "").joinpath("words.toml").read_text("utf-8")
    found: list[str] = tomllib.loads(text)[name]
    return tuple(found)


@cache
def one_of(name: str) -> str:
    """A pattern for any word of a list, the longest first."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(known(name), key=len, reverse=True))})"


@cache
def any_of(name: str) -> re.Pattern[str]:
    """A list of patterns as one, whatever the case of letters."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in known(name)), re.IGNORECASE)
