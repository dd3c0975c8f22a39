"""Names and words that run the other way than the page: kept apart from what stands beside them.

Without it a count behind an Arabic name on an English page would be drawn before the name. Only where a text
has a character of the other direction does anything change.
"""

from __future__ import annotations

from unicodedata import bidirectional

from markupsafe import Markup

STRONG = {"ltr": frozenset({"R", "AL"}), "rtl": frozenset({"L"})}
"""For a page's direction, the classes of characters that run the other way."""


def runs_against(text: str, direction: str) -> bool:
    """Whether a text has a letter that runs against the page's direction."""
    if direction == "ltr" and text.isascii():
        return False
    return any(bidirectional(char) in STRONG[direction] for char in set(text))


def isolated(text: str, direction: str) -> Markup | str:
    """The text, in `<bdi>` where it runs against the page; with its own direction inside."""
    return Markup("<bdi>{}</bdi>").format(text) if runs_against(text, direction) else text
