"""Where a block stands in its source: its first line, and the one behind its last, from nought."""

from __future__ import annotations

import pytest

from sitegen.markdown.parser import parse_markdown, parse_text
from sitegen.markdown.plaintext import with_plain_text


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("One line.\n", [(0, 1)]),
        ("Two\nlines.\n\nAnd three\nmore of\nthem.\n", [(0, 2), (3, 6)]),
        ("# A heading\n\n- an item\n- another\n  of two\n", [(0, 1), (2, 3), (3, 5)]),
    ],
)
def test_markdown(body: str, lines: list[tuple[int, int]]) -> None:
    """Of each block, in order."""
    assert [block.lines for block in with_plain_text(parse_markdown(body)).plain.blocks] == lines


def test_a_text_file() -> None:
    """Every line is a paragraph."""
    plain = with_plain_text(parse_text("The talks failed.\n\nNobody knows why.\n")).plain
    assert [block.lines for block in plain.blocks] == [(0, 1), (2, 3)]
