"""Which quotations of an article are sure enough to be shown.

In: an article's resolved quotations and the site's bars. Out: those that pages show, and those that wait for
an editor's word. A false quotation is worse than a missed one: nobody said it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model.annotation import Quotation, QuotationKind
from sitegen.model.config import PublishFrom
from sitegen.model.site import ResolvedQuotation

PUBLISH_ALL = PublishFrom(direct=0.0, partial=0.0, indirect=0.0)


def parted(
    quotations: Iterable[ResolvedQuotation], bars: PublishFrom
) -> tuple[tuple[ResolvedQuotation, ...], tuple[ResolvedQuotation, ...]]:
    """Those that reach the bar of their kind, and the others; both in text order."""
    every = tuple(quotations)
    shown = tuple(q for q in every if is_published(q.quotation, bars))
    return shown, tuple(q for q in every if not is_published(q.quotation, bars))


def is_published(quotation: Quotation, bars: PublishFrom) -> bool:
    """Whether it is sure enough that somebody is quoted; whose words they are is another question."""
    return quotation.confidence >= _bar(quotation.kind, bars)


def _bar(kind: QuotationKind, bars: PublishFrom) -> float:
    match kind:
        case QuotationKind.DIRECT:
            return bars.direct
        case QuotationKind.PARTIAL:
            return bars.partial
        case QuotationKind.INDIRECT:
            return bars.indirect
