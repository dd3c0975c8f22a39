"""Every number that a page of the small site prints, counted again from its marks."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from html_reading import parsed, text_of
from lxml.html import HtmlElement
from page_numbers import *  # noqa: F403 -- the tests, run here for the small site

BRIEFINGS = ("port-talks", "crane-plan", "rain")


@pytest.fixture(params=BRIEFINGS)
def page(request: pytest.FixtureRequest, site: Mapping[str, bytes]) -> HtmlElement:
    """Each briefing of the small site."""
    return parsed(site[f"briefings/{request.param}/index.html"])


def test_mentions_over_time(site: Mapping[str, bytes]) -> None:
    """The words for two briefings count every dated mention."""
    page = parsed(site["entities/ines-halloran/index.html"])
    told = [text_of(item) for item in page.xpath("//ul[@class='time']/li")]
    counts = [int(re.search(r": (\d+) mentions?,", words)[1]) for words in told]  # type: ignore[index]
    assert counts == [2, 3]
    assert sum(counts) == len(page.xpath("//table[@class='kwic']/tbody/tr"))
