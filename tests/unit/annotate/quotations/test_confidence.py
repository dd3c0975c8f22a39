"""How sure a report is, as numbers that can be reckoned with."""

from __future__ import annotations

import pytest

from sitegen.annotate.lexicon.cues import Frame
from sitegen.annotate.quotations.reported.confidence import without_marks


@pytest.mark.parametrize("sure", [0.0, 0.001, 0.5, 0.999, 1.0])
@pytest.mark.parametrize("frame", list(Frame))
def test_a_report_without_quoted_words_is_never_surer(sure: float, frame: Frame) -> None:
    """Whatever is reported, also where its confidence was rounded to nothing."""
    for noun in (False, True):
        assert 0 <= without_marks(sure, frame, noun=noun) <= max(sure, 0.001)
