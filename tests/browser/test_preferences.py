"""What readers ask of their browser: other colours, less motion, a dark page, larger text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(900)]

BRIEFING = "news/briefings/port-talks/"
COLOURS = """s => { const [e, drawn] = s.split('::');
  const c = getComputedStyle(document.querySelector(e), drawn && `::${drawn}`);
  return [c.color, c.backgroundColor, c.textDecorationLine, c.borderInlineStartStyle]; }"""

MOTION = """s => { const c = getComputedStyle(document.querySelector(s));
  return [c.scrollBehavior, c.translate]; }"""

DRAWN = """s => { const c = getComputedStyle(document.querySelector(s), '::before');
  return [c.color, ...(c.backgroundColor + c.backgroundImage).match(/rgba?[(][^)]*[)]/g)]; }"""
READABLE = 4.5
"""The contrast of WCAG's level AA."""

Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Open]:
    """A page opened with preferences: `visit(path, reduced_motion="reduce")`."""
    contexts = []

    def opened(path: str, width: int = 1440, **preferences: str) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **preferences)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{server}/{path}")
        return page

    yield opened
    for context in contexts:
        context.close()


def test_in_forced_colours_both_channels_remain(visit: Open) -> None:
    """Quotations keep a ground of their own, names their underline, cards their line; numbers can be read."""
    page = visit(BRIEFING, forced_colors="active")
    paper = page.evaluate(COLOURS, "body")
    for mark in (".text mark[data-k=direct]", ".text .qn", ".qi::before"):
        ink, ground, *_ = page.evaluate(COLOURS, mark)
        assert ground not in (paper[1], "rgba(0, 0, 0, 0)"), mark
        assert ink != ground, mark
    for kind in ("partial", "indirect"):  # a line below words in the colour of all words
        assert page.evaluate(COLOURS, f".text mark[data-k={kind}]")[:2] == paper[:2], kind
    bars = [page.evaluate(COLOURS, f".strip li:nth-child({n}) i")[1] for n in (1, 2)]
    assert bars[0] == bars[1] != paper[1]
    page.locator(".qi", has_text="Nobody in this company").hover()
    ink, ground, *_ = page.evaluate(COLOURS, "mark.is-hot")
    assert ink != ground not in (paper[1], page.evaluate(COLOURS, ".text mark:not(.is-hot)")[1])
    page.locator("#ly-quote").uncheck()
    page.mouse.move(0, 0)
    assert page.evaluate(COLOURS, ".text mark[data-k=direct]")[0] == paper[0]
    assert page.evaluate(COLOURS, ".text .ent")[2] == "underline"
    assert page.evaluate(COLOURS, ".card[data-t=place]")[3] == "dotted"


def light_of(colour: str) -> float | None:
    """Relative luminance as WCAG has it; None for what shines through."""
    red, green, blue, *alpha = map(float, re.findall(r"[\d.]+", colour))
    if alpha and not alpha[0]:
        return None
    lines = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * lines[0] + 0.7152 * lines[1] + 0.0722 * lines[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_of_the_index_can_be_read(visit: Open, scheme: str) -> None:
    """On every colour of their ground, whatever the kind: no checker sees what a stylesheet draws."""
    page = visit(BRIEFING, color_scheme=scheme)
    for kind in ("direct", "partial", "indirect"):
        colours = page.evaluate(DRAWN, f".qi[data-k={kind}]:not(.is-doubt)")
        ink, *grounds = [light for each in colours if (light := light_of(each)) is not None]
        assert grounds, kind
        pairs = [(max(ink, ground), min(ink, ground)) for ground in grounds]
        assert min((high + 0.05) / (low + 0.05) for high, low in pairs) >= READABLE, (kind, colours)


def test_with_less_motion_nothing_slides(visit: Open) -> None:
    """Jumps are jumps, and the sheet is there at once."""
    assert visit(BRIEFING).evaluate(MOTION, "html")[0] == "smooth"
    page = visit(BRIEFING, width=390, reduced_motion="reduce")
    assert page.evaluate(MOTION, "html")[0] == "auto"
    page.locator("#text .ent", has_text="Ines Halloran").first.click()
    expect(page.locator("#peek")).to_be_visible()
    assert page.evaluate(MOTION, "#peek")[1] == "none"


@pytest.mark.parametrize("path", [BRIEFING, "news/", "news/quotes/", "news/entities/ines-halloran/"])
def test_dark_pages_are_dark(visit: Open, path: str) -> None:
    """By the system's choice; the reader's own choice comes before it."""
    light = "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).every(n => n > 128)"
    page = visit(path, color_scheme="dark")
    assert not page.evaluate(light)
    page.locator("[data-theme-toggle]").click()
    assert page.evaluate(light)
    assert visit(path, color_scheme="light").evaluate(light)


def test_text_may_be_twice_as_large(visit: Open) -> None:
    """WCAG 1.4.4: nothing is cut off or pushed out of the page when letters are doubled."""
    page = visit(BRIEFING)
    page.evaluate(
        """() => {
            const larger = new CSSStyleSheet();
            larger.replaceSync('html{font-size:200%}');
            document.adoptedStyleSheets = [...document.adoptedStyleSheets, larger];
        }"""
    )  # a style element would be refused by the page's own policy
    assert page.evaluate("document.documentElement.scrollWidth") == 1440
    all_text = "[...document.querySelectorAll('h1,h2,h3,.text p,.card')]"
    cut = f"{all_text}.filter(e => e.scrollWidth > e.clientWidth + 2).length"
    assert page.evaluate(cut) == 0
