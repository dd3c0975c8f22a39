"""Pictures in a real browser: names stay inside, do not cover each other, and can be followed."""

from __future__ import annotations

import pytest
from conftest import COLOURS, RULES, violations
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(900)]

PAGES = {
    "halvern/entities/": ".net",
    "halvern/entities/lindmoor/": ".net",
    "halvern/entities/great-quill/": ".net",
    "halvern/entities/kessing-port-authority/": ".net",
    "halvern/entities/storm-petra/": "ul.time",
    "halvern/quotes/": ".bars",
}
"""Pages, each with its picture."""
NAMES_IN_THE_WAY = """() => {
  const found = [], net = document.querySelector(".net");
  if (!net) return found;
  const edge = net.getBoundingClientRect();
  const boxes = [...net.querySelectorAll("li")].map(li => {
    const range = document.createRange();
    const [from, to] = [li.querySelector("a, b"), li.lastChild];
    range.setStartBefore(from); range.setEndAfter(to);
    return [li.innerText, range.getBoundingClientRect()];
  });
  for (const [name, a] of boxes) {
    if (a.left < edge.left - 1 || a.right > edge.right + 1 || a.top < edge.top - 1)
      found.push(name + " is outside");
    for (const [other, b] of boxes)
      if (name < other && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
          && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5) found.push(name + " covers " + other);
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 834, 1440])
def test_pictures_can_be_read(server: str, browser: Browser, width: int, scheme: str) -> None:
    """No sideways scroll, no name outside or on another, nothing that axe finds, the table opened."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    for path, picture in PAGES.items():
        page.goto(f"{server}/{path}")
        assert page.locator(picture).count() == 1, path
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        found += [(path, text) for text in page.evaluate(NAMES_IN_THE_WAY)]
        page.evaluate("document.querySelectorAll('.net details').forEach(d => { d.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        rules = RULES if scheme == "light" else COLOURS
        found += [(path, *each) for each in violations(page, rules)]
    context.close()
    assert found == []


@pytest.mark.parametrize("width", [390, 1440])
def test_a_name_in_the_picture_leads_to_its_page(server: str, browser: Browser, width: int) -> None:
    """By the keyboard as by the mouse: it is an ordinary link, without a script."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/halvern/entities/")
    link = page.locator(".net li a").first
    name = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/entities/*/")
    assert page.locator("h1").inner_text() == name
    context.close()
