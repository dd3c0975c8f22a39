"""A file's bytes to text: UTF-8 or what is certain, one kind of line end, no character that no page can hold.

In: bytes and the path to name in messages. Out: the text, or None with the reason. Pure. Every repair
keeps the lines (and, line ends apart, the characters) where they were, so that places in messages stay
right.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from sitegen.content.encodings import Decoded, certain_reading
from sitegen.diagnostics import Diagnostic, Location, Severity, not_utf8

LARGEST = 4_000_000
"""Bytes. Some 600,000 words: more than any article, less than what exhausts the parser's memory."""

UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

# What neither XML nor HTML can hold: the C0 controls but tab and line ends, and the two last non-characters.
# The C1 controls (letters of an old encoding, wrongly read) are the article's own text and stay.
_FORBIDDEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def decode(data: bytes, path: PurePosixPath) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text with LF line ends and no byte-order mark, or None and why not."""
    if fault := _size_fault(data, path):
        return None, (fault,)
    notes: tuple[Diagnostic, ...] = ()
    if fault := _encoding_fault(data, path):
        reading = certain_reading(data)
        if reading is None:
            return None, (fault,)
        text, notes = reading.text, (_read_as(reading, path),)
    else:
        text = data.removeprefix(UTF8_MARK).decode("utf-8")
    cleaned, faults = _without_controls(text.replace("\r\n", "\n").replace("\r", "\n"), path)
    return cleaned, notes + faults


def _read_as(reading: Decoded, path: PurePosixPath) -> Diagnostic:
    sample = f":  {reading.sample}" if reading.sample else ""
    return Diagnostic(
        "file-not-utf8",
        Severity.NOTE,
        f"the file is not UTF-8 and was read as {reading.encoding}{sample}",
        Location(path),
        "look whether its accents and marks are right, or save it with the encoding UTF-8",
    )


def _size_fault(data: bytes, path: PurePosixPath) -> Diagnostic | None:
    if len(data) <= LARGEST:
        return None
    return Diagnostic(
        "file-too-large",
        Severity.ERROR,
        f"the file is larger than {LARGEST:,} bytes",
        Location(path),
        "split it, or move it out of the content folder if it is not an article",
    )


def _encoding_fault(data: bytes, path: PurePosixPath) -> Diagnostic | None:
    if data.startswith(UTF16_MARKS):
        return not_utf8("the file is UTF-16, not UTF-8", Location(path))
    nul = data.find(b"\0")
    if nul >= 0:
        return Diagnostic(
            "file-binary",
            Severity.ERROR,
            f"byte {nul} is NUL: this is not a text file",
            Location(path, _line_of_byte(data, nul)),
            "export the article as text or Markdown, or move the file out of the content folder",
        )
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
        return not_utf8(what, Location(path, _line_of_byte(data, error.start)))
    return None


def _line_of_byte(data: bytes, offset: int) -> int:
    """Counted from 1, whichever of the three line ends the file has."""
    before = data[:offset]
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")


def _without_controls(text: str, path: PurePosixPath) -> tuple[str, tuple[Diagnostic, ...]]:
    """Each forbidden character becomes one space: words stay apart and offsets stay where they were."""
    first = _FORBIDDEN.search(text)
    if first is None:
        return text, ()
    cleaned, count = _FORBIDDEN.subn(" ", text)
    start = text.rfind("\n", 0, first.start()) + 1
    where = Location(path, text.count("\n", 0, start) + 1, first.start() - start + 1)
    others = f", and {count - 1} more" if count > 1 else ""
    return cleaned, (
        Diagnostic(
            "control-character",
            Severity.WARNING,
            f"control character U+{ord(first.group()):04X}{others}: read as a space",
            where,
            "delete it; it usually comes from copying out of a word processor or a PDF",
        ),
    )
