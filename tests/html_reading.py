"""Reading rendered pages: parsed HTML, every id and every link of a site."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from lxml import html

LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("form", "action"))
EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


def parsed(page: bytes) -> html.HtmlElement:
    """A page as a tree."""
    return html.document_fromstring(page.decode())


def text_of(element: html.HtmlElement) -> str:
    """What it says, as one line."""
    return " ".join(element.text_content().split())


def pages(site: Mapping[str, bytes]) -> Iterator[tuple[str, html.HtmlElement]]:
    """Path and tree of every page."""
    for path, content in site.items():
        if path.endswith(".html"):
            yield path, parsed(content)


def broken(site: Mapping[str, bytes], root: str = "/") -> list[str]:
    """Every link that leads nowhere inside the site, every fragment or id that is wrong.

    `root` is the path at which the site is served.
    """
    trees = dict(pages(site))
    ids = {path: Counter(tree.xpath("//@id")) for path, tree in trees.items()}
    found = [
        f"{path}: id {name} {n} times"
        for path, all_ids in ids.items()
        for name, n in all_ids.items()
        if n > 1
    ]
    for path, tree in trees.items():
        for tag, attribute in LINKS:
            for link in tree.xpath(f"//{tag}/@{attribute}"):
                found += _problem(path, str(link), site, ids, root)
    return found


def _problem(
    path: str, link: str, site: Mapping[str, bytes], ids: Mapping[str, Counter[str]], root: str
) -> Iterator[str]:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return
    target = unquote(parts.path)
    if target.startswith(root):
        target = target.removeprefix(root)
    elif target.startswith("/"):
        yield f"{path}: {link} leaves the site"
        return
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
        target = "" if target == "." else target
        if parts.path.endswith("/") and target:
            target += "/"
    if target == "" or target.endswith("/"):
        target += "index.html"
    if target not in site:
        yield f"{path}: {link} leads to {target}, which is not there"
    elif parts.fragment and target in ids and parts.fragment not in ids[target]:
        yield f"{path}: {link} asks for a fragment that {target} does not have"
