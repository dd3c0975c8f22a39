"""Quotations: placeholder of the interface, replaced below."""

from __future__ import annotations

from sitegen.annotate.annotator import AnnotatorContext
from sitegen.model.annotation import Annotations
from sitegen.model.text import PlainText


class QuotationAnnotator:
    """Direct, partial and indirect quotations with cue, source and how sure it is."""

    name = "quotations"
    version = "1"

    def annotate(self, text: PlainText, context: AnnotatorContext) -> Annotations:
        """Nothing yet."""
        return Annotations()
