"""An article as the text of its source: front matter in YAML, then the body. Pure.

What is written is read back as it was (`sitegen.content`): a value that the front matter does not take is
left out, never written wrongly.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime

from sitegen.content.matter.values import is_language, is_web_address
from sitegen.importing.imported import PICTURES, Imported
from sitegen.importing.readers.layout import quotation_marks
from sitegen.markdown.typesetting import typeset
from sitegen.yamltext import scalar

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Where a word may be broken at the end of a line: in a name it would make two of one."""
ORIGIN = re.compile(r"(?m)^# imported from .*, ([0-9a-f]{12})[ \t]*$")
"""The comment in the front matter that says of what an article was made."""


def key_of(identity: str) -> str:
    """Twelve hexadecimal digits by which an imported article is known again."""
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def source_text(article: Imported, name: str, stem: str) -> str:
    """The whole file; `name` is what it was made from, `stem` the file's name without its suffix."""
    matter = [f"{key}: {value}" for key, value in _values(article)]
    body = (
        _UNPRINTABLE.sub(" ", _INVISIBLE.sub("", article.body)).replace(f"]({PICTURES}", f"]({stem}/").strip()
    )
    origin = f"# imported from {_line(name)}, {key_of(article.identity)}"
    return "\n".join(["---", *matter, origin, "---", "", body, ""])


def _values(article: Imported) -> Iterator[tuple[str, str]]:
    """Keys and values in the order in which docs/front-matter.md has them."""
    if title := typeset(_line(article.title), quotation_marks(article.language)):
        yield "title", scalar(title)
    if article.date:
        yield "date", written_date(article.date, has_time=article.date_has_time)
    if article.updated:
        yield "updated", written_date(article.updated[0], has_time=article.updated[1])
    for key, text in (("publisher", article.publisher), ("byline", article.byline)):
        if _line(text):
            yield key, scalar(_line(text))
    if is_web_address(article.source_url):
        yield "source_url", article.source_url
    if is_language(article.language):
        tongue, _, region = article.language.partition("-")
        yield "language", tongue.lower() + (f"-{region}" if region else "")
    tags = [scalar(tag) for tag in dict.fromkeys(map(_line, article.tags)) if tag]
    if tags:
        yield "tags", f"[{', '.join(tags)}]"
    if article.draft:
        yield "draft", "true"


def written_date(date: datetime, *, has_time: bool) -> str:
    """`2026-05-20`, `2026-05-20 14:30` or `2026-05-20 14:30 +02:00`."""
    day = f"{date.year:04}-{date.month:02}-{date.day:02}"
    if not has_time:
        return day
    offset = date.strftime("%z")
    return f"{day} {date:%H:%M}" + (f" {offset[:3]}:{offset[3:5]}" if offset else "")


def _line(text: str) -> str:
    return " ".join(_UNPRINTABLE.sub(" ", _INVISIBLE.sub("", text)).split())
