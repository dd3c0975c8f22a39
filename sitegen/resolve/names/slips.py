"""One word in two spellings: "Mansouri" and "Mansuri", "McAllan" and "MacAllan".

In: two folded words. Out: whether one edit (a letter more, less, other, or two changed about) makes one of
the other. Short words and last letters are left alone: there an edit makes another word ("Hansen", "Hanson";
"Orrin", "Orrins").
"""

from __future__ import annotations

import re

ENDING = re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])(?:[iy][ijy]|[iy])$")
"""One letter of the Cyrillic alphabet, or two: "Zelensky", "Zelenskiy", "Zelenskyy"."""
LEAST = 6
"""Letters of the shorter word."""


def is_slip(a: str, b: str) -> bool:
    """Whether two words are one word in two spellings, as far as letters tell."""
    short, long = sorted((ENDING.sub("y", a), ENDING.sub("y", b)), key=len)
    if short == long and len(short) >= LEAST:
        return a != b
    if short == long or len(short) < LEAST or len(long) - len(short) > 1 or short[0] != long[0]:
        return False
    same = next((n for n, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if same >= len(short) - 1:
        return False  # a plural, an adjective
    if len(long) > len(short):
        return short[same:] == long[same + 1 :]
    changed = short[same] == long[same + 1] and short[same + 1] == long[same]
    rest = same + 2 if changed else same + 1
    return same < len(short) - 2 and short[rest:] == long[rest:]
