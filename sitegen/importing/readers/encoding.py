"""A page's bytes to text. Pure."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(
    rb"""(?:charset\s*=\s*["']?|<\?xml[^>]{0,100}encoding\s*=\s*["'])\s*([\w.:-]+)""", re.IGNORECASE
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_READ_AS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
"""What browsers read these as, since so many pages are declared wrongly."""


def page_text(data: bytes, charset: str = "") -> str:
    """By mark, UTF-8 where it is valid, the server's word, the page's own, else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = _DECLARED.search(data[:4096])
    for name in ("utf-8", charset, declared[1].decode("ascii") if declared else ""):
        try:
            return data.decode(_READ_AS.get(name.lower(), name) or "utf-8", "strict")
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")
