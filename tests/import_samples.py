"""Documents for the tests of the import that are no text: a Word document and PDFs, made on the spot."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from html import escape

from pypdf import PdfReader, PdfWriter

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/styles" Target="styles.xml"/><Relationship Id="f1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
    "word/styles.xml": f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style></w:styles>',
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Tilda Voss</dc:creator>'
    "</cp:coreProperties>",
}


def word(paragraphs: Sequence[tuple[str, str]], notes: Sequence[str] = ()) -> bytes:
    """A document of paragraphs, each with its style ("" for none); the first have footnotes."""
    made = "".join(
        "<w:p>"
        + (f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else "")
        + f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        + (f'<w:r><w:footnoteReference w:id="{number + 2}"/></w:r>' if number < len(notes) else "")
        + "</w:p>"
        for number, (style, text) in enumerate(paragraphs)
    )
    below = "".join(
        f'<w:footnote w:id="{number + 2}"><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(notes)
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, text in PARTS.items():
            package.writestr(name, text)
        package.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{W}">{below}</w:footnotes>')
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{made}</w:body></w:document>'
        )
    return file.getvalue()


def pdf(pages: Sequence[Sequence[str]], author: str = "", password: str = "") -> bytes:
    """Pages of lines, one below another; with a password, locked."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>", b"", font]
    kids = []
    for lines in pages:
        shown = b" T* ".join(b"(" + _bytes(line) + b") Tj" for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 72 760 Td " + shown + b" ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    refs = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), refs)
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    out += (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (*(size, table, size, len(out)),)
    )
    return _finished(out, author, password) if author or password else out


def _bytes(line: str) -> bytes:
    raw = line.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _finished(data: bytes, author: str, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.metadata = {"/Author": author}
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def outlook(texts: dict[str, str], sent: datetime, attachments: int = 0) -> bytes:
    """A message of properties by their tag; the container is as small as it can be ([MS-CFB])."""
    ticks = int((sent - datetime(1601, 1, 1, tzinfo=UTC)) / timedelta(microseconds=1)) * 10
    streams = {f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in texts.items()}
    streams["__properties_version1.0"] = bytes(32) + struct.pack("<IIQ", 0x00390040, 6, ticks)
    storages = [f"__attach_version1.0_#{number:08X}" for number in range(attachments)]
    mini, mini_fat, entries = b"", [], []
    for name, data in streams.items():
        number = -(-len(data) // 64)
        entries.append((name, 2, len(mini_fat), len(data)))
        mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + number), -2]
        mini += data.ljust(number * 64, b"\0")
    entries += [(name, 1, 0, 0) for name in storages]
    parts = {"directory": 128 * (len(entries) + 1), "mini_fat": 4 * len(mini_fat), "mini": len(mini)}
    fat, starts = [-3], {}
    for part, size in parts.items():
        starts[part] = len(fat)
        fat += [*range(len(fat) + 1, len(fat) + -(-size // 512)), -2]
    root = ("Root Entry", 5, starts["mini"], len(mini))
    directory = b"".join(
        _entry(*entry, right=number + 1 if 0 < number < len(entries) else -1, child=1 if not number else -1)
        for number, entry in enumerate((root, *entries))
    )
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack(
        "<IIiIIiIiI",
        0,
        1,
        starts["directory"],
        0,
        4096,
        starts["mini_fat"],
        -(-parts["mini_fat"] // 512),
        -2,
        0,
    )
    head += struct.pack("<109i", 0, *[-1] * 108)
    sectors = (struct.pack(f"<{len(fat)}i", *fat).ljust(512, b"\xff"), directory)
    sectors += (struct.pack(f"<{len(mini_fat)}i", *mini_fat), mini)
    return head + b"".join(data.ljust(-(-len(data) // 512) * 512, b"\0") for data in sectors)


def _entry(name: str, kind: int, start: int, size: int, right: int, child: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    return wide.ljust(64, b"\0") + struct.pack(
        "<HBBiii36xiQ", len(wide), kind, 1, -1, right, child, start, size
    )


WORD = word(
    [
        ("Heading1", "The orchard that would not die"),
        ("", "The orchard at Perrin was felled in 2019. This spring it flowered."),
        ("Quote", "“I owe it an apology,” the forester, Nell Ashby, said."),
        ("", "2026. That is the year in which the council will vote * again."),
    ]
)
OUTLOOK = outlook(
    {
        "0037": "FW: The crane that would not lift",
        "0C1A": "Roy, Ana",
        "1000": "From: Vell, Nora <nora@wire.example>\r\nSent: Thursday, May 7, 2026 6:30 AM\r\nTo: Desk\r\n"
        "Subject: Crane\r\n\r\nThe largest crane of Halvern<https://wire.example/c?u=1> has stood still "
        "since Tuesday.\r\n\r\n“She lifts for my daughter and not for me,” said Otto Brandvold.\r\n",
    },
    datetime(2026, 5, 8, 7, 12, tzinfo=UTC),
    attachments=1,
)
PDF = pdf(
    [
        [
            "The Castell Standard",
            "Quarry to close after ninety years",
            "The quarry above Castell will close at the end of the year, its owners told the coun-",
            "cil on Monday. Some sixty people work there, and many of them are the third of their",
            "family to do so.",
            "“My grandfather opened the north face and I shall close it,” said the foreman, Wim",
            "Aker, who started at sixteen.",
            "Page 1",
        ],
        [
            "The Castell Standard",
            "The council wants to turn the pit into a lake. Its engineer, Rosa Lind, said that the",
            "water would need eleven years to rise to the brim.",
            "Page 2",
        ],
    ],
    author="Hugh Pallant",
)


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(201_000_000))
    return file.getvalue()


MADE = {
    "BINARY": lambda: bytes(range(256)) * 40,
    "HUGE": lambda: b"<html><p>" + b"word " * 10_000_000,
    "LOCKED": lambda: pdf([["Nobody may read this."]], password="secret"),
    "CUT_PDF": lambda: PDF[:300],
    "SCAN": lambda: pdf([[""]]),
    "CUT_WORD": lambda: WORD[:500],
    "HOLLOW": lambda: word([("", " ")]),
    "WORD_BOMB": _bomb,
    "OLE": lambda: b"\xd0\xcf\x11\xe0" + bytes(600),
}
"""What tests/cases/bad_imports.yaml names."""
