"""A page made ready for the extractor: what is no text goes, tables for layout are opened. Pure."""

from __future__ import annotations

from lxml.html import HtmlElement

from sitegen.importing.readers.known import known

_BLOCKS = "p|.//h1|.//h2|.//ul|.//table|.//div"


def opened(tree: HtmlElement, *, always: bool = False) -> None:
    """Change the tree: layout tables become plain elements, and the cell with most text the article.

    Old pages and all mails place their columns with tables. A table is layout where a cell holds blocks; with
    `always`, every table without a heading cell is, as in mails.
    """
    cells: list[HtmlElement] = []
    tables = tree.xpath(f".//table[.//{_BLOCKS}]")
    tables += [t for t in tree.xpath(".//table[not(.//th)]") if always and t not in tables]
    for table in tables:
        parts = [e for e in table.iter("tbody", "thead", "tfoot", "tr", "td", "th") if _table_of(e) is table]
        cells += [e for e in parts if e.tag in {"td", "th"}]
        for element in (*parts, table):
            element.set("data-was", str(element.tag))
        for element in parts:
            element.tag = "div"
    for table in tree.xpath(".//table[@data-was]"):
        table.tag = "div"
    if cells and not always and tree.find(".//article") is None and tree.find(".//main") is None:
        best = max(cells, key=lambda cell: sum(len(p.text_content()) for p in cell.xpath("./p")))
        if best.find("./p") is not None:
            best.tag = "article"


def _table_of(element: HtmlElement) -> HtmlElement | None:
    return next((above for above in element.iterancestors("table")), None)


def without_chrome(tree: HtmlElement) -> None:
    """Change the tree: take away what is never an article's text."""
    for path in known("no_text"):
        for element in tree.xpath(path):
            if element.getparent() is not None and element.tag not in {"body", "html", "article", "main"}:
                element.drop_tree()
