"""What is said of pictures, wherever a page puts it: below them, in lists, before a paragraph's words. Pure.

Nothing but its element's name, or the picture beside it, tells such words from the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from sitegen.importing.readers.known import known
from sitegen.importing.readers.prose import DROPPED_TAGS, called, text_of

_PICTURES = ".//img | .//picture | .//amp-img | .//figure"
_SAID = re.compile('[“”"„«»]')
_LONGEST_CREDIT, _LONGEST_CAPTION = 100, 300
_FEWEST_WORDS = 3
_NO_PICTURE = ".//blockquote or .//table or .//pre"
_NO_CAPTION = ".//img | .//p | .//div"


def captioned(tree: HtmlElement) -> None:
    """Change the tree: words of a picture are its caption, whatever element they stand in.

    A quotation, a table and lines of a program are no pictures, though they stand in figures; what is said
    below them tells whose or what they are.
    """
    for figure in tree.xpath(f".//figure[{_NO_PICTURE}]"):
        figure.tag = "div"
        for told in figure.iter("figcaption"):
            told.tag = "p"
    for element in list(tree.iter("p", "div", "span")):
        if not element.xpath(_NO_CAPTION) and (_is_called_caption(element) or _is_credit(element)):
            element.tag = "figcaption"
    for paragraph in list(tree.iter("p")):
        if _is_slanted_below_picture(paragraph):
            paragraph.tag = "figcaption"
    for element in list(_told_by_pictures(tree)):
        element.tag = "figcaption"
    for found in list(tree.iter("ul", "ol")):
        if _is_gallery(found):
            found.tag = "figure"
            for item in found.iterchildren("li"):
                item.tag = "figcaption"


def without_captions(tree: HtmlElement) -> None:
    """Change the tree: captions go: the extractor keeps those in paragraphs, and paragraphs in them."""
    for element in list(tree.iter("figcaption")):
        if element.getparent() is not None:
            element.drop_tree()


def _is_called_caption(element: HtmlElement) -> bool:
    return "caption" in (element.get("class") or "").lower()


def _is_credit(element: HtmlElement) -> bool:
    """A short line that is called one."""
    words = text_of(element)
    return (
        bool(called(element) & set(known("credited")))
        and len(words) <= _LONGEST_CREDIT
        and not _SAID.search(words)
    )


def _is_slanted_below_picture(paragraph: HtmlElement) -> bool:
    """A paragraph of a picture, and of words that are all slanted or small."""
    words, below = text_of(paragraph), list(paragraph.iter("em", "i", "small"))
    return (
        0 < len(words) <= _LONGEST_CAPTION
        and bool(paragraph.xpath(_PICTURES))
        and any(text_of(each) == words for each in below)
    )


def _told_by_pictures(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Paragraphs and lists of one item that tell of the picture right before them."""
    picture = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start" and element.tag in {"img", "amp-img"}:
            picture = element
        elif event == "start" and picture is not None and _is_caption_of(picture, element):
            yield element
            picture = None
        words = element.text if event == "start" else element.tail
        if isinstance(element.tag, str) and element.tag not in DROPPED_TAGS and (words or "").strip():
            picture = None


def _is_caption_of(picture: HtmlElement, element: HtmlElement) -> bool:
    """Whether it says what stands for the picture; a list of one line behind a figure says more of it, too.

    A picture may be described with a word or two, which a text may begin with, or with somebody's words.
    """
    alone = element.tag in {"ul", "ol"} and len(element.xpath("./li")) == 1
    words, told = text_of(element), " ".join((picture.get("alt") or "").split())
    if not (alone or element.tag == "p") or _SAID.search(words):
        return False
    repeats = len(told.split()) >= _FEWEST_WORDS and told.rstrip(".") == words.rstrip(".")
    of_figure = any(above.tag == "figure" for above in picture.iterancestors())
    return repeats or (alone and of_figure and len(words) <= _LONGEST_CAPTION)


def _is_gallery(found: HtmlElement) -> bool:
    """A list with a picture and a line in each item: it is called a gallery, or has figures for its pictures.

    Others may be a text's, with little drawings for their points.
    """
    items = found.xpath("./li")
    names = called(found) | (called(home) if (home := found.getparent()) is not None else set())
    named = bool(names & set(known("galleries")))
    shown = all(item.xpath(_PICTURES if named else ".//figure") for item in items)
    return bool(items) and shown and all(_is_line(item) for item in items)


def _is_line(item: HtmlElement) -> bool:
    return len(text_of(item)) <= _LONGEST_CAPTION and not item.xpath(".//h1 | .//h2 | .//h3 | .//h4")
