"""Names that stand below quoted words, and are who said them.

In: a line, as a sentence, and the words above it. Out: a quotation, or none.
"""

from __future__ import annotations

from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.beside.place import made
from sitegen.annotate.quotations.beside.tags import signature
from sitegen.annotate.quotations.evidence import Evidence
from sitegen.annotate.quotations.found import FoundQuotation
from sitegen.model.text import Span


def signed(line: Sentence, content: tuple[Span, ...], seen: Evidence) -> FoundQuotation | None:
    """The content by the name in a line that is nothing but a dash and a name."""
    tag = signature(line.items)
    if tag is None or tag.subject is None:
        return None
    return made(line, content, (tag.verb, tag.verb + 1), tag.subject, seen, after=True)
