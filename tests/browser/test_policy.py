"""Every page keeps to the strict policy of docs/hosting.md and loads nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(900)]

LISTEN = """document.addEventListener("securitypolicyviolation",
  e => violated([e.effectiveDirective, e.blockedURI, e.sample, location.pathname].join(" ")));"""
SITES = ("halvern", "news", "strange", "paged")


@pytest.fixture
def watched(browser: Browser, server: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it does that it may not: violations, and requests to other servers."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page, found = context.new_page(), list[str]()
    context.expose_function("violated", lambda each: found.append(each))  # noqa: PLW0108 - playwright asks for a Python function
    context.add_init_script(LISTEN)
    page.on("request", lambda r: None if r.url.startswith((server, "blob:")) else found.append(r.url))
    yield page, found
    context.close()


def pages(folder: Path, site: str) -> list[str]:
    """Addresses of all pages of a site, below the server's."""
    return sorted(path.relative_to(folder).as_posix() for path in (folder / site).rglob("*.html"))


@pytest.mark.parametrize("site", SITES)
def test_no_page_breaks_the_policy(
    server: str, folder: Path, watched: tuple[Page, list[str]], site: str
) -> None:
    """Every page, loaded to its end; one that moved leads on meanwhile."""
    page, found = watched
    addresses = pages(folder, site)
    assert len(addresses) > 5
    for address in addresses:
        response = page.goto(f"{server}/{address}")
        assert response
        assert "default-src 'self'" in response.headers["content-security-policy"]
        if 'http-equiv="refresh"' in (folder / address).read_text():
            page.wait_for_url(lambda url, left=f"{server}/{address}": url != left)
            page.wait_for_load_state()
    page.wait_for_timeout(200)
    assert found == []


def test_what_breaks_the_policy_is_noticed(server: str, watched: tuple[Page, list[str]]) -> None:
    """Seen failing: a style, a script and a picture that are not the page's."""
    page, found = watched
    page.goto(f"{server}/halvern/about/")
    page.evaluate("""document.querySelector("main").innerHTML =
        '<p style="color:red" onclick="1"></p><img src="data:image/gif;base64,AA"><img src="http://example.invalid/x.png">'""")
    page.wait_for_timeout(500)
    assert {each.partition(" ")[0] for each in found} >= {"style-src-attr", "script-src-attr", "img-src"}


def test_no_interaction_breaks_the_policy(server: str, watched: tuple[Page, list[str]]) -> None:
    """Pointing at names, opening a card, switching the theme, filtering quotes."""
    page, found = watched
    page.goto(f"{server}/halvern/briefings/great-quill-harbour-vote/")
    for mention in page.locator("#text .ent").all()[:12]:
        mention.hover()
        page.wait_for_timeout(350)
    assert page.locator(".leader.on, #peek:popover-open").count()
    page.locator("[data-theme-toggle]").click()
    page.goto(f"{server}/halvern/quotes/")
    page.locator("form.filter input[name=q]").fill("harbour")
    assert page.locator(".ql > li:visible").count()
    assert found == []


def test_the_search_works_and_alone_has_what_it_needs(server: str, watched: tuple[Page, list[str]]) -> None:
    """The index is loaded, and finds; where nothing runs WebAssembly, nothing may."""
    page, found = watched
    response = page.goto(f"{server}/halvern/search/?q=harbour")
    assert response
    assert "'wasm-unsafe-eval'" in response.headers["content-security-policy"]
    page.locator(".results li").first.wait_for()
    assert found == []
    other = page.goto(f"{server}/halvern/")
    assert other
    assert "unsafe" not in other.headers["content-security-policy"]


def test_the_choice_of_light_or_dark_is_kept(server: str, watched: tuple[Page, list[str]]) -> None:
    """The one line in the page runs by its hash, before anything is drawn."""
    page, found = watched
    page.goto(f"{server}/halvern/about/")
    page.locator("[data-theme-toggle]").click()
    page.goto(f"{server}/halvern/topics/")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert found == []
