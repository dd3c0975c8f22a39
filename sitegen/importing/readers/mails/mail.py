"""A saved mail or web archive to its article, with the standard library's reader of mails. Pure.

Newsletters place everything with tables and hide a preview above the text; both are undone. Links are not
kept unless asked for: those of newsletters name the subscriber.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from lxml.html import HtmlElement

from sitegen.importing.imported import Caution, Imported, Original, UnusableError, counted, merged
from sitegen.importing.readers.bylines import byline
from sitegen.importing.readers.encoding import page_text
from sitegen.importing.readers.fragment import Prose, prose_of_tree
from sitegen.importing.readers.known import any_of, known, one_of
from sitegen.importing.readers.layout import opened, parted
from sitegen.importing.readers.mails.forwarded import Sent, is_sent_on, sent_on
from sitegen.importing.readers.pages.page import read_page
from sitegen.importing.readers.prose import escaped, parsed, text_of
from sitegen.importing.readers.timestamps import moment
from sitegen.importing.readers.trimming import Surroundings, leaf_blocks, trimmed

_LONGEST_NOTICE = 300
_ADDRESS = re.compile(r"[ \t]*<(?:https?|mailto):[^<>\s]+>")
_BULLET = re.compile(r"[*•-][ \t]+(?=\S)")
_UNDERLINE = re.compile(r"[=~_*-]{3,}")
_PICTURE = re.compile(r"\[(?:cid|image):[^\[\]\n]*\]")
"""How plain text has links and pictures of the mail's other half."""
_BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "span", "a")


def read_mail(original: Original, *, links: bool = False) -> tuple[Imported, ...]:
    """The text of a mail as one article. Raises `UnusableError` where it has none."""
    return article_of(_parsed(original.data), original, links=links)


def article_of(mail: EmailMessage, original: Original, *, links: bool) -> tuple[Imported, ...]:
    """The same of a mail that was taken apart already."""
    html, plain = _part(mail, "html"), _part(mail, "plain")
    tree = _tree(html)
    if tree is None or not tree.text_content().strip():
        tree = None
    text = _lines_of(tree) if tree is not None else [(line, None) for line in plain.splitlines()]
    sent = sent_on([line for line, _ in text]) if is_sent_on(_header(mail, "subject")) else None
    around = _surroundings(mail, original, sent, html + plain)
    start = sent.end if sent else 0
    if tree is not None:
        _without_first(text, start)
        prose = _from_tree(tree, around, links=links)
    else:
        prose = _from_plain("\n".join(line for line, _ in text[start:]), around)
    if not prose.body and tree is not None:
        prose = _from_plain(plain, around)
    if not prose.body:
        hint = "if its words are in a picture or an attachment, import that, or type them"
        raise UnusableError("import-no-article", "there is no text in this mail", hint)
    date, has_time = around.date or prose.trimmed.date or (None, False)
    article = Imported(
        identity=_header(mail, "message-id") or hashlib.sha256(original.data).hexdigest(),
        title=around.titles[0],
        body=prose.body,
        date=date,
        date_has_time=has_time,
        byline=around.byline or prose.trimmed.byline,
        publisher=around.publisher,
        source_url=_header(mail, "archived-at").strip("<>"),
        language=_language(mail, html),
        dropped=(
            *prose.dropped,
            *counted(heads=int(sent is not None), attachments=sum(1 for _ in _attached(mail))),
        ),
        cautions=() if date else (Caution.DATELESS,),
    )
    return (article,)


def _surroundings(mail: EmailMessage, original: Original, sent: Sent | None, text: str) -> Surroundings:
    """Title, who and when. What can be unsubscribed from has a publisher; anything else an author."""
    title = re.sub(rf"(?i)^(?:(?:re|aw|{one_of('sent_on')})\s*:\s*)+", "", _header(mail, "subject"))
    name, address = parseaddr(_header(mail, "from"))
    is_letter = "list-unsubscribe" in mail or "list-id" in mail
    date = moment(_header(mail, "date"))
    if sent:
        name, date = sent.sender, sent.date
        is_letter = any_of("can_be_left").search(text) is not None
    people = byline((re.sub(r"^(\w[\w'’-]*), (\w[\w'’. -]*)\Z", r"\2 \1", name),))
    publisher = (name or address.rpartition("@")[2]) if is_letter else ""
    return Surroundings((title or original.path.stem,), "" if is_letter else people, publisher, date)


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
    found = re.search(r"""<(?:html|body)\b[^>]*?\blang\s*=\s*["']?([\w-]+)""", html[:5000])
    return said or (found[1] if found else "")


def _attached(mail: EmailMessage) -> Iterator[object]:
    """Everything but the bodies and the pictures inside them."""
    for part in mail.walk():
        if not part.is_multipart() and (part.get_content_disposition() == "attachment"):
            yield part


def _tree(html: str) -> HtmlElement | None:
    """A mail's HTML without what it hides, its columns opened."""
    tree = parsed(html) if html.strip() else None
    if tree is None:
        return None
    for path in known("hidden"):
        for element in tree.xpath(path):
            if element.getparent() is not None and element.tag != "body":
                element.drop_tree()
    opened(tree, always=True)
    parted(tree)
    return tree


def _lines_of(tree: HtmlElement) -> list[tuple[str, HtmlElement | None]]:
    """Every line of words with the block that it stands in."""
    for line_break in tree.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return [(line, block) for block in leaf_blocks(tree) for line in block.text_content().split("\n")]


def _without_first(lines: Sequence[tuple[str, HtmlElement | None]], number: int) -> None:
    """Change the tree: the blocks of the first lines go; a block is not parted."""
    kept = [block for _, block in lines[number:]]
    for block in dict.fromkeys(block for _, block in lines[:number]):
        if block is not None and block not in kept:
            block.drop_tree()


def _from_tree(tree: HtmlElement, around: Surroundings, *, links: bool) -> Prose:
    notices = _without_notices(tree)
    prose = prose_of_tree(tree, around, links=links)
    return replace(prose, dropped=merged(prose.dropped, counted(notices=notices)))


def _without_notices(tree: HtmlElement) -> int:
    """Change the tree: take away short blocks about the subscription. Returns how many."""
    taken: list[HtmlElement] = []
    for element in list(tree.iter(*_BLOCKS)):
        gone = any(above in taken for above in element.iterancestors())
        if gone or element.getparent() is None or element.xpath(".//p | .//div | .//li"):
            continue
        words = text_of(element)
        if words and _is_notice(words):
            element.drop_tree()
            taken.append(element)
    return len(taken)


def _is_notice(words: str) -> bool:
    """Short, and about the subscription."""
    found = re.search("|".join(known("notices")), words, re.IGNORECASE)
    return len(words) <= _LONGEST_NOTICE and found is not None


def _from_plain(text: str, around: Surroundings) -> Prose:
    """Paragraphs, lists and headings; what stands below the signature's mark is none of them."""
    text = text.replace("\r\n", "\n").partition("\n-- \n")[0]
    text, anchors = _ADDRESS.subn("", text)
    text, pictures = _PICTURE.subn("", text)
    blocks = list(_blocks(text))
    words = [block for _, block in blocks]
    found = trimmed(words, around)
    notices = {number for number, block in enumerate(words) if _is_notice(block)} - found.gone
    kept = [mark + escaped(block) for n, (mark, block) in enumerate(blocks) if n not in notices | found.gone]
    dropped = counted(
        credits=found.credits, notices=found.notices + len(notices), links=anchors, pictures=pictures
    )
    return Prose(re.sub(r"(?m)^(- .*\n)\n(?=- )", r"\1", "\n\n".join(kept)), dropped, found)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Every block with Markdown's mark of what it is. Lines end where a column does, so they belong together.

    A line of hyphens or the like below words makes these a heading; a bullet begins an item.
    """
    for group in re.split(r"\n[ \t]*\n", text):
        mark, held = "", list[str]()
        for line in filter(None, map(str.strip, group.split("\n"))):
            bullet = _BULLET.match(line) if mark or not held else None
            if _UNDERLINE.fullmatch(line) or bullet:
                if held:
                    yield mark if bullet else "## ", " ".join(held)
                mark, held = ("- ", [line[bullet.end() :]]) if bullet else ("", [])
            else:
                held.append(line)
        if held:
            yield mark, " ".join(held)
