"""Where an address leads at which nothing stands any more."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

import pytest

from sitegen.content.articles import parse_article
from sitegen.model.article import Article, ArticleId
from sitegen.serve.elsewhere import Elsewhere, gone, moved, remarks

NOW = datetime(2026, 5, 20, tzinfo=UTC)


def article(name: str, text: str, at: str = "", matter: str = "") -> Article:
    """The article in `content/NAME.md`, which stands at `briefings/NAME/`, or at another place."""
    data = f"---\ntitle: A\n{matter}---\n{text}\n".encode()
    found, _ = parse_article(data, PurePosixPath(f"content/{name}.md"), ArticleId(name))
    assert found is not None
    return replace(found, location=f"briefings/{at or name}/")


@pytest.mark.parametrize(
    ("before", "now", "wanted"),
    [
        ([("a", "Rain.")], [("b", "Rain.")], {"briefings/a/": "briefings/b/"}),
        ([("a", "Rain.")], [("a", "Snow.", "b")], {"briefings/a/": "briefings/b/"}),
        ([("a", "Rain.")], [("a", "Rain."), ("b", "Rain.")], {}),
        ([("a", "Rain.")], [("b", "Snow.")], {}),
        ([("a", "Rain.")], [("b", "Rain."), ("c", "Rain.")], {}),
        ([("a", "Rain.")], [], {}),
    ],
    ids=["file renamed", "address changed", "copied", "deleted, another new", "two alike", "deleted"],
)
def test_where_an_article_went(before: list[tuple], now: list[tuple], wanted: dict[str, str]) -> None:
    """Where it is in the same file, or its text is in one other."""
    present = [article(*each) for each in now]
    assert moved(gone([article(*each) for each in before], present), present) == wanted


def test_addresses() -> None:
    """With and without the last slash, and below the path at which the built site is served."""
    known = Elsewhere("/news/", {"briefings/a/": "briefings/b/"})
    assert known.of("/briefings/a/") == known.of("/briefings/a") == "/briefings/b/"
    assert known.of("/news/assets/x.css") == "/assets/x.css"
    assert known.of("/briefings/c/") == Elsewhere().of("/news/") == ""


@pytest.mark.parametrize(("matter", "said"), [("", 1), ("draft: true\n", 0)])
def test_an_address_that_readers_may_know_is_told(matter: str, said: int) -> None:
    """With what keeps it; not of drafts, whose address nobody knows."""
    there = [article("b", "Rain.", matter=matter)]
    told = list(remarks(Elsewhere(moved={"briefings/a/": "briefings/b/"}), there, NOW))
    assert len(told) == said
    assert all("aliases: [/briefings/a/]" in each.hint for each in told)
