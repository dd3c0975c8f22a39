"""A document's bytes to text, as browsers read it; what could be read in two ways is refused. Pure."""

from __future__ import annotations

import codecs
import re
from itertools import chain

from sitegen.content.encodings import certain_reading
from sitegen.importing.imported import UnusableError

_DECLARED = re.compile(
    rb"""(?:charset\s*=\s*["']?|<\?xml[^>]{0,100}encoding\s*=\s*["'])\s*([\w.:-]+)""", re.IGNORECASE
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_READ_AS = {
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean"), "cp949"),
}
"""What browsers read these as, since so many pages are declared wrongly (the Encoding Standard's labels)."""
_UTF8_PIECE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


def page_text(data: bytes, charset: str = "") -> str:
    """By mark, UTF-8 where it is valid, the server's word, the page's own, else what is certain.

    Single faults of bytes become U+FFFD. Raises `UnusableError` where nothing says how it is to be read.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    found = _DECLARED.search(data[:4096])
    declared = [name for name in (charset, found[1].decode("ascii") if found else "") if _is_known(name)]
    for name, errors in chain(
        (("utf-8", "strict"),),
        ((name, "strict") for name in declared),
        ((name, "replace") for name in declared),
    ):
        try:
            return data.decode(_codec(name), errors)
        except (UnicodeError, LookupError):  # bytes become bytes in some of Python's codecs
            continue
    return _undeclared(data)


def _undeclared(data: bytes) -> str:
    """What no declaration tells: certain by its form, or UTF-8 with faults in it."""
    if reading := certain_reading(data):
        return reading.text
    pieces = b"".join(_UTF8_PIECE.findall(data))
    if len(pieces) > 0.75 * len(_HIGH.findall(data)):
        return data.decode("utf-8", "replace")
    hint = "open it in the program that made it, or in a browser, and save it anew in UTF-8; then import that"
    what = "it does not say in which encoding it is, and there is more than one way to read it"
    raise UnusableError("import-unreadable", what, hint)


def _codec(name: str) -> str:
    return _READ_AS.get(name.lower(), name)


def _is_known(name: str) -> bool:
    """Whether it is an encoding of text; UTF-16 is none that a file can declare in ASCII."""
    try:
        return bool(name) and not codecs.lookup(_codec(name)).name.startswith(("utf-16", "utf-32"))
    except LookupError:
        return False
