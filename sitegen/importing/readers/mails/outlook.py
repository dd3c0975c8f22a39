"""An Outlook message (.msg) to a mail; the only home of olefile. Pure.

In the file every property of the message is a stream, named by its tag and type ([MS-OXMSG]). The mail is put
together of them and read as any other. A body that stands there as RTF alone is not read: Outlook writes its
words as plain text beside it.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_string, policy
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from importlib.util import find_spec
from typing import Any

from sitegen.importing.imported import Imported, Original, UnusableError
from sitegen.importing.readers.encoding import page_text
from sitegen.importing.readers.mails.mail import article_of

_SUBJECT, _SENDER, _ADDRESS, _HEADERS, _BODY, _HTML, _ID = (
    "0037",
    "0C1A",
    "0C1F",
    "007D",
    "1000",
    "1013",
    "1035",
)
_DATES = (0x00390040, 0x0E060040)
"""When it was sent, else when it arrived."""
_PROPERTIES, _HEAD, _ENTRY = "__properties_version1.0", 32, 16
_BEGIN = datetime(1601, 1, 1, tzinfo=UTC)
_LARGEST_HEADERS = 100_000


def read_outlook(original: Original, *, links: bool = False) -> tuple[Imported, ...]:
    """The text of a message as one article. Raises `UnusableError` where it has none or is damaged."""
    if find_spec("olefile") is None:
        hint = 'install it:  python -m pip install "sitegen[import]" ; or save the message as .eml'
        raise UnusableError("import-extra-missing", "Outlook messages need a library, olefile", hint)
    return article_of(_mail(original.data), original, links=links)


def _mail(data: bytes) -> EmailMessage:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return _put_together(file)
    except (OSError, struct.error, IndexError) as error:
        hint = "open it in Outlook, save it anew, or as .eml, and import that"
        raise UnusableError("import-unreadable", f"this Outlook message is damaged: {error}", hint) from None


def _put_together(file: Any) -> EmailMessage:
    mail = EmailMessage(policy=policy.default)
    for name, value in _headers(file):
        if value and name not in mail:
            mail[name] = " ".join(value.split())
    mail.set_content(_text(file, _BODY))
    if html := _text(file, _HTML):
        mail.add_alternative(html, subtype="html")
    for _ in range(_attachments(file)):
        mail.add_attachment(b"", maintype="application", subtype="octet-stream")
    return mail


def _headers(file: Any) -> Iterator[tuple[str, str]]:
    """As the message itself has them, then those that it came with: a draft or a sent one has none."""
    came = message_from_string(_text(file, _HEADERS)[:_LARGEST_HEADERS], policy=policy.default)
    yield "Subject", _text(file, _SUBJECT)
    address = _text(file, _ADDRESS)
    yield "From", formataddr((_text(file, _SENDER), address if "@" in address else ""))
    yield "Message-ID", _text(file, _ID)
    for name in ("Date", "List-Unsubscribe", "List-Id", "Content-Language"):
        try:
            yield name, str(came.get(name, ""))
        except (ValueError, IndexError, AttributeError, TypeError):  # the library's own, of strange headers
            continue
    date = _date(file)
    yield "Date", format_datetime(date) if date else ""


def _text(file: Any, tag: str) -> str:
    """A property's text: UTF-16, or bytes in an encoding that it says or that is certain; "" for none."""
    for kind in ("001F", "001E", "0102"):
        data = _stream(file, f"__substg1.0_{tag}{kind}")
        if data:
            text = data.decode("utf-16-le", "replace") if kind == "001F" else page_text(data)
            return text.rstrip("\0")
    return ""


def _date(file: Any) -> datetime | None:
    """In UTC: the file keeps no offset."""
    data = _stream(file, _PROPERTIES)
    found = {}
    for start in range(_HEAD, len(data) - _ENTRY + 1, _ENTRY):
        tag, _, value = struct.unpack_from("<IIQ", data, start)
        found[tag] = value
    ticks = next((found[tag] for tag in _DATES if found.get(tag)), 0)
    try:
        return _BEGIN + timedelta(microseconds=ticks // 10) if ticks else None
    except OverflowError:
        return None


def _attachments(file: Any) -> int:
    names = {path[0] for path in file.listdir(streams=False, storages=True)}
    return sum(name.startswith("__attach_version1.0_") for name in names)


def _stream(file: Any, name: str) -> bytes:
    if not file.exists(name):
        return b""
    data: bytes = file.openstream(name).read()
    return data
