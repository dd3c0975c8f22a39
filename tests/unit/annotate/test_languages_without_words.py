"""An article's language decides which rules read it; one without words says so, and gets no other's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
import spacy
from spacy.tokens import Doc

from sitegen.annotate.run import AnnotationTask, annotate, default_annotators
from sitegen.diagnostics import Severity
from sitegen.model.annotation import Annotations
from sitegen.model.text import Block, BlockKind, PlainText, Span
from sitegen.wordfiles import has_words

SAID = "“ Alles ist gut , ” says Ines Halloran in Averel ."


class OneParse:
    """A pipeline whose model is of one language, and knows a person and a town."""

    def __init__(self, language: str, person: str) -> None:
        self.nlp, self.person = spacy.blank(language), person

    def parse(self, texts: Iterable[PlainText]) -> Iterator[Doc]:
        """Each text as words without a structure, and the two names."""
        for text in texts:
            words = text.text.split(" ")
            ents = ["O"] * len(words)
            ents[7:9] = [f"B-{self.person}", f"I-{self.person}"]
            ents[10] = "B-LOC"
            size = len(words)
            tags, deps, heads = ["NN"] * size, ["dep"] * size, [0] * size
            spaces = [True] * (size - 1) + [False]
            yield Doc(
                self.nlp.vocab,
                words=words,
                spaces=spaces,
                tags=tags,
                deps=deps,
                heads=heads,
                ents=ents,
                sent_starts=None,
            )


def annotated(language: str, model: str, person: str = "PER") -> Annotations:
    """The text, said to be in one language and read by a model of another."""
    text = PlainText(SAID, (Block(BlockKind.PARAGRAPH, Span(0, len(SAID)), (1, 1)),))
    (found,) = annotate([AnnotationTask(text, language)], OneParse(model, person), default_annotators())
    return found


@pytest.mark.parametrize(
    ("tag", "known"), [("en", True), ("en-GB", True), ("EN", True), ("enm", False), ("de", False)]
)
def test_words_are_a_language_s(tag: str, known: bool) -> None:
    """By the primary subtag, whatever the region."""
    assert has_words(tag) is known


def test_a_model_of_the_language_gives_the_names() -> None:
    """As it calls them; English rules, which would find who speaks, are not asked."""
    found = annotated("de-AT", "de")
    assert [(m.span.of(SAID), m.type.value) for m in found.mentions] == [
        ("Ines Halloran", "person"),
        ("Averel", "place"),
    ]
    assert (found.quotations, found.references) == ((), ())
    (note,) = found.diagnostics
    assert (note.code, note.severity) == ("language-without-words", Severity.NOTE)
    assert "“de-AT”" in note.message
    assert "as the model gives them" in note.message


def test_a_model_of_another_language_says_nothing() -> None:
    """One note, and no mark."""
    found = annotated("de", "en", "PERSON")
    assert (found.mentions, found.quotations, found.references) == ((), (), ())
    assert [d.code for d in found.diagnostics] == ["language-without-words"]
    assert "nothing is marked" in found.diagnostics[0].message


def test_english_says_nothing_of_itself() -> None:
    """Its rules are asked, and nothing is told."""
    found = annotated("en-GB", "en", "PERSON")
    assert [m.span.of(SAID) for m in found.mentions if m.type.value == "person"] == ["Ines Halloran"]
    assert found.diagnostics == ()
