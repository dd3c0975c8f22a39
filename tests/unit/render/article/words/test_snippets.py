"""Words around a place in a text."""

from __future__ import annotations

import pytest

from sitegen.model.text import Block, BlockKind, PlainText, Span
from sitegen.render.article.words.snippets import Context, clause, context, whole_sentences


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
    assert (found.before, found.after) == ("…board met", "on Monday…")


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("It rained. The board met Abara on the ice. Incredible.", "The board met", "on the ice."),
        ("“It rained.” The board met Abara and two, thirty more.", "The board met", "and two…"),
        ("The harbour’s board met Abara on the ice.", "…board met", "on the ice."),
        ("Incomprehensibilities Abara incomprehensibilities.", "…ehensibilities", "incomprehensib…"),
    ],
)
def test_dots_tell_where_a_sentence_is_cut(text: str, before: str, after: str) -> None:
    """Not where one ends, and no comma stands before them."""
    found = around(text, "Abara", 15)
    assert (found.before, found.after) == (before, after)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("It closed in August, and it costs £4.2 million and more.", "and it costs £4.2 million and more"),
        ("It closed in August at 9:30 p.m. on a Friday; then it rained.", "at 9:30 p.m. on a Friday"),
        ("In August, as Capt. Orr of the U.S. said. No.", "as Capt. Orr of the U.S. said"),
        ("It closed in August “for good”, she said.", ""),
        ("It closed in August – for good.", ""),
        ("It closed in August of 2023. Nobody came.", "of 2023"),
        ("It closed in August for Mr.", "for Mr"),
        ("It closed in August (the bridge did not). Nobody came.", "(the bridge did not)"),
    ],
)  # fmt: skip
def test_a_clause_ends_where_one_does(text: str, after: str) -> None:
    """Not at the point of a number, nor behind a short title or an initial."""
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)), (0, 1))
    at = text.index("August")
    found = clause(PlainText(text, (block,)), Span(at, at + 6), block, 80)
    assert found[2].strip(" ,") == after


LONG = "The council voted to close the pier after divers found that eleven of its sixty columns were cracked"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rained. The pier was shut. " + LONG + ".", "It rained. The pier was shut."),
        ("“It rained.” " + LONG + ".", "“It rained.”"),
        (LONG + ", by 9.4 votes. And so on.", LONG + ", by 9.4 votes."),
        (LONG + ".", LONG + "."),
        (LONG + " " + LONG + ".", "The council voted to close the pier after divers found that…"),
        ("Mr. Orr and Capt. Vale met. Then " + LONG, "Mr. Orr and Capt. Vale met."),
        ("A short one", "A short one"),
        ("", ""),
    ],
)
def test_a_summary_has_whole_sentences(text: str, found: str) -> None:
    """As many as have room, the first alone in twice as much; else it is cut behind a word."""
    assert whole_sentences(text, 64, 128) == found
