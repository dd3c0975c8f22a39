"""Take the pictures of the README and of `docs/screenshots/` anew, with the page of these: `python tools/screenshots.py`.

Builds the example site, serves it from the loopback address and photographs a page of every kind in Debian's
chromium: wide, narrow, dark, and on paper, which poppler's pdftoppm turns into a picture.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from sitegen.building.pipeline import Site

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screenshots"
BRIEFING = "briefings/kessing-breakwater-ruling/"
QUALITY = 62
SHEET_DPI = 64

KINDS = {
    "briefing": (
        BRIEFING,
        (
            "A briefing. Wide: who said what, the text with its marks, and the cards beside the first mention of each "
            "name; above them who gets quoted, by share of words. Narrow: one column, with the way to quotes and cards "
            "below. On paper the margins become endnotes. Quotation 2 is doubtful, and says why."
        ),
    ),
    "interview": (
        "briefings/chief-pilot-interview/",
        "An interview: answers that belong to whoever is asked, over several paragraphs.",
    ),
    "front": (
        "",
        "The front page: the newest briefing, then the others, who is quoted and who is named most.",
    ),
    "person": (
        "entities/idris-falk/",
        "A person: how articles describe them, what they said, every mention in context, who is named beside them.",
    ),
    "place": (
        "entities/great-quill/",
        "A place. The picture of names is a list of numbers where a screen is narrow.",
    ),
    "entities": (
        "entities/",
        "Who and what is named: a picture of the site, then the most named of each type.",
    ),
    "type": ("entities/type/person/", "All people by name."),
    "quotes": ("quotes/", "The quote index with its filter; without a script it is plain pages by speaker."),
    "topics": ("topics/", "All topics."),
    "topic": ("topics/harbours/", "The briefings of a topic."),
    "archive": ("archive/", "All months, and what has no date."),
    "month": ("archive/2026/06/", "The briefings of a month."),
    "search": ("search/?q=harbour", "Search, with its filters."),
    "about": ("about/", "What the marks mean, who made them, and what can be wrong."),
    "404": ("404.html", "An address that does not exist."),
}
VIEWS = (("wide", 1440, 1000, "light"), ("narrow", 390, 844, "light"), ("dark", 1440, 1000, "dark"))
FIRST = (ROOT / "docs" / "images" / "briefing.png", "briefings/tamber-bridge-closure/", 1440, 1300)
"""The picture of the README."""
MIDDLE = ("briefing", "middle", 900, 1100)

HEAD = """# What the pages look like

A page of every kind of the example site: wide (1440 pixels), narrow (390), dark, and the first sheet on paper. Written by
`python tools/screenshots.py`, which takes the pictures anew; do not edit.
"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def photograph(browser: Browser, address: str, path: str, size: tuple[int, int], scheme: str) -> bytes:
    """What a reader sees first, as JPEG."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    visit(page, f"{address}/{path}")
    picture = page.screenshot(type="jpeg", quality=QUALITY)
    context.close()
    return picture


def visit(page: Page, address: str) -> None:
    """Go there twice: fonts are optional, and are in the browser's cache the second time."""
    for _ in range(2):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)


def sheet(browser: Browser, address: str, path: str, target: Path) -> None:
    """The first sheet of a printed page, as JPEG."""
    page = browser.new_page()
    visit(page, f"{address}/{path}")
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "page.pdf"
        page.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
        asked = ["pdftoppm", "-jpeg", "-jpegopt", f"quality={QUALITY}", "-r", str(SHEET_DPI), "-singlefile"]
        subprocess.run([*asked, str(pdf), str(target.with_suffix(""))], check=True)
    page.close()


def take(browser: Browser, address: str) -> None:
    """Write every picture."""
    for kind, (path, _) in KINDS.items():
        for view, width, height, scheme in VIEWS:
            picture = photograph(browser, address, path, (width, height), scheme)
            (TARGET / f"{kind}-{view}.jpg").write_bytes(picture)
        sheet(browser, address, path, TARGET / f"{kind}-paper.jpg")
    kind, view, width, height = MIDDLE
    picture = photograph(browser, address, KINDS[kind][0], (width, height), "light")
    (TARGET / f"{kind}-{view}.jpg").write_bytes(picture)
    target, path, width, height = FIRST
    page = browser.new_page(viewport={"width": width, "height": height})
    visit(page, f"{address}/{path}")
    page.screenshot(path=target)
    page.close()


def index() -> str:
    """The page that shows the pictures."""
    parts = [HEAD]
    for kind, (_, says) in KINDS.items():
        views: Sequence[str] = ("wide", "narrow", "dark", "paper")
        views = (*views, MIDDLE[1]) if kind == MIDDLE[0] else views
        widths = {"narrow": 120, "paper": 190}
        images = " ".join(
            f'<a href="{kind}-{view}.jpg"><img src="{kind}-{view}.jpg" width="{widths.get(view, 300)}" '
            f'alt="{kind.capitalize()}, {view}"></a>'
            for view in views
        )
        parts.append(f"## {kind.capitalize()}\n\n{says}\n\n{images}\n")
    return "\n".join(parts)


def main() -> int:
    """Build, serve, photograph, write the page."""
    chromium = shutil.which("chromium")
    if chromium is None or shutil.which("pdftoppm") is None:
        sys.stderr.write("chromium and poppler-utils are needed\n")
        return 1
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "site"
        Site.load(ROOT, output=output, future=True).build()
        served(output, chromium)
    (TARGET / "README.md").write_text(index())
    return 0


def served(output: Path, chromium: str) -> None:
    """Serve a built site and take the pictures."""
    with sync_playwright() as playwright:
        handler = functools.partial(_Quiet, directory=str(output))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            take(browser, f"http://127.0.0.1:{server.server_port}")
            browser.close()
            server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
