"""What an annotator is: any object with a name and `annotate`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sitegen.annotate.parse.tree import Tree
from sitegen.model.annotation import Annotations
from sitegen.model.text import PlainText


@dataclass(frozen=True, slots=True)
class AnnotatorContext:
    """What an annotator may know beside the text."""

    date: datetime | None
    """When the article was published; what "Thursday" is relative to."""
    tree: Tree
    """The parse, read once for all annotators; `tree.words` are its words."""
    found: Annotations
    """What the annotators before this one found."""


class Annotator(Protocol):
    """Finds things in one article's text."""

    name: str

    def annotate(self, text: PlainText, context: AnnotatorContext) -> Annotations:
        """Only what this annotator adds: spans in range, in text order."""
        ...
