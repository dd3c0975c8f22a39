"""Why a page was made again: every part that differs is named, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.building.kept.explain import SHOWN, Fate, Why, explained, why
from sitegen.model.article import ArticleId
from sitegen.render.article.short.shown import Parts

WHY = Why("base", "template", {"2026/talks": "1", "2026/port": "2"}, "rest")
CASES = {
    "nothing": (WHY, "Nothing that it is made from has changed: the file itself"),
    "base": (replace(WHY, base="b"), "sitegen, its configuration"),
    "template": (replace(WHY, template="t"), "its template changed"),
    "article": (
        replace(WHY, articles={"2026/talks": "9", "2026/port": "2"}),
        "the article 2026/talks changed",
    ),
    "new article": (
        replace(WHY, articles={**WHY.articles, "2026/new": "3"}),
        "the article 2026/new has a part in it now",
    ),
    "lost article": (
        replace(WHY, articles={"2026/talks": "1"}),
        "the article 2026/port has no part in it any more",
    ),
    "rest": (replace(WHY, rest="r"), "its place in a list"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_reason_is_told(case: str) -> None:
    """One reason, one line."""
    now, wanted = CASES[case]
    first, *reasons = explained("talks/", WHY, now, Fate.WRITTEN)
    assert first == "talks/: made again and written."
    assert [line.strip().startswith(wanted) for line in reasons] == [True]


def test_a_page_that_was_kept_has_no_reasons() -> None:
    """One line says so."""
    (line,) = explained("talks/", WHY, WHY, Fate.KEPT)
    assert line.startswith("talks/: not made again.")


def test_a_page_without_a_past_is_new() -> None:
    """Nothing to compare with."""
    _, reason = explained("talks/", None, WHY, Fate.WRITTEN)
    assert reason.strip().startswith("It is new")


def test_equal_bytes_are_told() -> None:
    """Made again, and not written."""
    first, _ = explained("talks/", WHY, replace(WHY, base="b"), Fate.SAME)
    assert first.endswith("it was not written.")


def test_many_articles_are_counted() -> None:
    """The first are named."""
    many = {f"a{n:03}": "1" for n in range(SHOWN + 5)}
    lines = list(explained("x/", replace(WHY, articles={}), replace(WHY, articles=many), Fate.WRITTEN))
    assert len(lines) == 1 + SHOWN + 1
    assert lines[-1].strip() == "and so with 5 more articles"


def test_parts_of_articles_are_named_and_the_rest_is_digested() -> None:
    """Several parts of one article are one; what is no part of an article counts as the rest."""
    talks, port = ArticleId("2026/talks"), ArticleId("2026/port")
    one = of(Parts((talks, port), (b"1", b"2")), 24, "name")
    assert one.articles.keys() == {talks, port}
    assert of(Parts((talks, port), (b"1", b"2")), 25, "name") == replace(one, rest=of(25, "name").rest)
    for more in (
        of(Parts((talks, port, talks), (b"1", b"2", b"3")), 24, "name"),
        of(Parts((talks, port), (b"1", b"2")), 24, Parts((talks,), (b"3",)), "name"),
    ):
        assert more.articles[talks] != one.articles[talks]
        assert more.articles[port] == one.articles[port]
        assert more.rest == one.rest


def of(*needs: object) -> Why:
    """What a page is made from that needs these."""
    return why("base", "template", lambda: needs)
