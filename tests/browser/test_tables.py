"""Tables in a real browser: one that is too wide is scrolled with the keyboard, without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(900)]


@pytest.mark.parametrize("scripted", [False, True])
def test_a_wide_table_scrolls_and_the_page_does_not(server: str, browser: Browser, *, scripted: bool) -> None:
    """The table's region takes the focus and the arrow keys; the page is as wide as its screen."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=scripted)
    page = context.new_page()
    page.goto(f"{server}/strange/briefings/rtl/")
    region = page.get_by_role("region", name="Table 1")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert region.evaluate("e => e.scrollWidth > e.clientWidth")
    assert region.evaluate("e => e.scrollLeft") > 0
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert region.locator("table").count() == 1
    context.close()
