"""Words beside a quotation that tell who speaks, when an editor said so and now."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from sitegen.corrections.anchoring import Anchor, anchor, describe
from sitegen.corrections.beside import changed_beside, words_beside
from sitegen.markdown.parser import parse_markdown
from sitegen.markdown.plaintext import with_plain_text
from sitegen.model.annotation import Quotation, QuotationKind, Stated
from sitegen.model.corrections import QuotationCorrection
from sitegen.model.text import PlainText, Span

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "words_beside.yaml").read_text("utf-8"))
SIGNS = re.compile(r"[][{}]")
QUOTED = "We will stay at the table"


def read(marked: str) -> tuple[PlainText, Quotation]:
    """The text, and the quotation in it as annotators found it."""
    plain = with_plain_text(parse_markdown(SIGNS.sub("", marked))).plain

    def span(pattern: str) -> Span | None:
        found = re.search(pattern, marked, re.DOTALL)
        start = len(SIGNS.sub("", marked[: found.start(1)])) if found else 0
        return Span(start, start + len(found[1])) if found else None

    start = plain.text.index(QUOTED) - 1
    content = (Span(start, plain.text.index("”", start) + 1),)
    return plain, Quotation(
        content, QuotationKind.DIRECT, "test", cue=span(r"\[(.*?)\]"), source=span(r"\{(.*?)\}")
    )


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_what_is_told(case: dict[str, str]) -> None:
    """As tests/cases/words_beside.yaml says."""
    before, was = read(case["text"])
    selector = describe(before.text, was.content[0])
    correction = QuotationCorrection(
        selector, 1, speaker=Stated((case["speaker"],)), beside=words_beside(was, before)
    )
    after, quotation = read(case["edited"])
    at = anchor(after.text, selector)
    span = at.span if isinstance(at, Anchor) else quotation.content[0]
    found = changed_beside(correction, span, quotation, after)
    told = " -> ".join(words or "nothing" for words in (found.before, found.now)) if found else "-"
    assert told == case["told"]
    assert changed_beside(replace(correction, beside=None), span, quotation, after) is None
