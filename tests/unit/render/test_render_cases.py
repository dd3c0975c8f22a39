"""The cases of `tests/cases/rendering.yaml`: how texts look on pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from known_mistakes import yaml_params
from render_site import place

from sitegen.model.annotation import EntityType, Quotation, QuotationKind
from sitegen.model.site import Entity, EntityId, ResolvedQuotation, Speaker, SpeakerKind
from sitegen.model.text import Block, BlockKind, PlainText, Span
from sitegen.render.article.counting import count_words, quoted_words
from sitegen.render.article.dates import date_label
from sitegen.render.article.reasons import told_beside
from sitegen.render.article.words.links_out import text_fragment
from sitegen.render.article.words.quoted import direct_text, said_text, told_by
from sitegen.render.article.words.snippets import context, parted, without_dateline
from sitegen.render.article.words.wording import other_names, stands_alone
from sitegen.render.permalinks import slug_of
from sitegen.render.site.frame import brand_of
from sitegen.render.theme.catalogue import words_for

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "rendering.yaml").read_text()
)


def cases(kind: str) -> pytest.MarkDecorator:
    """One test for each case of a kind."""
    names = [str(next(iter(case.values())))[:40] for case in CASES[kind]]
    return pytest.mark.parametrize("case", yaml_params(CASES[kind], names))


@cases("said")
def test_said(case: dict[str, Any]) -> None:
    """The quote index shows what was said as one line."""
    assert said_text(case["parts"]) == case["line"]


@cases("direct")
def test_direct(case: dict[str, Any]) -> None:
    """A direct quotation that stands alone has one pair of marks."""
    assert direct_text(case["parts"]) == case["line"]


@cases("datelines")
def test_datelines(case: dict[str, Any]) -> None:
    """They are no words of a summary."""
    assert without_dateline(case["text"], case["town"]) == case["shown"]


@cases("cues")
def test_cues(case: dict[str, Any]) -> None:
    """The colon of a transcript is no word of saying."""
    assert told_by(case["cue"]) == case["shown"]


@cases("words")
def test_words(case: dict[str, Any]) -> None:
    """A word has a letter or a digit."""
    assert count_words(case["text"]) == case["count"]


@cases("quoted")
def test_quoted(case: dict[str, Any]) -> None:
    """Only the speaker's own words count."""
    plain = PlainText(case["text"], ())
    quotation = Quotation((Span(0, len(case["text"])),), QuotationKind(case["kind"]), "test")
    resolved = ResolvedQuotation(quotation, Speaker(SpeakerKind.UNKNOWN, ""), 1, "")
    assert quoted_words(resolved, plain) == case["count"]


@cases("fragments")
def test_fragments(case: dict[str, Any]) -> None:
    """Links out lead to the words, and only to the web."""
    assert text_fragment(case["url"], case["text"]) == case["link"]


@cases("dates")
def test_dates(case: dict[str, Any]) -> None:
    """Near dates have a weekday, far ones a year."""
    assert date_label(case["value"], date(2026, 5, 20), words_for("en", ())) == case["label"]


@cases("slugs")
def test_slugs(case: dict[str, Any]) -> None:
    """Whatever a name holds, its slug is one harmless path part."""
    assert slug_of(case["name"]) == case["slug"]


@cases("contexts")
def test_contexts(case: dict[str, Any]) -> None:
    """What is written right behind a name stays with it: no word is torn."""
    text = case["text"]
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)), (0, 1))
    found = context(PlainText(text, ()), place(text, case["name"]), block, 60)
    assert (found.text, found.punctuation, found.after) == (case["name"], case["glued"], case["after"])
    assert "".join(f"{found.before} {found.text}{found.punctuation}{found.after}".split()) == "".join(
        text.split()
    )


@cases("parted")
def test_parted(case: dict[str, Any]) -> None:
    """Together both parts are the line."""
    start, rest = parted(case["text"], case["width"])
    assert (start, rest) == (case["start"], case["rest"])
    assert start + rest == case["text"]


@cases("descriptions")
def test_descriptions(case: dict[str, Any]) -> None:
    """Whose somebody is says nothing outside the article."""
    assert stands_alone(case["words"], case.get("language", "en")) is case["alone"]


@cases("aliases")
def test_aliases(case: dict[str, Any]) -> None:
    """Each other name once, however it is written."""
    entity = Entity(EntityId("it"), case["name"], EntityType.ORGANISATION, tuple(case["aliases"]))
    assert list(other_names(entity, case.get("language", "en"))) == case["shown"]


@cases("brands")
def test_brands(case: dict[str, Any]) -> None:
    """An article is not marked alone."""
    assert brand_of(case["title"], case.get("language", "en")) == (case["marked"], case["rest"])


@cases("beside")
def test_beside(case: dict[str, Any]) -> None:
    """One phrase of the article, or nothing."""
    text = case["text"]
    cue, source = place(text, case["cue"]), place(text, case["source"])
    quotation = Quotation((Span(0, 1),), QuotationKind.DIRECT, "test", cue, source)
    assert told_beside(PlainText(text, ()), quotation) == case["words"]
