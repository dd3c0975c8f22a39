"""A source that is part of a name: the whole name speaks, and none of it is said."""

from __future__ import annotations

import pytest

from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.annotate.run import AnnotationTask, annotate, default_annotators
from sitegen.markdown.parser import parse_text
from sitegen.markdown.plaintext import with_plain_text

TEXT = (
    "He believes the college is “outdated,” according to Orrin News Now, which also pointed out that it is"
    " old. Orrin News Now was told."
)


@pytest.mark.model
def test_the_name_of_a_paper_that_ends_in_an_adverb() -> None:
    """The parser ends the source before "Now" and takes what follows for said."""
    plain = with_plain_text(parse_text(TEXT)).plain
    (found,) = annotate([AnnotationTask(plain)], Pipeline(find_model()), default_annotators())
    (quotation,) = found.quotations
    assert quotation.source is not None
    assert quotation.source.of(plain.text) == "Orrin News Now"
    assert [span.of(plain.text) for span in quotation.content] == ["He believes the college is “outdated,”"]
