"""A saved mail or web archive to its article, with the standard library's reader of mails. Pure.

Newsletters place everything with tables and hide a preview above the text; both are undone. Links are not
kept unless asked for: those of newsletters name the subscriber.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from lxml.html import HtmlElement

from sitegen.importing.imported import Caution, Imported, Original, UnusableError, counted, merged
from sitegen.importing.readers.bylines import byline
from sitegen.importing.readers.encoding import page_text
from sitegen.importing.readers.fragment import Prose, prose_of_tree
from sitegen.importing.readers.known import known
from sitegen.importing.readers.layout import opened
from sitegen.importing.readers.page import read_page
from sitegen.importing.readers.prose import escaped, parsed
from sitegen.importing.readers.timestamps import moment
from sitegen.importing.readers.trimming import Surroundings, trimmed
from sitegen.textform import paragraphs

_LONGEST_NOTICE = 300
_BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "span", "a")


def read_mail(original: Original, *, links: bool = False) -> tuple[Imported, ...]:
    """The text of a mail as one article. Raises `UnusableError` where it has none."""
    mail = _parsed(original.data)
    subject = _header(mail, "subject")
    title = re.sub(r"(?i)^(?:(?:fwd?|re|wg|aw|tr)\s*:\s*)+", "", subject) or original.path.stem
    name, address = parseaddr(_header(mail, "from"))
    is_letter = "list-unsubscribe" in mail or "list-id" in mail
    publisher, people = (name or address.rpartition("@")[2], "") if is_letter else ("", byline((name,)))
    given = Surroundings((title,), people, publisher, moment(_header(mail, "date")))
    html, plain = _part(mail, "html"), _part(mail, "plain")
    prose = _from_html(html, given, links=links) if html.strip() else _from_plain(plain, given)
    if not prose.body and plain.strip():
        prose = _from_plain(plain, given)
    if not prose.body:
        hint = "if its words are in a picture or an attachment, import that, or type them"
        raise UnusableError("import-no-article", "there is no text in this mail", hint)
    date, has_time = given.date or prose.trimmed.date or (None, False)
    article = Imported(
        identity=_header(mail, "message-id") or hashlib.sha256(original.data).hexdigest(),
        title=title,
        body=prose.body,
        date=date,
        date_has_time=has_time,
        byline=people or prose.trimmed.byline,
        publisher=publisher,
        source_url=_header(mail, "archived-at").strip("<>"),
        language=_language(mail, html),
        dropped=(*prose.dropped, *counted(attachments=sum(1 for _ in _attached(mail)))),
        cautions=() if date else (Caution.DATELESS,),
    )
    return (article,)


def read_web_archive(original: Original, *, links: bool = False) -> tuple[Imported, ...]:
    """A page that a browser saved as one file (.mhtml): its first HTML is the page."""
    archive = _parsed(original.data)
    address = _header(archive, "snapshot-content-location")
    for part in archive.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            data = part.get_payload(decode=True)
            page = Original(
                original.name,
                data if isinstance(data, bytes) else b"",
                address or _header(part, "content-location"),
                part.get_content_charset() or "",
            )
            return tuple(map(_leadless, read_page(page, links=links)))
    hint = "save the page as HTML, and import that"
    raise UnusableError("import-no-article", "there is no page in this web archive", hint)


def _leadless(article: Imported) -> Imported:
    """An archive's pictures are parts of it that are not looked at."""
    dropped = (*article.dropped, *counted(leads=int(article.lead is not None)))
    return replace(article, lead=None, dropped=dropped)


def _parsed(data: bytes) -> EmailMessage:
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    return message_from_bytes(data, policy=policy.default)


def _header(mail: object, name: str) -> str:
    """A header on one line; "" where it is missing or cannot be read."""
    try:
        value = mail.get(name, "")  # type: ignore[attr-defined]
    except (ValueError, IndexError, AttributeError, TypeError):  # the library's own, of strange headers
        return ""
    return " ".join(str(value).split())


def _part(mail: EmailMessage, kind: str) -> str:
    """The text of the part that is the mail's body in this kind."""
    part = mail.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    data = part.get_payload(decode=True)
    return page_text(data if isinstance(data, bytes) else b"", part.get_content_charset() or "")


def _language(mail: EmailMessage, html: str) -> str:
    said = _header(mail, "content-language").split(",")[0]
    found = re.search(r"""<html\b[^>]*?\blang\s*=\s*["']?([\w-]+)""", html[:5000])
    return said or (found[1] if found else "")


def _attached(mail: EmailMessage) -> Iterator[object]:
    """Everything but the bodies and the pictures inside them."""
    for part in mail.walk():
        if not part.is_multipart() and (part.get_content_disposition() == "attachment"):
            yield part


def _from_html(html: str, given: Surroundings, *, links: bool) -> Prose:
    tree = parsed(html)
    if tree is None:
        return Prose()
    for path in known("hidden"):
        for element in tree.xpath(path):
            if element.getparent() is not None and element.tag != "body":
                element.drop_tree()
    opened(tree, always=True)
    notices = _without_notices(tree)
    prose = prose_of_tree(tree, given, links=links)
    return replace(prose, dropped=merged(prose.dropped, counted(notices=notices)))


def _without_notices(tree: HtmlElement) -> int:
    """Change the tree: take away short blocks about the subscription. Returns how many."""
    taken: list[HtmlElement] = []
    for element in list(tree.iter(*_BLOCKS)):
        gone = any(above in taken for above in element.iterancestors())
        if gone or element.getparent() is None or element.xpath(".//p | .//div | .//li"):
            continue
        words = " ".join(element.text_content().split())
        if words and _is_notice(words):
            element.drop_tree()
            taken.append(element)
    return len(taken)


def _is_notice(words: str) -> bool:
    """Short, and about the subscription."""
    found = re.search("|".join(known("notices")), words, re.IGNORECASE)
    return len(words) <= _LONGEST_NOTICE and found is not None


def _from_plain(text: str, given: Surroundings) -> Prose:
    """Paragraphs by the form of their lines; what stands below the signature's mark is none."""
    text = text.replace("\r\n", "\n").partition("\n-- \n")[0]
    blocks = [paragraph.text for paragraph in paragraphs(text)]
    found = trimmed(blocks, given)
    notices = {number for number, words in enumerate(blocks) if _is_notice(words)} - found.gone
    kept = [words for number, words in enumerate(blocks) if number not in notices | found.gone]
    dropped = counted(credits=found.credits, notices=found.notices + len(notices))
    return Prose("\n\n".join(map(escaped, kept)), dropped, found)
