"""A saved web page to its article; the only home of trafilatura, beside its guesses in `metadata`. Pure."""

from __future__ import annotations

import copy
import hashlib
import re
from dataclasses import dataclass

import trafilatura
from lxml.html import HtmlElement

from sitegen.content.title import readable_name
from sitegen.importing.imported import Caution, Imported, Original, UnusableError, counted
from sitegen.importing.readers.encoding import page_text
from sitegen.importing.readers.known import known
from sitegen.importing.readers.layout import opened, without_chrome
from sitegen.importing.readers.metadata import PageFacts, described
from sitegen.importing.readers.prose import PLAYERS, markdown, parsed, serialised, without_own_title

_FEWEST_WORDS = 25
"""In a page with fewer there is no article, only a notice or a menu."""
_LONGEST_CREDIT = 60
_BY = re.compile(r"\b(?:[Bb]y|[Vv]on)\s+([^\W\d_][^\d,|•·]*?)(?=\s+(?:on|in|at|am|um)\b|\s*[\d,|•·]|\s*\Z)")
_HINT = "save the page once more when it is fully loaded, or copy its text into a file of content/"


@dataclass(frozen=True, slots=True)
class _Extracted:
    body: str
    byline: str
    """As a line of credits at the head of the text says it; "" where there is none."""
    dropped: tuple[tuple[str, int], ...]


def read_page(original: Original, *, links: bool = False) -> tuple[Imported, ...]:
    """The one article of a page. Raises `UnusableError` where there is none."""
    tree = parsed(page_text(original.data, original.charset))
    if tree is None:
        raise UnusableError("import-no-article", "there is no article in this page", _HINT)
    about = described(tree, original.url)
    found = _extracted(tree, about, links=links)
    if len(re.findall(r"\w+", found.body)) < _FEWEST_WORDS:
        raise UnusableError("import-no-article", "there is no article in this page", _HINT)
    date, has_time = about.date or (None, False)
    article = Imported(
        identity=about.url or hashlib.sha256(original.data).hexdigest(),
        title=about.title or readable_name(original.path),
        body=found.body,
        date=date,
        date_has_time=has_time,
        byline=about.byline or found.byline,
        publisher=about.publisher,
        source_url=about.url,
        language=about.language,
        lead=about.lead,
        dropped=found.dropped,
        cautions=((Caution.TEASER,) if about.locked else ()) + (() if date else (Caution.DATELESS,)),
    )
    return (article,)


def _extracted(tree: HtmlElement, about: PageFacts, *, links: bool) -> _Extracted:
    """The body without its own title and byline, and what of the page is not in it."""
    page = copy.deepcopy(tree)
    opened(page)
    before = _census(page)
    without_chrome(page)
    html = trafilatura.extract(
        page, url=about.url or None, include_comments=False, include_formatting=True, include_links=True,
        include_tables=True, output_format="html",
    )  # fmt: skip
    body = parsed(html or "")
    if body is None:
        return _Extracted("", "", ())
    byline = _without_head(body, about)
    after = _census(body)
    lead = 1 if about.lead else 0
    return _Extracted(
        markdown(serialised(body), links=links),
        byline,
        counted(
            links=0 if links else len(list(body.iter("a"))),
            pictures=before["pictures"] - lead,
            players=before["players"],
            tables=before["tables"] - after["tables"],
            captions=before["captions"],
            outside=before["blocks"] - after["blocks"],
        ),
    )


def _census(tree: HtmlElement) -> dict[str, int]:
    return {
        "pictures": len(list(tree.iter("img", "amp-img", "picture"))) - len(tree.xpath(".//picture//img")),
        "players": len(list(tree.iter(*PLAYERS))),
        "tables": len(list(tree.iter("table"))),
        "captions": len(list(tree.iter("figcaption"))),
        "blocks": sum(1 for e in tree.iter("p", "li") if e.text_content().strip()),
    }


def _without_head(body: HtmlElement, about: PageFacts) -> str:
    """Change the tree: title and byline stand in the front matter, so at the head of the text they go.

    Returns the byline that stood there.
    """
    without_own_title(body, about.title)
    found = ""
    for block in [e for e in body.iter("p", "h2", "h3") if e.text_content().strip()][:3]:
        words = " ".join(block.text_content().split())
        if _is_credit(words, about.byline):
            by = _BY.search(words)
            found = found or (by[1] if by else "")
            block.drop_tree()
    return found


def _is_credit(words: str, byline: str) -> bool:
    """A short line that begins with the byline, or as credits do, and ends no sentence: a day may follow."""
    begins = bool(byline) and _plain(words).removeprefix("by ").startswith(_plain(byline))
    credit = re.match(rf"(?i)(?:{'|'.join(known('credits'))})\b", words)
    return (
        bool(begins or credit) and len(words) < len(byline) + _LONGEST_CREDIT and words[-1] not in '.!?”"’:'
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
