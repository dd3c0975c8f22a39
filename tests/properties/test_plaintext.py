"""Promise 1: offsets are exact by construction."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import html, markdown

from sitegen.markdown.parser import parse_markdown, parse_text
from sitegen.markdown.plaintext import MarkdownDoc, SegmentKind, with_plain_text
from sitegen.model.article import Tags
from sitegen.model.text import masked


def assert_exact(doc: MarkdownDoc) -> None:
    """Every segment covers its token's content; blocks and segments tile the text."""
    text = doc.plain.text
    for segment in doc.segments:
        child = (doc.tokens[segment.token].children or [])[segment.child]
        expected = {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content)
        assert segment.span.of(text) == expected
        assert (segment.kind is SegmentKind.BREAK) == (child.type in {"softbreak", "hardbreak"})
    position = 0
    for block in doc.plain.blocks:
        assert text[position : block.span.start] == ("\n\n" if position else "")
        inside = [s for s in doc.segments if block.span.contains(s.span)]
        assert "".join(s.span.of(text) for s in inside) == block.span.of(text)
        position = block.span.end
    assert position == len(text)
    assert [s.span.start for s in doc.segments] == sorted({s.span.start for s in doc.segments})


@given(markdown())
def test_segments_cover_their_tokens(body: str) -> None:
    """The text under every segment is its token's content, character for character."""
    assert_exact(with_plain_text(parse_markdown(body)))


@given(html(), st.sampled_from(Tags))
def test_segments_cover_their_tokens_in_html(body: str, tags: Tags) -> None:
    """The same with tags, shown or obeyed, in any state.

    Spans that hold no names are disjoint, in order and inside the text; masked, it is as long.
    """
    doc = with_plain_text(parse_markdown(body, tags))
    assert_exact(doc)
    plain = doc.plain
    shut = sorted((*plain.excluded, *plain.addresses))
    assert all(one.end <= other.start for one, other in pairwise(shut))
    assert not shut or shut[-1].end <= len(plain.text)
    assert len(masked(plain, "x")) == len(plain.text)


@given(markdown())
def test_a_plain_text_keeps_every_word(body: str) -> None:
    """In a plain-text source nothing is markup: every line is there, verbatim but for its margins."""
    doc = with_plain_text(parse_text(body))
    assert_exact(doc)
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    children = [child for token in doc.tokens for child in token.children or ()]
    assert [child.content for child in children if child.type == "text"] == lines


def test_a_soft_break_is_one_space() -> None:
    """A name that runs over two source lines is one name in the plain text."""
    doc = with_plain_text(parse_markdown("said Ines\nHalloran"))
    assert doc.plain.text == "said Ines Halloran"
