"""What a page's own elements say of its article: microformats, lines of who and when. Pure.

A class is read as the words that it is made of: `Article_meta__x1` and `node__submitted` are what the makers
of the page call them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from sitegen.importing.readers.known import known
from sitegen.importing.readers.prose import called

_JOINT = re.compile(r"\s+[|–—·»-]\s+|:\s+")
_LONGEST_LINE = 120
_LONGEST_VALUE = 40
_LONGEST_HEAD = 400
"""Characters between a headline and its text."""
_HEADLINE = frozenset({"entry-title", "p-name"})
_SHORTEST_NAME = 4
_SHORTEST_STANDFIRST = 30
_NO_STANDFIRST = frozenset({"a", "aside", "nav", "footer", "figure"})
_AROUND = frozenset({"header", "footer", "masthead", "logo", "brand"})
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+")
_INK = re.compile(r"[^\W_]+")


def words_of(element: HtmlElement) -> str:
    """What an element says, a space where one of its elements ends."""
    return " ".join(" ".join(element.itertext()).split())


def texts(tree: HtmlElement) -> Iterator[str]:
    """The page's words, an element at a time; no scripts."""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in {"script", "style"}:
            yield element.text or ""
        yield element.tail or ""


def headlines(tree: HtmlElement) -> list[str]:
    """What microformats call the title of an entry, if the page has one such title; lists have several."""
    found = {
        words_of(e)
        for e in tree.iter("h1", "h2", "h3", "h4", "span", "a", "div")
        if _HEADLINE & set((e.get("class") or "").split())
    }
    return list(found) if len(found) == 1 else []


def written(tree: HtmlElement) -> list[str]:
    """What microformats give as the date of publication, for machines."""
    elements = tree.xpath(".//*[contains(concat(' ',@class,' '),' published ') and @title]")
    elements += tree.xpath(".//*[contains(concat(' ',@class,' '),' dt-published ') and @datetime]")
    return [e.get("datetime") or e.get("title") for e in elements]


def credit_lines(tree: HtmlElement) -> Iterator[str]:
    """Short lines that the page's maker calls a date or a byline: the article's, not those around it."""
    names, around = set(known("credit_elements")), set(known("around"))
    for element in tree.iter(
        "p", "div", "span", "footer", "header", "h2", "h3", "h4", "section", "address", "li"
    ):
        if called(element) & names and (words := words_of(element)) and len(words) <= _LONGEST_LINE:
            above = (element, *element.iterancestors())
            if not any(e.tag in {"nav", "aside"} or called(e) & around for e in above if e.tag != "body"):
                yield words


def lines_below_title(tree: HtmlElement) -> Iterator[str]:
    """The short lines between the page's one headline and its text, whatever they stand in.

    A word such as "by" alone begins the line that the next element goes on with.
    """
    headlines = [e for e in tree.iter("h1") if words_of(e)]
    if len(headlines) != 1:
        return
    begun = ""
    for line in _short_lines(headlines[0]):
        if line.rstrip(":").casefold() in known("by"):
            begun = f"{line} "
            continue
        yield f"{begun}{line}"
        begun = ""


def _short_lines(headline: HtmlElement) -> Iterator[str]:
    inside, seen = set(headline.iter()), 0
    for element in headline.xpath("following::*[not(self::script or self::style)]"):
        for text in ("" if element in inside else element.text, element.tail):
            line = " ".join((text or "").split())
            seen += len(line)
            if len(line) > _LONGEST_LINE or seen > _LONGEST_HEAD:
                return
            if line:
                yield line


def standfirst(tree: HtmlElement, descriptions: Collection[str]) -> str:
    """The words below the headline: what readers see of the page's description, or what the page calls so."""
    said = {_bare(words) for words in descriptions if len(words) >= _SHORTEST_STANDFIRST}
    elements = list(tree.iter("p", "h2", "h3", "h4", "div")) if said else []
    shown = (words for e in elements if _bare(words := words_of(e)) in said and not _is_beside(e))
    return next(shown, "") or _below_headline(tree)


def _below_headline(tree: HtmlElement) -> str:
    """What is called a standfirst, between the page's one headline and the first paragraph of its text."""
    headlines = [e for e in tree.iter("h1") if words_of(e)]
    below = headlines[0].xpath("following::*[not(*)]") if len(headlines) == 1 else []
    for element in below:
        length, names = len(words_of(element)), called(element) | _called_by_data(element)
        if element.tag == "p" and length > _LONGEST_LINE and not names & set(known("standfirsts")):
            return ""
        if names & set(known("standfirsts")) and length >= _SHORTEST_STANDFIRST and not _is_beside(element):
            return words_of(element)
    return ""


def _called_by_data(element: HtmlElement) -> set[str]:
    """The words of short attributes that programs read: `data-testid="article-standfirst"`."""
    said = [value for name, value in element.items() if name.startswith("data-")]
    return {word for value in said if len(value) <= _LONGEST_VALUE for word in _INK.findall(value.lower())}


def points(tree: HtmlElement) -> tuple[str, ...]:
    """The items of a list that is called so, between the page's one headline and its text; no links."""
    headlines = [e for e in tree.iter("h1") if words_of(e)]
    for element in headlines[0].xpath("following::*[self::p or self::ul]") if len(headlines) == 1 else ():
        if element.tag == "p" and len(words_of(element)) > _LONGEST_LINE:
            return ()
        items = [words_of(item) for item in element.iter("li")]
        names = {name for e in (element, element.getparent()) for name in called(e) | _called_by_data(e)}
        if (
            names & set(known("points"))
            and items
            and element.find(".//a") is None
            and not _is_beside(element)
        ):
            return tuple(items)
    return ()


def _is_beside(element: HtmlElement) -> bool:
    return any(e.tag in _NO_STANDFIRST for e in element.iterancestors())


def site_in(title: str, own: str, url: str, tree: HtmlElement) -> str:
    """The site's name beside the article's in the window's title, where something says that it is one.

    Its address does, whose host may stand in the title; or the page, with the name alone in its head or foot.
    """
    parts = [part for part in _JOINT.split(" ".join(title.split())) if part.casefold() != own.casefold()]
    hosts = [
        _bare(urlsplit(url).netloc.removeprefix("www.")),
        *(_bare(p) for p in parts if _HOST.fullmatch(p)),
    ]
    named = {
        _bare(words_of(e))
        for e in tree.iter("header", "footer", "a", "div", "span", "p", "td")
        if _is_around(e)
    }
    for part in reversed(parts):
        name = _bare(part)
        if len(name) < _SHORTEST_NAME or _HOST.fullmatch(part):
            continue
        if name in named or any(host.startswith(name) for host in hosts):
            return part
    return ""


def _is_around(element: HtmlElement) -> bool:
    """Whether it belongs to the page's head or foot."""
    above = (element, *element.iterancestors())
    return any(
        e.tag in {"header", "footer"} or called(e) & _AROUND for e in above if e.tag != "body"
    ) and not any(e.tag in {"main", "article"} for e in above)


def _bare(text: str) -> str:
    return "".join(_INK.findall(text.casefold())).removeprefix("the")
