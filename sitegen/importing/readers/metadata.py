"""What a page says of its article: title, date, byline, publisher, address, language, lead picture. Pure.

In this order: schema.org, the head's `meta` elements, the page's own elements, and last what trafilatura
guesses (which reads more layouts, but gives days without a time and no picture of schema.org).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from sitegen.content.matter.values import is_language, is_web_address
from sitegen.importing.imported import Lead
from sitegen.importing.readers import schemaorg
from sitegen.importing.readers.known import known
from sitegen.importing.readers.timestamps import Moment, moment

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
_PICTURES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_SAVED_FROM = re.compile(r"saved from url=(?:\(\d+\))?\s*(https?://\S+)|^\s*url:\s*(https?://\S+)", re.M)
_TRACKING = re.compile(r"(?i)utm_|fbclid|gclid|mc_[ce]id|cmpid|ocid|smid")
_LATEST = "2199-12-31"
"""For trafilatura, which else takes no date that is later than its reader's clock."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What was found; the rest is empty."""

    title: str = ""
    date: Moment | None = None
    byline: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    lead: Lead | None = None
    locked: bool = False


def described(tree: HtmlElement, url: str = "") -> PageFacts:
    """Everything that the page says; `url` is where it was fetched, if it was."""
    node, metas = schemaorg.article_node(tree), dict(_metas(tree))
    guess = extract_metadata(
        tree, date_config={"original_date": True, "extensive_search": False, "max_date": _LATEST}
    )
    address = _address(tree, node, metas, url)
    publisher = _publisher(node, metas, guess.sitename or "")
    return PageFacts(
        title=_title(tree, node, metas, guess.title or ""),
        date=_date(tree, node, metas) or moment(guess.date or ""),
        byline=_byline(node, metas, guess.author or "", publisher),
        publisher=publisher,
        url=address,
        language=_language(tree, node, metas),
        lead=_lead(tree, node, metas),
        locked=schemaorg.is_locked(node),
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


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _title(tree: HtmlElement, node: schemaorg.Node, metas: dict[str, str], guess: str) -> str:
    headings = [words for heading in tree.iter("h1") if (words := _words(heading))]
    said = schemaorg.first_text(node.get("headline"))
    head = [said, *_firsts(metas, _TITLES), *(headings if len(headings) == 1 else []), guess, *headings]
    return next((text for text in head if text), "")


def _date(tree: HtmlElement, node: schemaorg.Node, metas: dict[str, str]) -> Moment | None:
    """A date with an offset before one without, whoever says it, where both name the same day."""
    said = [schemaorg.first_text(node.get("datePublished")), *_firsts(metas, _DATES)]
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


def _byline(node: schemaorg.Node, metas: dict[str, str], guess: str, publisher: str) -> str:
    people = schemaorg.names(node.get("author")) or [
        part for text in _firsts(metas, _AUTHORS)[:1] for part in _people(text)
    ]
    people = [_without_by(name) for name in people] or guess.split("; ")
    people = [name for name in people if name and name != publisher and not is_web_address(name)]
    return joined(list(dict.fromkeys(people)))


def _without_by(name: str) -> str:
    return re.sub(rf"(?i)^(?:{'|'.join(known('by'))})[:\s]+(?=\S)", "", name)


def _people(text: str) -> list[str]:
    """`Nora Vell, Tom Askew` is two; `Askew, Tom` may be one, so it stays as it is."""
    parts = re.split(r"\s*[,;]\s*", text)
    return parts if any(" " in part for part in parts) else [text]


def joined(people: Sequence[str]) -> str:
    """Names as a byline has them: `Nora Vell, Tom Askew and Ana Teale`."""
    return " and ".join([", ".join(people[:-1]), people[-1]]) if len(people) > 1 else "".join(people)


def _publisher(node: schemaorg.Node, metas: dict[str, str], guess: str) -> str:
    """Its name; a mere host's name is no publisher."""
    said = [
        schemaorg.first_text(node.get("publisher"), "name"),
        *_firsts(metas, ("og:site_name", "dc.publisher")),
    ]
    return next(
        (text for text in (*said, guess) if text and not re.fullmatch(r"[\w-]+(\.[\w-]+)+", text)), ""
    )


def _address(tree: HtmlElement, node: schemaorg.Node, metas: dict[str, str], url: str) -> str:
    """The address that the page calls its own, without what only counts readers; a home page's is not it."""
    links = [e.get("href") or "" for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"]
    said = schemaorg.first_text(node.get("mainEntityOfPage"), "@id", "url") or schemaorg.first_text(
        node.get("url")
    )
    comments = [
        match
        for comment in tree.getroottree().xpath("//comment()")
        if (match := _SAVED_FROM.search(comment.text or ""))
    ]
    saved = [match[1] or match[2] for match in comments]
    base = url or next(iter(saved), "")
    for text in (*links, metas.get("og:url", ""), said, *saved, url):
        address = _cleaned(urljoin(base, text) if base and text else text)
        if is_web_address(address) and (urlsplit(address).path.strip("/") or not base):
            return address
    return ""


def _cleaned(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])]
    query = (
        parts.query if len(kept) == len(parse_qsl(parts.query, keep_blank_values=True)) else urlencode(kept)
    )
    return parts._replace(query=query, fragment="").geturl()


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
