"""Mentions of people, organisations, places, events and dates."""

from __future__ import annotations

from sitegen.annotate.annotator import AnnotatorContext
from sitegen.annotate.spans import model_candidates
from sitegen.annotate.words import read_words
from sitegen.model.annotation import Annotations, EntityType, Mention
from sitegen.model.text import PlainText


class EntityAnnotator:
    """People, organisations, places, events and dates."""

    name = "entities"
    version = "2"

    def annotate(self, text: PlainText, context: AnnotatorContext) -> Annotations:
        """Every name of the text, in text order, none overlapping another."""
        words = read_words(context.doc, text)
        names = [(f.range, f.type or EntityType.OTHER) for f in model_candidates(words)]
        dates = [(f.range, EntityType.DATE) for f in words.entities if f.label == "DATE"]
        found = [Mention(words.span(where), kind, self.name) for where, kind in names + dates]
        return Annotations(mentions=tuple(sorted(found, key=lambda m: m.span)))
