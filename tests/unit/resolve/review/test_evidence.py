"""The evidence of a question: the fullest mention, with the words around it and where it stands."""

from __future__ import annotations

from entity_markup import article

from sitegen.model.review import Quote
from sitegen.resolve.index import resolve
from sitegen.resolve.review.questions import CONTEXT, _quote

LONG = " ".join(["harbour"] * 40)
"""Longer than what is shown on either side."""


def quoted(marked: str) -> Quote:
    """What is shown of the article's only card."""
    index = resolve([article(marked)])
    card = index.articles[0].cards[0]
    return _quote(card.entity, index.articles[0], card)


def test_the_fullest_mention_is_shown_with_its_line() -> None:
    """The longest form says most; of equal ones the first. The line is the file's, front matter included."""
    quote = quoted("[Orr|person] fell.\nThen [James Orr|person] rose.\nAnd [James Orr|person] left.")
    assert (quote.before, quote.name, quote.after) == ("Then ", "James Orr", " rose.")
    assert (quote.entity, quote.article, str(quote.path), quote.line) == (
        "james-orr",
        "a1",
        "content/a1.md",
        7,
    )


def test_the_words_around_stay_inside_the_paragraph() -> None:
    """What stands in the paragraphs before and behind is no context."""
    quote = quoted("The tide rose.\n[James Orr|person] met nobody.\nThe tide fell.")
    assert (quote.before, quote.name, quote.after) == ("", "James Orr", " met nobody.")


def test_long_words_around_are_cut_between_words() -> None:
    """With a mark where something is left out, and never in the middle of a word."""
    quote = quoted(f"{LONG} [James Orr|person] {LONG}.")
    for side, whole in ((quote.before, quote.before[1:]), (quote.after, quote.after[:-1])):
        assert len(side) <= CONTEXT + 1
        assert set(whole.split()) == {"harbour"}
        assert len(whole) > CONTEXT - len("harbour ") - 1
    assert quote.before.startswith("…harbour")
    assert quote.before.endswith("harbour ")
    assert quote.after.startswith(" harbour")
    assert quote.after.endswith("harbour…")


def test_what_just_fits_is_not_cut() -> None:
    """A paragraph that ends where the context ends is shown whole."""
    before, after = "x" * (CONTEXT - 1) + " ", " " + "y" * (CONTEXT - 1)
    quote = quoted(f"{before}[James Orr|person]{after}")
    assert (quote.before, quote.after) == (before, after)
