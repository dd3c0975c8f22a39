"""Quoted segments from marks alone, case by case, and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known_mistakes import param, parted

from sitegen.annotate.marks import pairs
from sitegen.annotate.marks.segments import quoted_segments
from sitegen.model.text import Block, BlockKind, PlainText, Span

CASES = Path(__file__).parents[3] / "cases" / "marks.md"


def plain(lines):
    """Each line a paragraph, or a heading after "# "."""
    text, blocks = "", []
    for number, line in enumerate(lines):
        kind = BlockKind.HEADING if line.startswith("# ") else BlockKind.PARAGRAPH
        start = len(text) + 2 if text else 0
        text = text + "\n\n" + line.removeprefix("# ") if text else line.removeprefix("# ")
        blocks.append(Block(kind, Span(start, len(text)), (number, number + 1)))
    return PlainText(text, tuple(blocks))


def read_cases():
    """Name, text and expected lines of each case."""
    for part in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *lines = [line for line in part.split("\n") if line]
        lines, _ = parted(name, lines)
        texts = [line for line in lines if not line.startswith("=> ")]
        yield param(texts, [line[3:] for line in lines if line.startswith("=> ")], title=name)


@pytest.mark.parametrize(("lines", "expected"), list(read_cases()))
def test_quoted_segments(lines, expected):
    """A case's segments are found, with these marks, and no others."""
    text = plain(lines)
    found = [
        ("~" if q.reopened else "") + q.span.of(text.text) + ("~" if q.runs_on else "")
        for q in quoted_segments(text)
    ]
    assert found == expected


ALPHABET = st.sampled_from("“”‘’„«»\"'`＂‹›‚ ab.,?!s0—\u00a0é😀")


@given(
    st.lists(st.text(ALPHABET, min_size=1).filter(lambda line: bool(line.strip())), min_size=1, max_size=6)
)
def test_segments_are_in_order_apart_and_inside_their_block(lines):
    """For any text: segments stand in text order, share no character, lie in their block and hold a word."""
    text = plain([line.removeprefix("#") or "x" for line in lines])
    segments = quoted_segments(text)
    ends = [0, *(q.span.end for q in segments)]
    assert all(before <= q.span.start for before, q in zip(ends, segments, strict=False))
    for q in segments:
        block = text.blocks[q.block].span
        assert block.contains(q.span)
        start, end = q.inner
        assert q.span.start <= start < end <= q.span.end
        assert text.text.startswith(q.opening, q.span.start)
        assert text.text.endswith(q.closing, q.span.start, q.span.end)
        assert any(c.isalnum() for c in text.text[start:end])


@given(
    st.lists(st.text(ALPHABET, min_size=1).filter(lambda line: bool(line.strip())), min_size=1, max_size=6)
)
def test_only_a_segment_that_runs_on_is_reopened(lines):
    """What is reopened stands first in its block, and the block before it was left open."""
    segments = quoted_segments(plain([line.removeprefix("#") or "x" for line in lines]))
    for number, q in enumerate(segments):
        if q.reopened:
            before = segments[number - 1]
            assert number > 0
            assert before.block == q.block - 1
            assert before.runs_on


@pytest.mark.parametrize("mark", ["“", "”", '"', "''", "‘", "’", "«", "“a”", '" ', "'x ", "``", '1"', '“a "'])
def test_a_wall_of_marks_costs_one_step_for_each(mark, monkeypatch):
    """The work on a text of nothing but marks grows with its length, not with its square."""
    steps = []
    real = pairs._Leaning.of.__func__

    def counted(cls, *args):
        steps.append(1)
        return real(cls, *args)

    monkeypatch.setattr(pairs._Leaning, "of", classmethod(counted))
    for size in (1_000, 2_000):
        quoted_segments(plain([mark * size]))
    assert len(steps) <= 2 * 3_000
