"""Which reader a document wants, by what it holds; a name decides only where bytes cannot."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import PurePosixPath

from sitegen.importing.imported import Imported, Original, UnusableError

Reader = Callable[..., tuple[Imported, ...]]
MEGABYTE = 1_000_000


class Format(StrEnum):
    """What can be imported."""

    PAGE = "web page"
    WEB_ARCHIVE = "web archive"
    WORD = "Word document"
    MAIL = "mail"
    OUTLOOK = "Outlook message"
    PDF = "PDF"
    FEED = "feed"
    WORDPRESS = "WordPress export"


LARGEST = {
    Format.PAGE: 10 * MEGABYTE,
    Format.WEB_ARCHIVE: 50 * MEGABYTE,
    Format.WORD: 50 * MEGABYTE,
    Format.MAIL: 50 * MEGABYTE,
    Format.OUTLOOK: 50 * MEGABYTE,
    Format.PDF: 50 * MEGABYTE,
    Format.FEED: 20 * MEGABYTE,
    Format.WORDPRESS: 200 * MEGABYTE,
}
"""Bytes that a document may have: far more than any article, less than what exhausts a parser."""
SUFFIXES = (
    *(".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml", ".docx", ".eml", ".msg", ".doc", ".odt"),
    *(".pdf", ".xml", ".rss", ".atom"),
)
"""What is read, and taken from a folder."""
_ENDS = {
    Format.PAGE: ".html",
    Format.WEB_ARCHIVE: ".mhtml",
    Format.WORD: ".docx",
    Format.MAIL: ".eml",
    Format.OUTLOOK: ".msg",
    Format.PDF: ".pdf",
    Format.FEED: ".xml",
    Format.WORDPRESS: ".xml",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIL = re.compile(
    rb"(?i)\A(?:From |(?:from|to|date|subject|received|return-path|mime-version|message-id|delivered-to|"
    rb"content-type|x-[\w-]+):)"
)
_INSTEAD = {
    ".doc": ("an old Word document (.doc)", "open it and save it as .docx, then import that"),
    ".odt": ("an OpenDocument text", "save it as .docx, then import that"),
    ".epub": ("an e-book", "save its chapters as web pages, then import those"),
    ".webarchive": ("a Safari archive", "save the page as HTML (Page Source), then import that"),
    ".rtf": ("an RTF document", "save it as .docx, then import that"),
    ".md": ("Markdown already", "copy the file into the content folder"),
    ".markdown": ("Markdown already", "copy the file into the content folder"),
    ".txt": ("plain text already", "copy the file into the content folder: every line is a paragraph there"),
}
TOLD = (".webarchive", ".rtf", ".epub", ".md", ".markdown", ".txt")
"""What a folder may have of articles that cannot be read: each is told with what to do."""


def format_of(original: Original) -> Format:
    """Raises `UnusableError` where nothing here reads it."""
    data, suffix = original.data, PurePosixPath(original.name.partition("?")[0]).suffix.lower()
    if not data.strip(b"\0 \t\r\n"):
        hint = "save or download it once more"
        raise UnusableError("import-unreadable", "the file is empty", hint)
    found = _by_bytes(data, suffix)
    if found is None:
        what, hint = _INSTEAD.get(
            suffix,
            (
                "none of the formats that can be imported",
                "give a web page, .docx, .eml, .msg, .pdf, feed or WordPress export",
            ),
        )
        raise UnusableError("import-unsupported", f"this is {what}", hint)
    if len(data) > LARGEST[found]:
        limit = f"{LARGEST[found] // MEGABYTE} MB"
        hint = "save only the article (reader view, print to PDF), or split the file"
        raise UnusableError("import-too-large", f"this {found} is larger than {limit}", hint)
    return found


def suffix_for(original: Original) -> str:
    """What a document's name should end in, if it has to have another: its own end where that is known."""
    own = original.path.suffix.lower()
    return own if own in SUFFIXES else _ENDS[format_of(original)]


def _by_bytes(data: bytes, suffix: str) -> Format | None:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if suffix == ".msg" or (data.startswith(_OLE) and "__substg1.0_".encode("utf-16-le") in data):
        return Format.OUTLOOK
    if head.startswith(b"PK"):
        return Format.WORD if _is_word(data) or suffix == ".docx" else None
    if suffix == ".docx":
        return Format.WORD
    low = head.lower()
    if low.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:rdf")) and b"<html" not in low:
        if b"wordpress.org/export" in data[:65536] and b"<rss" in data[:65536]:
            return Format.WORDPRESS
        return Format.FEED if re.search(rb"<(?:rss|feed|rdf:rdf)[\s>]", data[:65536], re.IGNORECASE) else None
    if suffix not in {".html", ".htm"} and _MAIL.match(head):
        return (
            Format.WEB_ARCHIVE
            if suffix in {".mht", ".mhtml"}
            or (
                b"multipart/related" in data[:2048].lower()
                and b"snapshot-content-location" in data[:2048].lower()
            )
            else Format.MAIL
        )
    if suffix in _INSTEAD:
        return None
    is_text = b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))
    named = suffix in {".html", ".htm", ".xhtml", ".shtml"}
    return (
        Format.PAGE
        if is_text and (named or re.search(rb"<(?:!doctype html|html|head|body|article)\b", low))
        else None
    )


def _is_word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "word/document.xml" in package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def reader_of(kind: Format) -> Reader:
    """The function that reads this format; its library is imported now."""
    if kind is Format.PAGE:
        from sitegen.importing.readers.pages.page import read_page as reader
    elif kind is Format.WORD:
        from sitegen.importing.readers.word import read_word as reader
    elif kind is Format.PDF:
        from sitegen.importing.readers.pdf import read_pdf as reader
    elif kind is Format.FEED:
        from sitegen.importing.readers.feeds.feed import read_feed as reader
    elif kind is Format.WORDPRESS:
        from sitegen.importing.readers.feeds.wordpress import read_export as reader
    elif kind is Format.OUTLOOK:
        from sitegen.importing.readers.mails.outlook import read_outlook as reader
    elif kind is Format.MAIL:
        from sitegen.importing.readers.mails.mail import read_mail as reader
    else:
        from sitegen.importing.readers.mails.mail import read_web_archive as reader
    return reader
