"""A saved web page to its article; the only home of trafilatura, beside its guesses in `metadata`. Pure."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import trafilatura
from lxml.etree import SubElement
from lxml.html import Element, HtmlElement

from sitegen.content.title import readable_name
from sitegen.importing.imported import Caution, Imported, Original, UnusableError, counted
from sitegen.importing.readers.boxes import capped, dated, paragraphed, united
from sitegen.importing.readers.captions import captioned, without_captions
from sitegen.importing.readers.encoding import page_text
from sitegen.importing.readers.inline import emphasised, loosened
from sitegen.importing.readers.layout import (
    headed,
    ink,
    opened,
    parted,
    without_chrome,
    without_labels,
    without_remarks,
    without_repeats,
    worded,
)
from sitegen.importing.readers.pages.metadata import PageFacts, described
from sitegen.importing.readers.prose import PLAYERS, markdown, parsed, serialised, text_of, word_count
from sitegen.importing.readers.trimming import Surroundings, Trimmed, leaf_blocks, trim

_FEWEST_WORDS = 25
"""In a page with fewer there is no article, only a notice or a menu."""
_FEWEST_WORDS_OF_SENTENCE = 8
_HINT = "save the page once more when it is fully loaded, or copy its text into a file of content/"


@dataclass(frozen=True, slots=True)
class _Extracted:
    body: str
    trimmed: Trimmed
    dropped: tuple[tuple[str, int], ...]


def read_page(original: Original, *, links: bool = False) -> tuple[Imported, ...]:
    """The one article of a page. Raises `UnusableError` where there is none."""
    tree = parsed(page_text(original.data, original.charset))
    if tree is None:
        raise UnusableError("import-no-article", "there is no article in this page", _HINT)
    headed(tree)
    about = described(tree, original.url)
    if not about.is_article and _is_list(tree):
        hint = "open the article that you want, and save or give that page"
        raise UnusableError("import-no-article", "this page lists several articles and is none itself", hint)
    found = _extracted(tree, about, links=links)
    if word_count(found.body) < _FEWEST_WORDS:
        raise UnusableError("import-no-article", "there is no article in this page", _HINT)
    date, has_time = about.date or found.trimmed.date or (None, False)
    article = Imported(
        identity=about.url or hashlib.sha256(original.data).hexdigest(),
        title=about.title or readable_name(original.path),
        body=found.body,
        date=date,
        updated=about.updated if about.date else None,
        date_has_time=has_time,
        byline=about.byline or found.trimmed.byline,
        publisher=about.publisher,
        source_url=about.url,
        language=about.language,
        lead=about.lead,
        dropped=found.dropped,
        cautions=((Caution.TEASER,) if about.locked else ())
        + _of_date(date, about.unclear or found.trimmed.unclear),
    )
    return (article,)


def _of_date(date: datetime | None, unclear: bool) -> tuple[Caution, ...]:  # noqa: FBT001 - of one call
    """What to say of a page's day."""
    if date:
        return ()
    return (Caution.TWO_DAYS if unclear else Caution.DATELESS,)


def _extracted(tree: HtmlElement, about: PageFacts, *, links: bool) -> _Extracted:
    """The body without its own title and byline, and what of the page is not in it."""
    page = copy.deepcopy(tree)
    _plainly(page, about.language)
    before = _census(page)
    without_chrome(page)
    without_captions(page)
    united(page)
    without_repeats(page)
    without_labels(page)
    html = trafilatura.extract(
        page, url=about.url or None, include_comments=False, include_formatting=True, include_links=True,
        include_tables=True, output_format="html",
    )  # fmt: skip
    body = parsed(html or "")
    if body is None:
        return _Extracted("", Trimmed(), ())
    _renumber(body, page)
    trimmed = trim(body, Surroundings(about.titles, about.byline, about.publisher, about.date, about.order))
    after = _census(body)
    _introduced(body, about.standfirst, about.points)
    anchors = list(body.iter("a"))
    for anchor in () if links else anchors:
        anchor.drop_tag()
    emphasised(body)
    lead = 1 if about.lead else 0
    return _Extracted(
        markdown(serialised(body), links=links),
        trimmed,
        counted(
            links=0 if links else len(anchors),
            pictures=before["pictures"] - lead,
            players=before["players"],
            tables=before["tables"] - after["tables"],
            captions=before["captions"] + trimmed.captions,
            credits=trimmed.credits,
            outside=before["blocks"] - after["blocks"] - trimmed.credits - trimmed.captions,
        ),
    )


def _plainly(page: HtmlElement, language: str) -> None:
    """Change the page: its text stands in paragraphs, headings and words, however the page puts it there."""
    without_remarks(page)
    worded(page, language)
    loosened(page)
    captioned(page)
    parted(page)
    opened(page)
    paragraphed(page)
    capped(page)
    dated(page)


def _introduced(body: HtmlElement, standfirst: str, points: Sequence[str]) -> None:
    """Change the body: the words below the headline begin it: extractors lose them or make them a heading.

    A heading that the text begins with is none either where it ends as a sentence.
    """
    holder = body.find("body") if body.tag != "body" else body
    blocks = leaf_blocks(body)
    for heading in list(body.iter("h2", "h3", "h4", "h5", "h6")):
        words = text_of(heading)
        if (standfirst and ink(words) == ink(standfirst)) or (
            heading is blocks[0] and len(words.split()) >= _FEWEST_WORDS_OF_SENTENCE and words.endswith(".")
        ):
            heading.tag = "p"
    if points and holder is not None and ink(points[0]) not in ink(holder.text_content()):
        listed = Element("ul")
        for point in points:
            SubElement(listed, "li").text = point
        holder.insert(0, listed)
    if standfirst and holder is not None and ink(standfirst) not in ink(holder.text_content()):
        paragraph = Element("p")
        paragraph.text, paragraph.tail = standfirst, holder.text
        holder.text = None
        holder.insert(0, paragraph)


def _renumber(body: HtmlElement, page: HtmlElement) -> None:
    """Change the body: the extractor makes all lists plain; those with numbers on the page get them back."""
    firsts = {text_of(items[0]) for e in page.iter("ol") if (items := e.xpath("./li"))}
    for each in body.iter("ul"):
        if (items := each.xpath("./li")) and text_of(items[0]) in firsts:
            each.tag = "ol"


def _is_list(tree: HtmlElement) -> bool:
    """A front page: three articles or more beside each other whose headings lead to other pages."""
    teasers = [e for e in tree.iter("article") if e.xpath(".//*[self::h2 or self::h3][.//a or ancestor::a]")]
    return len(teasers) > 2 and not any(teasers[0] in e.iterancestors() for e in teasers)


def _census(tree: HtmlElement) -> dict[str, int]:
    return {
        "pictures": len(list(tree.iter("img", "amp-img", "picture"))) - len(tree.xpath(".//picture//img")),
        "players": len(list(tree.iter(*PLAYERS))),
        "tables": len(list(tree.iter("table"))),
        "captions": len(list(tree.iter("figcaption"))),
        "blocks": sum(1 for e in tree.iter("p", "li") if e.text_content().strip()),
    }
