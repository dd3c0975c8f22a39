"""A page made ready for the extractor: what is no text goes, tables for layout are opened. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.etree import Comment, ProcessingInstruction, SubElement
from lxml.html import HtmlElement

from sitegen.importing.readers.boxes import long_paragraphs
from sitegen.importing.readers.known import known
from sitegen.importing.readers.prose import called, text_of

_BLOCKS = "p|.//h1|.//h2|.//ul|.//table|.//div"
_SENTENCES = re.compile(r"[.!?…]+")
_LONGEST_HEADLINE, _LONGEST_LABEL = 120, 30
_NO_HEADLINE = frozenset({"a", "li", "nav", "footer", "th"})
_CALLED = {"class", "id", "style", "hidden", "aria-hidden", "role"}
_LOOKS = frozenset({"font", "span", "center", "p"})
"""Elements that become plain boxes where they hold paragraphs."""
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "em",
        "i",
        "img",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    }
)


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


def headed(tree: HtmlElement) -> None:
    """Change the tree: on a page without any heading, the first bold or large line alone is one.

    Old pages have no other way to say which words are the headline.
    """
    if any(text_of(e) for e in tree.iter("h1", "h2", "h3", "h4")):
        return
    found = (e for e in tree.xpath(".//b | .//strong | .//font[@size>=4] | .//big") if _is_headline(e))
    line = _line_of(first) if (first := next(found, None)) is not None else None
    if line is not None and _stands_alone(line):
        line.tag = "h1"


def _is_headline(element: HtmlElement) -> bool:
    words = text_of(element)
    inside = {above.tag for above in element.iterancestors()}
    return len(words.split()) > 2 and len(words) <= _LONGEST_HEADLINE and not inside & _NO_HEADLINE


def _line_of(element: HtmlElement) -> HtmlElement:
    """The outermost of the elements for looks that hold these words and no others."""
    home = element.getparent()
    same = home is not None and home.tag in _INLINE | {"font"} and text_of(home) == text_of(element)
    return _line_of(home) if same else element


def _stands_alone(element: HtmlElement) -> bool:
    """Whether nothing stands in the same line: before it nothing, behind it a break or the end."""
    home, below = element.getparent(), element.getnext()
    if home is None or (element.tail or "").strip() or (home[0] is element and (home.text or "").strip()):
        return False
    before = element.getprevious()
    starts = before is None or (before.tag in {"br", "hr"} and not (before.tail or "").strip())
    return starts and (below is None or below.tag in {"br", "hr", "p", "div", "table"})


def without_labels(tree: HtmlElement) -> None:
    """Change the tree: short lines beside the one headline and above it go: where the site files it."""
    headlines = [e for e in tree.iter("h1") if text_of(e)]
    for label in list(headlines[0].itersiblings(preceding=True)) if len(headlines) == 1 else ():
        if isinstance(label.tag, str) and len(text_of(label)) <= _LONGEST_LABEL:
            label.drop_tree()


def quotation_marks(language: str) -> Sequence[str]:
    """Outer marks, then inner ones, as the language has them; English ones, where that is not known."""
    marks = {line.split()[0]: line.split()[1:] for line in known("quotes")}
    return marks.get(language[:2].lower(), marks["en"])


def worded(tree: HtmlElement, language: str = "") -> None:
    """Change the tree: what is said by elements that extractors drop or break at is said in words and marks.

    Browsers show quotation marks around `<q>`; computer voices are plain words; who is quoted stands in the
    foot of a block quotation.
    """
    outer_open, outer_close, inner_open, inner_close = quotation_marks(language)
    for element in list(tree.iter("q")):
        inner = any(True for _ in element.iterancestors("q"))
        opening, closing = (inner_open, inner_close) if inner else (outer_open, outer_close)
        element.text = opening + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + closing
        else:
            element.text += closing
    for element in list(tree.iter("q", "kbd", "samp", "tt", "var", "code")):
        if element.tag != "code" or not any(True for _ in element.iterancestors("pre")):
            element.drop_tag()
    for element in tree.xpath(".//blockquote//footer | .//blockquote/cite"):
        element.tag = "p"


def parted(tree: HtmlElement) -> None:
    """Change the tree: where lines end twice in a row, as in old pages and mails, paragraphs end.

    What is there for its looks alone and holds paragraphs is a box: a paragraph holds no other.
    """
    for home in [e for e in tree.iter(*_LOOKS) if e.find(".//p") is not None]:
        home.tag = "div"
        _part(home, home.text, list(home))
    for home in {e.getparent() for e in tree.iter("br") if _ends_paragraph(e)}:
        above = home
        while above is not None and above.tag in _LOOKS:
            above.tag, above = "div", above.getparent()
        if home.tag not in _INLINE:
            _part(home, home.text, list(home))


def _ends_paragraph(line: HtmlElement) -> bool:
    """Whether another break follows with nothing but spaces between."""
    below = line.getnext()
    return not (line.tail or "").strip() and below is not None and below.tag == "br"


def _part(home: HtmlElement, text: str | None, children: Sequence[HtmlElement]) -> None:
    """Put what stands between pairs of breaks into paragraphs of their own; blocks stay what they are."""
    ends = [child.tag == "br" and _ends_paragraph(child) for child in children]
    home.text = None
    for child in children:
        home.remove(child)
    paragraph = SubElement(home, "p")
    paragraph.text = text
    for number, child in enumerate(children):
        is_run = ends[number] or (number > 0 and ends[number - 1])
        if not is_run and (child.tag == "br" or child.tag in _INLINE or not isinstance(child.tag, str)):
            paragraph.append(child)
            continue
        if not is_run:
            home.append(child)
        if not ends[number]:
            paragraph = SubElement(home, "p")
            paragraph.text, child.tail = child.tail, None
    for each in [e for e in home if e.tag == "p" and not len(e) and not (e.text or "").strip()]:
        home.remove(each)


def _table_of(element: HtmlElement) -> HtmlElement | None:
    return next((above for above in element.iterancestors("table")), None)


def without_remarks(tree: HtmlElement) -> None:
    """Change the tree: comments of the page's source go; the words around them become one text.

    Programs that make pages put comments inside sentences, and the extractor ends a text there.
    """
    for remark in list(tree.iter(Comment, ProcessingInstruction)):
        if remark.getparent() is not None:
            remark.drop_tree()


def without_repeats(tree: HtmlElement) -> None:
    """Change the tree: block quotations go that a paragraph of the text has, too, with more around them."""
    quoted = tree.xpath(
        ".//blockquote | .//aside | .//*[contains(@class,'pullquote') or contains(@class,'pull-quote')]"
    )
    within = {inner for each in quoted for inner in each.iter()}
    told = [ink(text_of(p)) for p in tree.iter("p") if p not in within]
    for each in quoted:
        lines = [
            line for p in (each.xpath(".//p") or [each]) if len(line := ink(text_of(p))) >= _LONGEST_LABEL
        ]
        whole = bool(lines) and any(lines[0] in p and lines[0] != p for p in told)
        named = "pull" in called(each) or "pullquote" in called(each)
        nearly = named and _is_nearly(ink(text_of(each)), told)
        if each.getparent() is not None and (whole or nearly or _is_pulled(text_of(each), told)):
            each.drop_tree()


def _is_nearly(words: str, told: Sequence[str]) -> bool:
    """Whether a paragraph has it but for a few words at one end: "It’s hard" for "which makes it hard"."""
    part = len(words) // 3
    return len(words) >= _LONGEST_LABEL and any(words[part:] in p or words[:-part] in p for p in told)


def _is_pulled(words: str, told: Sequence[str]) -> bool:
    """Whether each of its sentences stands in one paragraph, whoever said them being told between."""
    sentences = [ink(sentence) for sentence in _SENTENCES.split(words) if ink(sentence)]
    long = len(sentences) > 1 and sum(map(len, sentences)) >= _LONGEST_LABEL
    return long and any(all(sentence in p for sentence in sentences) for p in told)


def ink(words: str) -> str:
    """Letters and digits alone, by which two forms of a text are one."""
    return "".join(char for char in words.casefold() if char.isalnum())


def without_chrome(tree: HtmlElement) -> None:
    """Change the tree: take away what is never an article's text.

    What holds most of the page's prose is its article, whatever it is called and however it is hidden.
    """
    most = long_paragraphs(tree) / 2
    for path in known("no_text"):
        for element in tree.xpath(path):
            if element.getparent() is None or element.tag in {"body", "html", "article", "main"}:
                continue
            if not most or long_paragraphs(element) < most or not _is_around_article(element):
                element.drop_tree()
            else:
                for name in _CALLED & set(element.keys()):
                    del element.attrib[name]


def _is_around_article(element: HtmlElement) -> bool:
    """Whether it lies inside an article or holds one, or its headline."""
    inside = any(above.tag in {"article", "main"} for above in element.iterancestors())
    return inside or any(True for _ in element.iter("article", "main", "h1"))
