"""What a page says of its article: title, date, byline, publisher, address, language, lead picture. Pure.

In this order: schema.org, the head's `meta` elements, the page's own elements, and last what trafilatura
guesses (which reads more layouts, but gives days without a time and no picture of schema.org). A day that it
guesses counts where the page has it in a form that can mean no other: a wrong date is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from sitegen.content.matter.values import is_language, is_web_address
from sitegen.importing.imported import Lead, Moment
from sitegen.importing.readers.bylines import byline, is_named, is_role, with_others
from sitegen.importing.readers.known import any_of, known
from sitegen.importing.readers.origin import address_of
from sitegen.importing.readers.pages import said_on_page, schemaorg
from sitegen.importing.readers.prose import called, text_of
from sitegen.importing.readers.timestamps import (
    Order,
    day_in,
    is_unclear,
    is_written,
    later,
    moment,
    order_of,
)
from sitegen.importing.readers.trimming import byline_in

_UPDATES = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
_DATES = (
    *("article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued"),
    *("dcterms.created", "dc.date", "pubdate", "publishdate", "date"),
)
_AUTHORS = (
    "parsely-author",
    "sailthru.author",
    "byl",
    "author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
)
_TITLES = ("og:title", "dc.title", "parsely-title", "twitter:title", "headline")
_SITES = ("og:site_name", "application-name")
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_PICTURES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_BEHIND = re.compile(r"(.*\S)\s+[|–—·»-]\s+(\S.*)\Z")
_BETWEEN = re.compile(r"\s+[|–—·»-]\s+")
_JOINT = re.compile(r"\s[|–—·»-]\s|[:,]")
_OTHERS = frozenset({"comment", "comments", "commentlist"})
"""Readers' remarks have authors and dates of their own."""
_LONGEST_PROPERTY = 300
_LATEST = "2199-12-31"
"""For trafilatura, which else takes no date that is later than its reader's clock."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What was found; the rest is empty."""

    title: str = ""
    titles: tuple[str, ...] = ()
    """The title in every form in which the page has it."""
    date: Moment | None = None
    order: Order = ""
    """Which number the page puts first in its dates."""
    unclear: bool = False
    """Whether a line of who and when has a day in numbers that could be another."""
    updated: Moment | None = None
    byline: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    lead: Lead | None = None
    standfirst: str = ""
    """The words below the headline, which the page gives as its description."""
    points: tuple[str, ...] = ()
    """What stands below the headline as a list, in short."""
    locked: bool = False
    is_article: bool = False
    """Whether the page says that it is one."""


def described(tree: HtmlElement, url: str = "") -> PageFacts:
    """Everything that the page says; `url` is where it was fetched, if it was."""
    node, metas = schemaorg.article_node(tree), dict(_metas(tree))
    guess = extract_metadata(
        tree, date_config={"original_date": True, "extensive_search": False, "max_date": _LATEST}
    )
    titles = tuple(_titles(tree, node, metas, guess.title or ""))
    lines = (*said_on_page.credit_lines(tree), *said_on_page.lines_below_title(tree))
    behind = _BETWEEN.split(f"{tree.findtext('.//title') or ''} | {next(iter(titles), '')}")[1:]
    language = _language(tree, node, metas)
    order = order_of(said_on_page.texts(tree), language)
    date = _date(tree, node, metas) or next(
        filter(None, (day_in(line, order) for line in (*behind, *lines))), None
    )
    said = schemaorg.first_text(node.get("mainEntityOfPage"), "@id", "url")
    address = address_of(
        tree, (metas.get("og:url", ""), said, schemaorg.first_text(node.get("url"))), fetched=url
    )
    named = said_on_page.site_in(tree.findtext(".//title") or "", next(iter(titles), ""), address, tree)
    publisher = _publisher(tree, node, metas, (guess.sitename or "", named), next(iter(titles), ""))
    date = date or _confirmed(moment(guess.date or ""), order, tree, address)
    return PageFacts(
        title=_title(tree, titles, publisher),
        titles=titles,
        date=date,
        order=order,
        unclear=any(is_unclear(line, order) for line in (*behind, *lines)),
        updated=_updated(node, metas, date),
        byline=_byline(tree, node, metas, (guess.author or "", *lines), publisher),
        publisher=publisher,
        url=address,
        language=language,
        lead=_lead(tree, node, metas),
        standfirst=said_on_page.standfirst(
            tree, {schemaorg.first_text(node.get("description")), *_firsts(metas, _DESCRIPTIONS)} - {*titles}
        ),
        points=said_on_page.points(tree),
        locked=schemaorg.is_locked(node),
        is_article=bool(node) or metas.get("og:type", "").lower() == "article",
    )


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Names in lower case with their contents, the first of each name last, so that it wins in a dict."""
    for meta in reversed(list(tree.iter("meta"))):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        )
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            yield name.strip().lower(), content


def _firsts(metas: dict[str, str], names: Sequence[str]) -> list[str]:
    return [metas[name] for name in names if name in metas]


def _titles(tree: HtmlElement, node: schemaorg.Node, metas: dict[str, str], guess: str) -> Iterator[str]:
    """Every title that the page gives, without the site's own name: some pages give it for all of theirs."""
    of_site = {name.casefold() for name in _firsts(metas, _SITES)[:1]}  # some name programs by the article
    found = tuple(_titles_and_names(tree, node, metas, guess))
    yield from [title for title in found if title.casefold() not in of_site] or found


def _titles_and_names(
    tree: HtmlElement, node: schemaorg.Node, metas: dict[str, str], guess: str
) -> Iterator[str]:
    headings = [words for heading in tree.iter("h1") if (words := text_of(heading))]
    only = headings if len(headings) == 1 else []
    for text in (
        schemaorg.first_text(node.get("headline")),
        *_itemprops(tree, "headline"),
        *_firsts(metas, _TITLES),
        *said_on_page.headlines(tree),
        *only,
        guess,
        *headings,
    ):
        if words := " ".join(text.split()):
            yield from dict.fromkeys((any_of("behind_titles").sub("", words), words))


def _title(tree: HtmlElement, titles: Sequence[str], publisher: str) -> str:
    """The first, without the publisher's name behind a mark, where the page's heading or the name says so."""
    first = next(iter(titles), "")
    headings = {text_of(heading).casefold() for heading in tree.iter("h1")}
    for joint in _BETWEEN.finditer(first):
        if first[: joint.start()].casefold() in headings:
            return first[: joint.start()]
    found = _BEHIND.match(first)
    if not found:
        return first
    head, tail = found.groups()
    is_name = publisher and (
        tail.casefold() in publisher.casefold() or publisher.casefold() in tail.casefold()
    )
    return head if is_name else first


def _updated(node: schemaorg.Node, metas: dict[str, str], date: Moment | None) -> Moment | None:
    """When it was last changed, if that was later than it was published."""
    said = [schemaorg.first_text(node.get("dateModified")), *_firsts(metas, _UPDATES)]
    return later(next(filter(None, map(moment, said)), None), date)


def _itemprops(tree: HtmlElement, name: str) -> list[str]:
    """What microdata say: the name inside the property, else its own words or content."""
    found = []
    for element in tree.xpath(".//*[contains(concat(' ',@itemprop,' '),$name)]", name=f" {name} "):
        inner = element.xpath(".//*[contains(concat(' ',@itemprop,' '),' name ')]")
        if any(called(e) & _OTHERS for e in (element, *element.iterancestors())):
            continue
        holder = inner[0] if inner else element
        words = " ".join((holder.get("content") or holder.text_content()).split())
        if words and len(words) < _LONGEST_PROPERTY:
            found.append(words)
    return found


def _date(tree: HtmlElement, node: schemaorg.Node, metas: dict[str, str]) -> Moment | None:
    """A date with an offset before one without, whoever says it, where both name the same day."""
    said = [
        schemaorg.first_text(node.get("datePublished")),
        *_firsts(metas, _DATES),
        *said_on_page.written(tree),
    ]
    for element in tree.iter("time"):
        marked = (element.get("itemprop") or "") == "datePublished" or element.get("pubdate") is not None
        inside = any(above.tag in {"article", "main"} for above in element.iterancestors())
        if marked or inside:
            said.append(element.get("datetime") or "")
    found = [each for each in map(moment, said) if each]
    if not found:
        return None
    better = [each for each in found if each[0].tzinfo and each[0].date() == found[0][0].date()]
    return next(iter(better), found[0])


def _confirmed(guess: Moment | None, order: Order, tree: HtmlElement, url: str) -> Moment | None:
    """A guessed day that stands in the page's own words or in its address."""
    said = (url, *said_on_page.texts(tree))
    return guess if guess and any(is_written(guess[0].date(), text, order) for text in said) else None


def _byline(
    tree: HtmlElement, node: schemaorg.Node, metas: dict[str, str], guesses: Sequence[str], publisher: str
) -> str:
    """The first of these that names anybody but the publisher, or all that another names beside them.

    Last trafilatura's guess, which may be any words: it counts if they are names.
    """
    guess, *lines = guesses
    marked = byline(_itemprops(tree, "author"), publisher)
    line = byline([next(filter(None, map(byline_in, lines)), "")], publisher)
    said = (byline(schemaorg.names(node.get("author")), publisher), byline(_metas_author(metas), publisher))
    found = [each for each in (*said, line if f"{line} " in f"{marked} " else marked, line) if each]
    found = found or [each for each in (byline(filter(is_named, guess.split("; ")), publisher),) if each]
    people = [each for each in found if not is_role(each)]
    first = next(filter(is_named, people), next(iter(people), next(iter(found), "")))
    return next((each for each in (*said, line) if with_others(each, first)), first)


def _metas_author(metas: dict[str, str]) -> list[str]:
    return _firsts(metas, _AUTHORS)[:1]


def _publisher(
    tree: HtmlElement,
    node: schemaorg.Node,
    metas: dict[str, str],
    guesses: Sequence[str],
    title: str,
) -> str:
    """Its name; a mere host's name is none. `North` is `North News`, where the page says so of its site."""
    said = (
        schemaorg.first_text(node.get("publisher"), "name"),
        *_firsts(metas, ("og:site_name", "dc.publisher")),
        *_itemprops(tree, "publisher"),
        *guesses,
    )
    short = (_BETWEEN.split(text)[0].strip() for text in said)
    names = [name for name in short if name and name != title and not _is_no_publisher(name)]
    first = next(iter(names), "")
    return next((name for name in names if name.startswith(f"{first} ") and not _JOINT.search(name)), first)


def _is_no_publisher(text: str) -> bool:
    """A host's name, an address, or what programs put there."""
    is_host = re.fullmatch(r"[\w-]+(\.[\w-]+)+", text) is not None
    return is_host or is_web_address(text) or text.casefold() in known("no_publishers")


def _language(tree: HtmlElement, node: schemaorg.Node, metas: dict[str, str]) -> str:
    root = tree.getroottree().getroot()
    said = [
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or root.get("xml:lang")
        or ""
    ]
    said += [schemaorg.first_text(node.get("inLanguage"), "alternateName", "name")]
    said += _firsts(metas, ("og:locale", "content-language", "language", "dc.language"))
    return next((tag for text in said if is_language(tag := text.strip().replace("_", "-"))), "")


def _lead(tree: HtmlElement, node: schemaorg.Node, metas: dict[str, str]) -> Lead | None:
    """The picture that the page names as its own, with the words that stand for it on the page."""
    named = [*_firsts(metas, _PICTURES), schemaorg.first_text(node.get("image"), "url", "contentUrl")]
    shown = [e for e in tree.iter("img", "amp-img") if e.get("src")]
    for address in filter(None, named):
        file = address.partition("?")[0].rpartition("/")[2]
        same = [
            e for e in shown if file and file == (e.get("src") or "").partition("?")[0].rpartition("/")[2]
        ]
        words = next((e.get("alt") or "" for e in same if e.get("alt")), metas.get("og:image:alt", ""))
        local = next((e.get("src") or "" for e in same if not is_web_address(e.get("src") or "")), address)
        return Lead(local, " ".join(words.split()))
    inside = [
        e for e in shown if any(above.tag == "figure" for above in e.iterancestors()) and _in_article(e)
    ]
    return (
        Lead(inside[0].get("src") or "", " ".join((inside[0].get("alt") or "").split())) if inside else None
    )


def _in_article(element: HtmlElement) -> bool:
    return any(above.tag in {"article", "main"} for above in element.iterancestors())
