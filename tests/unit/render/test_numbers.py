"""Every number that a page prints, counted again from its marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import pytest
from html_reading import pages, parsed, text_of
from lxml.html import HtmlElement

from sitegen.render.counting import count_words

BRIEFINGS = ("port-talks", "crane-plan", "rain")


@pytest.fixture(params=BRIEFINGS)
def page(request: pytest.FixtureRequest, site: Mapping[str, bytes]) -> HtmlElement:
    """Each briefing of the small site."""
    return parsed(site[f"briefings/{request.param}/index.html"])


def number(element: HtmlElement) -> int:
    """The first number that an element says."""
    return int(re.findall(r"\d+", text_of(element))[0])


def one(page: HtmlElement, path: str) -> HtmlElement:
    """The only element at a path."""
    (found,) = page.xpath(path)
    return found


def by_quote(page: HtmlElement) -> dict[str, list[HtmlElement]]:
    """The marks of each quotation, by its number."""
    marks: dict[str, list[HtmlElement]] = {}
    for mark in page.xpath("//article//mark"):
        marks.setdefault(mark.get("data-q"), []).append(mark)
    return marks


def said(marks: list[HtmlElement]) -> str:
    """What the marks of a quotation cover, without the signs that stand in them."""
    pieces = []
    for mark in marks:
        pieces += mark.xpath(
            ".//text()[not(ancestor::sup[@class='en']) and not(ancestor::a[contains(@class,'qn')])]"
        )
        pieces.append("\n" if mark.getparent().tag not in {"a"} else "")
    return "".join(pieces)


def test_quotes_of_a_briefing(page: HtmlElement) -> None:
    """Legend, heading of the index and dock count the same quotations as the text has."""
    count = len(by_quote(page))
    assert number(one(page, "//*[@id='qx-h']")) == count
    assert number(one(page, "//nav[@class='dock']/a[@href='#quotes']")) == count
    assert len(page.xpath("//li[contains(@class,'qi')]")) == count
    assert len(page.xpath("//article//a[contains(@class,'qn')]")) == count
    for label in page.xpath("//li[@class='lq']/label"):
        assert number(label) == count


def test_entities_of_a_briefing(page: HtmlElement) -> None:
    """Heading, dock and legend count the cards; each card has a mark in the text or within another's."""
    cards = page.xpath("//section[contains(@class,'card')]")
    assert number(one(page, "//*[@id='who-h']")) == len(cards)
    assert number(one(page, "//nav[@class='dock']/a[@href='#who']")) == len(cards)
    counted = Counter(card.get("data-t") for card in cards)
    counted["date"] = len(page.xpath("//ol[@class='tl']/li"))
    legend = {li.get("data-t"): number(li) for li in page.xpath("//fieldset[@class='marks']//li[@data-t]")}
    assert legend == {key: count for key, count in counted.items() if count}


def test_paragraphs_are_numbered_from_one(page: HtmlElement) -> None:
    """Paragraphs and list items, in the order of the text; headings and tables have no number."""
    shown = [number(sign) for sign in page.xpath("//article//a[@class='pn']")]
    assert shown == list(range(1, len(shown) + 1))
    assert len(shown) == len(page.xpath("//article//p | //article//li[not(p)]"))


def test_paragraphs_on_cards(page: HtmlElement) -> None:
    """Every paragraph number on a card is the number of the paragraph that the link leads to."""
    for link in page.xpath("//p[@class='at']/a[not(contains(@class,'qn'))] | //ol[@class='tl']//a"):
        target = one(page, f"//*[@id='{link.get('href')[1:]}']")
        block = target.xpath("ancestor-or-self::*[a[@class='pn']][1]/a[@class='pn']") or target.xpath(
            "preceding::a[@class='pn'][1]"
        )
        assert number(link) == number(block[0])


def test_quotes_on_cards_lead_to_quotes(page: HtmlElement) -> None:
    """The yellow numbers on a card are those of the marks that they lead to."""
    for link in page.xpath("//section[contains(@class,'card')]//a[contains(@class,'qn')]"):
        assert one(page, f"//mark[@id='{link.get('href')[1:]}']").get("data-q") == text_of(link)


def test_words_of_voices(page: HtmlElement) -> None:
    """A speaker's words are the words in quotation marks of their quotations, and the strip adds up."""
    marks = by_quote(page)
    words: dict[str, int] = {}
    for group in page.xpath("//li[@class='sp']"):
        total = 0
        for line in group.xpath(".//li[contains(@class,'qi')]"):
            covered = marks[line.get("data-q")]
            text = said(covered)
            if covered[0].get("data-k") == "partial":
                text = " ".join(re.findall("“[^”]*”?", text))
            total += count_words(text) if covered[0].get("data-k") != "indirect" else 0
        words["#" + group.get("id")] = total
        assert [number(small) for small in group.xpath("./h3/small")] == ([total] if total else [])
    segments = page.xpath("//ol[@class='strip']/li")
    for segment in segments:
        (link,) = segment.xpath("./a")
        assert number(one(link, "./span")) == int(segment.get("style").removeprefix("--w:"))
        if link.get("href") != "#quotes":
            assert number(one(link, "./span")) == words[link.get("href")]
    if segments:
        assert number(one(page, "//*[@id='voices-h']/small")) == sum(words.values())
        assert sum(number(one(s, "./a/span")) for s in segments) == sum(words.values())


def test_length(page: HtmlElement) -> None:
    """The length is that of the text, without the signs that marking put into it."""
    blocks = page.xpath(
        "//article//*[self::p or self::h2 or self::td or self::th or (self::li and not(p))]"
        "[not(ancestor::div[@class='footnotes']) or self::p]"
    )
    signs = "contains(concat(' ',@class,' '),' pn ') or contains(@class,'qn') or @class='en'"
    skipped = (
        f"not(ancestor-or-self::*[{signs} or contains(@class,'footnote-ref') or @class='footnote-backref'])"
    )
    total = sum(count_words("".join(block.xpath(f".//text()[{skipped}]"))) for block in blocks)
    (length,) = [d for d in page.xpath("//dl[@class='meta']/div") if text_of(d).startswith("Length")]
    assert number(length) == total


def test_numbers_of_lines_and_marks_agree(page: HtmlElement) -> None:
    """A line of the index leads to the mark with its number, kind and paragraphs."""
    for line in page.xpath("//li[contains(@class,'qi')]"):
        marks = page.xpath(f"//mark[@data-q='{line.get('data-q')}']")
        assert line.xpath("./a[@class='x']/@href") == [f"#{marks[0].get('id')}"]
        numbers = [
            number(
                (
                    m.xpath("ancestor::*[a[@class='pn']][1]/a[@class='pn']")
                    or m.xpath("preceding::a[@class='pn'][1]")
                )[0]
            )
            for m in marks
        ]
        told = text_of(line.xpath("./span[@class='k']")[0])
        assert told.startswith(marks[0].get("data-k"))
        shown = re.search(r"paragraphs? (\d+)(?:–(\d+))?", told)
        assert shown
        assert (int(shown[1]), int(shown[2] or shown[1])) == (numbers[0], numbers[-1])


def test_entity_page(site: Mapping[str, bytes]) -> None:
    """Briefings, mentions and quotes on an entity's page are those that link to it, line by line."""
    for path, page in pages(site):
        if not path.startswith("entities/") or not page.xpath("//div[@class='ehead']//dl"):
            continue
        told = {text_of(d.xpath("dt")[0]): d.xpath("dd")[0] for d in page.xpath("//dl[@class='meta']/div")}
        lines = page.xpath("//table[@class='kwic']/tbody/tr//a/@href")
        assert number(told["Mentions"]) == len(lines)
        assert number(told["Briefings"]) == len({line.partition("#")[0] for line in lines})
        assert number(told["Quotes"]) == len(page.xpath("//ol[@class='ql']/li"))


def test_mentions_over_time(site: Mapping[str, bytes]) -> None:
    """The table behind the picture counts every dated mention; bars are as high as its numbers say."""
    page = parsed(site["entities/ines-halloran/index.html"])
    rows = {
        text_of(r.xpath("th")[0]): int(text_of(r.xpath("td")[0])) for r in page.xpath("//figure//tbody/tr")
    }
    assert rows == {"March 2026": 2, "May 2026": 3}
    assert sum(rows.values()) == len(page.xpath("//table[@class='kwic']/tbody/tr"))
    bars = [(int(r.get("x")), int(r.get("height"))) for r in page.xpath("//figure//rect")]
    assert bars == [(0, round(40 * 2 / 3)), (24, 40)]


def test_lists(site: Mapping[str, bytes]) -> None:
    """Voices, quotes and entities under a briefing in a list are those of its page."""
    for path, page in pages(site):
        for item in page.xpath("//article[@class='bcard'] | //div[@class='lead']/div"):
            (link,) = item.xpath(".//*[self::h1 or self::h2 or self::h3]/a/@href")
            briefing = parsed(site["briefings/" + link.rstrip("/").rpartition("/")[2] + "/index.html"])
            voices, quotes, entities = (number(span) for span in item.xpath(".//p[@class='stat']/span"))
            assert quotes == len(by_quote(briefing)), path
            assert entities == len(briefing.xpath("//section[contains(@class,'card')]")), path
            groups = [text_of(g) for g in briefing.xpath("//li[@class='sp']/h3")]
            assert voices == sum(not group.startswith("Speaker not known") for group in groups), path
            assert [i.get("style") for i in item.xpath(".//div[@class='mini']/i")] == [
                li.get("style") for li in briefing.xpath("//ol[@class='strip']/li")
            ], path


def test_quote_index(site: Mapping[str, bytes]) -> None:
    """The index has every quotation of every briefing, and its filter counts them by speaker."""
    index = parsed(site["quotes/index.html"])
    rows = index.xpath("//ol[@class='ql']/li")
    total = sum(len(by_quote(p)) for path, p in pages(site) if path.startswith("briefings/"))
    assert number(index.xpath("//output")[0]) == len(rows) == total
    speakers = Counter(row.get("data-speaker") for row in rows)
    options = index.xpath("//select[@name='speaker']/option[@value!='']")
    assert {o.get("value"): int(re.findall(r"\((\d+)\)$", text_of(o))[0]) for o in options} == speakers


def test_entity_lists_count_mentions(site: Mapping[str, bytes]) -> None:
    """The small number behind a name is the number of mentions on its page."""
    listing = parsed(site["entities/index.html"])
    for item in listing.xpath("//ul[@class='tags']/li"):
        target = "entities/" + item.xpath("./a/@href")[0].rstrip("/").rpartition("/")[2] + "/index.html"
        mentions = parsed(site[target]).xpath("//table[@class='kwic']/tbody/tr")
        assert number(item.xpath("./small")[0]) == len(mentions)


def test_about_page(site: Mapping[str, bytes]) -> None:
    """The figures of the method's page are those of the site."""
    facts = {
        text_of(d.xpath("dt")[0]): d.xpath("dd")[0]
        for d in parsed(site["about/index.html"]).xpath("//dl[@class='facts']/div")
    }
    index = parsed(site["quotes/index.html"])
    assert number(facts["Quotes"]) == len(index.xpath("//ol[@class='ql']/li"))
    doubtful = index.xpath("//ol[@class='ql']/li[contains(@class,'is-doubt')]")
    assert number(facts["Quotes with an uncertain speaker"]) == len(doubtful) == 2
    assert number(facts["Briefings"]) == len(BRIEFINGS)
