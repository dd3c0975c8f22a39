"""HTML in Markdown: obeyed as in tests/cases/html.yaml, shown as text otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from sitegen.config import parse_config
from sitegen.diagnostics import SitegenError
from sitegen.markdown.html import BlockLabel, render_body
from sitegen.markdown.parser import parse_markdown, picture_addresses
from sitegen.markdown.plaintext import with_plain_text
from sitegen.model.article import Tags

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "html.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_obeyed(case: dict) -> None:
    """What the page has, what the plain text is, and how many tags the writer is told of."""
    doc = with_plain_text(parse_markdown(case["source"], Tags.SAFE))
    assert "\n".join(line for line in render_body(doc).html.split("\n") if line) == case["html"].strip("\n")
    assert doc.plain.text == case["text"]
    told = [note.message.split()[0] for note in doc.notes]
    assert told == ([str(case["left_out"])] if case.get("left_out") else [])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_shown(case: dict) -> None:
    """As text no tag of the author's is a tag of the page."""
    doc = with_plain_text(parse_markdown(case["source"], Tags.TEXT))
    html = render_body(doc).html
    assert not any(
        f"<{name}" in html for name in ("script", "table", "img", "figure", "font", "iframe", "pre>")
    )
    assert [note.code for note in doc.notes] == ["html-as-text"]


def test_blocks_of_html_have_lines_and_labels() -> None:
    """Paragraphs made of HTML are numbered, anchored and placed like Markdown's."""
    doc = with_plain_text(parse_markdown("One.\n\n<div>\n<p>Two.</p>\n<li>Three.\n</div>\n", Tags.SAFE))
    assert [block.lines for block in doc.plain.blocks] == [(0, 1), (3, 4), (4, 5)]
    labels = {number: BlockLabel(f"p{number}") for number in range(3)}
    assert render_body(doc, labels=labels).html.count('<p id="p') == 3


def test_pictures_of_html_are_looked_for() -> None:
    """Beside the article, as those of Markdown are."""
    tokens = parse_markdown('x\n\n<figure>\n<img src="b.png" alt="a"></figure>', Tags.SAFE)
    assert picture_addresses(tokens) == (("b.png", 3),)


def test_deep_nesting_costs_nothing() -> None:
    """Elements without end inside one another: dropped below a depth, their text kept."""
    doc = with_plain_text(parse_markdown("<div>" * 5000 + "<b>" * 5000 + "x", Tags.SAFE))
    assert doc.plain.text == "x"
    assert render_body(doc).html.count("<div>") < 100


def test_the_site_chooses() -> None:
    """`markdown.html` is one of two words."""
    assert parse_config('[markdown]\nhtml = "safe"\n').markdown.html == "safe"
    with pytest.raises(SitegenError, match=r'markdown.html: “raw” .*\n.*write  "text"  or  "safe"'):
        parse_config('[markdown]\nhtml = "raw"\n')
