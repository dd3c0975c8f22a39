"""A browser, and some sites to look at, served from sub-paths of the loopback address.

One is the example site, made by the real pipeline; one is small and holds what is rare; one strains pages.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import CHROMIUM
from headers import headers_of, sent_with
from made_once import made_once
from playwright.sync_api import Browser, FloatRect, Locator, Page, sync_playwright
from render_site import read_site, render_site, site_of
from strange_site import mirrored_site, strange_site

from sitegen.building.pipeline import Site

ROOT = Path(__file__).parents[2]
HEIGHT = 900
HEADERS = headers_of((ROOT / "docs" / "hosting.md").read_text())

KINDS = {
    "front": "halvern/",
    "briefing": "halvern/briefings/great-quill-harbour-vote/",
    "rare": "news/briefings/port-talks/",
    "dense": "strange/briefings/dense/",
    "right to left": "strange/briefings/rtl/",
    "nobody": "news/briefings/rain/",
    "entity": "news/entities/ines-halloran/",
    "entity of many": "paged/entities/ines-halloran/",
    "entity, continued": "paged/entities/ines-halloran/page/2/",
    "entities": "halvern/entities/",
    "type": "halvern/entities/type/person/",
    "quotes": "halvern/quotes/",
    "topics": "halvern/topics/",
    "topic": "halvern/topics/harbours/",
    "archive": "halvern/archive/",
    "month": "halvern/archive/2026/06/",
    "search": "halvern/search/?q=harbour",
    "about": "halvern/about/",
    "404": "news/404.html",
    "moved": "news/entities/inez-halloran/",
}
"""A page of every kind."""
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
"""Of axe: WCAG 2.2 AA and best practice."""
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""Those on which light or dark has a bearing."""


def violations(page: Page, rules: dict[str, Any] = RULES) -> list[tuple[str, str]]:
    """What axe finds on a page: the rule, and the beginning of the element."""
    found = Axe().run(page, options=rules).response["violations"]
    return [(each["id"], node["html"][:160]) for each in found for node in each["nodes"]]


def follow(link: Locator) -> None:
    """Click a link and wait for the page that it leads to, whole.

    A click alone is over as soon as the next page answers: what is then read at once is read of half a page.
    """
    with link.page.expect_navigation():
        link.click()


def at_rest(locator: Locator) -> FloatRect:
    """Where something is, once it has stopped moving: what is read right after a click may still slide."""
    box = locator.bounding_box()
    for _ in range(100):
        locator.page.wait_for_timeout(50)
        before, box = box, locator.bounding_box()
        if box is not None and box == before:
            return box
    pytest.fail("it does not come to rest")


@pytest.fixture(scope="session")
def browser(folder: Path) -> Iterator[Browser]:
    """Debian's Chromium, without a window.

    It starts when the sites are built: indexing needs an event loop, and its driver has this thread's.
    """
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """With the headers that the documentation recommends: every test runs under its strict policy."""
        _, _, below = self.path.removeprefix("/").partition("/")  # the first folder is the site's own
        for name, value in sent_with(HEADERS, f"/{below}").items():
            self.send_header(name, value)
        super().end_headers()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sites as files, only to be read: a folder for each. Made once for all processes."""
    return made_once(tmp_path_factory, "served", lambda folder: _make(folder, tmp_path_factory))


def _make(folder: Path, temporary: pytest.TempPathFactory) -> None:
    """The example site, the small one in two ways, the strange one, and one from right to left."""
    copy = temporary.mktemp("example")
    shutil.copytree(ROOT / "content", copy / "content")
    shutil.copy(ROOT / "sitegen.toml", copy)
    Site.load(copy, output=folder / "halvern", future=True).build()
    index, docs, config = read_site()
    paged = replace(config, page_size=1, entity_page_size=1, quotes_per_page=3)
    sites = {
        "news": (index, docs, config),
        "paged": (index, docs, paged),
        "strange": site_of(strange_site()),
        "mirrored": site_of(mirrored_site()),
    }
    for name, value in sites.items():
        for output in render_site(*value):
            path = folder / name / output.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.content)


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[str]:
    """The address at which both sites are served."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh, wide, light page; an error in a script or a request to elsewhere fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": HEIGHT}, color_scheme="light")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda m: problems.append(m.text) if "Content Security Policy" in m.text else None)
    page.on(
        "request",
        lambda r: (
            None if r.url.startswith(("http://127.0.0.1", "data:", "file:")) else problems.append(r.url)
        ),
    )
    yield page
    context.close()
    assert problems == []


def briefings(folder: Path, site: str = "halvern") -> list[str]:
    """Paths of all briefings of a site."""
    return sorted(f"{site}/briefings/{path.name}/" for path in (folder / site / "briefings").iterdir())
