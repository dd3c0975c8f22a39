"""The parser's own rules: pictures, raw HTML, plain text."""

from __future__ import annotations

import pytest

from sitegen.markdown.html import render_body, render_note
from sitegen.markdown.parser import parse_markdown, picture_addresses
from sitegen.markdown.plaintext import with_plain_text


def html(body: str) -> str:
    """The body's HTML."""
    return render_body(with_plain_text(parse_markdown(body))).html


def test_a_picture_beside_the_article_is_shown() -> None:
    """With its alternative text, emphasis in it taken out."""
    assert html("![The *old* quay](quay.jpg)") == '<p><img src="quay.jpg" alt="The old quay"></p>\n'
    assert picture_addresses(parse_markdown("x\n\n![a](b.png)")) == (("b.png", 2),)


@pytest.mark.parametrize(
    "address", ["https://example.org/q.jpg", "//example.org/q.jpg", "HTTP://example.org/q.jpg"]
)
def test_a_picture_on_another_server_is_a_link(address: str) -> None:
    """Nothing is loaded from another origin; the alternative text becomes readable text of the article."""
    made = html(f"See ![the quay]({address}).")
    assert made == f'<p>See <a href="{address}">the quay</a>.</p>\n'
    assert with_plain_text(parse_markdown(f"See ![the quay]({address}).")).plain.text == "See the quay."
    assert picture_addresses(parse_markdown(f"![a]({address})")) == ()


@pytest.mark.parametrize("inside", ["<https://example.org/b>", "![b](https://example.org/b)"])
def test_no_link_stands_inside_a_link(inside: str) -> None:
    """HTML knows none: a browser would end the outer one."""
    made = html(f"See [a {inside} c](https://example.org/a) and {inside}.")
    assert made.count("<a ") == 2
    assert made.index("c</a>") < made.index("<a ", made.index("<a ") + 1)


@pytest.mark.parametrize("body", ["<script>alert(1)</script>", "a <b onclick=x>b</b>", "<!-- c -->\n\n<div>"])
def test_raw_html_is_text(body: str) -> None:
    """What looks like a tag in a source is shown, not obeyed."""
    assert "<script" not in html(body)
    assert "<b " not in html(body)
    assert "<div" not in html(body)
    assert "&lt;" in html(body)


@pytest.mark.parametrize(
    "address", ["http://example.org/q.jpg", "//example.org/q.jpg", "data:image/png;base64,AA"]
)
def test_a_note_loads_nothing_from_elsewhere(address: str) -> None:
    """The rules for pictures are the parser's, not the article's: an editor's note has them too."""
    assert render_note(f"See ![the quay]({address}).") == f'<p>See <a href="{address}">the quay</a>.</p>\n'


def test_a_note_shows_no_picture_that_is_not_published() -> None:
    """What stands beside the note's file is not copied: readers have the description."""
    assert render_note("See ![the *old* <quay>](quay.jpg).") == "<p>See the old &lt;quay&gt;.</p>\n"


def test_columns_are_aligned_by_class() -> None:
    """A strict content security policy forbids the styles that the parser would write."""
    made = html("| a | b | c |\n|--:|:-:|---|\n| 1 | 2 | 3 |\n")
    assert "style=" not in made
    assert '<th class="right">a</th>\n<th class="center">b</th>\n<th>c</th>' in made
    assert render_note("| a |\n|--:|\n").count('<th class="right">') == 1


def test_a_link_cannot_run_script() -> None:
    """Addresses that would run something are no links."""
    assert "href" not in html("[x](javascript:alert(1))")


TABLES = "| a | b |\n|---|---|\n| 1 | 2 |\n\n- item\n\n  | c |\n  |---|\n  | 3 |\n"


def test_tables_can_be_scrolled_with_the_keyboard():
    """Each stands in a region of its own with a name and a tab stop; nothing else of the page differs."""
    doc = with_plain_text(parse_markdown(TABLES))
    plain = render_body(doc).html
    html = render_body(doc, table_label=lambda number: f"Table “{number}” & more").html
    opened = '<div class="scroll" role="region" tabindex="0" aria-label="Table “{}” &amp; more">\n'
    for number in (1, 2):
        assert html.count(opened.format(number) + "<table>") == 1
        html = html.replace(opened.format(number), "")
    assert html.replace("</table>\n</div>\n", "</table>\n") == plain


def test_a_template_tag_may_hold_a_whole_article():
    """However long it is, and whatever it is made of: all of it is one tag, with nothing to annotate."""
    tag = '{{< raw text="' + "&lt;p&gt;Nora Vell said “no”.&lt;/p&gt; " * 1000 + '" >}}'
    plain = with_plain_text(parse_markdown(f"Before.\n\nSee {tag}\n\nAfter.\n")).plain
    assert [span.of(plain.text) for span in plain.excluded] == [tag]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("mark", ["{{", "{%", "<%", "{{<\n", "> {{\n"])
def test_tags_that_never_end_are_text(mark):
    """However many there are: nothing of them is shut to annotators, and it ends."""
    plain = with_plain_text(parse_markdown(mark * 5_000)).plain
    assert mark[-3:].strip() in plain.text
    assert plain.excluded == ()
