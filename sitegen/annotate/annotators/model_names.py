"""Names as the model calls them, for texts in a language that sitegen has no words for.

In: the parse. Out: one mention for each entity of the model's whose label is known. No rule of another
language is asked: neither titles nor descriptions are found, and who says what is not told.
"""

from __future__ import annotations

from sitegen.annotate.annotators.protocol import AnnotatorContext
from sitegen.annotate.names.seams import TYPES
from sitegen.model.annotation import Annotations, EntityType, Mention
from sitegen.model.text import PlainText

LABELS = {**TYPES, "PER": EntityType.PERSON, "MISC": EntityType.OTHER}
"""With those of models for other languages than English."""


class ModelNameAnnotator:
    """What the model calls a person, an organisation, a place, an event."""

    name = "sitegen-model-names"

    def annotate(self, text: PlainText, context: AnnotatorContext) -> Annotations:
        """Every such name, as the model gives it."""
        del text
        words = context.tree.words
        found = ((words.span(entity.range), LABELS.get(entity.label)) for entity in words.entities)
        return Annotations(tuple(Mention(span, kind, self.name) for span, kind in found if kind))
