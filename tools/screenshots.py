"""Take the pictures of `docs/screenshots/` anew: `python tools/screenshots.py`.

Builds the example site, serves it from the loopback address and photographs a page of every kind in
Debian's chromium: wide, narrow, dark, and on paper.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from sitegen.build.pipeline import Site

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screenshots"
BRIEFING = "briefings/kessing-breakwater-ruling/"
SHOTS = (
    ("briefing-wide", BRIEFING, 1440, 1500, "light"),
    ("briefing-middle", BRIEFING, 900, 1300, "light"),
    ("briefing-narrow", BRIEFING + "#text", 390, 844, "light"),
    ("briefing-dark", BRIEFING, 1440, 1500, "dark"),
    ("briefing-paper", BRIEFING, 794, 1123, "paper"),
    ("front-wide", "", 1440, 1500, "light"),
    ("front-narrow", "", 390, 844, "light"),
    ("entity-wide", "entities/idris-falk/", 1440, 1500, "light"),
    ("quotes-wide", "quotes/", 1440, 1100, "light"),
    ("entities-wide", "entities/", 1440, 1000, "light"),
    ("search-wide", "search/?q=harbour", 1440, 1000, "light"),
    ("about-wide", "about/", 1440, 1000, "light"),
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def take(browser: Browser, address: str) -> None:
    """Write every picture."""
    for name, path, width, height, scheme in SHOTS:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
        )
        page = context.new_page()
        page.goto(f"{address}/{path}")
        if scheme == "paper":
            page.emulate_media(media="print")
        page.wait_for_timeout(1500)
        page.screenshot(path=TARGET / f"{name}.jpg", type="jpeg", quality=80, full_page=scheme == "paper")
        context.close()


def main() -> int:
    """Build, serve, photograph."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("chromium is not installed\n")
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "site"
        Site.load(ROOT, output=output, future=True).build()
        photograph(output, chromium)
    return 0


def photograph(output: Path, chromium: str) -> None:
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
