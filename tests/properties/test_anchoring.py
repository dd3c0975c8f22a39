"""Corrections stay on their words, whatever is edited: else they are reported, and never on other words.

A text is paragraphs of sentences of few words and names, so that much of it repeats. The words that a
correction points at are followed through each edit by the test itself, which knows where it edits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from sitegen.content.correction_files import parse_items
from sitegen.corrections import anchoring
from sitegen.corrections.anchoring import Anchor, Lost, anchor, describe
from sitegen.corrections.files import read_corrections
from sitegen.corrections.writing import item_lines, with_item
from sitegen.model.annotation import Stated
from sitegen.model.corrections import QuotationCorrection, Selector
from sitegen.model.text import Span

RUNS = settings(max_examples=max(300, settings().max_examples))
"""5,000 with the profile `corrections`."""
PATH = PurePosixPath("content/talks.corrections.yaml")
CHANCES = st.integers(0, 2**32).map(Random)
"""Texts and edits are drawn from one seed: drawing every word by itself takes a hundred times as long."""
SENTENCE = (
    "the harbour board will not pay for cranes Halloran Brandt said on Monday that talks: “we stay” they’d "
    "leave, “no” e\u0301te\u0301 👩‍👧 Merrow \\ a\u00a0b now again and again."
)
WORDS = SENTENCE.split(" ")


def paragraph(chance: Random) -> str:
    """One to four sentences of four to fourteen words."""
    lengths = [chance.randint(4, 14) for _ in range(chance.randint(1, 4))]
    return " ".join(" ".join(chance.choices(WORDS, k=length)) + "." for length in lengths)


@dataclass(frozen=True)
class Marked:
    """Paragraphs, and words in one of them that the test follows: the number of the paragraph, and where."""

    paragraphs: tuple[str, ...]
    number: int
    start: int
    end: int

    @property
    def text(self) -> str:
        """As the plain text of an article."""
        return "\n\n".join(self.paragraphs)

    @property
    def span(self) -> Span:
        """Where the words are in the text."""
        before = sum(len(paragraph) + 2 for paragraph in self.paragraphs[: self.number])
        return Span(before + self.start, before + self.end)


def marked(chance: Random, least: int = 1) -> Marked:
    """A text with some words of it pointed at."""
    paragraphs = [paragraph(chance) for _ in range(chance.randint(3, 7))]
    number = chance.randrange(len(paragraphs))
    words = paragraphs[number].split(" ")
    first = chance.randint(0, max(0, len(words) - least))
    last = chance.randint(min(len(words), first + least), min(len(words), first + 14))
    start = len(" ".join(words[:first])) + bool(first)
    return Marked(tuple(paragraphs), number, start, start + len(" ".join(words[first:last])))


def inserted(text: Marked, place: int, new: str) -> Marked:
    """A paragraph more, before the one of this number."""
    paragraphs = (*text.paragraphs[:place], new, *text.paragraphs[place:])
    return replace(text, paragraphs=paragraphs, number=text.number + (place <= text.number))


def removed(text: Marked, place: int) -> Marked:
    """Without a paragraph, which is not that of the words."""
    if place == text.number:
        return text
    paragraphs = (*text.paragraphs[:place], *text.paragraphs[place + 1 :])
    return replace(text, paragraphs=paragraphs, number=text.number - (place < text.number))


def moved(text: Marked, place: int) -> Marked:
    """The paragraph of the words at another place."""
    own = text.paragraphs[text.number]
    rest = [p for n, p in enumerate(text.paragraphs) if n != text.number]
    place = min(place, len(rest))
    return replace(text, paragraphs=(*rest[:place], own, *rest[place:]), number=place)


def reworded(text: Marked, place: int, at: int, word: str) -> Marked:
    """Another word in a paragraph, outside the words."""
    own = text.paragraphs[place]
    words = own.split(" ")
    at %= len(words)
    start = len(" ".join(words[:at])) + bool(at)
    end = start + len(words[at])
    if place == text.number and start < text.end and end > text.start:
        return text
    new = own[:start] + word + own[end:]
    shift = len(new) - len(own) if place == text.number and end <= text.start else 0
    paragraphs = (*text.paragraphs[:place], new, *text.paragraphs[place + 1 :])
    return replace(text, paragraphs=paragraphs, start=text.start + shift, end=text.end + shift)


def edits_outside(chance: Random, text: Marked) -> Marked:
    """A few edits of anything but the words."""
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(text.paragraphs))
        kind = chance.choice(["insert", "remove", "move", "word", "word"])
        if kind == "insert":
            text = inserted(text, place, paragraph(chance))
        elif kind == "remove" and len(text.paragraphs) > 1:
            text = removed(text, place)
        elif kind == "move":
            text = moved(text, place)
        else:
            text = reworded(text, place, chance.randint(0, 60), chance.choice(WORDS))
    return text


def edits_inside(chance: Random, text: Marked) -> Marked:
    """Words of the followed ones replaced, taken out or added."""
    own = text.paragraphs[text.number]
    words = own[text.start : text.end].split(" ")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(words))
        kind = chance.choice(["replace", "insert", "remove"])
        if kind == "replace":
            words[at] = chance.choice(WORDS)
        elif kind == "insert":
            words.insert(at, chance.choice(WORDS))
        elif len(words) > 1:
            del words[at]
    new = " ".join(words)
    changed = own[: text.start] + new + own[text.end :]
    paragraphs = (*text.paragraphs[: text.number], changed, *text.paragraphs[text.number + 1 :])
    return replace(text, paragraphs=paragraphs, end=text.start + len(new))


def lookalikes(chance: Random, text: Marked, words: str) -> Marked:
    """Paragraphs that hold the very words, or nearly, planted somewhere."""
    for _ in range(chance.randint(1, 2)):
        planted = words.split(" ")
        if chance.random() < 0.5:
            planted[chance.randrange(len(planted))] = chance.choice(WORDS)
        around = paragraph(chance), paragraph(chance)
        new = " ".join((around[0], *planted, around[1]) if chance.random() < 0.5 else planted)
        text = inserted(text, chance.randint(0, len(text.paragraphs)), new)
    return text


def in_place(text: str, span: Span, selector: Selector) -> bool:
    """Whether the text around is to the letter what it was, the text's own edges included."""
    before, after = text[: span.start], text[span.end :]
    left = before.endswith(selector.prefix) if selector.prefix else not before
    return left and (after.startswith(selector.suffix) if selector.suffix else not after)


def through_a_file(selector: Selector) -> Selector:
    """As it comes back from the file that it is written into."""
    one = QuotationCorrection(selector, 2, speaker=Stated(("Ines Halloran",)))
    text = with_item(None, "quotations", item_lines(one), PATH)
    items, faults = parse_items(text.encode(), PATH)
    assert not faults
    found, wrong = read_corrections(PATH, items or ())
    assert not wrong
    assert found.quotations == (one,)
    return found.quotations[0].at


@RUNS
@given(CHANCES)
def test_what_is_described_is_found(chance: Random) -> None:
    """In the text as it is, from the file as it is written."""
    text = marked(chance)
    found = anchor(text.text, through_a_file(describe(text.text, text.span)))
    if isinstance(found, Anchor):
        assert (found.span, found.reworded) == (text.span, False)
    else:  # only where the text repeats itself farther than any context goes
        assert text.text.count(text.span.of(text.text)) > 1


@RUNS
@given(CHANCES)
def test_edits_elsewhere_move_no_correction_to_other_words(chance: Random) -> None:
    """Any number of corrections: each on its words, or reported."""
    before = marked(chance)
    selector = describe(before.text, before.span)
    after = edits_outside(chance, before)
    found = anchor(after.text, selector)
    if isinstance(found, Anchor):
        assert found.span.of(after.text) == selector.exact
        assert found.span == after.span


@RUNS
@given(CHANCES)
def test_edits_of_other_paragraphs_lose_no_correction(chance: Random) -> None:
    """As long as what it knows of the text around, and its own paragraph, are as they were."""
    before = marked(chance, least=6)
    selector = describe(before.text, before.span)
    after = before
    for _ in range(chance.randint(1, 3)):
        far = [n for n in range(len(after.paragraphs)) if abs(n - after.number) > 1]
        if far:
            place = chance.choice(far)
            after = reworded(after, place, chance.randint(0, 60), chance.choice(WORDS))
    edges = [0] * (after.number > 0) + [len(after.paragraphs)] * (after.number < len(after.paragraphs) - 1)
    after = inserted(after, chance.choice(edges), "A new beginning or end.")
    if f"{selector.prefix}{selector.exact}{selector.suffix}" not in after.text:
        return  # short paragraphs beside it: what it knows reaches beyond them
    found = anchor(after.text, selector)
    assert isinstance(found, Anchor)
    assert found.span == after.span


@RUNS
@given(CHANCES)
def test_lookalikes_and_edits_inside_move_no_correction_to_other_words(chance: Random) -> None:
    """Applied to what stands between the same neighbours, as reworded; else reported.

    The very words between all of their neighbours are the words, wherever something like them may come from.

    Where the very words stand beside what they were before, and that is no longer like them, the text is the
    one that would be if something had been written between the words and their neighbours.
    """
    before = marked(chance, least=3)
    selector = describe(before.text, before.span)
    after = edits_inside(chance, before)
    if chance.random() < 0.5:
        after = edits_outside(chance, after)
    after = lookalikes(chance, after, selector.exact)
    found = anchor(after.text, selector)
    now = after.span.of(after.text)
    if isinstance(found, Anchor) and after.span.overlaps(found.span):
        assert found.reworded == (found.span.of(after.text) != selector.exact)
    elif isinstance(found, Anchor):
        assert found.span.of(after.text) == selector.exact
        if in_place(after.text, found.span, selector):
            return
        assert Levenshtein.normalized_similarity(now, selector.exact) < anchoring.ALIKE


@pytest.mark.parametrize("words", ["Kell Vane Bell", "Kell Vane Bell Tower", "Kell Vane Bell, again,"])
def test_what_is_written_right_beside_the_words_is_none_of_them(words: str) -> None:
    """They stay what they are, though a little more stands between their neighbours now."""
    text = "So Kell Vane Bell left the quay at noon, the dockers said, and went home."
    selector = describe(text, Span(3, 17))
    assert anchor(text.replace("Kell Vane Bell", words), selector) == Anchor(Span(3, 17))


def test_words_that_are_just_alike_enough_are_a_rival() -> None:
    """A copy with half of the neighbours is not taken while the words may stand in their place, reworded."""
    exact, now = "leave, that a\xa0b", "leave, again"
    assert Levenshtein.normalized_similarity(now, exact) == anchoring.ALIKE
    copy = f"Rain. {exact} pay cranes Halloran that now.\n\n{now} pay cranes Halloran and for again."
    assert isinstance(anchor(copy, Selector(exact, "", " pay cranes Halloran and for aga", 0)), Lost)


def test_without_the_bounds_a_correction_lands_on_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bounds are needed: a lookalike sentence elsewhere, the sentence itself reworded beyond them."""
    before = "Rain fell.\n\nBrandt said “we will not pay for the cranes” on Monday morning.\n\nAll went home."
    words = "“we will not pay for the cranes”"
    selector = describe(before, Span(before.index(words), before.index(words) + len(words)))
    after = f"Halloran had told them {words} in the spring.\n\n" + before.replace(
        f"{words} on Monday", "nothing at all on Sunday"
    )
    assert not isinstance(anchor(after, selector), Anchor)
    monkeypatch.setattr(anchoring, "_in_context", lambda *_: True)
    found = anchor(after, selector)
    assert isinstance(found, Anchor)
    assert found.span.start < 30
