"""Names in corrections that are nearly one of the article's."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from sitegen.corrections.misspelt import misspelt
from sitegen.model.annotation import EntityType, Mention, Stated
from sitegen.model.corrections import Corrections, MentionCorrection, QuotationCorrection, Selector
from sitegen.model.text import Span

TEXT = "Ines Halloran met Tom Askew of the Harbour Board, and Ada Quist."
NAMES = ("Ines Halloran", "Tom Askew", "Harbour Board", "Ada Quist")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Ines Haloran", "Ines Halloran"),
        ("ines-haloran", "Ines Halloran"),
        ("Ines Hallorann", "Ines Halloran"),
        ("Harbor Board", "Harbour Board"),
        ("Ines Halloran", None),
        ("ines-halloran", None),
        ("INES HALLORAN", None),
        ("Ada R. Quist", None),
        ("Tim Askew", "Tom Askew"),
        ("Jonas Halloran", None),
        ("Orla Beck", None),
        ("Quist", None),
    ],
)
def test_names(written: str, found: str | None) -> None:
    """A letter or two; not a longer form, an id, nor somebody else."""
    spans = [Span(TEXT.index(name), TEXT.index(name) + len(name)) for name in NAMES]
    mentions = [Mention(span, EntityType.OTHER, "test") for span in spans]
    said = QuotationCorrection(Selector("x"), 3, speaker=Stated((written,)))
    named = MentionCorrection(Selector("x"), 7, entity=written)
    corrections = Corrections(PurePosixPath("a"), (said,), (named,))
    told = list(misspelt(corrections, mentions, TEXT))
    assert told == ([(written, found, 3), (written, found, 7)] if found else [])
