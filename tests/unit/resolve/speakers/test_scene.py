"""What a scene answers about places in a text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from entity_markup import article

from sitegen.model.annotation import Quotation, QuotationKind
from sitegen.model.text import Span
from sitegen.resolve.speakers.scene import make_scene


@pytest.mark.parametrize(("inner", "found"), [(0, 0), (3, 0), (4, None)])
def test_a_quotation_around_a_place(inner: int, found: int | None) -> None:
    """The one whose content holds it, where no more than three begin between the two."""
    spans = [Span(0, 90), *(Span(10 * n, 10 * n + 5) for n in range(1, inner + 1))]
    said = tuple(Quotation((span,), QuotationKind.INDIRECT, "test") for span in spans)
    plain = article("It will rain. " * 9)
    scene = make_scene(replace(plain, annotations=replace(plain.annotations, quotations=said)), ())
    assert scene.quotation_over(Span(80, 85), but=9) == found
