"""Every number that a page of the example site prints, counted again from its marks."""

from __future__ import annotations

import pytest
from example_site import ROOT, Files, briefings
from html_reading import parsed
from lxml.html import HtmlElement
from page_numbers import *  # noqa: F403 -- the tests, run here for the example site

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.timeout(600)]

ARTICLES = [
    p for p in (ROOT / "content").rglob("*") if p.suffix in {".md", ".txt"} and "entities" not in p.parts
]


@pytest.fixture(scope="module")
def site(files: Files) -> Files:
    """All files."""
    return files


@pytest.fixture(params=range(len(ARTICLES)))
def page(request: pytest.FixtureRequest, files: Files) -> HtmlElement:
    """Each briefing; an article that is a draft has none."""
    folders = sorted(briefings(files))
    if request.param >= len(folders):
        pytest.skip("a draft")
    return parsed(files[f"{folders[request.param]}index.html"])
