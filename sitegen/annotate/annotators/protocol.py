"""What an annotator is: any object with a name, a version and `annotate`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from sitegen.model.annotation import Annotations
from sitegen.model.text import PlainText

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class AnnotatorContext:
    """What an annotator may know beside the text."""

    language: str
    date: datetime | None
    """When the article was published; what "Thursday" is relative to."""
    doc: Doc
    """The parse. It must not leave the annotator."""
    found: Annotations
    """What the annotators before this one found."""


class Annotator(Protocol):
    """Finds things in one article's text."""

    name: str
    version: str
    """Part of the cache key: change it whenever the answers may change."""

    def annotate(self, text: PlainText, context: AnnotatorContext) -> Annotations:
        """Only what this annotator adds: spans in range, in text order."""
        ...
