"""What happens when a reader points, presses, types and taps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import follow
from playwright.sync_api import Browser, Page, Route, expect
from quote_reading import quotes_in

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(900)]

BRIEFING = "news/briefings/port-talks/"


def test_a_mention_lights_up_with_its_card(server: str, page: Page) -> None:
    """All mentions of the entity, its card, and a line between them."""
    page.goto(f"{server}/{BRIEFING}")
    mention = page.locator("#text .ent", has_text="Ines Halloran").first
    mention.scroll_into_view_if_needed()
    mention.hover()
    expect(page.locator("#e-ines-halloran")).to_contain_class("is-hot")
    assert page.locator(".text .ent.is-hot").count() == 3


def test_a_template_without_a_citation_keeps_all_else(server: str, page: Page) -> None:
    """As a site's own may be."""

    def uncited(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(" id=cite", ""))

    page.route(f"{server}/{BRIEFING}", uncited)
    page.goto(f"{server}/{BRIEFING}")
    assert page.locator("#cite").count() == 0
    mention = page.locator("#text .ent", has_text="Ines Halloran").first
    mention.scroll_into_view_if_needed()
    mention.hover()
    expect(page.locator("#e-ines-halloran")).to_contain_class("is-hot")


def test_a_mention_leads_to_its_card_and_back(server: str, page: Page) -> None:
    """Enter on a mention goes to the card; its first number leads back."""
    page.goto(f"{server}/{BRIEFING}")
    mention = page.locator("#text .ent", has_text="Ines Halloran").first
    mention.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server}/{BRIEFING}#e-ines-halloran")
    page.locator("#e-ines-halloran .at a").first.click()
    expect(page).to_have_url(f"{server}/{BRIEFING}#{mention.get_attribute('id')}")


def test_an_index_line_lights_its_marks(server: str, page: Page) -> None:
    """An interrupted quotation has all its parts lit."""
    page.goto(f"{server}/{BRIEFING}")
    page.locator(".qi", has_text="Nobody in this company").hover()
    assert page.locator("mark.is-hot").count() == page.locator("mark[data-q='3']").count() >= 3


def test_a_click_on_a_wash_selects_its_line(server: str, page: Page) -> None:
    """A large target for the mouse."""
    page.goto(f"{server}/{BRIEFING}")
    page.locator("mark[data-q='1']").first.click(position={"x": 40, "y": 10})
    expect(page.locator(".qi[data-q='1']")).to_contain_class("is-on")


def test_layers_switch_marks_off(server: str, page: Page) -> None:
    """Quotes and people can be hidden one by one, with their cards."""
    page.goto(f"{server}/{BRIEFING}")
    page.locator("#ly-quote").uncheck()
    assert page.locator("mark").first.evaluate("e => getComputedStyle(e).backgroundImage") == "none"
    expect(page.locator(".text .qn").first).to_be_hidden()
    page.locator("#ly-person").uncheck()
    expect(page.locator("#e-tomas-reyle")).to_be_hidden()
    page.locator("#ly-person").check()
    expect(page.locator("#e-tomas-reyle")).to_be_visible()


def test_a_tap_opens_a_sheet_and_focus_comes_back(server: str, page: Page) -> None:
    """On a phone the card comes to the reader; Escape closes it and returns to the name."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{server}/{BRIEFING}")
    mention = page.locator("#text .ent", has_text="Ines Halloran").first
    mention.click()
    sheet = page.locator("#peek")
    expect(sheet).to_be_visible()
    expect(sheet.locator("h3")).to_have_text("Ines Halloran")
    expect(sheet.locator(".x")).to_be_focused()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(mention).to_be_focused()


@pytest.mark.parametrize("way", ["button", "outside"])
def test_a_sheet_closes_and_focus_comes_back(server: str, page: Page, way: str) -> None:
    """By its button and by a tap outside; the keyboard goes on from the name."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{server}/{BRIEFING}")
    mention = page.locator("#text .ent", has_text="Tomas Reyle").first
    mention.click()
    sheet = page.locator("#peek")
    expect(sheet).to_be_visible()
    if way == "button":
        sheet.locator(".x").click()
        expect(mention).to_be_focused()
    else:
        page.mouse.click(10, 60)
    expect(sheet).to_be_hidden()


def test_a_sheet_leads_on(server: str, page: Page) -> None:
    """A paragraph's number on the sheet closes it and goes there; the name leads to its page."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{server}/{BRIEFING}")
    mention = page.locator("#text .ent", has_text="Tomas Reyle").first
    mention.click()
    number = page.locator("#peek .at a").nth(1)
    target = str(number.get_attribute("href"))
    number.click()
    expect(page.locator("#peek")).to_be_hidden()
    expect(page).to_have_url(f"{server}/{BRIEFING}{target}")
    mention.click()
    page.locator("#peek h3 a").click()
    expect(page.locator("h1")).to_have_text("Tomas Reyle")


def test_the_keyboard_opens_and_leaves_the_popover(server: str, page: Page) -> None:
    """Focus on a name whose card is out of view shows it; Escape takes it away, focus stays on the name."""
    page.set_viewport_size({"width": 1100, "height": 300})
    page.goto(f"{server}/halvern/briefings/great-quill-harbour-vote/")
    mention = page.locator(f"[id='{far_from_its_card(page)}']")
    mention.scroll_into_view_if_needed()
    page.keyboard.press("Tab")  # what is focused by a script alone is not lit
    mention.focus()
    expect(page.locator("#peek")).to_be_visible()
    expect(page.locator("#peek h3")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#peek")).to_be_hidden()
    expect(mention).to_be_focused()


def far_from_its_card(page: Page) -> str:
    """The id of the last mention whose card is not in view with it."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.text .ent[data-e]')].filter(m => { const c ="
        ' document.querySelector(`.who .card[data-e="${m.dataset.e}"]`); return c &&'
        " Math.abs(c.getBoundingClientRect().top - m.getBoundingClientRect().top) > 500 }).map(m => m.id)"
    )
    return found[-1]


def test_a_card_out_of_view_comes_as_a_popover(server: str, page: Page) -> None:
    """After a moment, beside the name; Escape takes it away."""
    page.set_viewport_size({"width": 1100, "height": 360})
    page.goto(f"{server}/halvern/briefings/great-quill-harbour-vote/")
    page.locator(f"[id='{far_from_its_card(page)}']").hover()
    expect(page.locator("#peek")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#peek")).to_be_hidden()


@pytest.mark.parametrize("start", ["", "search/"])
def test_the_theme_can_be_switched_and_is_kept(server: str, page: Page, start: str) -> None:
    """The choice holds on the next page; the search page has a script of its own for it."""
    page.goto(f"{server}/news/{start}")
    page.locator("[data-theme-toggle]").click()
    page.goto(f"{server}/news/quotes/")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_the_quote_filter(server: str, page: Page) -> None:
    """By speaker, kind and words; the address keeps the choice."""
    page.goto(f"{server}/news/quotes/")
    shown = page.locator(".ql > li:visible")
    page.get_by_label("Speaker").select_option("ines-halloran")
    expect(shown).to_have_count(3)
    page.get_by_label("Indirect").uncheck()
    expect(shown).to_have_count(1)
    expect(page.locator("output")).to_have_text("1 of 7 quotes")
    page.reload()
    expect(shown).to_have_count(1)
    page.get_by_label("Words").fill("no such words")
    expect(page.locator(".empty")).to_be_visible()


def test_a_row_that_leaves_its_speaker_to_the_one_above_says_it_when_that_is_hidden(
    server: str, page: Page
) -> None:
    """Two quotations of one speaker in one briefing: the second alone has speaker, briefing and day, too."""
    page.goto(f"{server}/news/quotes/")
    second = page.locator(".ql > li:not([data-speaker])").first
    assert second.locator("b").count() == 0
    words = second.locator(".q").inner_text()
    page.get_by_label("Direct", exact=True).uncheck()
    row = page.locator(".ql > li:visible").filter(has_text=words)
    assert row.locator("b").inner_text() == "Ines Halloran"
    assert row.locator(".where a").inner_text() == "Port Callow talks stall, paragraph 2"
    assert row.locator(".where time").inner_text() == "20 May 2026"


def test_the_quote_filter_looks_into_what_was_said_and_who_said_it(server: str, page: Page) -> None:
    """A word of the briefing's title alone, or of how somebody is described, is in no quotation."""
    page.goto(f"{server}/halvern/quotes/")
    page.get_by_label("Words").fill("harbour")
    expect(page.locator("output")).to_contain_text(" of ")
    rows = page.locator(".ql > li:visible")
    said = [row.locator("b").inner_text() + row.locator(".q").inner_text() for row in rows.all()]
    assert said
    assert [words for words in said if "harbour" not in words.lower()] == []


def test_the_quote_filter_finds_quotes_on_other_pages(server: str, page: Page) -> None:
    """It fetches those of a list's other pages that the choice needs, and their links are right."""
    fetched: list[str] = []
    page.on("request", lambda r: fetched.append(r.url) if r.resource_type == "fetch" else None)
    page.goto(f"{server}/paged/quotes/page/2/")
    page.get_by_role("link", name="Filter quotes").click()
    shown = page.locator(".ql > li:visible")
    assert shown.count() == 3
    expect(page.locator("output")).to_have_text("7 quotes")
    page.get_by_label("Speaker").select_option("ines-halloran")
    expect(shown).to_have_count(3)
    expect(page.locator("output")).to_have_text("3 of 7 quotes")
    expect(page.locator(".pager")).to_be_hidden()
    assert fetched == []
    for link in page.locator(".ql > li a").all():
        assert page.request.get(str(link.evaluate("a => a.href.split('#')[0]"))).ok
    page.get_by_label("Speaker").select_option("")
    expect(page.locator("output")).to_have_text("7 quotes")
    expect(page.locator(".pager")).to_be_visible()
    expect(shown).to_have_count(3)
    page.get_by_label("Words").fill("o")
    expect(page.locator(".ql > li")).to_have_count(7)
    assert fetched == [f"{server}/paged/quotes/page/2/", f"{server}/paged/quotes/page/3/"]
    page.get_by_label("Words").fill("")
    page.get_by_label("Speaker").select_option("unknown")
    expect(shown).to_have_count(1)


def test_search_finds_what_a_speaker_said(server: str, folder: Path, page: Page) -> None:
    """Their words and their name as filter lead to the very quotation; the address keeps the search."""
    listed = quotes_in((folder / "halvern/quotes/quotes.json").read_bytes())
    own = [q for q in listed if q["speaker_entity"] == "nora-quist"]
    said = max((q["text"] for q in own if q["kind"] == "direct"), key=len)
    page.goto(f"{server}/halvern/search/")
    page.get_by_label("Words").fill(" ".join(re.findall(r"\w{5,}", said)[:4]))
    results = page.locator(".results a")
    expect(results.first).to_be_visible(timeout=15_000)
    page.get_by_label("Kind").select_option("Quote")
    page.get_by_label("Speaker").select_option("Nora Quist")
    expect(page).to_have_url(re.compile(r"kind=Quote&speaker=Nora\+Quist$"))
    said_by = page.locator(".results li li a")
    expect(said_by.first).to_have_text("Nora Quist")
    expect(page.locator(".results li li p").first).to_contain_text(said[1:20])
    follow(said_by.first)
    mark = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(mark).to_be_in_viewport()
    assert "".join(said.split()).startswith("".join(mark.inner_text().split())[:40])


def test_search_with_the_keyboard(server: str, page: Page) -> None:
    """Arrow keys walk from the field to results and back; the address keeps the words and the filter."""
    page.goto(f"{server}/halvern/search/")
    page.get_by_label("Words").fill("pilot")
    results = page.locator(".results a")
    expect(results.first).to_be_visible(timeout=15_000)
    before = results.count()
    page.get_by_label("Kind").select_option("Quote")
    expect(page).to_have_url(f"{server}/halvern/search/?q=pilot&kind=Quote")
    expect(page.locator(".results[aria-busy=false]")).to_have_count(1)
    expect(page.locator("output")).to_contain_text("results")
    assert results.count() <= before
    page.get_by_label("Words").focus()
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Words")).to_be_focused()
    page.reload()
    expect(results.first).to_be_visible(timeout=15_000)
    expect(page.get_by_label("Kind")).to_have_value("Quote")


def test_search_without_its_index_lists_where_to_look(server: str, page: Page) -> None:
    """It says so, and shows the pages that list everything."""
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{server}/halvern/search/?q=pilot")
    expect(page.locator("output")).to_contain_text("cannot be loaded")
    links = page.locator("main .prose a")
    expect(links.first).to_be_visible()
    for link in links.all():
        assert page.request.get(str(link.evaluate("a => a.href"))).ok


def test_opened_from_the_file_system(folder: Path, page: Page) -> None:
    """Links between pages lead to pages, not to folders; the search page's too."""
    page.goto((folder / "news" / "search" / "index.html").as_uri())
    page.locator(".mast nav a").first.click()
    expect(page).to_have_url(re.compile(r"/news/index\.html$"))
    page.goto((folder / "news" / "index.html").as_uri())
    page.locator(".lead h1 a").click()
    expect(page.locator("h1")).to_have_text("Port Callow talks stall")
    page.locator("#e-ines-halloran h3 a").click()
    expect(page.locator("h1")).to_have_text("Ines Halloran")
    follow(page.locator(".kwic a").first)
    assert "/briefings/port-talks/index.html#m-" in page.url


def test_keys_go_from_quotation_to_quotation(server: str, page: Page) -> None:
    """Alt with an arrow, from what is in view or from the one in focus; arrows alone scroll as ever."""
    page.goto(f"{server}/{BRIEFING}")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".text .qn[data-q='1']")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".text .qn[data-q='2']")).to_be_focused()
    expect(page.locator("mark[data-q='2']").first).to_be_in_viewport()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".text .qn[data-q='1']")).to_be_focused()


def test_where_nothing_can_point_no_keys_are_named(server: str, browser: Browser) -> None:
    """A telephone has neither Alt nor arrows; what it can do is on the page."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(f"{server}/{BRIEFING}")
    expect(page.locator(".qi .cp").first).to_be_visible()
    assert page.locator("[data-keys]").count() == 0
    context.close()


def test_skip_links_lead_to_each_zone(server: str, page: Page) -> None:
    """They are the first stops of the keyboard, and seen when it is there."""
    page.goto(f"{server}/{BRIEFING}")
    for zone in ("text", "quotes", "who", "foot"):
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        assert link.get_attribute("href") == f"#{zone}"
        expect(link).to_be_in_viewport()
        expect(page.locator(f"#{zone}")).to_have_count(1)


def test_a_quotation_is_copied_with_its_source(server: str, page: Page) -> None:
    """Its words, who said it and how, the article, and a link to the very place; by mouse and by keys."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server}/{BRIEFING}")
    line = page.locator(".qi[data-q='1']")
    line.locator(".x").focus()
    page.keyboard.press("Tab")
    expect(line.locator(".cp")).to_be_focused()
    page.keyboard.press("Enter")
    expect(line.locator(".cp")).to_have_text("Copied")
    words, who, source = str(page.evaluate("navigator.clipboard.readText()")).split("\n")
    assert words == "“We moved twice overnight and they did not move at all.”"
    assert who == "— Ines Halloran, direct"
    assert "Port Callow talks stall" in source
    mark = page.locator("mark[data-q='1']").first.get_attribute("id")
    assert source.endswith(f"/{BRIEFING}#{mark}")
    page.locator(".qi[data-q='2']").hover()
    expect(page.locator(".cp")).to_have_count(1)
    expect(page.locator(".qi[data-q='2'] .cp")).to_be_visible()
