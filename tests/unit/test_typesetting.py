"""Titles in the marks of their language."""

from __future__ import annotations

import pytest

from sitegen.markdown.typesetting import typeset

ENGLISH, GERMAN = ("“", "”", "‘", "’"), ("„", "“", "‚", "‘")


@pytest.mark.parametrize(
    ("line", "set_as"),
    [
        ('"The river knows," says miller', "“The river knows,” says miller"),
        ("'Nobody asked us': the mill's last day", "‘Nobody asked us’: the mill’s last day"),
        ("O'Vell's 'great' mill", "O’Vell’s ‘great’ mill"),
        ("The millers' strike of '98", "The millers’ strike of ’98"),
        ('A 12" pipe and a wall', 'A 12" pipe and a wall'),
        ('The *last* "mill_song" & <more>', "The *last* “mill_song” & <more>"),
        ("“It’s theirs” already", "“It’s theirs” already"),
        ("No marks at all", "No marks at all"),
    ],
)
def test_marks_are_curved(line: str, set_as: str) -> None:
    """Pairs and apostrophes; what is neither stays; nothing in a line is Markdown."""
    assert typeset(line, ENGLISH) == set_as


def test_marks_of_another_language() -> None:
    """As its newspapers have them."""
    assert typeset('"Der Fluss weiß es"', GERMAN) == "„Der Fluss weiß es“"
