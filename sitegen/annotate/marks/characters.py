"""Characters that open, close and part: which are marks, and what stands just inside a closing one."""

from __future__ import annotations

CLOSERS = {
    "“": {"”", '"', "''", "’’"},
    "‘‘": {"’’", "”", "''"},
    "„": {"“", "”", "‟", '"'},
    "‟": {"”", '"'},
    "”": {"”", '"'},
    "«": {"»"},
    "»": {"«", "»"},
    "``": {"''", '"', "”"},
    '"': {'"', "”", "''", "＂"},
    "＂": {"＂", '"'},
    "''": {"''", '"', "”"},
    "’’": {'"', "”", "''"},
}
"""What may close each mark: its partner first, and the mixtures that careless typing makes."""
SINGLES = frozenset("‘’'‚‛‹›")
MARKS = frozenset("".join((*CLOSERS, *SINGLES)))
"""Every character that can be, or be half of, a quotation mark."""
QUOTATION_MARKS = frozenset({"“", "”", '"', "``", "''"})
"""Words that are nothing but a double mark of English."""
DASH_CHARACTERS = "—–―‒⸺⸻"
"""Characters that can be nothing but a dash: em, en, the horizontal bar, figure dash, two and three ems."""
LONG_DASHES = frozenset({*DASH_CHARACTERS, "--", "---", "——"})
"""Words that can be nothing but a dash."""
DASHES = LONG_DASHES | {"-"}
"""With the hyphen: only where no word written with one can stand."""
COMMAS = DASHES | {","}
"""What sets words apart from the clause around them."""
SIGNING = DASHES | {"~"}
"""What stands before the name of who said what is above it."""
EDGES = "".join(sorted(MARKS)) + " \u00a0"


def unmarked(quoted: str) -> str:
    """A quoted segment without the marks at its end, and without white space inside them."""
    return quoted.rstrip(EDGES)


def last_character(quoted: str) -> str:
    """What stands right before the closing marks: a stop, a comma or a letter; "" where nothing does."""
    return unmarked(quoted)[-1:]
