"""Every kind of page, at three widths and in both schemes, without a violation that axe can find."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import KINDS
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(900)]

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 834, 1440])
def test_axe_finds_nothing(server: str, folder: Path, browser: Browser, width: int, scheme: str) -> None:
    """WCAG 2.2 AA and best practice, on every kind of page."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    for kind, path in KINDS.items():
        if kind == "moved":  # stop it from going on
            html = (folder / "news/entities/inez-halloran/index.html").read_text()
            page.set_content(html.replace('http-equiv="refresh"', 'name="was-refresh"'))
        else:
            page.goto(f"{server}/{path}")
        for violation in Axe().run(page, options=RULES).response["violations"]:
            found += [(kind, violation["id"], node["html"][:160]) for node in violation["nodes"]]
    context.close()
    assert found == []
