"""Reported speech, case by case: who, the cue, and what, as the text's own words."""

import re
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from known_mistakes import param, parted
from spacy.tokens import Doc

from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.annotate.quotations.evidence import SURE
from sitegen.annotate.quotations.reported.indirect import find_indirect
from sitegen.model.text import Block, BlockKind, PlainText, Span

CASES = Path(__file__).parents[3] / "cases" / "indirect.md"
VOCAB = spacy.blank("en").vocab
QUOTED = re.compile("“[^”]*”")


def read_cases(path):
    """Name, text and expected lines of each case."""
    for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *lines = part.split("\n# ")[0].strip().split("\n")
        lines, _ = parted(name, lines)
        text = " ".join(line for line in lines if line and not line.startswith("=> "))
        yield name, text, [line.removeprefix("=> ") for line in lines if line.startswith("=> ")]


def plain(text):
    """The text as one paragraph."""
    return PlainText(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text)), (0, 1)),))


def line(text, candidate):
    """A candidate as the cases write it."""
    source = candidate.source.span.of(text) if candidate.source else "-"
    content = " … ".join(span.of(text) for span in candidate.content)
    return f"{source} | {candidate.cue.of(text)} | {content}"


def found(doc, text):
    """What is more likely a quotation than not."""
    quoted = [Span(*match.span()) for match in QUOTED.finditer(text)]
    return [c for c in find_indirect(doc, plain(text), quoted) if c.confidence >= SURE]


@pytest.fixture(scope="module")
def pipeline():
    """The trained model, loaded once."""
    return Pipeline(find_model())


@pytest.fixture(scope="module")
def docs(pipeline):
    """Every case parsed, in one batch."""
    texts = [text for _, text, _ in read_cases(CASES)]
    return dict(zip(texts, pipeline.parse(plain(text) for text in texts), strict=True))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"), [param(text, lines, title=name) for name, text, lines in read_cases(CASES)]
)
def test_what_is_reported(docs, text, expected):
    """What a case lists is found, with these words, and nothing else."""
    assert expected == [line(text, candidate) for candidate in found(docs[text], text)]


@pytest.mark.model
def test_what_is_doubtful_stands_apart_from_what_is_sure(docs):
    """Less sure candidates are handed on too, but none that touches a sure one."""
    doubtful = 0
    for text, doc in docs.items():
        quoted = [Span(*match.span()) for match in QUOTED.finditer(text)]
        candidates = find_indirect(doc, plain(text), quoted)
        sure = [c for c in candidates if c.confidence >= SURE]
        for candidate in (c for c in candidates if c.confidence < SURE):
            doubtful += 1
            whole = Span(candidate.content[0].start, candidate.content[-1].end)
            assert not any(whole.overlaps(span) for other in sure for span in other.content)
    assert doubtful > 10


def tree_of(size, word, dep, tag, head):
    """A parse of one word repeated, `head` giving each one's head."""
    heads = [head(at) for at in range(size)]
    deps = ["ROOT" if heads[at] == at else dep for at in range(size)]
    return Doc(VOCAB, words=[word] * size, heads=heads, deps=deps, tags=[tag] * size)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("dep", "tag"),
    [(dep, "VBD") for dep in ("ccomp", "conj", "parataxis", "dobj", "advcl")] + [("conj", "VBN")],
)
@pytest.mark.parametrize(
    "head",
    [
        pytest.param(lambda at: max(0, at - 1), id="a chain down"),
        pytest.param(lambda at: min(4_999, at + 1), id="a chain up"),
        pytest.param(lambda at: 0, id="all on the first"),
        pytest.param(lambda at: 4_999, id="all on the last"),
        pytest.param(lambda at: 2_500, id="all on the middle"),
    ],
)
def test_hostile_parses_take_linear_time(dep, head, tag):
    """Five thousand cues in one sentence, however they hang together, are read in no time."""
    doc = tree_of(5_000, "said", dep, tag, head)
    began = process_time()
    find_indirect(doc, plain(doc.text), [])
    assert process_time() - began < 3


def test_an_empty_text_reports_nothing():
    """No words, no candidates."""
    doc = Doc(VOCAB, words=[])
    assert find_indirect(doc, PlainText("", ()), []) == ()


@pytest.mark.model
def test_content_without_its_edges(docs):
    """A content begins with no comma, nor with a joining "that", and ends with no comma or stop."""
    for text, doc in docs.items():
        for candidate in found(doc, text):
            assert candidate.content == tuple(sorted(candidate.content))
            assert not any(span.overlaps(candidate.cue) for span in candidate.content)
            for span in candidate.content:
                first = next(token for token in doc if token.idx == span.start)
                joins = first.lower_ == "that" and first.dep_ not in {"nsubj", "nsubjpass", "det"}
                assert not joins
                assert not re.match(r"[\s,:;–—-]", span.of(text))
                assert not re.search(r"[\s,.:;–—-]$", span.of(text))


@pytest.mark.model
def test_a_cue_in_marks_is_the_speakers_own(pipeline):
    """Inside quotation marks nothing is looked for; the same words outside are found."""
    text = "“The mayor said that the road was closed.” Nobody answered."
    doc = next(iter(pipeline.parse([plain(text)])))
    assert find_indirect(doc, plain(text), [Span(0, 43)]) == ()
    assert [c.cue.of(text) for c in find_indirect(doc, plain(text), [])] == ["said"]


FORMS = [
    "Reyle",
    "said",
    "that",
    "the",
    "claim",
    ",",
    "according",
    "to",
    "it",
    "as",
    "made",
    "clear",
    "in",
    "his",
]
FORMS += ["words", "calling", "for", "asked", "-", "—", "“", "”", ".", "to", "be"]
TAGS = ["NNP", "VBD", "VBN", "VBG", "VBZ", "VB", "NN", "NNS", "IN", "TO", "PRP", "DT", ",", "MD", "JJ", "CC"]
DEPS = [
    "nsubj",
    "nsubjpass",
    "ccomp",
    "xcomp",
    "advcl",
    "dobj",
    "prep",
    "pobj",
    "pcomp",
    "mark",
    "aux",
    "auxpass",
]
DEPS += [
    "acl",
    "relcl",
    "conj",
    "cc",
    "parataxis",
    "punct",
    "poss",
    "agent",
    "prt",
    "oprd",
    "appos",
    "neg",
    "expl",
]
WORD = st.tuples(st.sampled_from(FORMS), st.sampled_from(TAGS), st.sampled_from(DEPS), st.integers(0, 11))


@given(st.lists(WORD, min_size=1, max_size=12))
def test_any_parse_gives_spans_of_the_text(words):
    """However wrong the parse: no error, spans in the text, content in order and apart from the cue."""
    forms, tags, deps, heads = (list(column) for column in zip(*words, strict=True))
    heads = [min(head, len(forms) - 1) for head in heads]
    for at in range(len(heads)):  # a cycle is no tree: what would close one becomes a root
        seen, above = {at}, heads[at]
        while above not in seen and heads[above] != above:
            seen.add(above)
            above = heads[above]
        heads[at] = at if above in seen else heads[at]
    deps = ["ROOT" if head == at else dep for at, (dep, head) in enumerate(zip(deps, heads, strict=True))]
    doc = Doc(VOCAB, words=forms, heads=heads, deps=deps, tags=tags)
    for candidate in find_indirect(doc, plain(doc.text), []):
        spans = [
            *candidate.content,
            candidate.cue,
            *((candidate.source.span, candidate.source.head) if candidate.source else ()),
        ]
        assert all(span.end <= len(doc.text) for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(candidate.content))
        assert not any(span.overlaps(candidate.cue) for span in candidate.content)
        assert 0 <= candidate.confidence <= 1
