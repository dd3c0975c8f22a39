"""The promises over every example of the CommonMark specification."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import marks
from properties.test_overlay import assert_promises
from properties.test_plaintext import assert_exact

from sitegen.markdown.parser import parse_markdown
from sitegen.markdown.plaintext import with_plain_text

SPECIFICATION = Path(__file__).parents[1] / "data" / "commonmark" / "spec.txt"
FENCE = "`" * 32
EXAMPLES = [
    source.replace("→", "\t")
    for source in re.findall(
        rf"^{FENCE} example\n(.*?)^\.\n.*?^{FENCE}$", SPECIFICATION.read_text(encoding="utf-8"), re.M | re.S
    )
]


def test_all_examples_are_read() -> None:
    """The specification has 652 examples; a scanner that misses some would test nothing."""
    assert len(EXAMPLES) == 652


@pytest.mark.parametrize("source", EXAMPLES, ids=range(1, len(EXAMPLES) + 1))
def test_offsets_are_exact(source: str) -> None:
    """The plain text of each example has its tokens' characters at its segments' offsets."""
    assert_exact(with_plain_text(parse_markdown(source)))


@given(st.sampled_from(EXAMPLES), st.data())
def test_marks_keep_their_promises(source: str, data: st.DataObject) -> None:
    """Random marks over a random example: removable, complete, well-formed."""
    doc = with_plain_text(parse_markdown(source))
    assert_promises(doc, data.draw(marks(len(doc.plain.text))))


@pytest.mark.parametrize("source", EXAMPLES, ids=range(1, len(EXAMPLES) + 1))
def test_one_mark_over_all(source: str) -> None:
    """Crossing marks over the whole of each example leave it as it was when they are taken out."""
    from sitegen.markdown.marks import Mark
    from sitegen.model.text import Span

    doc = with_plain_text(parse_markdown(source))
    length = len(doc.plain.text)
    cuts = [Span(0, length), Span(length // 3, length), Span(0, 2 * length // 3)] if length > 2 else []
    laid = [
        Mark((span,), tag, (("data-x", str(n)),))
        for n, (span, tag) in enumerate(zip(cuts, ("mark", "a", "span"), strict=False))
    ]
    assert_promises(doc, tuple(laid))
