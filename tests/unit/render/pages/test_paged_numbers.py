"""The same numbers where every list, entity and the quote index run over several pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from html_reading import parsed
from lxml.html import HtmlElement
from page_numbers import *  # noqa: F403 -- the tests, run here for the small site in small pages
from render_site import read_site, render_site


@pytest.fixture(scope="module")
def site() -> Mapping[str, bytes]:
    """The small site, one briefing and two quotations on a page."""
    index, docs, config = read_site()
    files = render_site(index, docs, replace(config, page_size=1, entity_page_size=1, quotes_per_page=2))
    return {str(file.path): file.content for file in files}


@pytest.fixture
def page(site: Mapping[str, bytes]) -> HtmlElement:
    """A briefing."""
    return parsed(site["briefings/port-talks/index.html"])
