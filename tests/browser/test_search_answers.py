"""What a search finds, and in which order: a table of queries over the example site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(900)]

QUERIES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "search.yaml").read_text("utf-8"))


def searched(server: str, page: Page, query: str) -> list[str]:
    """The titles of what is found, in their order."""
    page.goto(f"{server}/halvern/search/")
    page.get_by_label("Words").fill(query)
    page.keyboard.press("Enter")
    expect(page.locator(".results[aria-busy=false]")).to_have_count(1, timeout=15_000)
    return page.locator(".results h2").all_inner_texts()


@pytest.mark.parametrize("wanted", QUERIES, ids=[str(each["query"]) for each in QUERIES])
def test_what_comes_first(server: str, page: Page, wanted: dict[str, Any]) -> None:
    """Names before briefings, whole words before those that are only begun, nothing without the words."""
    found = searched(server, page, wanted["query"])
    first = wanted["first"]
    assert found[: len(first)] == first
    assert not wanted.get("only") or found == first
    assert not set(found) & set(wanted.get("never", ()))
    if "below" in wanted:
        said = page.locator(".results > li:not(.named)").first.locator("li a")
        assert wanted["below"] in said.all_inner_texts()
    assert len(set(found)) == len(found), "a briefing comes once, with its quotations below it"


def test_what_matched_is_shown(server: str, page: Page) -> None:
    """In bold, in the title and in the words around it; what matched by its title alone shows its start."""
    searched(server, page, "ferry")
    for result in page.locator(".results > li").all():
        assert any("ferr" in words.lower() for words in result.locator("b").all_inner_texts())


def test_all_of_many_can_be_seen(server: str, page: Page) -> None:
    """Three quotations of a briefing are in sight, the others a click away; more results come on demand."""
    searched(server, page, "nora quist")
    briefing = page.locator(".results > li", has_text="five questions")
    assert briefing.locator("> ul > li").count() == 3
    more = briefing.locator("details")
    number = int(more.locator("summary").inner_text().split()[0])
    more.locator("summary").click()
    assert more.locator("li").count() == number > 3
    titles = searched(server, page, "e")
    page.get_by_role("button", name="More results").click()
    expect(page.locator(".results > li").nth(len(titles))).to_be_visible()
