"""Mentions from the pipeline's named entities."""

from __future__ import annotations

from sitegen.annotate.annotator import AnnotatorContext
from sitegen.model.annotation import Annotations, EntityType, Mention
from sitegen.model.text import PlainText, Span

_TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANISATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "EVENT": EntityType.EVENT,
    "DATE": EntityType.DATE,
}


class EntityAnnotator:
    """People, organisations, places, events and dates."""

    name = "entities"
    version = "1"

    def annotate(self, text: PlainText, context: AnnotatorContext) -> Annotations:
        """Every name that the pipeline recognises."""
        return Annotations(
            mentions=tuple(
                Mention(Span(ent.start_char, ent.end_char), _TYPES[ent.label_], self.name)
                for ent in context.doc.ents
                if ent.label_ in _TYPES
            )
        )
