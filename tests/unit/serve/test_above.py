"""What the preview says above a page: that a build would hold it back, and what was said of its article."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

import pytest

from sitegen.content.articles import parse_article
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import Article, ArticleId
from sitegen.serve.above import notes

NOW = datetime(2026, 5, 20, tzinfo=UTC)
PAGE = "briefings/a/index.html"


def article(matter: str = "") -> Article:
    """The article `content/a.md`, which stands at `briefings/a/`."""
    text = f"---\ntitle: A\n{matter}---\nRain.\n"
    found, faults = parse_article(text.encode(), PurePosixPath("content/a.md"), ArticleId("a"))
    assert found is not None
    assert faults == ()
    return replace(found, location="briefings/a/")


def told(path: str, severity: Severity = Severity.WARNING) -> Diagnostic:
    """Something that a build said."""
    return Diagnostic("a-b", severity, "Look.", Location(PurePosixPath(path), 3), "Mend it.")


@pytest.mark.parametrize(
    ("matter", "held"),
    [("draft: true\n", "draft"), ("date: 2026-06-01\n", "future"), ("expiryDate: 2026-01-01\n", "expired")],
)
def test_why_a_build_would_hold_it_back(matter: str, held: str) -> None:
    """As the build itself tells it."""
    assert notes([article(matter)], [], NOW) == {PAGE: {"held": held, "warnings": []}}


def test_warnings_stand_on_the_page_that_they_speak_of() -> None:
    """With their place and what to do; mistakes have the overlay, and others' remarks other pages."""
    said = [told("content/a.md"), told("content/b.md"), told("content/a.md", Severity.ERROR)]
    (shown,) = notes([article()], said, NOW)[PAGE]["warnings"]
    assert shown == {"code": "a-b", "message": "Look.", "hint": "Mend it.", "place": "content/a.md:3"}


def test_remarks_on_no_article_stand_on_the_front_page() -> None:
    """An entry of the curation, a file of corrections beside no article."""
    (page,) = notes([article()], [told("content/entities/tom.md")], NOW).items()
    assert page[0] == "index.html"
    assert [each["place"] for each in page[1]["warnings"]] == ["content/entities/tom.md:3"]


def test_nothing_to_tell() -> None:
    """A published article without remarks has no line."""
    assert notes([article()], [told("content/b.md", Severity.ERROR)], NOW) == {}
