"""Every number that a page prints, counted again from its marks: tests for any site.

A module that imports them has the fixtures `page`, each briefing of a site, and `site`, its files by path.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping

from html_reading import pages, parsed, text_of
from lxml.html import HtmlElement

from sitegen.render.article.counting import count_words

IN_MARKS = re.compile('“[^”]*”?|"[^"]*"|‘[^’]*(?:’\\w[^’]*)*’')


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
                text = " ".join(IN_MARKS.findall(text))
            total += count_words(text) if covered[0].get("data-k") != "indirect" else 0
        words["#" + group.get("id")] = total
        assert [number(small) for small in group.xpath("./h3/small")] == ([total] if total else [])
    segments = page.xpath("//ol[@class='strip']/li")
    widest = max((number(span) for s in segments for span in s.xpath("./a/span")), default=0)
    for segment in segments:
        (link,) = segment.xpath("./a")
        assert int(segment.get("data-x")) == max(1, round(99 * number(one(link, "./span")) / widest))
        if link.get("href") != "#quotes":
            assert number(one(link, "./span")) == words[link.get("href")]
    if segments:
        assert number(one(page, "//*[@id='voices-h']/small")) == sum(words.values())
        assert sum(number(one(s, "./a/span")) for s in segments) == sum(words.values())


def test_names_of_voices_differ(page: HtmlElement) -> None:
    """Two speakers of one surname have their whole names in the strip."""
    names = [text_of(name) for name in page.xpath("//ol[@class='strip']//b")]
    assert len(names) == len(set(names))


def test_length(page: HtmlElement) -> None:
    """The length is that of the text, without the signs that marking put into it."""
    blocks = page.xpath(
        "//article//*[self::p or self::h2 or self::h3 or self::td or self::th or (self::li and not(p))]"
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
    """Briefings, mentions and quotes on an entity's pages are those that link to it, line by line."""
    for path, page in pages(site):
        if not path.startswith("entities/") or not page.xpath("//div[@class='ehead']//dl"):
            continue
        told = {text_of(d.xpath("dt")[0]): d.xpath("dd")[0] for d in page.xpath("//dl[@class='meta']/div")}
        whole = over_pages(site, path.removesuffix("index.html"))
        lines = [line for each in whole for line in each.xpath("//table[@class='kwic']/tbody/tr//a/@href")]
        assert number(told["Mentions"]) == len(lines)
        assert number(told["Briefings"]) == len({line.partition("#")[0].strip("./") for line in lines})
        assert number(told["Quotes"]) == sum(len(each.xpath("//ol[@class='ql']/li")) for each in whole)


def test_lists(site: Mapping[str, bytes]) -> None:
    """Voices, quotes and entities under a briefing in a list are those of its page."""
    for path, page in pages(site):
        for item in page.xpath("//article[@class='bcard'] | //div[@class='lead']/div"):
            (link,) = item.xpath(".//*[self::h1 or self::h2 or self::h3]/a/@href")
            briefing = parsed(site["briefings/" + link.rstrip("/").rpartition("/")[2] + "/index.html"])
            groups = [text_of(g) for g in briefing.xpath("//li[@class='sp']/h3")]
            voices = sum(not group.startswith("Speaker not known") for group in groups)
            entities = len(briefing.xpath("//section[contains(@class,'card')]"))
            # Of what a briefing has none, its card says nothing.
            counted = [count for count in (voices, len(by_quote(briefing)), entities) if count]
            assert [number(span) for span in item.xpath(".//p[@class='stat']/span")] == counted, path
            assert [i.get("data-x") for i in item.xpath(".//div[@class='mini']/i")] == [
                li.get("data-x") for li in briefing.xpath("//ol[@class='strip']/li")
            ], path


def over_pages(site: Mapping[str, bytes], folder: str) -> list[HtmlElement]:
    """A list's first page and those that continue it."""
    wanted = re.compile(rf"{folder}(page/\d+/)?index\.html")
    return [parsed(site[path]) for path in site if wanted.fullmatch(path)]


def quote_rows(site: Mapping[str, bytes]) -> list[HtmlElement]:
    """Every line of the quote index."""
    return [row for page in over_pages(site, "quotes/") for row in page.xpath("//ol[@class='ql']/li")]


def all_briefings(site: Mapping[str, bytes]) -> list[HtmlElement]:
    """The pages of all briefings."""
    return [parsed(site[path]) for path in site if path.startswith("briefings/") and path.endswith(".html")]


def linked(site: Mapping[str, bytes], folder: str, link: str) -> list[HtmlElement]:
    """The pages of the list at which a link of a page in a folder of the site leads."""
    path = posixpath.normpath(posixpath.join(folder, link))
    return over_pages(site, f"{path}/")


def test_quote_index(site: Mapping[str, bytes]) -> None:
    """The index has every quotation of every briefing; its filter counts them by speaker and knows where."""
    rows = quote_rows(site)
    total = sum(len(by_quote(page)) for page in all_briefings(site))
    index = parsed(site["quotes/index.html"])
    assert number(one(index, "//output")) == len(rows) == total
    speakers = Counter(speaker_of(row) for row in rows)
    options = index.xpath("//select[@name='speaker']/option[@value!='']")
    assert {o.get("value"): int(re.findall(r"\((\d+)\)$", text_of(o))[0]) for o in options} == speakers
    for option in options:
        first, last = map(int, option.get("data-pages").split())
        there = [_said_on(site, number, option.get("value")) for number in range(first, last + 1)]
        assert all(there), option.get("value")
        assert sum(there) == speakers[option.get("value")]


def _said_on(site: Mapping[str, bytes], number: int, speaker: str) -> int:
    """How many quotations of a speaker are on a page of the index."""
    page = parsed(site["quotes/index.html" if number == 1 else f"quotes/page/{number}/index.html"])
    return sum(speaker_of(row) == speaker for row in page.xpath("//ol[@class='ql']/li"))


def speaker_of(row: HtmlElement) -> str | None:
    """A row of the quote index without a speaker is of the one above it."""
    for each in (row, *row.itersiblings(preceding=True)):
        if each.get("data-speaker"):
            return str(each.get("data-speaker"))
    return None


def test_pagers(site: Mapping[str, bytes]) -> None:
    """A page of a list says which it is, and of how many."""
    for path, page in pages(site):
        folder, _, turn = path.removesuffix("index.html").partition("page/")
        for told in page.xpath("//nav[@class='pager']/span"):
            shown = [int(n) for n in re.findall(r"\d+", text_of(told))]
            assert shown == [int(turn.strip("/") or 1), len(over_pages(site, folder))], path


def test_entity_lists_count_mentions(site: Mapping[str, bytes]) -> None:
    """The small number behind a name is the number of mentions on its page; headings count names."""
    listing = parsed(site["entities/index.html"])
    named = site["entities/entities.jsonl"].splitlines()
    assert number(one(listing, "//p[@class='deck']")) == len(named)
    lists = [(p, "entities") for p in over_pages(site, "entities/")]
    lists += [(p, "entities/type/x") for path, p in pages(site) if path.startswith("entities/type/")]
    for page, folder in lists:
        for item in page.xpath("//ul[@class='tags']/li"):
            whole = linked(site, folder, item.xpath("./a/@href")[0])
            lines = [line for target in whole for line in target.xpath("//table[@class='kwic']/tbody/tr")]
            assert number(one(item, "./small")) == len(lines)
    for section in listing.xpath("//section[@class='sec'][@data-t]"):
        whole = linked(site, "entities", section.xpath("./h2/a/@href | ./p[@class='all']/a/@href")[0])
        names = [a for page in whole for a in page.xpath("//ul[@class='tags']/li/a")]
        assert number(one(section, "./h2/small")) == len(names)


def test_topics_and_months_count_briefings(site: Mapping[str, bytes]) -> None:
    """Behind a topic or month, and over its list, stands how many briefings it has."""
    for folder in ("topics", "archive"):
        for item in one(parsed(site[f"{folder}/index.html"]), "//main").xpath(".//ul/li"):
            whole = linked(site, folder, item.xpath("./a/@href")[0])
            briefings = [card for page in whole for card in page.xpath("//article[@class='bcard']")]
            assert number(one(item, "./small")) == len(briefings), text_of(item)
            for page in whole:
                assert number(one(page, "//p[@class='kicker'][not(ancestor::article)]/span")) == len(
                    briefings
                )


def test_most_quoted_and_most_named(site: Mapping[str, bytes]) -> None:
    """On a front page: words of the speakers, mentions of the names, in the briefings that it lists."""
    for path, page in pages(site):
        links = page.xpath(
            "//article[@class='bcard']/*[self::h2 or self::h3]/a/@href | //div[@class='lead']//h1/a/@href"
        )
        if not page.xpath("//ol[@class='rank'] | //*[@id='mn-h']"):
            continue
        words: Counter[str] = Counter()
        mentions: Counter[str] = Counter()
        folder = posixpath.dirname(path)
        for link in links:
            place = posixpath.normpath(posixpath.join(folder, link))
            (briefing,) = over_pages(site, f"{place}/")
            for group in briefing.xpath("//li[@class='sp']/h3[a][small]"):
                words[text_of(one(group, "./a"))] += number(one(group, "./small"))
            for card in briefing.xpath("//section[contains(@class,'card')]"):
                key = "/".join(one(card, "./h3/a").get("href").split("/")[-3:])
                for target in over_pages(site, key):
                    lines = target.xpath("//table[@class='kwic']/tbody/tr//a/@href")
                    mentions[key] += sum(f"/{place}/#" in line for line in lines)
        told = {
            text_of(one(li, "./a")): number(one(li, "./span")) for li in page.xpath("//ol[@class='rank']/li")
        }
        assert told or not words
        assert told == dict(words.most_common(len(told))) or sorted(told.values()) == sorted(
            n for _, n in words.most_common(len(told))
        )
        for item in page.xpath("//section[@aria-labelledby='mn-h']//li"):
            key = "/".join(one(item, "./a").get("href").split("/")[-3:])
            assert number(one(item, "./small")) == mentions[key], key


def test_about_page(site: Mapping[str, bytes]) -> None:
    """The figures of the method's page are those of the site."""
    facts = {
        text_of(d.xpath("dt")[0]): d.xpath("dd")[0]
        for d in parsed(site["about/index.html"]).xpath("//dl[@class='facts']/div")
    }
    doubtful = [row for row in quote_rows(site) if "is-doubt" in (row.get("class") or "")]
    assert number(facts["Quotes"]) == len(quote_rows(site))
    assert number(facts["Quotes with an uncertain speaker"]) == len(doubtful)
    assert number(facts["Briefings"]) == len(all_briefings(site))
    assert number(facts["Entities"]) == len(site["entities/entities.jsonl"].splitlines())
