"""Names and words that run the other way than the page: kept apart from what stands beside them.

Without it a count behind an Arabic name on an English page would be drawn before the name. Only where a text
has a character of the other direction does anything change.
"""

from __future__ import annotations

import re
from unicodedata import bidirectional

from markupsafe import Markup, escape

_JOINED = re.compile(r"(?<![\w-])\d{1,4}(?:[-–]\d{1,4}){1,2}(?![\w-])")
STRONG = {"ltr": frozenset({"R", "AL"}), "rtl": frozenset({"L"})}
"""For a page's direction, the classes of characters that run the other way."""
_STRONG = STRONG["ltr"] | STRONG["rtl"]
_MAY = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff"  # in the first plane
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Where Unicode has what runs from right to left: a text with none of these need not be looked at closely."""


def runs_against(text: str, direction: str) -> bool:
    """Whether a text has a letter that runs against the page's direction."""
    if direction == "ltr" and (text.isascii() or not _MAY.search(text)):
        return False  # nearly every text: looking at each of its letters took a fiftieth of a build
    return any(bidirectional(char) in STRONG[direction] for char in set(text))


def unbroken(text: str) -> Markup | str:
    """The text, with numbers that a hyphen or a dash joins kept in one line: "votes 9-4", "2026–27"."""
    if not _JOINED.search(text):
        return text
    return Markup(_JOINED.sub(r"<span class=nb>\g<0></span>", str(escape(text))))  # noqa: S704 - escaped before


def isolated(text: str, direction: str) -> Markup | str:
    """The text, in `<bdi>` where it runs against the page; with its own direction inside.

    A browser takes that from the first letter; of an English sentence with a Hebrew word first it is told.
    """
    if not runs_against(text, direction):
        return text
    against = [bidirectional(char) in STRONG[direction] for char in text if bidirectional(char) in _STRONG]
    told = f" dir={direction}" if against[0] and sum(against) * 2 < len(against) else ""
    return Markup(f"<bdi{told}>{{}}</bdi>").format(text)  # noqa: S704 - a direction is one of two words
