"""The cost of finding quotations grows with the text's length, whatever the text. Steps are counted."""

import sys

import pytest
import spacy

from sitegen.annotate.annotators.protocol import AnnotatorContext
from sitegen.annotate.annotators.quotations import QuotationAnnotator
from sitegen.annotate.parse.tree import read_tree
from sitegen.annotate.parse.words import read_words
from sitegen.model.annotation import Annotations
from sitegen.model.text import Block, BlockKind, PlainText, Span

ENGLISH = spacy.blank("en")
HOSTILE = {
    "opening marks": "“",
    "straight marks": '"',
    "straight marks apart": '" ',
    "pairs": "“a” ",
    "pairs and commas": "“a,” ",
    "sentences in marks": "“We go on here now.” ",
    "tags": "“We go,” she said. ",
    "tags without end": "“We go,” she said, ",
    "nested": "“a ‘b ",
    "single marks": "'a ",
    "apostrophes": "''",
    "cues": "said ",
    "cues and marks": "said “a” ",
    "clauses": "she said that ",
    "commas": "she, ",
    "colons": "She: “A b c d” ",
    "titles": "“A” and ",
    "dashes": "— ",
    "owners": "her claim that “a” ",
}


def steps(text, blocks):
    """Lines of the package run to annotate a text that nothing is known of but its words."""
    doc = ENGLISH(text)
    plain = PlainText(text, blocks)
    count = 0

    def trace(frame, event, _):
        nonlocal count
        count += event == "line"
        return trace if "sitegen" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        tree = read_tree(read_words(doc, plain))
        QuotationAnnotator().annotate(plain, AnnotatorContext(None, tree, Annotations()))
    finally:
        sys.settrace(before)
    return count


def one_block(text):
    """The text as one paragraph."""
    return (Block(BlockKind.PARAGRAPH, Span(0, len(text)), (0, 1)),)


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_long_paragraph(piece):
    """Twice a paragraph of one piece repeated costs about twice, not four times."""
    texts = (piece * 3, piece * 300, piece * 600)  # the first, since words are read from disk only once
    _, small, large = (steps(text, one_block(text)) for text in texts)
    assert large < 2.3 * small


@pytest.mark.parametrize("piece", ["“", "“We go on.", "“We go on,” she said.", "“We go on.”", "— A", "She:"])
def test_many_paragraphs(piece):
    """The same for paragraphs of one piece each."""

    def cost(number):
        size = len(piece) + 2
        blocks = [
            Block(BlockKind.PARAGRAPH, Span(n * size, n * size + len(piece)), (n, n + 1))
            for n in range(number)
        ]
        return steps("\n\n".join([piece] * number), tuple(blocks))

    _, small, large = map(cost, (3, 120, 240))  # the first, since words are read from disk only once
    assert large < 2.3 * small
