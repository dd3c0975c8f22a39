"""Files that are not UTF-8 and whose encoding is certain all the same. Pure.

In: bytes. Out: the text and the encoding's name, or None where another reading is as good: a wrong guess
would publish wrong names without a word. Certain are UTF-16 and UTF-32 with their mark, UTF-16 without one
where every other byte is NUL, and Windows-1252 (of which Latin-1 is a part) where each byte above ASCII
makes a word or a mark as people write them. Statistics are not asked: on an English text with a few
accents and curly marks they name one of a dozen encodings (docs/decisions/dependencies.md).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
"""How a file begins, Python's name of its encoding, and the one that people know; the longer marks first."""

_UTF8_PIECE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WORD = re.compile(r"[^\W\d_²³¹¼½¾]+")
_ALONE = frozenset("àáâèéêìíòóôùåæøöäÀÁÅÆÈÉÍÓÖØÄ")
"""Letters that are words by themselves in some Western language."""
_LETTERS = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüßšžœ" + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŠŽŒ")
"""Without ý, þ and ð: in Turkish files the same bytes are ı, ş and ğ."""
_OPENING, _CLOSING = "“‘„‚«‹", "”’»›"
_BETWEEN = frozenset("–—…•·\u00a0\u00ad£€¢¥§©®™°±²³¹×÷½¼¾†‡‰µªº¿¡¶")
_MOST = 0.25
"""Of all letters, those beyond ASCII may be at most this share: more is another alphabet."""
_AROUND = re.compile(r"(?:[!-~]{1,30} ){0,2}[!-~]{0,30}[^\x00-\x7f]\S{0,30}(?: \S{1,30}){0,2}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, and how its bytes were read."""

    text: str
    encoding: str
    """As people call it: UTF-16, Windows-1252, Latin-1."""
    sample: str = ""
    """A few words that depend on it, for the editor to look at."""


def certain_reading(data: bytes) -> Decoded | None:
    """The only sensible reading of bytes that are not UTF-8; None where there is none, or several."""
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return _decoded(data, codec, name)
    if b"\0" in data:
        codec = _unmarked_utf16(data)
        return _decoded(data, codec, "UTF-16") if codec else None
    return _western(data)


def _decoded(data: bytes, codec: str, name: str) -> Decoded | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else Decoded(text, name)


def _unmarked_utf16(data: bytes) -> str:
    """Which byte order leaves one half of the bytes NUL, nearly all of it, and the other not once."""
    first, second = data[0::2], data[1::2]
    for codec, zeros, letters in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if len(data) >= 8 and len(data) % 2 == 0 and 0 not in letters and zeros.count(0) > 0.9 * len(zeros):
            return codec
    return ""


def _western(data: bytes) -> Decoded | None:
    if _UTF8_PIECE.search(data):  # a UTF-8 file with a fault, or two encodings in one file
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    words = [found for found in _WORD.finditer(text) if not found.group().isascii()]
    high = sum(not c.isascii() for found in words for c in found.group())
    if high > _MOST * max(1, sum(c.isalpha() for c in text)):
        return None
    if not all(_is_word(text, found) for found in words) or not _marks_stand_right(text):
        return None
    name = "Windows-1252" if re.search(rb"[\x80-\x9f]", data) else "Latin-1"
    return Decoded(text, name, _sample(text))


def _is_word(text: str, found: re.Match[str]) -> bool:
    """Whether letters beyond ASCII stand as in a word: no capital inside, nothing glued to a mark."""
    word = found.group()
    if not all(c.isascii() or c in _LETTERS for c in word):
        return False
    if len(word) == 1:
        return word in _ALONE and _before(text, found) in {"", " ", "\n", "\r", "’", "'", "\t"}
    return word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())


def _marks_stand_right(text: str) -> bool:
    """Whether no sign beyond ASCII stands inside a word where writers put none there."""
    for found in re.finditer(r"[^\x00-\x7f]", text):
        sign = found.group()
        before, after = _before(text, found), text[found.end() : found.end() + 1]
        if sign.isalpha() and sign not in "ªº":
            continue
        if sign in _OPENING and (before.isalpha() and after.isalpha() and sign not in "‘"):
            return False
        if sign in _CLOSING and sign != "’" and before.isalpha() and after.isalpha():
            return False
        if sign not in _OPENING and sign not in _CLOSING and sign not in _BETWEEN:
            return False
        if sign in "²³¹¼½¾ªº¶±×÷µ¢¥¿¡" and before.isalpha() and after.isalpha():
            return False
    return True


def _before(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 1) : found.start()]


def _sample(text: str) -> str:
    """The words around the first character beyond ASCII."""
    found = _AROUND.search(text)
    return found.group().strip() if found else ""
