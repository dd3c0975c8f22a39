"""Promises 2, 3 and 4: marks are removable, complete, and well-formed whatever overlaps."""

from __future__ import annotations

import re

import nh3
from hypothesis import example, given
from hypothesis import strategies as st
from properties.reading import covered, has_nested_links, is_balanced, scan, without_marks
from properties.strategies import html, markdown, marks

from sitegen.markdown.html import render_body
from sitegen.markdown.marks import Mark
from sitegen.markdown.parser import parse_markdown
from sitegen.markdown.plaintext import MarkdownDoc, SegmentKind, with_plain_text
from sitegen.markdown.tags.elements import ATTRIBUTES, BLOCKS, EVERYWHERE, PHRASES, SCHEMES
from sitegen.model.article import Tags
from sitegen.model.text import Span

OWN = {name: {"class", "id"} for name in ("sup", "a", "hr", "div", "ol", "li")}
OWN |= {"td": {"class"}, "th": {"class"}, "code": {"class"}}
"""What Markdown's own footnotes, tables and code carry beside what an author may write."""


def markable(doc: MarkdownDoc, mark: Mark) -> str:
    """What the fragments of `mark` must spell, counted out character by character; breaks left out."""
    allowed = set()
    for segment in doc.segments:
        inside = range(segment.span.start, segment.span.end)
        wanted = {n for n in inside if any(s.start <= n < s.end for s in mark.spans)}
        if segment.kind is SegmentKind.TEXT or (
            segment.kind is SegmentKind.CODE and len(wanted) == len(inside)
        ):
            allowed |= wanted
    return "".join(doc.plain.text[n] for n in sorted(allowed))


def assert_promises(doc: MarkdownDoc, laid: tuple[Mark, ...]) -> None:
    """Promises 2, 3 and 4 for these marks over this document."""
    plain = render_body(doc).html
    marked = render_body(doc, laid)
    assert without_marks(marked.html) == plain
    assert is_balanced(marked.html)
    assert has_nested_links(marked.html) <= has_nested_links(plain)  # an author's nested links stay
    spelled = covered(marked.html)
    for number, mark in enumerate(laid):
        key = int(dict(mark.attrs)["data-x"])
        expected = markable(doc, mark)
        assert _less_breaks(spelled.get(key, "")) == _less_breaks(expected)
        assert (marked.fragments[number] > 0) == bool(expected)


def test_spans_that_touch_are_one_fragment() -> None:
    """And so are those that overlap: one id for a fragment of its own, and fewer bytes."""
    doc = with_plain_text(parse_markdown("It is late."))
    for spans in ((Span(0, 2), Span(2, 5)), (Span(0, 4), Span(2, 5))):
        rendered = render_body(doc, (Mark(spans, "mark", id="q"),))
        assert rendered.fragments == (1,)
        assert "<mark id=q>It is</mark> late." in rendered.html


def _less_breaks(text: str) -> str:
    """A fragment may hold the breaks between its lines; they are white space either way."""
    return "".join(text.split())


@given(st.data())
def test_marks_keep_their_promises(data: st.DataObject) -> None:
    """Any spans over any article: removable byte for byte, complete, balanced, no link in a link."""
    doc = with_plain_text(parse_markdown(data.draw(markdown())))
    before = [token.as_dict() for token in doc.tokens]
    assert_promises(doc, data.draw(marks(len(doc.plain.text))))
    assert [token.as_dict() for token in doc.tokens] == before  # and renders the same the next time


@given(st.data(), st.sampled_from(Tags))
def test_marks_keep_their_promises_over_html(data: st.DataObject, tags: Tags) -> None:
    """The same where an author's tags are shown or obeyed, however they are nested."""
    doc = with_plain_text(parse_markdown(data.draw(html()), tags))
    if doc.plain.text:
        assert_promises(doc, data.draw(marks(len(doc.plain.text))))


@given(html())
def test_a_browser_reads_what_was_written(body: str) -> None:
    """HTML's own parser, in a sanitiser, finds the very tags that obeyed HTML was written with.

    None is misplaced, unclosed or made up by a trick of text, and none is more than the lists allow.
    """
    found = render_body(with_plain_text(parse_markdown(body, Tags.SAFE))).html
    if has_nested_links(found):  # Markdown itself puts a footnote's sign into a link
        assert "[^" in body
        return
    tags = BLOCKS | PHRASES | {"br", "hr", "img", "pre"}
    attributes = {tag: {*ATTRIBUTES.get(tag, ()), *EVERYWHERE} for tag in tags}
    for tag, names in OWN.items():
        attributes[tag] |= names
    left = nh3.clean(found, tags=set(tags), attributes=attributes, url_schemes=set(SCHEMES), link_rel=None)
    assert shape(left) == shape(found)


def shape(source: str) -> list[tuple[str, list[str]]]:
    """Each tag with the names of its attributes, in order."""
    tags = [(name, part) for _, name, part in scan(source) if name]
    return [(part[:2] + name, sorted(re.findall(r' ([a-z]+)="', part))) for name, part in tags]


@given(
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=9),
    st.lists(st.booleans(), min_size=9),
)
@example([(0, 6), (3, 9), (3, 6), (1, 10)], [True, False, True, False] + [True] * 5)
def test_every_crossing_in_one_run(pairs: list[tuple[int, int]], links: list[bool]) -> None:
    """Many spans over a dozen letters meet in every way there is."""
    doc = with_plain_text(parse_markdown("abcdefghijk"))
    laid = tuple(
        Mark((Span(min(p), max(p)),), "a" if link else "mark", (("data-x", str(n)),), id=f"x{n}")
        for n, (p, link) in enumerate(zip(pairs, links, strict=False))
        if p[0] != p[1]
    )
    assert_promises(doc, laid)
    html = render_body(doc, laid).html
    for number in range(len(pairs)):
        assert html.count(f"<a data-x={number} ") <= 1, "a link is never split: the other mark gives way"
