"""What a reader without a script has: every way through a page, by plain links and CSS alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from conftest import follow
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(900)]

BRIEFING = "news/briefings/port-talks/"
LINE = "e => getComputedStyle(e).textDecorationLine"
WASH = "e => getComputedStyle(e).backgroundImage + getComputedStyle(e).backgroundColor"
NO_WASH = "nonergba(0, 0, 0, 0)"


@pytest.fixture(params=[390, 1440])
def plain(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page without scripts, narrow and wide."""
    size = {"width": request.param, "height": 900}
    context = browser.new_context(java_script_enabled=False, viewport=size)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def test_a_mention_leads_to_its_card_and_back(server: str, plain: Page) -> None:
    """The name is a link to the card, the first number on the card a link to the name."""
    plain.goto(f"{server}/{BRIEFING}")
    mention = plain.locator("#text .ent", has_text="Ines Halloran").first
    mention.click()
    expect(plain).to_have_url(f"{server}/{BRIEFING}#e-ines-halloran")
    expect(plain.locator("#e-ines-halloran")).to_be_in_viewport()
    plain.locator("#e-ines-halloran .at a").first.click()
    expect(plain).to_have_url(f"{server}/{BRIEFING}#{mention.get_attribute('id')}")
    expect(mention).to_be_in_viewport()


def test_a_quotation_leads_to_its_line_and_back(server: str, plain: Page) -> None:
    """The number behind the words leads to the index, the index to the words."""
    plain.goto(f"{server}/{BRIEFING}")
    number = plain.locator("#text .qn").first
    number.click(position={"x": 4, "y": 4})
    line = plain.locator(f"[id='{plain.url.partition('#')[2]}']")
    expect(line).to_be_in_viewport()
    line.locator(".x").click()
    expect(plain.locator("mark[data-q='1']").first).to_be_in_viewport()


@pytest.mark.parametrize("kind", ["person", "org", "place", "event", "date"])
def test_layers_switch_off_and_on(server: str, plain: Page, kind: str) -> None:
    """The underline and the cards of a type; what is hidden keeps no line and takes no place."""
    plain.goto(f"{server}/{BRIEFING}")
    mention, cards = plain.locator(f".text .ent[data-t={kind}]").first, plain.locator(f".card[data-t={kind}]")
    switch = plain.locator(f"#ly-{kind}")
    assert mention.evaluate(LINE) == "underline"
    switch.uncheck()
    assert mention.evaluate(LINE) == "none"
    for card in cards.all():
        expect(card).to_be_hidden()
    switch.check()
    assert mention.evaluate(LINE) == "underline"
    for card in cards.all():
        expect(card).to_be_visible()


def test_the_layer_of_quotes(server: str, plain: Page) -> None:
    """Every wash and every number goes and comes back."""
    plain.goto(f"{server}/{BRIEFING}")
    mark, number = plain.locator(".text mark").first, plain.locator(".text .qn").first
    assert mark.evaluate(WASH) != NO_WASH
    plain.locator("#ly-quote").uncheck()
    assert mark.evaluate(WASH) == NO_WASH
    expect(number).to_be_hidden()
    plain.locator("#ly-quote").check()
    assert mark.evaluate(WASH) != NO_WASH
    expect(number).to_be_visible()


def test_controls_that_need_a_script_are_not_there(server: str, plain: Page) -> None:
    """No button that does nothing."""
    for path in (BRIEFING, "news/", "news/quotes/", "news/search/"):
        plain.goto(f"{server}/{path}")
        for button in plain.locator("button:visible").all():
            assert button.evaluate("b => b.form && b.form.getAttribute('action')"), path


def test_the_quote_index_is_plain_pages_by_speaker(server: str, plain: Page) -> None:
    """No filter; every quotation on one of the pages, each speaker's together."""
    plain.goto(f"{server}/paged/quotes/")
    expect(plain.locator("form.filter")).to_be_hidden()
    speakers: list[str | None] = []
    while True:
        for row in plain.locator(".ql > li:visible").all():  # without one it is of the speaker above it
            speakers.append(row.get_attribute("data-speaker") or speakers[-1])
        following = plain.locator(".pager a[rel=next]")
        if not following.count():
            break
        follow(following)
    assert len(speakers) == 7
    runs = [speaker for speaker, _ in groupby(speakers)]
    assert len(runs) == len(set(runs))


def test_the_search_page_says_what_to_do_instead(server: str, folder: Path, plain: Page) -> None:
    """In place of the form: why there is none, and links to the pages that list everything."""
    plain.goto(f"{server}/halvern/search/")
    expect(plain.locator("form[data-search]")).to_be_hidden()
    expect(plain.get_by_text("Searching needs a script")).to_be_visible()
    links = [str(link.get_attribute("href")) for link in plain.locator("main .prose a:visible").all()]
    assert len(links) >= 4
    for link in links:
        plain.goto(f"{server}/halvern/search/")
        plain.locator(f"main a[href='{link}']:visible").click()
        assert plain.locator("h1").is_visible()
