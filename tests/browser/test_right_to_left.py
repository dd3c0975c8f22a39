"""Right to left in a real browser: an Arabic article or name on English pages, and an Arabic site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import violations
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(900)]

ARABIC = "strange/briefings/arabic/"
IN_ORDER = """() => [...document.querySelectorAll('.tags li')]
  .filter(li => /[\\u0600-\\u06ff]/.test(li.textContent))
  .map(li => [li.querySelector('bdi') !== null, ...['a', 'small'].map(
    name => li.querySelector(name).getBoundingClientRect().left)])"""


@pytest.fixture(params=[320, 834, 1440])
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page of three widths."""
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


def box(page: Page, selector: str) -> dict[str, float]:
    """Where the first such element stands."""
    found = page.locator(selector).first.bounding_box()
    assert found, selector
    return dict(found)


def check(page: Page) -> None:
    """No sideways scroll, nothing that axe finds."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page) == []


def test_an_article_from_right_to_left(server: str, screen: Page) -> None:
    """Its text starts at the right, with the paragraphs' numbers outside; the page around it stays."""
    screen.goto(f"{server}/{ARABIC}")
    check(screen)
    assert screen.locator("html").get_attribute("dir") is None
    article = screen.locator("article.text")
    assert (article.get_attribute("dir"), article.get_attribute("lang")) == ("rtl", "ar")
    assert screen.evaluate("getComputedStyle(document.querySelector('.text p')).textAlign") == "start"
    text = box(screen, ".text p")
    number = box(screen, ".text .pn")
    assert number["x"] > text["x"] + text["width"] / 2
    item = screen.evaluate("parseFloat(getComputedStyle(document.querySelector('.text ul')).paddingRight)")
    assert item > 10


def test_a_name_that_runs_the_other_way_stays_apart(server: str, screen: Page) -> None:
    """A count behind it is drawn behind it."""
    screen.goto(f"{server}/strange/entities/type/person/")
    check(screen)
    order = screen.evaluate(IN_ORDER)
    assert len(order) >= 2
    assert all(isolated and name < count for isolated, name, count in order)


def test_a_site_from_right_to_left(server: str, screen: Page) -> None:
    """Every kind of page is mirrored whole: no sideways scroll, nothing that axe finds."""
    for path in (
        "",
        "briefings/arabic/",
        "briefings/endless/",
        "entities/",
        "entities/leila/",
        "quotes/",
        "about/",
    ):
        screen.goto(f"{server}/mirrored/{path}")
        assert screen.locator("html").get_attribute("dir") == "rtl", path
        check(screen)
