"""A page's boxes: text in pieces, or without paragraphs, or beside its first letter, made plain. Pure.

The extractor takes one box for the article and paragraphs for its text. Pages part an article by what they
sell between its pieces, put words into boxes alone, and letters that are drawn large before their paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import Element, HtmlElement

from sitegen.importing.readers.known import any_of, known
from sitegen.importing.readers.prose import text_of

_BOXES = ("div", "section", "article", "main", "td", "center")
_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "big", "cite", "code", "dfn", "em", "font", "i", "ins", "kbd"),
        *("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)
_HOLDERS = (
    *("p", "li", "nav", "footer", "header", "aside", "figure", "form", "button", "a"),
    *("h1", "h2", "h3", "h4"),
)
_ENDS = re.compile(r"[.?!…:][\"'”’»)\]]*\Z")
_SHORTEST_PROSE, _SHORTEST_LINE, _SHORTEST_PARAGRAPH, _SHORTEST_OWN = 120, 40, 80, 20
_FEWEST_PARAGRAPHS = 2
_PIECE = re.compile(r"[a-z]+")
_INITIAL = re.compile(r"[“\"‘']?[^\W\d_a-z]\Z")
_DATELINE = re.compile(r"[^\W\d_a-z]{2}[^\d_a-z]{1,40}(?:, [^\W\d_]{2,12}\.?)?(?: \([^()]{2,40}\))?\s*[—–]")


def long_paragraphs(element: HtmlElement) -> int:
    """How many characters of prose it holds, in paragraphs."""
    sizes = (len(text_of(p)) for p in element.iter("p"))
    return sum(size for size in sizes if size > _SHORTEST_PARAGRAPH)


def united(tree: HtmlElement) -> None:
    """Change the tree: the box around all pieces of an article is called its text, where each of them is."""
    kinds: dict[tuple[str, HtmlElement], list[HtmlElement]] = {}
    for element in tree.iter("div", "section"):
        home = next(element.iterancestors("article", "main"), None)
        if home is not None and _is_piece(element):
            kinds.setdefault((element.get("class") or "", home), []).append(element)
    for (_, home), pieces in kinds.items():
        box = _around(pieces, home)
        if len(pieces) > 1 and tree.find(".//*[@itemprop='articleBody']") is None:
            box.set("itemprop", "articleBody")


def _around(pieces: list[HtmlElement], home: HtmlElement) -> HtmlElement:
    """The smallest box that holds all of them, and all prose that the article has beside them."""
    prose = long_paragraphs(home)
    return next(
        box
        for box in (*pieces[0].iterancestors(), home)
        if box is home or (all(box in p.iterancestors() for p in pieces) and long_paragraphs(box) == prose)
    )


def _is_piece(element: HtmlElement) -> bool:
    """Whether it is called a part of a text, and holds paragraphs of prose and nobody's comment."""
    names = set(_PIECE.findall((element.get("class") or "").lower()))
    if not names & set(known("pieces")):
        return False
    long = [p for p in element.xpath("./p") if len(text_of(p)) > _SHORTEST_PARAGRAPH]
    above = set(_PIECE.findall(" ".join((e.get("class") or "").lower() for e in element.iterancestors())))
    return len(long) >= _FEWEST_PARAGRAPHS and not (above | names) & set(known("around"))


def paragraphed(tree: HtmlElement) -> None:
    """Change the tree: prose that stands in a box beside other blocks, or alone, becomes a paragraph.

    So do the words of boxes beside it that are called the same, be they ever so short.
    """
    kinds = set()
    boxes = [box for box in tree.iter(*_BOXES) if _may_hold_prose(box)]
    for box in boxes:
        runs = [run for run in _runs(box) if _is_prose(box, run)]
        if runs and len(runs) == len([run for run in _runs(box) if _said(box, run)]):
            kinds.add(_kin(box))
        for run in runs:
            _wrap(box, run)
    for box in boxes:
        if _kin(box) in kinds:
            for run in [run for run in _runs(box) if _said(box, run)]:
                _wrap(box, run)


def _kin(box: HtmlElement) -> tuple[HtmlElement | None, str, str]:
    """What a box shares with those beside it, though each may stand in boxes of its own."""
    top = box
    while (home := top.getparent()) is not None and len(home) == 1:
        top = home
    return top.getparent(), top.get("class") or "", box.get("class") or ""


def _may_hold_prose(box: HtmlElement) -> bool:
    return not any(True for _ in box.iterancestors(*_HOLDERS)) and any(_said(box, run) for run in _runs(box))


Run = list[HtmlElement | None]
"""Children in a row that belong to a line; None for the text before the first child of the box."""


def _runs(box: HtmlElement) -> Iterator[Run]:
    """Stretches of words and of elements inside lines; a block ends one, and its tail begins the next."""
    run: Run = [None]
    for child in box:
        if isinstance(child.tag, str) and (child.tag in _INLINE or child.tag == "br"):
            run.append(child)
            continue
        yield run
        run = [child]
    yield run


def _said(box: HtmlElement, run: Run) -> str:
    """The words of a stretch."""
    first = box.text if run[0] is None else run[0].tail
    inside = (f"{child.text_content()}{child.tail or ''}" for child in run[1:] if child is not None)
    return " ".join("".join([first or "", *inside]).split())


def _is_prose(box: HtmlElement, run: Run) -> bool:
    """Whether it reads as a sentence, and not all of it is links."""
    text = _said(box, run)
    linked = sum(len(text_of(a)) for child in run[1:] if child is not None for a in child.iter("a"))
    least = _SHORTEST_LINE if _ENDS.search(text) else _SHORTEST_PROSE
    return len(text) >= least and len(text) - linked >= _SHORTEST_OWN


def _wrap(box: HtmlElement, run: Run) -> None:
    head, *rest = run
    paragraph = Element("p")
    if head is None:
        paragraph.text, box.text = box.text, None
        box.insert(0, paragraph)
    else:
        paragraph.text, head.tail = head.tail, None
        head.addnext(paragraph)
    for child in rest:
        if child is not None:
            paragraph.append(child)


def capped(tree: HtmlElement) -> None:
    """Change the tree: a first letter that is drawn large joins the word that it begins.

    Before the paragraph: `<span>T</span><p>he mill`; in it: `<span>T</span> he mill`. An "A" or "I" that may
    be a word of its own stays one.
    """
    for paragraph in tree.iter("p"):
        before = paragraph.getprevious()
        first = (paragraph.text_content() or "").lstrip()
        if before is not None and before.tag in {"span", "div"} and not (before.tail or "").strip():
            letter = text_of(before)
            if _INITIAL.match(letter) and _goes_on(letter, first):
                paragraph.text = f"{letter}{(paragraph.text or '').lstrip()}"
                before.drop_tree()
                continue
        _cap_inside(paragraph)


def dated(tree: HtmlElement) -> None:
    """Change the tree: `PERRIN —` in a box of its own begins the paragraph below it."""
    for element in list(tree.iter("p", "div", "span")):
        line = text_of(element)
        alone = not (element.tail or "").strip() and not any(True for _ in element.iterancestors("p"))
        if element.getparent() is None or not alone or not _DATELINE.fullmatch(line):
            continue
        below = next(iter(element.xpath("following::p[1]")), None)
        if below is not None and below not in element.iter() and text_of(below):
            below.text = f"{line} {(below.text or '').lstrip()}"
            element.drop_tree()


def _cap_inside(paragraph: HtmlElement) -> None:
    inner = paragraph[0] if len(paragraph) else None
    own = paragraph.text or ""
    if own.strip():
        letter, _, rest = own.lstrip().partition(" ")
        if _INITIAL.match(letter) and _goes_on(letter, rest.lstrip()):
            paragraph.text = f"{letter}{rest.lstrip()}"
    elif inner is not None and inner.tag in _INLINE and _INITIAL.match(text_of(inner)):
        below = inner.getnext()
        tail = (inner.tail or "").lstrip()
        rest = tail or ("" if below is None else below.text_content().lstrip())
        if inner.tail != tail and _goes_on(text_of(inner), rest):
            inner.tail = tail or None


def _goes_on(letter: str, rest: str) -> bool:
    """Whether a word begins with this letter: "t’s" is none without it, and "don’t" is one."""
    return rest[:1].islower() and (letter[-1] not in "AIO" or any_of("begun_words").match(rest) is not None)
