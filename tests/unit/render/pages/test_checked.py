"""An editor's check of an article is told only while text and marks are those that were checked."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from html_reading import parsed, text_of
from pyld import jsonld
from render_site import render_site, site_of

from sitegen.model.annotation import QuotationKind
from sitegen.model.article import Check
from sitegen.model.checked import check_fault, marks_digest, valid_check
from sitegen.model.site import ResolvedArticle, SiteIndex
from sitegen.model.text import PlainText, Span

SITE = {
    "site": {"base_url": "https://example.org/"},
    "entities": {
        "reyle": {"name": "Tomas Reyle", "type": "person"},
        "stein": {"name": "Olga Stein", "type": "person"},
    },
    "articles": [
        {
            "file": "content/quay.md",
            "title": "Quay",
            "body": "“We stay,” said Tomas Reyle on Friday.",
            "mentions": {"reyle": ["Tomas Reyle"]},
            "dates": {"Friday": "2026-05-22"},
            "quotations": [
                {"parts": ["“We stay,”"], "kind": "direct", "speaker": "reyle", "confidence": 0.5}
            ],
        }
    ],
}
CONTEXTS = Path(__file__).parents[3] / "data" / "jsonld"
DAY = datetime.date(2026, 5, 23)


def article() -> ResolvedArticle:
    """The article, not checked."""
    return site_of(SITE)[0].articles[0]


def checked(resolved: ResolvedArticle, check: Check | None) -> ResolvedArticle:
    """The same with what its front matter says of a check."""
    front = replace(resolved.article.front_matter, checked=check)
    return replace(resolved, article=replace(resolved.article, front_matter=front))


def passed(resolved: ResolvedArticle) -> ResolvedArticle:
    """Checked as it is."""
    return checked(resolved, Check("Nora Vell", DAY, marks_digest(resolved), 4))


def files(resolved: ResolvedArticle) -> dict[str, bytes]:
    """The site with this article."""
    index, docs, config = site_of(SITE)
    return {str(o.path): o.content for o in render_site(SiteIndex((resolved,), index.entities), docs, config)}


def told(resolved: ResolvedArticle) -> str:
    """What the page says of its method."""
    page = parsed(files(resolved)["briefings/quay/index.html"])
    return text_of(page.xpath("//section[@class='src']")[0])


def test_a_check_that_holds_is_told() -> None:
    """On the page, in the annotations and in the page's JSON-LD; that software made the marks stays said."""
    resolved = passed(article())
    assert check_fault(resolved) is None
    page = parsed(files(resolved)["briefings/quay/index.html"])
    assert text_of(page.xpath("//dl[@class='meta']/div[dt='Annotation']/dd")[0]) == "By software, checked"
    assert "made by software and checked by Nora Vell on 23 May 2026." in told(resolved)
    made = files(resolved)
    annotations = json.loads(made["briefings/quay/annotations.json"])
    assert annotations["generator"]["type"] == "Software"
    assert annotations["reviewedBy"] == {"type": "Person", "name": "Nora Vell"}
    assert annotations["lastReviewed"] == "2026-05-23"
    script = parsed(made["briefings/quay/index.html"]).xpath("//script[@type='application/ld+json']")[0]
    review = json.loads(script.text)["mainEntityOfPage"]
    assert review["reviewedBy"]["name"] == "Nora Vell"
    assert review["lastReviewed"] == "2026-05-23"


def test_other_software_understands_who_checked() -> None:
    """A JSON-LD processor knows every term, in the annotations and in the page."""
    made = files(passed(article()))
    script = parsed(made["briefings/quay/index.html"]).xpath("//script[@type='application/ld+json']")[0]

    def load(url: str, _: object) -> dict[str, object]:
        name = "schema" if "schema.org" in url else "annotation"
        known = json.loads((CONTEXTS / f"{name}.jsonld").read_text())
        return {"contextUrl": None, "documentUrl": url, "document": known}

    for document in (made["briefings/quay/annotations.json"], script.text):
        unknown: list[str] = []
        options = {"documentLoader": load}
        (node,) = jsonld.expand(json.loads(document), options, on_property_dropped=unknown.append)
        assert unknown == []
        (review,) = node.get("http://schema.org/mainEntityOfPage", [node])
        assert review["http://schema.org/lastReviewed"][0]["@value"] == "2026-05-23"
        assert review["http://schema.org/reviewedBy"][0]["@type"][0].endswith("/Person")


def other_text(a: ResolvedArticle) -> ResolvedArticle:
    """A word of the text."""
    return replace(a, plain=PlainText(a.plain.text.replace("stay", "quit"), a.plain.blocks))


def other_entity(a: ResolvedArticle) -> ResolvedArticle:
    """Whose name it is."""
    return replace(a, cards=(replace(a.cards[0], entity="stein"),))


def no_card(a: ResolvedArticle) -> ResolvedArticle:
    """A mark less."""
    return replace(a, cards=())


def other_day(a: ResolvedArticle) -> ResolvedArticle:
    """What a date means."""
    return replace(a, dates=(replace(a.dates[0], value="2026-05-15"),))


def other_kind(a: ResolvedArticle) -> ResolvedArticle:
    """Direct or partial."""
    said = a.quotations[0]
    partial = replace(said.quotation, kind=QuotationKind.PARTIAL)
    return replace(a, quotations=(replace(said, quotation=partial),))


def other_extent(a: ResolvedArticle) -> ResolvedArticle:
    """Where a quotation ends."""
    said = a.quotations[0]
    return replace(a, quotations=(replace(said, quotation=replace(said.quotation, content=(Span(0, 5),))),))


def other_speaker(a: ResolvedArticle) -> ResolvedArticle:
    """Who speaks."""
    said = a.quotations[0]
    speaker = replace(said.speaker, name="Olga Stein", entity="stein")
    return replace(a, quotations=(replace(said, speaker=speaker),))


@pytest.mark.parametrize(
    "change",
    [other_text, other_entity, no_card, other_day, other_kind, other_extent, other_speaker],
)
def test_whatever_changes_makes_it_void(change: Callable[[ResolvedArticle], ResolvedArticle]) -> None:
    """A word, or any mark: then a warning names file and line, and the digest of the present state."""
    now = change(passed(article()))
    assert valid_check(now) is None
    fault = check_fault(now)
    assert fault is not None
    assert (fault.code, str(fault.location)) == ("check-stale", "content/quay.md:4")
    assert marks_digest(now) in fault.hint
    assert "Nora Vell on 2026-05-23" in fault.message


def test_a_check_that_does_not_hold_is_not_told() -> None:
    """Neither on the page nor in the files beside it."""
    resolved = checked(article(), Check("Nora Vell", DAY, "0" * 12, 4))
    assert "can be wrong" in told(resolved)
    made = files(resolved)
    assert b"Nora Vell" not in b"".join(made.values())


def test_how_sure_a_mark_is_does_not_count() -> None:
    """The editor has looked: another confidence or reason leaves the check as it is."""
    resolved = passed(article())
    surer = replace(resolved.quotations[0], confidence=0.99, reason=())
    assert valid_check(replace(resolved, quotations=(surer,)))


@pytest.mark.parametrize(
    ("check", "missing"),
    [
        (Check(line=2), "by whom, when, in which state"),
        (Check(by="Nora Vell", date=DAY, line=2), "in which state"),
        (Check(by="Nora Vell", digest="x", line=2), "when"),
    ],
)
def test_half_a_check_is_a_warning(check: Check, missing: str) -> None:
    """It says what is missing, and the digest to write."""
    resolved = checked(article(), check)
    fault = check_fault(resolved)
    assert fault is not None
    assert fault.code == "check-incomplete"
    assert f"not said {missing}," in fault.message
    assert f"digest: {marks_digest(resolved)}" in fault.hint
    assert fault.location is not None
    assert fault.location.path == PurePosixPath("content/quay.md")
    assert valid_check(resolved) is None


def test_an_article_that_says_nothing_of_a_check() -> None:
    """Is no mistake."""
    assert check_fault(article()) is None
