"""Pictures: every number in them is counted again from the pages, and each is drawn the same twice."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from html_reading import broken, pages, parsed, text_of
from lxml.html import HtmlElement
from render_site import render_site, site_of

from sitegen.render.article.counting import count_words
from sitegen.render.pages.pictures import MOST_AROUND, MOST_CROSSING, MOST_LINES, MOST_OF_SITE
from sitegen.render.theme.drawing import LINE_CHARS, drawn
from sitegen.render.views.pictures import NetworkEdge, NetworkNode, NetworkView

NAMES = ("Ada Brandt", "Ben Colm", "Cora Dahl", "Dov Ekman", "Esk Bay", "Fell & Sons")
TYPES = ("person", "person", "person", "person", "place", "organisation")
PARAGRAPHS = (
    "Ada Brandt met Ben Colm and Cora Dahl at Esk Bay.",
    "Ada Brandt wrote to Ben Colm.",
    "Fell & Sons paid Ada Brandt and Dov Ekman.",
    "“We were never paid a penny for it,” said Ben Colm.",
    "“Nor were we,” said Cora Dahl, at Esk Bay. “Not once.”",
    "“They were,” somebody said. Dov Ekman stayed.",
    "Ada Brandt left Esk Bay.",
)
SAID = (
    ("“We were never paid a penny for it,”", "e1"),
    ("“Nor were we,”", "e2"),
    ("“Not once.”", "e2"),
    ("“They were,”", None),
)


def few() -> dict[str, Any]:
    """Six entities in seven paragraphs; the first is named most often."""
    body = "\n\n".join(PARAGRAPHS)
    return {
        "entities": {f"e{n}": {"name": name, "type": TYPES[n]} for n, name in enumerate(NAMES)},
        "articles": [
            {
                "file": "content/few.md",
                "title": "Few",
                "body": body,
                "mentions": {
                    f"e{n}": [f"{name}@{k + 1}" for k in range(body.count(name))]
                    for n, name in enumerate(NAMES)
                },
                "quotations": [
                    {"parts": [words], "kind": "direct", "confidence": 0.9}
                    | ({"speaker": key} if key else {"unnamed": "somebody"})
                    for words, key in SAID
                ],
            }
        ],
    }


def crowd() -> dict[str, Any]:
    """Sixty people, each named with six neighbours in two articles: more than any picture shows."""
    names = [f"Person{chr(97 + n // 26)}{chr(97 + n % 26)} With A Name Of Some Length" for n in range(60)]
    lines = [" and ".join(names[(n + k) % 60] for k in range(7)) + " met." for n in range(60)]
    article = {
        "title": "Crowd",
        "body": "\n\n".join(lines),
        "mentions": {f"p{n}": [f"{name}@{k + 1}" for k in range(7)] for n, name in enumerate(names)},
    }
    return {
        "entities": {f"p{n}": {"name": name, "type": "person"} for n, name in enumerate(names)},
        "articles": [article | {"file": f"content/{slug}.md"} for slug in ("one", "two")],
    }


def built(value: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of a site."""
    return {str(o.path): o.content for o in render_site(*site_of(value))}


@pytest.fixture(scope="module")
def small() -> dict[str, bytes]:
    """The site of the six."""
    return built(few())


@pytest.fixture(scope="module")
def large() -> dict[str, bytes]:
    """The site of the sixty."""
    return built(crowd())


def shared_paragraphs(site: Mapping[str, bytes]) -> Counter[frozenset[str]]:
    """For each two entities, how many paragraphs of all briefings have a mark of both."""
    counts: Counter[frozenset[str]] = Counter()
    for path, page in pages(site):
        for block in page.xpath("//article[@id='text']/p") if path.startswith("briefings/") else ():
            named = sorted({a.get("href") for a in block.xpath(".//a[contains(@class,'ent')]")})
            names = [text_of(page.xpath(f"//*[@id='{href[1:]}']//h3/a")[0]) for href in named]
            counts.update(frozenset((a, b)) for a in names for b in names if a < b)
    return counts


def rows(figure: HtmlElement) -> list[tuple[frozenset[str], int]]:
    """The table behind a network."""
    cells = ([text_of(td) for td in row.xpath("td")] for row in figure.xpath(".//tbody/tr"))
    return [(frozenset((one, other)), int(count)) for one, other, count in cells]


def lines(figure: HtmlElement) -> dict[frozenset[str], float]:
    """The lines of a network, by the names at the rings where they end, with how thick each is."""
    rings = [(c.get("cx"), c.get("cy")) for c in figure.xpath(".//circle")]
    names = [text_of(li.xpath("a | b")[0]) for li in figure.xpath("./ol/li")]
    assert len(set(rings)) == len(names)
    at = dict(zip(rings, names, strict=True))
    found: dict[frozenset[str], float] = {}
    for path in figure.xpath(".//path"):
        for x1, y1, x2, y2 in (line.split() for line in path.get("d").split("M")[1:]):
            pair = frozenset((at[x1, y1], at[x2, y2]))
            assert pair not in found
            found[pair] = float(path.get("stroke-width"))
    return found


def networks(site: Mapping[str, bytes]) -> dict[str, HtmlElement]:
    """Path to the network of each page that has one."""
    found = {path: page.xpath("//figure[contains(@class,'net')]") for path, page in pages(site)}
    assert all(len(figures) <= 1 for figures in found.values())
    return {path: figures[0] for path, figures in found.items() if figures}


def test_pages_with_a_network(small: Mapping[str, bytes]) -> None:
    """Those named with three others or more, at least once again; the list of entities has too few names."""
    shared = shared_paragraphs(small)
    ties = {name: sorted(n for pair, n in shared.items() if name in pair) for name in NAMES}
    wanted = [
        f"entities/e{n}/index.html"
        for n, name in enumerate(NAMES)
        if len(ties[name]) >= 3 and ties[name][-1] >= 2
    ]
    assert sorted(networks(small)) == wanted
    assert 0 < len(wanted) < len(NAMES)


@pytest.mark.parametrize("which", ["small", "large"])
def test_a_network_is_its_table(which: str, request: pytest.FixtureRequest) -> None:
    """Each line joins two who share as many paragraphs as the table says; links say the same numbers."""
    site = request.getfixturevalue(which)
    shared = shared_paragraphs(site)
    found = networks(site)
    assert found
    for path, figure in found.items():
        table = rows(figure)
        assert lines(figure).keys() == {pair for pair, _ in table}, path
        assert [count for _, count in table] == [shared[pair] for pair, _ in table], path
        assert [count for _, count in table] == sorted((count for _, count in table), reverse=True)
        strokes = [lines(figure)[pair] for pair, _ in table]
        assert strokes == sorted(strokes, reverse=True), path
        listing = parsed(site["entities/index.html"])
        mentions = {
            text_of(li.xpath("a")[0]): text_of(li.xpath("small")[0]) for li in listing.xpath("//ul/li[small]")
        }
        own = [text_of(b) for b in figure.xpath("./ol/li/b")]
        for item in figure.xpath("./ol/li[a]"):
            name, number = text_of(item.xpath("a")[0]), int(text_of(item.xpath("small")[0]))
            if own:
                assert number == shared[frozenset((name, own[0]))], (path, name)
            elif name in mentions:
                assert number == int(mentions[name]), (path, name)


def test_a_picture_shows_what_it_can(large: Mapping[str, bytes]) -> None:
    """However many there are, the numbers of names and lines are capped."""
    for path, figure in networks(large).items():
        site = path == "entities/index.html"
        assert len(figure.xpath("./ol/li")) == (MOST_OF_SITE if site else MOST_AROUND + 1)
        assert 0 < len(lines(figure)) <= (MOST_LINES if site else MOST_AROUND + MOST_CROSSING)
    assert len(networks(large)) == 61


def test_names_are_links_that_lead_somewhere(small: Mapping[str, bytes]) -> None:
    """A ring's name leads to its entity's page, and says its type as the ring does."""
    assert broken(small) == []
    for figure in networks(small).values():
        kinds = [circle.get("data-t") for circle in figure.xpath(".//circle")]
        assert [li.get("data-t") for li in figure.xpath("./ol/li")] == kinds
        assert figure.xpath("./svg/@role") == ["img"]
        (label,) = figure.xpath("./svg/@aria-labelledby")
        assert text_of(figure.xpath(f"//*[@id='{label}']")[0])


def test_the_same_twice() -> None:
    """A site built again has the same bytes, pictures included."""
    assert built(few()) == built(few())


def test_names_do_not_cover_each_other() -> None:
    """In the picture's units, estimated as the layout does: no name of one line on another, all inside."""
    nodes = tuple(NetworkNode(f"Name Number{n}", f"n{n}/", "person", 30 - n) for n in range(30))
    edges = tuple(NetworkEdge(n // 3, n, 1 + n % 4) for n in range(1, 30))
    picture = drawn(NetworkView(False, nodes, edges))
    boxes = [(each.x, each.y) for each in picture.nodes]
    assert all(LINE_CHARS * 3 <= x <= picture.width - LINE_CHARS * 3 for x, _ in boxes)
    assert all(y - 9 > 0 and y + 30 < picture.height for _, y in boxes)
    near = [
        (a, b)
        for n, a in enumerate(boxes)
        for b in boxes[n + 1 :]
        if abs(a[0] - b[0]) < 90 and abs(a[1] - b[1]) < 28
    ]
    assert near == []


def test_names_that_no_line_joins_stand_apart() -> None:
    """Each group has a field of its own, as large as the group; the picture has no empty half."""
    groups = (range(10), range(10, 14), range(14, 17), range(17, 18))
    nodes = tuple(NetworkNode(f"Name {n}", f"n{n}/", "person", 1) for n in range(18))
    edges = tuple(NetworkEdge(group[0], n, 1) for group in groups for n in group[1:])
    picture = drawn(NetworkView(False, nodes, edges))
    fields = []
    for group in groups:
        across, down = ([getattr(picture.nodes[n], axis) for n in group] for axis in ("x", "y"))
        fields.append((min(across), max(across), min(down), max(down)))
    for number, (left, right, top, bottom) in enumerate(fields):
        for other in fields[number + 1 :]:
            assert right < other[0] or other[1] < left or bottom < other[2] or other[3] < top
    assert fields[0][0] < picture.width * 0.1
    assert fields[0][1] > picture.width * 0.45
    assert max(right for _, right, _, _ in fields) > picture.width * 0.9


def test_two_names_alone_stand_close() -> None:
    """However large the field is that is theirs: a long line says nothing more than a short one."""
    nodes = tuple(NetworkNode(f"Name {n}", f"n{n}/", "person", 1) for n in range(6))
    edges = tuple(NetworkEdge(n, n + 1, 1) for n in (0, 2, 4))
    places = [(node.x, node.y) for node in drawn(NetworkView(False, nodes, edges)).nodes]
    assert all(math.dist(*places[n : n + 2]) < 300 for n in (0, 2, 4))


def test_a_name_stands_above_where_lines_run_below() -> None:
    """Of two that a line joins, the higher one's; there is room for it in the picture, however high."""
    nodes = tuple(NetworkNode(f"Name {n}", f"n{n}/", "person", 1) for n in range(6))
    picture = drawn(NetworkView(False, nodes, tuple(NetworkEdge(n, n + 1, 1) for n in (0, 2, 4))))
    for pair in (picture.nodes[n : n + 2] for n in (0, 2, 4)):
        high, low = sorted(pair, key=lambda node: node.y)
        assert (high.above, low.above) == (True, False)
    assert all(node.y > 28 for node in picture.nodes if node.above)
    assert all(node.y < picture.height - 28 for node in picture.nodes if not node.above)


def test_a_name_that_has_no_room_above_stays_below() -> None:
    """It would cover another's, which is worse than a line."""
    nodes = tuple(NetworkNode(f"Name Number{n}", f"n{n}/", "person", 1) for n in range(30))
    edges = tuple(NetworkEdge(one, other, 1) for one in range(30) for other in range(one))
    picture = drawn(NetworkView(False, nodes, edges))
    at = [(node.x, node.y + (-20 if node.above else 20)) for node in picture.nodes]
    near = [(a, b) for n, a in enumerate(at) for b in at[n + 1 :] if abs(a[0] - b[0]) < 80]
    assert all(abs(a[1] - b[1]) >= 16 for a, b in near)


def test_very_long_names_are_cut_in_the_picture_only() -> None:
    """The table behind it has the whole name."""
    name = "Donaudampfschiff" * 20
    nodes = tuple(NetworkNode(n, "", "org", 1) for n in (name, "A", "B", "C"))
    picture = drawn(NetworkView(True, nodes, (NetworkEdge(0, 1, 1),)))
    assert picture.nodes[0].lines == (name[:48] + "…",)
    assert picture.edges[0].one.node.name == name


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Mahmoud Darwish", ("Mahmoud", "Darwish")),
        ("Bo Lee", ("Bo Lee",)),
        ("Chief Representatives", ("Chief", "Representatives")),
        (
            "Western Cape Division of the High Court of South Africa",
            ("Western Cape", "Division of the", "High Court", "of…"),
        ),
    ],
)
def test_names_in_lines(name: str, lines: tuple[str, ...]) -> None:
    """Words stay whole, and the count that stands behind the last has room in its line."""
    nodes = tuple(NetworkNode(n, "", "org", 124) for n in (name, "A", "B", "C"))
    assert drawn(NetworkView(True, nodes, (NetworkEdge(0, 1, 1),))).nodes[0].lines == lines


def test_who_gets_quoted(small: Mapping[str, bytes], site: Mapping[str, bytes]) -> None:
    """Bars are the words in the marks of each speaker's quotations; together they are all there are."""
    for files in (small, site):
        index = parsed(files["quotes/index.html"])
        (table,) = index.xpath("//table[@class='bars']")
        words: Counter[str] = Counter()
        for row in index.xpath("//ol[@class='ql']/li"):
            text = text_of(row.xpath(".//blockquote")[0])
            (kind,) = row.xpath(".//blockquote/span/@data-k")
            own = (
                text
                if kind == "direct"
                else " ".join(re.findall("“[^”]*”", text))
                if kind == "partial"
                else ""
            )
            heading = (row.xpath(".//b") or row.xpath("preceding-sibling::li//b")[-1:])[
                0
            ]  # its own, or that above it
            link = heading.xpath("a")
            words[text_of(link[0]) if link else "Others"] += count_words(own)
        told = {text_of(r.xpath("th")[0]): int(text_of(r.xpath("td")[0])) for r in table.xpath("tbody/tr")}
        assert told == +words
        assert int(re.findall(r"\d+", text_of(table.xpath("caption")[0]))[0]) == sum(told.values())
        widths = [int(rect.get("width")) for rect in table.xpath(".//rect")]
        named = [count for name, count in told.items() if name != "Others"]
        assert widths == [round(100 * count / max(named)) for count in named]


def test_nothing_to_see_is_no_picture() -> None:
    """A site with one speaker, or with few names, has words and no picture."""
    value = few()
    (article,) = value["articles"]
    article |= {"quotations": article["quotations"][:1], "mentions": {"e0": article["mentions"]["e0"]}}
    files = built(value)
    assert networks(files) == {}
    assert not parsed(files["quotes/index.html"]).xpath("//table[@class='bars']")
