"""What is sure enough for a page, by kind of quotation."""

from __future__ import annotations

import pytest

from sitegen.model.annotation import Quotation, QuotationKind
from sitegen.model.config import PublishFrom
from sitegen.model.site import ResolvedQuotation, Speaker, SpeakerKind
from sitegen.model.text import Span
from sitegen.resolve.article.published import PUBLISH_ALL, parted

DIRECT, PARTIAL, INDIRECT = QuotationKind.DIRECT, QuotationKind.PARTIAL, QuotationKind.INDIRECT


def said(number: int, kind: QuotationKind, confidence: float) -> ResolvedQuotation:
    """A quotation of somebody unknown; whose it is, is doubtful in any case."""
    quotation = Quotation((Span(number, number + 1),), kind, "quotations", confidence=confidence)
    return ResolvedQuotation(quotation, Speaker(SpeakerKind.UNKNOWN, ""), 0.1, ())


@pytest.mark.parametrize(
    ("bars", "shown"),
    [
        (PublishFrom(0.5, 0.6, 0.7), [0, 3, 5]),
        (PublishFrom(0.2, 0.2, 0.2), [0, 1, 2, 3, 4, 5]),
        (PublishFrom(1, 1, 1), []),
        (PUBLISH_ALL, [0, 1, 2, 3, 4, 5]),
    ],
)
def test_each_kind_has_its_bar(bars: PublishFrom, shown: list[int]) -> None:
    """At the bar is enough; order stays; nothing is lost; who speaks plays no part."""
    given = [
        said(0, DIRECT, 0.5), said(1, DIRECT, 0.49), said(2, PARTIAL, 0.59),
        said(3, PARTIAL, 0.6), said(4, INDIRECT, 0.69), said(5, INDIRECT, 0.7),
    ]  # fmt: skip
    published, suggested = parted(given, bars)
    assert list(published) == [given[number] for number in shown]
    assert list(suggested) == [one for number, one in enumerate(given) if number not in shown]
