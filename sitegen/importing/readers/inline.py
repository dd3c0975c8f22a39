"""Words inside a line: where emphasis begins and ends, and the spaces between. Pure.

Pages put spaces, breaks and nothing at all into elements for emphasis, and two of them where one would do.
The extractor ends a text at a break inside such an element; Markdown has no emphasis that ends at a space.
Both lose spaces, and with them glue words. So breaks and spaces are moved outside first.
"""

from __future__ import annotations

import copy
import re

from lxml.etree import SubElement
from lxml.html import HtmlElement

_MARKED = ("em", "i", "strong", "b", "cite", "u", "span", "a", "small", "mark")
_SAME = {"em": "em", "i": "em", "strong": "strong", "b": "strong"}
_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th"})
_BLANK = re.compile(r"[\s\u2060]*\Z")
_JOINER = "\u2060"
"""Holds two elements together where a printer of trees would put a line's end; readers of trees drop it."""
_ENDS = re.compile(r"[.?!:;,%)\]…”’\"']\Z")
_AGENCY = re.compile(r"\s*(?:[^\W\d_][^()]{0,60})?\([^\W\d_a-z][^()]{1,40}\)\s*")
"""`(ENA)` or `PERRIN (ENA)` at the head of a report, which only a style parts from the first word."""
_DEEPEST = 8


def loosened(tree: HtmlElement) -> None:
    """Change the tree: breaks and spaces at the ends of elements for looks stand outside of them."""
    for code in tree.iter("pre"):
        _plain_lines(code)
    for line in list(tree.iter("br")):
        _lift(line)
    for element in reversed(list(tree.iter(*_MARKED))):
        if element.getparent() is None:
            continue
        if len(element) == 0 and _BLANK.match(element.text or ""):
            _dissolve(element)
            continue
        _push_spaces_out(element)
        if _AGENCY.fullmatch(element.text_content()) and (element.tail or "")[:1].isalpha():
            element.tail = f" {element.tail}"
    for element in tree.iter(*_MARKED):
        below = element.getnext()
        if below is not None and below.tag in _MARKED and not (element.tail or "").strip():
            element.tail = f"{_JOINER} {_JOINER}" if element.tail else _JOINER


def _plain_lines(code: HtmlElement) -> None:
    """What is set as it is typed has lines and nothing else: colours of code and breaks are its page's.

    One element stays around them if there was any: the extractor takes lines without for a quotation.
    """
    if _holds_blocks(code) or not len(code):
        return
    for line in list(code.iter("br")):
        line.tail = f"\n{line.tail or ''}"
        line.drop_tag()
    words, marked = code.text_content(), len(code) > 0
    for child in list(code):
        code.remove(child)
    (SubElement(code, "span") if marked else code).text = words
    code.text = None if marked else words


def _lift(line: HtmlElement) -> None:
    """Take a break out of the elements for looks around it, which are parted there."""
    for _ in range(_DEEPEST):
        home = line.getparent()
        if home is None or home.tag not in _MARKED or home.getparent() is None or _holds_blocks(home):
            return
        rest = copy.copy(home)
        for child in list(rest):
            rest.remove(child)
        rest.text, line.tail = line.tail, None
        following = list(line.itersiblings())
        for child in following:
            rest.append(child)
        rest.tail, home.tail = home.tail, None
        home.addnext(line)
        line.addnext(rest)


def _holds_blocks(element: HtmlElement) -> bool:
    """Old pages put whole texts into an element for the looks of letters."""
    return any(True for _ in element.iter(*_BLOCKS, "div", "table", "ul", "ol", "blockquote", "center"))


def _dissolve(element: HtmlElement) -> None:
    """An element without words goes; the space in it stays."""
    spaces = " " if (element.text or "").strip(_JOINER) else ""
    element.text = spaces
    element.drop_tag()


def _push_spaces_out(element: HtmlElement) -> None:
    first = element.text or ""
    if first[:1].isspace():
        element.text = first.lstrip()
        _say_before(element, " ")
    if len(element):
        last = element[-1].tail or ""
        if last[-1:].isspace():
            element[-1].tail = last.rstrip()
            element.tail = f" {(element.tail or '').lstrip()}"
    elif (element.text or "")[-1:].isspace():
        element.text = (element.text or "").rstrip()
        element.tail = f" {(element.tail or '').lstrip()}"


def _say_before(element: HtmlElement, words: str) -> None:
    before, home = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = f"{(before.tail or '').rstrip()}{words}"
    elif home is not None and (home.text or "").strip():
        home.text = f"{(home.text or '').rstrip()}{words}"


def emphasised(tree: HtmlElement) -> None:
    """Change the tree: emphasis that Markdown can say, one where two follow each other, none of no words."""
    loosened(tree)
    for line in list(tree.iter("br")):
        if _stands_at_an_end(line):
            line.drop_tag()
    for element in list(tree.iter(*_SAME)):
        if element.getparent() is None:
            continue
        if any(_SAME[above.tag] == _SAME[element.tag] for above in element.iterancestors(*_SAME)):
            element.drop_tag()
            continue
        _join(element)
    for element in list(tree.iter(*_SAME)):
        _close(element)


def _stands_at_an_end(line: HtmlElement) -> bool:
    """Whether a break begins its block or ends it, where it parts nothing."""
    home = line.getparent()
    if home is None or home.tag not in _BLOCKS:
        return False
    before = [home.text or "", *(above.tail or above.tag for above in line.itersiblings(preceding=True))]
    behind = [line.tail or "", *(below.tail or below.tag for below in line.itersiblings())]
    return all(map(_BLANK.match, before)) or all(map(_BLANK.match, behind))


def _join(element: HtmlElement) -> None:
    """Take in what follows with the same emphasis."""
    while (below := element.getnext()) is not None and _SAME.get(below.tag) == _SAME[element.tag]:
        between = element.tail or ""
        if not _BLANK.match(between):
            return
        words = f"{between.strip(_JOINER)}{below.text or ''}"
        if len(element):
            element[-1].tail = f"{element[-1].tail or ''}{words}"
        else:
            element.text = f"{element.text or ''}{words}"
        element.extend(list(below))
        element.tail = below.tail
        below.getparent().remove(below)


def _close(element: HtmlElement) -> None:
    """Markdown ends no emphasis between a mark and a letter: there a style shows a space, which is put in."""
    words, behind, before = element.text_content(), _behind(element), _before(element)
    if _ENDS.search(words) and behind[:1].isalnum():
        element.tail = f" {element.tail or ''}"
    if before[-1:].isalnum() and words[:1] and not words[0].isalnum():
        element.drop_tag()


def _behind(element: HtmlElement) -> str:
    below = element.getnext()
    return (element.tail or "").strip(_JOINER) or ("" if below is None else below.text_content())


def _before(element: HtmlElement) -> str:
    above, home = element.getprevious(), element.getparent()
    if above is not None:
        return (above.tail or "").strip(_JOINER) or str(above.text_content())
    return "" if home is None else home.text or ""
