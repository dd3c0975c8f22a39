"""What stands around a text and is none of it: its title, credit lines, dates, buttons, notices. Pure.

In: the text's blocks, one line of words each. Out: which of them stay, and what the credit lines said. At
the head whatever belongs to the front matter goes, down to the first block that reads as prose; at the foot
go credit lines; anywhere go blocks that are nothing but a known button or notice (`words.toml`). Longer
than its neighbours, since each kind of line around a text is another question about the same blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from lxml.html import HtmlElement

from sitegen.importing.imported import Moment
from sitegen.importing.readers import bylines
from sitegen.importing.readers.known import any_of, known, one_of
from sitegen.importing.readers.prose import text_of
from sitegen.importing.readers.timestamps import Order, day_in, is_unclear
from sitegen.textform import is_credit

_FEWEST_TEASERS, _FEWEST_LINKED, _FEWEST_WORDS_LINKED = 3, 2, 4
_SENTENCE_END = re.compile(r"[.!][\"'”’»)\]]*\Z")
_LONGEST_HEAD = 120
"""Characters: a longer block is prose."""
_LONGEST_CREDIT, _LONGEST_NOTICE, _LONGEST_CLOSING, _LONGEST_LABEL, _LONGEST_FACT = 100, 200, 300, 30, 60
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")
_WORD = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"\s+[|–—·»-]\s+|:\s+")
"""What stands between a site's name and a title."""
_BEHIND_NAMES = re.compile(r"(?i)(?:on|at|in|am|um|updated|published|of the|special to)\b|\S+@\S")
_HOUSE = re.compile(r"\s*[|/(•·]\s*[^\W\d_]")
"""Whom somebody writes for, behind a mark."""
_BUTTONS = re.compile(r"\s*[·•|]\s*")
"""What stands between buttons in a line."""
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div", "center", "pre", "dt", "dd")
_SAID = re.compile('[“”"„«»]')
"""Who is quoted is quoted by a text, though its paragraph ends with a picture's."""
_CUT_OFF = re.compile(r"\w ?(?:\.\.\.|…)(?: ?(?i:more|read more))?\Z")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Trimmed:
    """Numbers of the blocks that go, how many are what, and what they said."""

    gone: frozenset[int] = frozenset()
    credits: int = 0
    """Credit lines and dates: said in the front matter. Its own title is not counted."""
    notices: int = 0
    captions: int = 0
    byline: str = ""
    date: Moment | None = None
    unclear: bool = False
    """Whether a line has a day that could be another, too."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of an article before its text is looked at."""

    titles: tuple[str, ...] = ()
    byline: str = ""
    publisher: str = ""
    date: Moment | None = None
    order: Order = ""
    """Of dates in numbers."""
    own: bool = False
    """Whether all is the author's, as in mails and feeds: a link as a paragraph is none of a page's there."""


def trimmed(blocks: Sequence[str], given: Surroundings) -> Trimmed:
    """Which of these blocks are none of the text."""
    notices = _notices(blocks)
    head: list[int] = []
    for number, words in enumerate(blocks):
        if _belongs_to_head(words, given):
            head.append(number)
        elif number not in notices and _is_prose(words):
            break
    lines = [blocks[number] for number in head]
    around = {*head, *_foot(blocks, len(head), notices, given)} - notices
    notices |= frozenset() if given.own else _cut_off(blocks, around)
    notices |= _labels(blocks, head, given)
    captions = frozenset(n for n, words in enumerate(blocks) if is_caption(words, given.publisher)) - around
    titles = sum(_is_title(blocks[number], given) for number in around)
    byline = next(filter(None, map(byline_in, lines)), "")
    date = next(filter(None, (day_in(line, given.order) for line in lines)), None)
    unclear = any(is_unclear(line, given.order) for line in lines)
    gone = frozenset(around | notices | captions)
    notices -= captions
    return Trimmed(gone, len(around) - titles, len(notices), len(captions), byline, date, unclear)


def trim(tree: HtmlElement, given: Surroundings) -> Trimmed:
    """Change the tree: what is none of the text goes, and headings with nothing below them."""
    announced = _announced(tree) + (0 if given.own else _linked_lines(tree) + _begun_below(tree))
    blocks = leaf_blocks(tree)
    lines = [text_of(e) for e in blocks]
    found = trimmed(lines, given)
    for number in found.gone | _beside_facts(blocks, lines, found.gone):
        blocks[number].drop_tree()
    if found.gone:
        left = [e for number, e in enumerate(blocks) if number not in found.gone]
        while left and left[-1].tag in _HEADINGS:
            left.pop().drop_tree()
    return replace(found, notices=found.notices + announced)


def _beside_facts(
    blocks: Sequence[HtmlElement], lines: Sequence[str], gone: frozenset[int]
) -> frozenset[int]:
    """Short items above the prose, in lists that say when and by whom: in which section, among what."""
    first = next((number for number, words in enumerate(lines) if _is_prose(words)), 0)
    facts = {blocks[number].getparent() for number in gone if blocks[number].tag == "li"}
    return frozenset(
        number
        for number in range(first)
        if blocks[number].getparent() in facts and len(lines[number]) <= _LONGEST_FACT
    )


def _announced(tree: HtmlElement) -> int:
    """Change the tree: lists of other articles go with their heading. Returns how many blocks."""
    gone = _teasers(tree) + _linked_lists(tree) + _columns(tree)
    for heading in list(tree.iter(*_HEADINGS)):
        below = heading.getnext()
        if below is None or below.tag not in {"ul", "ol"} or heading.getparent() is None:
            continue
        items = [text_of(item) for item in below.iter("li")]
        if any_of("headed_lists").fullmatch(heading.text_content().strip()) and not any(map(_ends, items)):
            gone += 1 + len(items)
            below.drop_tree()
            heading.drop_tree()
    return gone


def _columns(tree: HtmlElement) -> int:
    """Change the tree: a heading of other articles goes with all below it that smaller ones divide."""
    blocks = leaf_blocks(tree)
    for number, heading in enumerate(blocks):
        below = blocks[number + 1 :]
        ranks = [block.tag for block in below if block.tag in _HEADINGS]
        divided = bool(ranks) and below[0].tag == ranks[0] and min(ranks) > heading.tag
        if heading.tag in _HEADINGS and divided and any_of("headed_lists").fullmatch(text_of(heading)):
            for block in (heading, *below):
                block.drop_tree()
            return 1 + len(below)
    return 0


def _teasers(tree: HtmlElement) -> int:
    """Change the tree: headings of one rank, three in a row with nothing between, are other articles'."""
    runs = (list(run) for _, run in groupby(leaf_blocks(tree), key=lambda block: block.tag))
    found = [e for run in runs if run[0].tag in _HEADINGS and len(run) >= _FEWEST_TEASERS for e in run]
    for heading in found:
        if not _is_prose(tail := (heading.tail or "").strip()) and len(tail) <= _LONGEST_LABEL:
            heading.tail = None
        heading.drop_tree()
    return len(found)


def _linked_lists(tree: HtmlElement) -> int:
    """Change the tree: lists of nothing but linked headlines go, where the words before announce no list."""
    gone = 0
    for found in list(tree.iter("ul", "ol")):
        before, items = found.getprevious(), found.xpath("./li")
        announced = before is not None and before.text_content().rstrip().endswith(":")
        if len(items) >= _FEWEST_LINKED and not announced and all(map(_is_linked_headline, items)):
            gone += len(items)
            found.drop_tree()
    return gone


def _linked_lines(tree: HtmlElement) -> int:
    """Change the tree: paragraphs that are a link to another article go, with "Related" or so before it.

    Not where a text is made of little else, and not behind a colon.
    """
    lines = leaf_blocks(tree)
    found = [e for e in lines if e.tag in {"p", "div"} and _is_linked_line(e)]
    if len(found) * 2 > len(lines):
        return 0
    before = {line: lines[number - 1] for number, line in enumerate(lines) if number}
    found = [e for e in found if e not in before or not _announces(before[e])]
    for line in found:
        line.drop_tree()
    return len(found)


def _begun_below(tree: HtmlElement) -> int:
    """Change the tree: other articles at the foot, two or more linked headings with a paragraph each.

    Not where a text is made of little else: a page may tell what others wrote.
    """
    lines = leaf_blocks(tree)
    linked = [n for n, line in enumerate(lines) if line.tag in _HEADINGS and _is_linked_heading(line)]
    run = [len(lines)]
    for number in reversed(linked):
        if run[0] - number > 2:
            break
        run.insert(0, number)
    gone = lines[run[0] :]
    if len(run) <= _FEWEST_LINKED or len(gone) * 2 > len(lines):
        return 0
    above = lines[run[0] - 1]
    for line in (*gone, *([above] if above.tag in _HEADINGS else [])):
        line.drop_tree()
    return len(gone)


def _is_linked_heading(line: HtmlElement) -> bool:
    """Whether it ends with a link of several words to another page."""
    words = text_of(line)
    linked = [text_of(link) for link in line.iter("a") if not (link.get("href") or "").startswith("#")]
    return bool(linked) and words.endswith(linked[-1]) and len(linked[-1].split()) >= _FEWEST_WORDS_LINKED


def _announces(line: HtmlElement) -> bool:
    """Whether the words behind it belong to it; a label such as "Read more:" announces other articles."""
    words = text_of(line)
    return words.endswith(":") and not is_notice(words)


def _is_linked_line(line: HtmlElement) -> bool:
    """Whether all of it is a link of several words, but for a label and brackets around it."""
    words = text_of(line)
    linked = " ".join(" ".join(link.text_content() for link in line.iter("a")).split())
    if len(linked.split()) < _FEWEST_WORDS_LINKED or linked not in words or _SENTENCE_END.search(words):
        return False
    label = words.replace(linked, "", 1).strip(" ()[]|:»›→-–—*•.")
    return not label or any_of("labels").fullmatch(label) is not None


def _is_linked_headline(item: HtmlElement) -> bool:
    """Whether an item is one link as a whole, of several words that are no sentence."""
    words = text_of(item)
    links = [text_of(link) for link in item.iter("a")]
    return links == [words] and " " in words and not words.endswith(".")


def _ends(words: str) -> bool:
    return _ENDS.search(words) is not None


def leaf_blocks(tree: HtmlElement) -> list[HtmlElement]:
    """The elements with words and no further blocks in them, in order."""
    return [element for element in tree.iter(*_BLOCKS) if _is_leaf(element)]


def is_notice(words: str) -> bool:
    """Whether a block is nothing but a button, a teaser or a notice, whatever text it stands in."""
    parts = _BUTTONS.split(words.rstrip(" .:…»→>"))
    return len(words) <= _LONGEST_NOTICE and all(any_of("furniture").fullmatch(part) for part in parts)


def is_caption(words: str, publisher: str = "") -> bool:
    """Whether a block is the words below a picture, or says whose it is, and nothing else."""
    if words.casefold().strip("©(). ") in known("agencies"):
        return True
    by, _, house = words.partition(" for ") if " for " in words else words.partition("/")
    if publisher and house.strip() == publisher and bylines.NAMES.fullmatch(by):
        return True
    if len(words) > _LONGEST_CLOSING or _SAID.search(words):
        return False
    return any_of("captions").search(words) is not None


def _notices(blocks: Sequence[str]) -> frozenset[int]:
    """Buttons and teasers, and the lists at the foot that such a line announces."""
    found = {number for number, words in enumerate(blocks) if is_notice(words)}
    for number in sorted(found):
        rest = range(number + 1, len(blocks))
        if any_of("announcing").match(blocks[number]) and not any(_is_prose(blocks[n]) for n in rest):
            return frozenset(found.union(rest))
    return frozenset(found)


def _cut_off(blocks: Sequence[str], around: Iterable[int]) -> frozenset[int]:
    """Beginnings of other articles at the foot, two or more: each is cut off with dots."""
    left = [number for number in range(len(blocks)) if number not in around]
    found = list(takewhile(lambda number: _CUT_OFF.search(blocks[number]), reversed(left)))
    return frozenset(found) if len(found) > 1 else frozenset()


def _labels(blocks: Sequence[str], head: Sequence[int], given: Surroundings) -> frozenset[int]:
    """Short lines above the article's own title: "Interviews" is where the site files it."""
    title = next((number for number in head if _is_title(blocks[number], given)), 0)
    return frozenset(n for n in range(title) if n not in head and len(blocks[n]) <= _LONGEST_LABEL)


def _is_leaf(element: HtmlElement) -> bool:
    inner = any(True for below in element.iterdescendants(*_BLOCKS, "table", "blockquote", "ul", "ol"))
    return not inner and bool(element.text_content().strip())


def _belongs_to_head(words: str, given: Surroundings) -> bool:
    if _is_title(words, given):
        return True
    return not _ENDS.search(words) and (
        not _WORD.search(words) or is_credit_line(words, given.byline) or _is_date(words, given)
    )


def _is_title(words: str, given: Surroundings) -> bool:
    """One of the titles, or a part of one: `The Mill Post: The mill for sale` in two lines."""
    return any(_plain(words) in {_plain(title), *_JOINT.split(_plain(title))} for title in given.titles)


def _is_prose(words: str) -> bool:
    return len(words) > _LONGEST_HEAD or bool(_ENDS.search(words))


def is_credit_line(words: str, byline: str = "") -> bool:
    """A short line that begins with the byline, or as credits do: a day or an office may follow."""
    if len(words) > len(byline) + _LONGEST_CREDIT:
        return False
    if byline and _plain(bylines.without_by(words)).startswith(_plain(byline)):
        return True
    if any(" " in name and words.startswith(f"{name}, ") for name in re.split(r", | and ", byline)):
        return True
    if words.casefold() in known("nobody"):
        return True
    return bool(byline_in(words)) or bool(re.match(rf"(?i){one_of('credits')}\b", words))


def byline_in(words: str) -> str:
    """The names behind a word such as "by", with nothing but names, an office or a date after them."""
    found = re.search(rf"(?i)(?:^|\s){one_of('by')}:?\s+|^{one_of('penned')}:\s+", words)
    credited = rf"(?i){one_of('credits')}\b|{one_of('made')}\s+{one_of('by')}\b"
    if not found:
        return _before_office(words)
    if found.start() and not re.match(credited, words) and not _is_day_alone(words[: found.start()]):
        return ""
    named = bylines.NAMES.match(words, found.end())
    if not named or re.match(r"(?i)the\b", named.group()):
        return ""
    behind = words[named.end() :] if named.group()[-1] != " " else words[named.end() - 1 :]
    rest = behind.lstrip(" ,|·•–—-(")
    ends = not rest or rest[0].isdigit() or bool(_BEHIND_NAMES.match(rest))
    house = " " in named.group().strip() and _HOUSE.match(behind)
    return bylines.byline((bylines.without_date(named.group().strip(" ,")),)) if ends or house else ""


def _is_day_alone(words: str) -> bool:
    """Numbers, or a day in words, before the names: `12/03/16 by`."""
    return len(_WORD.findall(words)) <= 2 and (not _WORD.search(words) or day_in(words) is not None)


def _before_office(words: str) -> str:
    """`Ana Roy, Staff Writer` says who wrote it without a word before the name."""
    name, comma, office = words.partition(", ")
    is_name = " " in name and bylines.NAMES.fullmatch(name) is not None
    return bylines.byline((name,)) if comma and is_name and bylines.is_office(office) else ""


def _is_date(words: str, given: Surroundings) -> bool:
    """A short line with a day and hardly anything else."""
    if len(words) > _LONGEST_CREDIT or len(_WORD.findall(words)) > 6:
        return False
    numbers = re.findall(r"\d+", words)
    date = given.date
    known = date is not None and {str(date[0].year)} <= set(numbers) and date[0].day in map(int, numbers)
    return known or day_in(words, given.order) is not None


def _foot(blocks: Sequence[str], first: int, notices: frozenset[int], given: Surroundings) -> Iterator[int]:
    for number in range(len(blocks) - 1, first, -1):
        words = blocks[number]
        closing = len(words) <= _LONGEST_CLOSING and any_of("closing").match(words.lstrip("(["))
        own = (given.publisher, given.byline)
        dated = not _ENDS.search(words) and is_credit_line(words) and day_in(words, given.order)
        repeated = any(name and is_credit(words, name) for name in own)
        about = len(words) <= _LONGEST_CLOSING and given.byline and _begins_with(words, given.byline)
        bare = words.endswith(":") and len(words) <= _LONGEST_LABEL
        if closing or about or bare or (len(words) <= _LONGEST_NOTICE and (dated or repeated)):
            yield number
        elif number not in notices:
            return


def _begins_with(words: str, byline: str) -> bool:
    """Whether it tells who somebody is who wrote the text: "Ana Roy covers the county."."""
    names = re.split(r", | and ", byline)
    return any(" " in name and re.match(rf"(?i:{re.escape(name)})(?:,| [a-zà-ÿ])", words) for name in names)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
