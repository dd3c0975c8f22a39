"""What an annotator returns is checked before it is believed, and what several return becomes one answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.annotate.run import checked, joined
from sitegen.model.annotation import (
    Annotations,
    Description,
    DescriptionKind,
    EntityType,
    Mention,
    Quotation,
    QuotationKind,
)
from sitegen.model.text import PlainText, Span

TEXT = PlainText("Ines Halloran left.", ())
INSIDE, OUTSIDE = Span(0, 13), Span(14, 20)
NAME = Mention(INSIDE, EntityType.PERSON, "test")
SAID = Quotation((INSIDE,), QuotationKind.DIRECT, "test")


@pytest.mark.parametrize(
    "found",
    [
        Annotations((replace(NAME, span=OUTSIDE),)),
        Annotations((replace(NAME, descriptions=(Description(OUTSIDE, DescriptionKind.TITLE),)),)),
        Annotations((), (replace(SAID, content=(INSIDE, OUTSIDE)),)),
        Annotations((), (replace(SAID, cue=OUTSIDE),)),
        Annotations((), (replace(SAID, source=OUTSIDE),)),
        Annotations((), (replace(SAID, source_head=OUTSIDE),)),
    ],
    ids=["mention", "description", "content", "cue", "source", "head"],
)
def test_a_span_outside_the_text_is_the_annotator_s_mistake(found: Annotations) -> None:
    """Whichever span it is: with the annotator's name, the span and the text's length."""
    with pytest.raises(ValueError, match=r"annotator test: .* leaves a text of 19 characters"):
        checked(found, TEXT, "test")


def test_what_lies_inside_is_handed_on() -> None:
    """Up to the text's last character."""
    found = Annotations((replace(NAME, span=Span(0, 19)),), (SAID,))
    assert checked(found, TEXT, "test") is found


def test_two_answers_are_one_in_text_order() -> None:
    """Of each kind; the first that knows where sentences begin decides."""
    late, early = replace(NAME, span=Span(5, 13)), replace(NAME, span=Span(0, 4))
    both = joined(Annotations((late,), sentences=(0,)), Annotations((early,), (SAID,), sentences=(0, 5)))
    assert both.mentions == (early, late)
    assert both.quotations == (SAID,)
    assert both.sentences == (0,)
