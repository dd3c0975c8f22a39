"""Words around a place in a text."""

from __future__ import annotations

import pytest

from sitegen.model.text import Block, BlockKind, PlainText, Span
from sitegen.render.article.words.snippets import Context, context


def around(text: str, words: str, width: int = 100) -> Context:
    """The context of these words in a text of one paragraph."""
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)), (0, 1))
    at = text.index(words)
    return context(PlainText(text, (block,)), Span(at, at + len(words)), block, width)


@pytest.mark.parametrize(
    ("text", "punctuation", "after"),
    [
        ("They met Abara on Monday.", "", "on Monday."),
        ("They met Abara, and left.", ",", "and left."),
        ("“They met Abara,” she said.", ",”", "she said."),
        ("“They met Abara …”, he said.", "", "…”, he said."),
        ("They met Abara!?” Yes.", "!?", "” Yes."),
        ("They met Abara", "", ""),
        ("They met Abara.", ".", ""),
    ],
)
def test_what_stands_right_behind(text: str, punctuation: str, after: str) -> None:
    """Two marks at most, and never a space or the next paragraph."""
    found = around(text, "Abara")
    assert (found.punctuation, found.after) == (punctuation, after)


def test_it_is_cut_at_a_space() -> None:
    """On both sides, with whole words."""
    found = around("The harbour board met Abara on Monday evening.", "Abara", 12)
    assert (found.before, found.after) == ("board met", "on Monday")
