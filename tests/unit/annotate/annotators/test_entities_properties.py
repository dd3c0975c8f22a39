"""What holds of mentions whatever the text and whatever the parse."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate.annotators.entities import EntityAnnotator, mentions_of, typed
from sitegen.annotate.dates.dated import date_mentions
from sitegen.annotate.names.candidates import names
from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.annotate.parse.tree import read_tree
from sitegen.annotate.parse.words import ModelEntity, Range, Words
from sitegen.annotate.run import AnnotationTask, annotate
from sitegen.markdown.parser import parse_text
from sitegen.markdown.plaintext import with_plain_text
from sitegen.model.annotation import Mention
from sitegen.model.text import Block, BlockKind, PlainText, Span

WORDS = """
    Ines Halloran Brandt the The of and & - – , . ( ) ' 's ’s “ ” Mr. Prime Minister President University
    Board Lake Storm October 7 2019 attacks in for said she who is a lawyer al van de U.S. UN THE İstanbul
    HALLORAN ﬁrm 東京 naïve é \u200b 😀 pro Beijing Monday May 9/11 French North Korean — [ ] x1 I
"""
PENN = "NNP NNPS NN NNS JJ VBD VBZ MD IN DT POS , . HYPH CD PRP CC TO RB _SP FW"
ARCS = "nsubj pobj compound appos attr relcl conj poss ROOT prep amod agent nsubjpass auxpass"
FORMS, TAGS, DEPS = (st.sampled_from(words.split()) for words in (WORDS, PENN, ARCS))
LABELS = st.sampled_from(["PERSON", "ORG", "GPE", "LOC", "EVENT", "DATE", "NORP", "WORK_OF_ART", "FAC"])


@st.composite
def parses(draw: st.DrawFn) -> Words:
    """Any parse at all: random tags, heads and entities over one to three blocks."""
    blocks = draw(st.lists(st.lists(FORMS, min_size=1, max_size=25), min_size=1, max_size=3))
    forms: list[str] = []
    starts: list[int] = []
    owner: list[int] = []
    spans: list[Block] = []
    text = ""
    for number, block in enumerate(blocks):
        begin = len(text)
        for form in block:
            text += draw(st.sampled_from(("", " "))) if len(text) > begin else ""
            forms.append(form)
            starts.append(len(text))
            owner.append(number)
            text += form
        spans.append(Block(BlockKind.PARAGRAPH, Span(begin, len(text)), (number, number + 1)))
        if number + 1 < len(blocks):
            forms.append("\n\n")
            starts.append(len(text))
            owner.append(-1)
            text += "\n\n"
    size = len(forms)
    each = st.integers(0, size - 1)
    cuts = sorted(draw(st.sets(each, max_size=10)))
    return Words(
        PlainText(text, tuple(spans)),
        tuple(forms),
        tuple(starts),
        tuple(start + len(form) for start, form in zip(starts, forms, strict=True)),
        tuple("_SP" if form.isspace() else draw(TAGS) for form in forms),
        tuple(draw(DEPS) for _ in forms),
        tuple(draw(each) for _ in forms),
        tuple(sum(cut <= at for cut in cuts) + max(owner[: at + 1]) for at in range(size)),
        tuple(owner),
        tuple(ModelEntity(Range(a, b), draw(LABELS)) for a, b in pairwise(cuts)),
    )


def assert_sound(text: PlainText, mentions: tuple[Mention, ...]) -> None:
    """Spans in range, in order, apart, stripped, and inside one block; descriptions as well."""
    last = 0
    for mention in mentions:
        assert mention.span.start >= last
        last = mention.span.end
        for span in (mention.span, *(said.span for said in mention.descriptions)):
            words = span.of(text.text)
            assert len(words) == len(span)
            assert words == words.strip()
            assert "\n" not in words
            assert sum(block.span.contains(span) for block in text.blocks) == 1


@given(parses())
def test_mentions_are_sound_for_any_parse(words: Words) -> None:
    """No parse, however wrong, gives a mention out of range, across blocks, overlapping or unstripped."""
    found = mentions_of(read_tree(words), date(2026, 11, 18), "test")
    assert_sound(words.text, found)
    assert found == mentions_of(read_tree(words), date(2026, 11, 18), "test")


@pytest.mark.model
@settings(max_examples=40)
@given(st.lists(st.lists(FORMS, min_size=1, max_size=30), min_size=1, max_size=4))
def test_mentions_are_sound_for_any_text(lines: list[list[str]]) -> None:
    """The same with the real model, and the same text gives the same answer."""
    text = with_plain_text(parse_text("\n".join(" ".join(line) for line in lines))).plain
    task = AnnotationTask(text, date=datetime(2026, 11, 18, tzinfo=UTC))
    first, second = annotate([task, task], pipeline(), [EntityAnnotator()])
    assert_sound(text, first.mentions)
    assert first == second


_PIPELINES: list[Pipeline] = []


def pipeline() -> Pipeline:
    """One pipeline for all examples."""
    if not _PIPELINES:
        _PIPELINES.append(Pipeline(find_model()))
    return _PIPELINES[0]


def flat(size: int, forms: list[str], tag: str, dep: str, label: str | None) -> Words:
    """A single sentence of `size` words that all hang on the first."""
    repeated = [forms[at % len(forms)] for at in range(size)]
    starts, at = [], 0
    for form in repeated:
        starts.append(at)
        at += len(form) + 1
    text = " ".join(repeated)
    found = tuple(ModelEntity(Range(n, n + 1), label) for n in range(0, size, 2)) if label else ()
    return Words(
        PlainText(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text)), (0, 1)),)),
        tuple(repeated),
        tuple(starts),
        tuple(start + len(form) for start, form in zip(starts, repeated, strict=True)),
        (tag,) * size,
        (dep,) * size,
        (0,) * size,
        (0,) * size,
        (0,) * size,
        found,
    )


HARD = {
    "one long run of capitals": (["Brandt"], "NNP", "compound", None),
    "names that all hang on one verb": (["Brandt", "said"], "NNP", "nsubj", "PERSON"),
    "opening brackets": (["(", "[", "“"], "-LRB-", "punct", None),
    "one first name, many surnames": (
        ["Ana", *(f"Br{n:x}ndt" for n in range(997)), "of"],
        "NNP",
        "appos",
        None,
    ),
    "dates without end": (["October", "7", "2019", "and"], "NNP", "conj", "PERSON"),
    "titles only": (["President", "of", "State"], "NNP", "appos", "ORG"),
}


@pytest.mark.parametrize("name", HARD)
def test_time_is_linear(name: str) -> None:
    """Eight times the words take about eight times as long, not sixty-four, whatever the words."""
    small, large = (flat(size, *HARD[name]) for size in (4_000, 32_000))
    bound = 25 * max(min(seconds(small) for _ in range(3)), 0.02)
    assert any(seconds(large) < bound for _ in range(3))  # once: what else the machine does is none of ours


def seconds(words: Words) -> float:
    """How long it takes to find all mentions."""
    start = time.process_time()
    mentions_of(read_tree(words), date(2026, 11, 18), "test")
    return time.process_time() - start


def test_nothing_in_nothing() -> None:
    """An empty text has no mentions."""
    words = Words(PlainText("", ()), (), (), (), (), (), (), (), (), ())
    assert mentions_of(read_tree(words), None, "test") == ()
    assert typed(words) == []
    assert list(names(words)) == []
    assert list(date_mentions(words, (), None, "test")) == []
