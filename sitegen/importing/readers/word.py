"""A Word document to its article; the only home of mammoth. Pure.

Its properties give author and language. They give no date: when a file was made is not when the article was
published, and a wrong date is worse than none. A date below the title is the article's own.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from typing import Any

import lxml.html
import mammoth
from defusedxml import ElementTree
from lxml.html import HtmlElement

from sitegen.content.title import readable_name
from sitegen.importing.imported import PICTURES, Caution, Imported, Original, Picture, UnusableError, counted
from sitegen.importing.readers.bylines import byline
from sitegen.importing.readers.prose import markdown, parsed, serialised, text_of
from sitegen.importing.readers.trimming import Surroundings, leaf_blocks, trim
from sitegen.textform import title_of

_LARGEST = 200_000_000
"""Bytes that a document may have when it is unpacked: more is a bomb."""
_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
"""


def read_word(original: Original, *, links: bool = False) -> tuple[Imported, ...]:
    """The one article of a document. Raises `UnusableError` where it is locked, damaged or empty."""
    package = _opened(original.data)
    html, pictures, strange = _converted(original.data)
    body = parsed(html) if html.strip() else None
    if body is None or not body.text_content().strip():
        hint = "if its words are in a picture, they have to be typed"
        raise UnusableError("import-no-article", "there is no text in this document", hint)
    about = _properties(package)
    headings = [text_of(e) for e in body.iter("h1")]
    blocks = [text_of(e) for e in leaf_blocks(body)]
    title = next(filter(None, (*headings, title_of("\n\n".join(blocks)), about.get("title", ""))), "")
    title = title or readable_name(original.path)
    notes = _taken_notes(body, links=links)
    found = trim(body, Surroundings((title,)))
    date, has_time = found.date or (None, False)
    article = Imported(
        identity=hashlib.sha256(original.data).hexdigest(),
        title=title,
        body="\n\n".join((markdown(serialised(body), links=links), *notes)),
        date=date,
        date_has_time=has_time,
        byline=found.byline or byline((about.get("creator", ""),)),
        language=about.get("language", ""),
        pictures=pictures,
        dropped=counted(
            links=0 if links else len(body.xpath(".//a[starts-with(@href,'http')]")),
            pictures=strange,
            comments=_comments(package),
            credits=found.credits,
            notices=found.notices,
        ),
        cautions=() if date else (Caution.DATELESS,),
    )
    return (article,)


def _converted(data: bytes) -> tuple[str, tuple[Picture, ...], int]:
    """HTML, the pictures that it shows, and how many there are that browsers cannot show."""
    pictures: list[Picture] = []
    strange: list[str] = []

    def kept(image: Any) -> dict[str, str]:
        """Where a picture of the document will stand."""
        suffix = _SUFFIXES.get(image.content_type)
        if suffix is None:
            strange.append(image.content_type)
            return {"src": ""}
        with image.open() as stream:
            pictures.append(Picture(f"{len(pictures) + 1}{suffix}", stream.read()))
        return {"src": f"{PICTURES}{pictures[-1].name}"}

    shown = mammoth.images.img_element(kept)
    result = mammoth.convert_to_html(io.BytesIO(data), convert_image=shown, style_map=_STYLES)
    html: str = result.value
    return re.sub(r'<img[^>]* src=""[^>]*/?>', "", html), tuple(pictures), len(strange)


def _taken_notes(body: HtmlElement, *, links: bool) -> list[str]:
    """Notes leave the list at its foot, where mammoth has them, and become Markdown's own."""
    found: list[str] = []
    for item in body.xpath(".//li[starts-with(@id,'footnote-') or starts-with(@id,'endnote-')]"):
        number = str(len(found) + 1)
        for back in item.xpath(".//a[contains(@href,'note-ref-')]"):
            back.drop_tree()
        for mark in body.xpath(".//a[@href=$to]", to=f"#{item.get('id')}"):
            mark.clear(keep_tail=True)
            mark.tag = "note-ref"
            mark.set("n", number)
            if mark.getparent().tag == "sup":
                mark.getparent().drop_tag()
        words = serialised(
            lxml.html.document_fromstring(f"<body>{lxml.html.tostring(item, encoding='unicode')}")
        )
        found.append(f"[^{number}]: {' '.join(markdown(words, links=links).removeprefix('- ').split())}")
        item.drop_tree()
    return found


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        hint = "open it in a word processor (with its password, if it has one), save it anew, and import that"
        raise UnusableError("import-unreadable", "this Word document is damaged or locked", hint) from None
    if sum(part.file_size for part in package.infolist()) > _LARGEST:
        what = f"this document unpacks to more than {_LARGEST // 1_000_000} MB"
        raise UnusableError("import-too-large", what, "save it anew without its pictures, and import that")
    return package


def _properties(package: zipfile.ZipFile) -> dict[str, str]:
    """Title, creator and language of the document, as far as it says them."""
    found: dict[str, str] = {}
    if "docProps/core.xml" in package.namelist():
        for element in ElementTree.fromstring(package.read("docProps/core.xml")):
            found[element.tag.rpartition("}")[2]] = " ".join((element.text or "").split())
    if not found.get("language") and "word/styles.xml" in package.namelist():
        for element in ElementTree.fromstring(package.read("word/styles.xml")).iter():
            if element.tag.endswith("}lang"):
                found["language"] = next((v for k, v in element.attrib.items() if k.endswith("}val")), "")
                break
    return found


def _comments(package: zipfile.ZipFile) -> int:
    if "word/comments.xml" not in package.namelist():
        return 0
    return sum(e.tag.endswith("}comment") for e in ElementTree.fromstring(package.read("word/comments.xml")))
