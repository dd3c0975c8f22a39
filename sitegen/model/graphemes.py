"""Where a text may be cut without parting what a reader sees as one character."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"


def grapheme_edge(text: str, offset: int) -> int:
    """The first offset from `offset` on that does not part a base from its marks, or a joined emoji."""
    while 0 < offset < len(text) and _continues(text[offset], text[offset - 1]):
        offset += 1
    return offset


def _continues(char: str, before: str) -> bool:
    """Whether a character belongs to the one before it."""
    if before == _JOINER or char == _JOINER:
        return True
    if _is_regional(char) and _is_regional(before):
        return True
    return unicodedata.category(char) in {"Mn", "Mc", "Me"} or 0x1F3FB <= ord(char) <= 0x1F3FF


def _is_regional(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF
