"""Any corrections at the desk, then any edits of the article: each stands on its words, or is reported.

The whole way of a correction: an action on words, the file that it is written into beside others, the file
read again, the article edited meanwhile, and its annotations as corrected. Texts repeat much, as in
`test_anchoring`, and so do the words that corrections point at; where they are, the test follows by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath
from random import Random

import pytest
from entity_markup import article
from hypothesis import given
from rapidfuzz.distance import Levenshtein
from test_anchoring import CHANCES, RUNS, WORDS, paragraph

from sitegen.building.articles.correcting import parsed
from sitegen.corrections import anchoring
from sitegen.corrections.anchoring import ALIKE, FARTHEST, LEAST
from sitegen.corrections.applying import corrected
from sitegen.desk.changes import change_of
from sitegen.desk.pointing import Pointed, edit_of
from sitegen.desk.requests import Doing, RefusedActionError, Request, Wanted
from sitegen.diagnostics import Diagnostic
from sitegen.model.annotation import Annotations, EntityType, Quotation, QuotationKind
from sitegen.model.text import PlainText, Span

PATH = PurePosixPath("content/a1.corrections.yaml")
Place = tuple[int, int, int]
"""The number of a paragraph, and the first and the last word in it, that one included."""


@dataclass(frozen=True)
class Followed:
    """Paragraphs as words, and the places of words that are followed by their label."""

    paragraphs: tuple[tuple[str, ...], ...]
    places: Mapping[str, Place]

    @property
    def plain(self) -> PlainText:
        """As annotators see it."""
        return article("\n".join(map(" ".join, self.paragraphs))).plain

    def span(self, label: str) -> Span:
        """Where the words of a label stand."""
        number, first, last = self.places[label]
        words = self.paragraphs[number]
        start = sum(len(" ".join(p)) + 2 for p in self.paragraphs[:number])
        start += len(" ".join(words[:first])) + bool(first)
        return Span(start, start + len(" ".join(words[first : last + 1])))

    def used(self, number: int, at: int) -> bool:
        """Whether a word is one of those that are followed."""
        return any(n == number and first <= at <= last for n, first, last in self.places.values())

    def replaced(self, number: int, words: list[str], shift_from: int = 0, by: int = 0) -> Followed:
        """With other words in one paragraph, of which those from one on stand somewhere else."""
        paragraphs = (*self.paragraphs[:number], tuple(words), *self.paragraphs[number + 1 :])
        moved = {
            label: (n, first + by, last + by) if n == number and first >= shift_from else (n, first, last)
            for label, (n, first, last) in self.places.items()
        }
        return Followed(paragraphs, moved)

    def ordered(self, order: list[int], new: Mapping[int, tuple[str, ...]]) -> Followed:
        """The paragraphs by their former numbers, those of `new` among them under negative ones."""
        at = {number: place for place, number in enumerate(order)}
        paragraphs = tuple(new[n] if n < 0 else self.paragraphs[n] for n in order)
        return Followed(paragraphs, {k: (at[n], a, b) for k, (n, a, b) in self.places.items()})


def followed(chance: Random) -> Followed:
    """A text with up to five stretches of words that do not touch."""
    paragraphs = tuple(tuple(paragraph(chance).split(" ")) for _ in range(chance.randint(3, 6)))
    places: dict[str, Place] = {}
    for number, words in enumerate(paragraphs):
        edges = sorted(chance.sample(range(len(words)), min(len(words), chance.choice([0, 2, 2, 4]))))
        for first, last in [*pairwise(edges)][::2]:
            if len(places) < 5:
                places[f"source {len(places)}"] = (number, first, last)
    return Followed(paragraphs, places)


def edited(chance: Random, text: Followed) -> Followed:
    """A few edits of anything but the followed words; some plant these very words somewhere else."""
    for _ in range(chance.randint(1, 4)):
        number = chance.randrange(len(text.paragraphs))
        words, at = list(text.paragraphs[number]), chance.randrange(len(text.paragraphs[number]))
        kind = chance.choice(["word", "word", "more", "paragraph", "lookalike", "gone", "moved"])
        every = [*range(len(text.paragraphs))]
        if kind == "word" and not text.used(number, at):
            words[at] = chance.choice(WORDS)
            text = text.replaced(number, words)
        elif kind == "more" and not (at and text.used(number, at) and text.used(number, at - 1)):
            words.insert(at, chance.choice(WORDS))
            text = text.replaced(number, words, at, 1)
        elif kind in {"paragraph", "lookalike"}:
            new = [*paragraph(chance).split(" ")]
            if kind == "lookalike" and text.places:
                n, first, last = text.places[chance.choice([*text.places])]
                new[1:1] = text.paragraphs[n][max(0, first - chance.randint(0, 2)) : last + 1]
            every.insert(chance.randint(0, len(every)), -1)
            text = text.ordered(every, {-1: tuple(new)})
        elif kind == "gone" and len(every) > 1 and all(n != number for n, _, _ in text.places.values()):
            every.remove(number)
            text = text.ordered(every, {})
        elif kind == "moved":
            every.remove(number)
            every.insert(chance.randint(0, len(every)), number)
            text = text.ordered(every, {})
    return text


def reworded(chance: Random, text: Followed, label: str) -> Followed:
    """One to four of the words of a label replaced, taken out or added."""
    for _ in range(chance.randint(1, 4)):
        number, first, last = text.places[label]
        words, at = list(text.paragraphs[number]), chance.randint(first, last)
        kind = chance.choice(["other", "more", "fewer"])
        if kind == "other":
            words[at] = chance.choice(WORDS)
            text = text.replaced(number, words)
        elif kind == "more":
            words.insert(at, chance.choice(WORDS))
            text = _grown(text, label, text.replaced(number, words, last + 1, 1), 1)
        elif last > first:
            del words[at]
            text = _grown(text, label, text.replaced(number, words, last + 1, -1), -1)
    return text


def planted(chance: Random, text: Followed, before: Followed, label: str) -> Followed:
    """A paragraph more, with the words of a label as they were before, some of their neighbours with them."""
    number, first, last = before.places[label]
    words, every = before.paragraphs[number], [*range(len(text.paragraphs))]
    copied = words[max(0, first - chance.randint(0, 3)) : last + 1 + chance.randint(0, 3)]
    every.insert(chance.randint(0, len(every)), -1)
    new = (*paragraph(chance).split(" "), *copied, *paragraph(chance).split(" "))
    return text.ordered(every, {-1: new if chance.random() < 0.7 else copied})


def _grown(before: Followed, label: str, text: Followed, by: int) -> Followed:
    number, first, last = before.places[label]
    return Followed(text.paragraphs, {**text.places, label: (number, first, last + by)})


def heard(plain: PlainText) -> Annotations:
    """What a machine may find: stretches of words that have nothing to do with the followed ones."""
    spans = [Span(block.span.start, min(block.span.end, block.span.start + 30)) for block in plain.blocks]
    return Annotations((), tuple(Quotation((s,), QuotationKind.INDIRECT, "any") for s in spans))


def wanted(chance: Random, label: str) -> tuple[Doing, Wanted]:
    """One of three actions, each of which says the label somewhere."""
    number = int(label.rsplit(maxsplit=1)[-1])
    return chance.choice(
        [
            ("quotation", Wanted(unnamed=label)),
            ("mention", Wanted(type=EntityType.PLACE, entity=label)),
            ("date", Wanted(value=str(1900 + number))),
        ]
    )


def written(chance: Random, text: Followed) -> tuple[str | None, dict[str, Doing]]:
    """The corrections file after an action on each of the words, some of them done twice or taken back."""
    pointed, file, done = Pointed(text.plain, heard(text.plain)), None, {}
    labels = [*text.places]
    chance.shuffle(labels)
    for label in labels:
        do, want = wanted(chance, label)
        span = text.span(label)
        request = Request("/a1/", do, want, ((span.start, span.end),), new=True)
        steps = [request] if chance.random() < 0.7 else [request, request]
        if chance.random() < 0.1:
            steps.append(replace(request, want=Wanted(remove=True), new=False))
        try:
            for step in steps:
                file = change_of(edit_of(step, pointed), pointed, PATH, "Nora Vell", "2026-05-23")(file)
        except RefusedActionError:  # words that the text repeats farther than any context goes
            continue
        if len(steps) < 2 or steps[-1] is request:
            done[label] = do
    return file, done


def marks(found: Annotations) -> Iterator[tuple[str, Span]]:
    """What stands there by an editor's word: the label and its words."""
    for quotation in found.quotations:
        if quotation.stated:
            for part in quotation.content:
                yield quotation.stated.unnamed, part
    for mention in found.mentions:
        if mention.type is EntityType.DATE:
            yield f"source {int(mention.value or 0) - 1900}", mention.span
        else:
            yield mention.stated, mention.span


def lines_of(told: tuple[Diagnostic, ...]) -> set[int]:
    """Of which items something was said."""
    return {d.location.line for d in told if d.location and d.location.line}


@RUNS
@given(CHANCES)
def test_any_corrections_then_any_edits(chance: Random) -> None:
    """Each on the very words that it was made for, or reported with its line; none is dropped in silence.

    Where the words themselves were edited, it stands on what they became, with a note, or is reported. On the
    very words elsewhere only where these have more of the former neighbours, or nothing like them is left
    between these: then they were moved, as far as a text can tell.
    """
    before = followed(chance)
    file, done = written(chance, before)
    after = before
    changed = {label for label in before.places if chance.random() < 0.2}
    for label in sorted(changed):
        after = reworded(chance, after, label)
        if chance.random() < 0.7:
            after = planted(chance, after, before, label)
    after = edited(chance, after) if chance.random() < 0.9 else after
    known = parsed((file or "").encode(), PATH)
    assert known.notes == ()
    source = replace(article("x").article, corrections=known.corrections)
    found, told = corrected(after.plain, heard(after.plain), source)
    stand = dict(marks(found))
    for label, span in stand.items():
        own = after.span(label)
        in_place = span.overlaps(own) if label in changed else span == own
        assert in_place or _is_copy(before, label, after, span), (label, file)
    for label in done.keys() - stand.keys():
        assert after is not before, "an edit of nothing loses nothing"
        line = _line_of(file or "", label)
        assert line in lines_of(told), (label, line, file, told)


def _is_copy(before: Followed, label: str, after: Followed, span: Span) -> bool:
    """Whether these are the label's very words and have what the label's place has lost.

    That is more of the former neighbours, or words that are like them at all.
    """
    old, new, was, now = before.plain.text, after.plain.text, before.span(label), after.span(label)
    if span.of(new) != was.of(old):
        return False
    unlike = Levenshtein.normalized_similarity(now.of(new), was.of(old)) < ALIKE
    here, there = _beside(old, was, new, span), _beside(old, was, new, now)
    return here >= LEAST and (unlike or here > there)


def _beside(old: str, was: Span, new: str, now: Span) -> int:
    """How many characters on both sides are as they were."""
    sides = ((old[: was.start][::-1], new[: now.start][::-1]), (old[was.end :], new[now.end :]))
    return sum(_same(a[:FARTHEST], b[:FARTHEST]) for a, b in sides)


def _same(a: str, b: str) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _line_of(file: str, label: str) -> int:
    """The first line of the item that says a label."""
    words = {f"unnamed: {label}", f"entity: {label}", f"value: {1900 + int(label.rsplit(maxsplit=1)[-1])}"}
    lines = file.split("\n")
    at = next(n for n, line in enumerate(lines) if line.strip().replace('"', "") in words)
    return next(n for n in range(at, -1, -1) if lines[n].startswith("  - ")) + 1


def test_without_the_bound_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The property is seen to fail where any place with the very words counts, whatever stands around it."""
    check = test_any_corrections_then_any_edits.hypothesis.inner_test  # type: ignore[attr-defined]

    def check_all() -> None:
        for seed in range(40):
            check(Random(seed))

    check_all()
    monkeypatch.setattr(anchoring, "_in_context", lambda *_: True)
    with pytest.raises(AssertionError):
        check_all()
