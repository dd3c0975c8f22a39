"""What somebody said, as one line: the parts of a quotation without the marks around each."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"', "‘": "’"}
_DOUBLE = "”»"
_MIXED = {"“": '"', '"': "”", "„": "”"}
"""What also ends what these open, where an editor's program has set one of the two marks."""
_TWO_SINGLE = re.compile(r"(?:’’|'')(?=\W*\Z)")


def told_by(cue: str) -> str:
    """A cue as pages show it: a word of saying; the colon behind a name in a transcript says nothing."""
    return cue if any(char.isalpha() for char in cue) else ""


def said_text(parts: Sequence[str]) -> str:
    """The parts joined, without the marks around them; marks inside a part stay.

    Where a direct quotation is interrupted, the comma before "he said" becomes a full stop if a sentence
    follows: “Nobody wants this,” he said. “We are tired.”
    """
    joined = ""
    for part in map(without_marks, parts):
        if joined.endswith(",") and part[:1].isupper():
            joined = joined[:-1] + "."
        joined = f"{joined} {part}" if joined and part else joined or part
    return joined.rstrip(",") or " ".join(" ".join(parts).split())


def direct_text(parts: Sequence[str], *, sentence: bool = True) -> str:
    """A direct quotation as it stands alone: one pair of the article's own marks around all of it.

    A comma before "he said" becomes its full stop, but for a few words that are no `sentence`.
    """
    first = " ".join(parts[0].split())
    said = said_text(parts)
    if first[:1] not in _PAIRS or said == first:
        return said
    ended = (
        said
        if not sentence or said[-1:] in ".!?…" or not parts[-1].rstrip('”»’"').endswith(",")
        else f"{said}."
    )
    return f"{first[0]}{ended}{_PAIRS[first[0]]}"


def without_marks(text: str) -> str:
    """A part of a quotation without the pair of marks around it, or a mark whose partner is elsewhere.

    Two single marks are a double one, as typewriters have it: “It is late.’’
    """
    line = _TWO_SINGLE.sub("”", " ".join(text.split()))
    closer = _PAIRS.get(line[:1])
    if closer is None:
        alone = line[-1:] in _DOUBLE and not any(mark in line for mark in _PAIRS if mark != "‘")
        return line[:-1] if alone else line
    inside = line[1:-1]
    if line[-1:] == _MIXED.get(line[0]) and not any(
        mark in inside for mark in (*_PAIRS, *_DOUBLE) if mark != "‘"
    ):
        return inside
    if line[0] in inside or (closer in inside and closer != "’"):
        return line
    return inside if line.endswith(closer) and len(line) > 1 else line[1:]
