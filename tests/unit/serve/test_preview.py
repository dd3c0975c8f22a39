"""What a browser is told, and when."""

import asyncio
import json
from pathlib import PurePosixPath

import pytest

from sitegen.building.processes.progress import Progress, Step
from sitegen.serve.elsewhere import Elsewhere
from sitegen.serve.inject import version_of
from sitegen.serve.preview import MISSING, WAITING, Preview

PAGE = b"<!doctype html><head><link rel=stylesheet href=a.css></head><body>Text</body>"
PROBLEM = {"code": "a-b", "message": "Wrong."}


@pytest.fixture
def preview(tmp_path):
    """A preview of one page, built once."""
    (tmp_path / "index.html").write_bytes(PAGE)
    made = Preview(tmp_path)
    made.publish(())
    return made


class Browser:
    """Reads the events of one line, as far as they come at once."""

    def __init__(self, preview: Preview, page: str = "/", seen: bytes = PAGE) -> None:
        version = version_of(seen)
        self._events = preview.stream(page, version.digest, version.skeleton)

    async def told(self) -> list[tuple[str, object]]:
        """The events up to the next pause."""
        found = []
        while True:
            try:
                text = await asyncio.wait_for(asyncio.shield(self._ask()), 0.05)
            except TimeoutError:
                return found
            if text.startswith("event: "):
                name, data = text.strip().split("\n")
                found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))

    def _ask(self):
        if getattr(self, "_asked", None) is None or self._asked.done():
            self._asked = asyncio.ensure_future(anext(self._events))
        return self._asked

    async def leave(self) -> None:
        """Close the line."""
        self._asked.cancel()
        await asyncio.gather(self._asked, return_exceptions=True)
        await self._events.aclose()


def run(preview: Preview, story, **options) -> None:
    """Tell the story of one browser."""

    async def whole() -> None:
        browser = Browser(preview, **options)
        await story(browser)
        await browser.leave()

    asyncio.run(whole())


class TestStream:
    def test_a_page_that_is_as_it_was_stays(self, preview):
        """A build that changes other pages reloads nothing; the changed files are named."""

        async def story(browser):
            assert await browser.told() == [("problems", [])]
            preview.publish((), [PurePosixPath("other/index.html")])
            assert await browser.told() == [("built", {"changed": ["other/index.html"]})]

        run(preview, story)

    def test_a_changed_page_reloads(self, preview):
        """Once for each change."""

        async def story(browser):
            await browser.told()
            (preview.output / "index.html").write_bytes(PAGE.replace(b"Text", b"New"))
            preview.publish(())
            assert await browser.told() == [("reload", {})]
            preview.publish(())
            assert await browser.told() == []

        run(preview, story)

    def test_the_page_of_an_article_that_was_renamed(self, preview):
        """The browser is told where it stands now."""

        async def story(browser):
            await browser.told()
            (preview.output / "new").mkdir()
            (preview.output / "index.html").rename(preview.output / "new" / "index.html")
            preview.publish((), elsewhere=Elsewhere(moved={"": "new/"}))
            assert await browser.told() == [("reload", {"path": "/new/"})]

        run(preview, story)

    def test_changed_styles_are_swapped(self, preview):
        """The new names come with the page's new digest."""

        async def story(browser):
            await browser.told()
            new = PAGE.replace(b"a.css", b"b.css")
            (preview.output / "index.html").write_bytes(new)
            preview.publish(())
            assert await browser.told() == [
                ("styles", {"digest": version_of(new).digest, "hrefs": ["b.css"]})
            ]

        run(preview, story)

    def test_mistakes_are_shown_and_taken_away(self, preview):
        """As long as they are there, and not again while they stay the same."""

        async def story(browser):
            await browser.told()
            preview.publish([PROBLEM])
            assert await browser.told() == [("problems", [PROBLEM])]
            preview.publish([PROBLEM])
            assert await browser.told() == []
            preview.publish(())
            assert await browser.told() == [("problems", [])]

        run(preview, story)

    def test_notes_are_told_on_their_page_only(self, preview):
        """Once, until they change; a build that says nothing of them leaves them."""

        async def story(browser):
            await browser.told()
            note = {"held": "draft", "warnings": []}
            preview.publish(
                (), notes={"index.html": note, "other/index.html": {"held": "future", "warnings": []}}
            )
            held = {"/": "draft", "/other/": "future"}
            assert await browser.told() == [("notes", note), ("held", held)]
            preview.publish(())
            preview.look_again()
            assert await browser.told() == []
            preview.publish((), notes={})
            assert await browser.told() == [("notes", {}), ("held", {})]

        run(preview, story)

    def test_who_comes_back_is_told_what_was_missed(self, preview):
        """A browser that was away has another version than the disk: it reloads at once."""

        async def story(browser):
            assert await browser.told() == [("reload", {}), ("problems", [PROBLEM])]

        preview.publish([PROBLEM])
        run(preview, story, seen=b"an older page")

    def test_the_waiting_page_goes_when_the_site_is_there(self, tmp_path):
        """Whoever opens the preview before the first build is done sees the page when it is."""
        preview = Preview(tmp_path)
        assert preview.page("/") == (503, WAITING)

        async def story(browser):
            assert await browser.told() == [("problems", [])]
            (tmp_path / "index.html").write_bytes(PAGE)
            preview.publish(())
            assert await browser.told() == [("reload", {})]

        run(preview, story, seen=WAITING.body)

    def test_how_far_the_first_build_is(self, tmp_path, monkeypatch):
        """Whoever waits for it is told, and no more when it is done."""
        monkeypatch.setattr("sitegen.serve.preview.BLINK", 0.0)
        preview = Preview(tmp_path)

        async def story(browser):
            await browser.told()
            preview.show_progress(Progress(Step.PREPARE, 320, 1200, 1.0))
            assert await browser.told() == [("progress", "Preparing 320 of 1,200 articles")]
            preview.publish(())
            preview.show_progress(Progress(Step.MAKE, 1, 2, 1.0))
            assert ("progress", "Making 1 of 2 files") not in await browser.told()

        run(preview, story, seen=WAITING.body)

    def test_a_missing_page_that_appears(self, preview):
        """Somebody who looks at a 404 sees the page when it is made, and not before."""
        assert preview.page("/new/") == (404, MISSING)

        async def story(browser):
            await browser.told()
            (preview.output / "new").mkdir()
            (preview.output / "new" / "index.html").write_bytes(PAGE)
            preview.publish(())
            assert await browser.told() == [("reload", {})]

        run(preview, story, page="/new/", seen=MISSING.body)

    def test_open_pages_are_known_and_forgotten(self, preview):
        """The build may ask what is being looked at."""

        async def story(browser):
            await browser.told()
            assert preview.open_pages() == {"/"}

        run(preview, story)
        assert preview.open_pages() == frozenset()

    def test_closing_ends_every_line(self, preview):
        """The server can stop while browsers are open."""

        async def whole():
            browser = Browser(preview)
            await browser.told()
            preview.close()
            with pytest.raises(StopAsyncIteration):
                await asyncio.wait_for(browser._ask(), 1)

        asyncio.run(whole())


class TestPage:
    def test_the_site_s_own_404(self, preview):
        """A site that has a page for what is missing shows it."""
        (preview.output / "404.html").write_bytes(b"Ours")
        status, found = preview.page("/none")
        assert (status, found.body) == (404, b"Ours")
