"""Every kind of page, at three widths and in both schemes, without a violation that axe can find."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import COLOURS, KINDS, RULES, violations
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(900)]


@pytest.mark.parametrize("width", [390, 834, 1440])
def test_axe_finds_nothing(server: str, folder: Path, browser: Browser, width: int) -> None:
    """WCAG 2.2 AA and best practice, on every kind of page; in the dark once more what colours may break."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="light")
    page = context.new_page()
    found = []
    for scheme, rules in ("light", RULES), ("dark", COLOURS):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for kind, path in KINDS.items():
            if kind == "moved":  # stop it from going on
                html = (folder / "news/entities/inez-halloran/index.html").read_text()
                page.set_content(html.replace('http-equiv="refresh"', 'name="was-refresh"'))
            else:
                page.goto(f"{server}/{path}")
            found += [(scheme, kind, *each) for each in violations(page, rules)]
    context.close()
    assert found == []
