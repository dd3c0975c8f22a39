"""What holds of resolved speakers whatever the article: total, deterministic, honest, linear."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from speaker_markup import Case, read_article, read_cases

from sitegen.model.annotation import Annotations, Quotation, QuotationKind
from sitegen.model.article import FrontMatter
from sitegen.model.site import SpeakerKind
from sitegen.model.text import Span
from sitegen.resolve.speakers import resolve_speakers

CASES = read_cases()
PIECES = (
    "[Ines Halloran] ", "[Halloran|f] ", "[Samuel Brandt|m obj] ", "[Nordkai|org] ", "<the mediator> ",
    "{she} ", "{the official} ", "{[Ines Halloran]} ", "{a sailor} ", "{they|pl} ", "“it is late” ",
    "“go on”+ ", "“no”- ", "~that it was late~ ", "~that [Samuel Brandt] was “late”~ ", "said ", "_added_ ",
    ". ", "*she* ", "*A driver* ", "{his lawyer} ", "{who} ", "{I} ", "{one} ", "the ",
    "later identified as ", "{WHO} ",
)  # fmt: skip
articles = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join),
    min_size=1,
    max_size=5,
).map(tuple)


@given(articles)
def test_every_quotation_has_a_speaker(body: tuple[str, ...]) -> None:
    """One answer for each quotation, in order, with a confidence that is a share."""
    article, cards = read_article(body)
    resolved = resolve_speakers(article, cards).quotations
    assert [r.quotation for r in resolved] == list(article.annotations.quotations)
    assert all(0 <= r.confidence <= r.quotation.confidence for r in resolved)
    for r in resolved:
        assert (r.speaker.kind is SpeakerKind.UNKNOWN) == (not r.speaker.name)


@given(articles)
def test_the_same_again(body: tuple[str, ...]) -> None:
    """The same values give the same answer, whatever the order of the cards."""
    article, cards = read_article(body)
    first = resolve_speakers(article, cards).quotations
    assert resolve_speakers(article, cards).quotations == first
    assert [r.speaker for r in resolve_speakers(article, cards[::-1]).quotations] == [
        r.speaker for r in first
    ]


@given(articles)
def test_nobody_speaks_who_is_only_named_in_the_quotation(body: tuple[str, ...]) -> None:
    """A speaker's card has a mention outside the quotation's marks, or is the source itself."""
    article, cards = read_article(body)
    of = {card.entity: card for card in cards}
    for r in resolve_speakers(article, cards).quotations:
        if r.quotation.kind is QuotationKind.DIRECT and r.speaker.entity:
            spans = [m.mention.span for m in of[r.speaker.entity].mentions]
            assert not all(any(c.contains(s) for c in r.quotation.content) for s in spans)


@given(st.lists(st.integers(-1, 6), min_size=1, max_size=6))
def test_going_on_never_runs_in_circles(links: list[int]) -> None:
    """Whatever quotations claim to go on from, there is an answer for each."""
    article, cards = read_article(("“no” " * len(links),))
    quotations = tuple(
        replace(q, source=None, continues=link if link >= 0 else None)
        for q, link in zip(article.annotations.quotations, links, strict=True)
    )
    changed = replace(article, annotations=replace(article.annotations, quotations=quotations))
    assert len(resolve_speakers(changed, cards).quotations) == len(links)


def test_no_annotations_at_all() -> None:
    """An article without quotations has no speakers."""
    article, cards = read_article(("Nothing was said.",))
    assert resolve_speakers(replace(article, annotations=Annotations()), cards).quotations == ()


def test_the_byline_is_the_author() -> None:
    """The author's card is meant by "I" where the byline names one."""
    front = FrontMatter("Case", byline="Ines Halloran")
    article, cards = read_article(("[Ines Halloran] came. {I} asked ~why it was shut~.",), front)
    assert resolve_speakers(article, cards).quotations[0].speaker.name == "Ines Halloran"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_attribution_bounds_confidence(case: Case) -> None:
    """An attribution that is half sure is never made surer by resolving its source."""
    article, cards = read_article(case.body)
    quotations = tuple(replace(q, confidence=0.5) for q in article.annotations.quotations)
    article = replace(article, annotations=replace(article.annotations, quotations=quotations))
    assert all(r.confidence <= 0.5 for r in resolve_speakers(article, cards).quotations)


HOSTILE = (
    "[Ines Halloran] said {she} “no”. ",
    "{A senior official} said ~no~ and {the official} said ~yes~. ",
    "[Samuel Brandt] ",
    "{they|pl} said “no”. “go on”+ ",
    "*She* met *a driver* ",
    "{his lawyer} said “no”. ",
    "~{I} said “no”~ ",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_linear(piece: str) -> None:
    """Four times the text takes at most five times the steps (calls, counted: a clock would be noise)."""

    def steps(times: int) -> int:
        article, cards = read_article(tuple([piece * 20] * times))
        calls = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event in {"call", "c_call"}

        sys.setprofile(count)
        try:
            resolve_speakers(article, cards)
        finally:
            sys.setprofile(None)
        return calls

    assert steps(40) < 5 * steps(10)


def test_a_span_of_the_text_is_enough() -> None:
    """A source whose head lies elsewhere, as a broken annotator might give, is no error."""
    article, cards = read_article(("[Ines Halloran] said “no”.",))
    source, head = Span(0, 5), Span(20, 21)
    quotation = Quotation((Span(19, 23),), QuotationKind.DIRECT, "case", source=source, source_head=head)
    article = replace(article, annotations=replace(article.annotations, quotations=(quotation,)))
    assert len(resolve_speakers(article, cards).quotations) == 1
