"""The preview in a real browser: what an editor sees while writing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import CHROMIUM
from playwright.sync_api import Browser, Page, expect, sync_playwright
from preview_site import LONG, Live, write_site

pytestmark = pytest.mark.browser
expect.set_options(timeout=LONG * 1000)

QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
OVERLAY = "sitegen-overlay"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page; an error in a script fails the test."""
    errors: list[str] = []
    opened = browser.new_page(viewport={"width": 1300, "height": 700})
    opened.set_default_timeout(LONG * 1000)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda m: errors.append(m.text) if "Content Security Policy" in m.text else None)
    yield opened
    opened.close()
    assert errors == []


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a long article."""
    folder = write_site(tmp_path / "site")
    body = "\n\n".join(f"Paragraph {n}. " + "Nora Vell spoke to Tom Askew again. " * 12 for n in range(60))
    (folder / "content" / "story-0.md").write_text(f"---\ntitle: Story 0\n---\n{body}\n", "utf-8")
    return folder


def change(file: Path, old: str, new: str) -> None:
    """Save the file with one thing changed, by renaming, as editors do."""
    text = file.read_text("utf-8")
    assert old in text
    temporary = file.with_name(f".{file.name}.tmp")
    temporary.write_text(text.replace(old, new, 1), "utf-8")
    temporary.replace(file)


COMPLETE = "document.fonts.status === 'loaded' && document.readyState === 'complete'"


def top_of(page: Page, words: str) -> float:
    """How far a paragraph is from the top of the window."""
    return page.get_by_text(words).first.evaluate("e => e.getBoundingClientRect().top")


def mark(page: Page) -> None:
    """Leave something that a reload wipes out."""
    page.evaluate("window.mark = 1")


def read_down_to(page: Page, words: str) -> float:
    """Scroll until they stand below the page's head. Returns where they are then."""
    page.get_by_text(words).evaluate("e => scrollTo(0, scrollY + e.getBoundingClientRect().top - 90)")
    return top_of(page, words)


def is_marked(page: Page) -> bool:
    """Whether the page has not been loaded again."""
    return page.evaluate("window.mark === 1")


class TestEditing:
    def test_changed_text_without_losing_the_place(self, page, site):
        """Text is changed below and a paragraph put in above: what was being read stays where it was."""
        story = site / "content" / "story-0.md"
        with Live(site) as live:
            page.goto(f"{live.url}briefings/story-0/")
            before = read_down_to(page, "Paragraph 30.")
            change(story, "Paragraph 31.", "Changed thirty-one.")
            expect(page.get_by_text("Changed thirty-one.")).to_be_visible()
            assert top_of(page, "Paragraph 30.") == pytest.approx(before, abs=2)
            change(story, "Paragraph 0.", "A new first paragraph. " * 40 + "\n\nParagraph 0.")
            expect(page.get_by_text("A new first paragraph.").first).to_be_attached()
            for _ in range(500):  # `wait_for_function` runs text: forbidden here
                if page.evaluate(COMPLETE):
                    break
                page.wait_for_timeout(20)
            assert page.evaluate(COMPLETE)
            assert top_of(page, "Paragraph 30.") == pytest.approx(before, abs=2)

    def test_the_place_is_found_by_its_words(self, page, site):
        """Not every browser finds the place again by itself: the script's own note of it is enough."""
        words = ("Paragraph 30. " + "Nora Vell spoke to Tom Askew again. " * 12)[:80]
        anchor = {"tag": "P", "id": "", "words": words, "top": 120}
        note = {"x": 0, "y": 0, "focus": "", "card": None, "open": [], "checks": [], "anchor": anchor}
        with Live(site) as live:
            page.goto(f"{live.url}briefings/story-0/")
            note["path"] = "/briefings/story-0/"
            page.evaluate("note => { sessionStorage['sitegen-preview'] = JSON.stringify(note) }", note)
            page.goto(f"{live.url}briefings/story-0/?again")
            assert top_of(page, "Paragraph 30.") == pytest.approx(120, abs=2)

    def test_other_pages_are_not_reloaded(self, page, site):
        """Who reads another article is not disturbed."""
        with Live(site) as live:
            page.goto(f"{live.url}briefings/story-1/")
            mark(page)
            change(site / "content" / "story-0.md", "Paragraph 1.", "Changed one.")
            live.round()
            change(site / "content" / "story-1.md", "title: Story 1", "titel: Story 1")
            expect(page.locator(OVERLAY)).to_be_attached()
            assert is_marked(page)

    def test_a_mistake_is_shown_over_the_last_good_page_and_goes(self, page, site):
        """File, line and source are shown; mended, the overlay goes and the new page is there."""
        story = site / "content" / "story-0.md"
        with Live(site) as live:
            page.goto(f"{live.url}briefings/story-0/")
            change(story, "title: Story 0", "title: Story: 0")
            overlay = page.locator(OVERLAY)
            expect(overlay.get_by_text("content/story-0.md:2:13")).to_be_visible()
            expect(overlay.locator("mark")).to_have_text("2 | title: Story: 0")
            expect(overlay.locator("pre")).to_contain_text("  |             ^")
            expect(overlay.get_by_text("a colon and a space inside a value")).to_be_visible()
            expect(page.get_by_role("heading", name="Story 0", level=1)).to_be_visible()
            change(story, "title: Story: 0", "title: Mended")
            expect(page.get_by_role("heading", name="Mended", level=1)).to_be_visible()
            expect(overlay).to_have_count(0)

    def test_styles_are_swapped_without_a_reload(self, page, site):
        """The page takes the new colour where it stands."""
        own = site / "templates" / "assets" / "style.css"
        own.parent.mkdir(parents=True)
        own.write_text("body{color:rgb(1,2,3);height:5000px}", "utf-8")
        with Live(site) as live:
            page.goto(live.url)
            page.evaluate("scrollTo(0, 700)")
            mark(page)
            change(own, "rgb(1,2,3)", "rgb(4,5,6)")
            expect(page.locator("body")).to_have_css("color", "rgb(4, 5, 6)")
            expect(page.locator("link[rel~=stylesheet]")).to_have_count(1)
            assert is_marked(page)
            assert page.evaluate("scrollY") == 700

    def test_the_open_card_stays_open(self, page, site):
        """On a small screen a tapped name opens a sheet; a reload does not close it."""
        with Live(site) as live:
            page.set_viewport_size({"width": 500, "height": 700})
            page.goto(f"{live.url}briefings/story-0/")
            page.locator(".text .ent", has_text="Tom Askew").nth(3).click()
            expect(page.locator("#peek")).to_be_visible()
            change(site / "content" / "story-0.md", "Paragraph 1.", "Changed one.")
            expect(page.get_by_text("Changed one.")).to_be_attached()
            expect(page.locator("#peek")).to_be_visible()
            expect(page.locator("#peek")).to_contain_text("Tom Askew")

    def test_a_renamed_article_is_followed(self, page, site):
        """Its page gives way to the new one at the same place, and says where it stood; nothing fails."""
        faults: list[str] = []
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        story = site / "content" / "story-0.md"
        with Live(site) as live:
            page.goto(f"{live.url}briefings/story-0/")
            before = read_down_to(page, "Paragraph 30.")
            story.rename(story.with_name("tale.md"))
            page.wait_for_url("**/briefings/tale/")
            expect(page.get_by_text("Paragraph 30.")).to_be_visible()
            notes = page.locator("sitegen-notes")
            expect(notes.get_by_text("A remark of the build")).to_be_visible()
            expect(notes).to_contain_text("this page stood at /briefings/story-0/ before")
            line = notes.evaluate("e => e.getBoundingClientRect().height")
            assert top_of(page, "Paragraph 30.") == pytest.approx(before, abs=line + 2)
            assert faults == []

    def test_what_is_missing_looks_like_the_site(self, page, site):
        """Also where the built site is to be served from a folder."""
        faults: list[str] = []
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        config = site / "sitegen.toml"
        change(config, "[site]", '[site]\nbase_url = "https://example.org/news/"')
        with Live(site) as live:
            page.goto(f"{live.url}nothing/at/all/")
            assert page.evaluate("getComputedStyle(document.querySelector('.mast')).display") == "flex"
            page.get_by_role("link", name="Briefings", exact=True).click()
            page.wait_for_url(live.url)
            assert len(faults) == 1, "that the page itself is missing"

    def test_a_restarted_preview_is_found_again(self, page, site):
        """The line breaks and comes back; what changed meanwhile is on the page."""
        with Live(site) as live:
            page.goto(f"{live.url}briefings/story-0/")
            port = live.url.rsplit(":", 1)[1]
        change(site / "content" / "story-0.md", "Paragraph 1.", "Changed one.")
        with Live(site) as live:
            assert live.url.endswith(port)
            expect(page.get_by_text("Changed one.")).to_be_visible()
