"""The pipeline's edges: offsets that are ours, hostile texts, missing and damaged models."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from sitegen.annotate.parse.encoder import Encoder, Judged
from sitegen.annotate.parse.nlp import Model, Pipeline, batches, check_model, find_model, normal_form
from sitegen.diagnostics import SitegenError
from sitegen.markdown.parser import parse_text
from sitegen.markdown.plaintext import with_plain_text


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """The default model, loaded once."""
    return Pipeline(find_model())


@given(st.text())
def test_normalising_keeps_the_length(text: str) -> None:
    """One character for one character: the model's offsets are ours."""
    assert len(normal_form(text)) == len(text)


@pytest.mark.model
@settings(max_examples=40)
@given(st.text(alphabet="ab “”''()[]\n\t\u00a0.é👩—", max_size=500), st.sampled_from([1, 60]))
def test_tokens_are_the_text(pipeline: Pipeline, text: str, times: int) -> None:
    """Whatever the text, the tokens with their spaces spell it, and every block starts a sentence."""
    plain = with_plain_text(parse_text(text * times)).plain
    (doc,) = pipeline.parse([plain])
    assert doc.text == normal_form(plain.text)
    starts = {token.idx for token in doc if token.is_sent_start}
    assert {block.span.start for block in plain.blocks} <= starts


class Listening(Encoder):
    """An encoder that keeps what it is asked about, and knows nothing."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def judge(self, forms: Sequence[str], breaks: Sequence[bool]) -> tuple[Judged, ...]:
        """Nothing is a name."""
        assert len(forms) == len(breaks)
        self.asked += forms
        return (Judged(0.0, 0.0, 0.0, 0.0),) * len(forms)


@pytest.mark.model
def test_apostrophes_are_straight_for_the_parser_alone() -> None:
    """It was taught straight ones, and takes a curly one for anything; the encoder reads what is written."""
    encoder = Listening()
    plain = with_plain_text(parse_text("They replaced the city’s ‘old’ lines.")).plain
    (doc,) = Pipeline(find_model(), encoder).parse([plain])
    assert doc.text == "They replaced the city's 'old' lines."
    assert [(token.text, token.tag_) for token in doc][4] == ("'s", "POS")
    assert encoder.asked[4:8] == ["’s", "‘", "old", "’"]


COMMAND_LINE = """
import sys
from sitegen.annotate.parse.nlp import Pipeline, find_model
Pipeline(find_model()).load()
print([name for name in sys.modules if name.startswith(("spacy.cli", "requests", "weasel"))])
from spacy.cli.info import info
print(info(silent=True)["spacy_version"] != "")
"""


@pytest.mark.model
def test_the_command_line_of_spacy_is_left_out_and_can_be_had() -> None:
    """It takes a third of a second in each process that annotates; who asks for it afterwards gets it."""
    done = subprocess.run([sys.executable, "-c", COMMAND_LINE], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\nTrue\n", "")


@pytest.mark.model
def test_a_stretch_of_marks_costs_no_more_than_its_length(pipeline: Pipeline) -> None:
    """Ten times the quotation marks take about ten times as long, not a hundred."""
    seconds = []
    for length in (2_000, 20_000):
        plain = with_plain_text(parse_text("“" * length)).plain
        started = time.process_time()
        list(pipeline.parse([plain]))
        seconds.append(time.process_time() - started)
    assert seconds[1] < 40 * seconds[0] + 1


def saved(folder: Path, nlp: spacy.Language) -> Model:
    """A pipeline in a folder, as somebody trains one."""
    nlp.to_disk(folder)
    return Model(str(folder), "(folder)", folder)


def words(model: Model, text: str) -> list[str]:
    """A text's tokens."""
    (doc,) = Pipeline(model).parse([with_plain_text(parse_text(text)).plain])
    return [token.text for token in doc]


def test_the_tokenizer_has_the_model_s_rules_and_no_others(tmp_path: Path) -> None:
    """Not those of the language: a model was trained on words that its own rules made."""
    nlp = spacy.blank("en")
    nlp.tokenizer.rules = {"Halmbit": [{"ORTH": "Halm"}, {"ORTH": "bit"}]}
    nlp.tokenizer.suffix_search = re.compile("[.!]$").search
    assert words(saved(tmp_path / "own", nlp), "Don't, Halmbit!") == ["Don't,", "Halm", "bit", "!"]


@spacy.registry.tokenizers("test.letters")
def letters() -> Callable[[spacy.Language], Tokenizer]:
    """Makes a tokenizer of its own kind."""
    return lambda nlp: Letters(nlp.vocab, infix_finditer=re.compile("-").finditer)


class Letters(Tokenizer):
    """Cuts everything."""

    def __call__(self, text: str) -> Doc:
        """Each letter by itself."""
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))


def test_another_kind_of_tokenizer_is_left_as_it_is(tmp_path: Path) -> None:
    """Only spaCy's own is known to read all of its rules again."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "test.letters"}}})
    nlp.tokenizer.prefix_search = nlp.tokenizer.suffix_search = re.compile("-").search
    assert words(saved(tmp_path / "own", nlp), "Halm") == [*"Halm"]


def test_a_missing_model_names_the_command() -> None:
    """No fallback: one error with what to run."""
    with pytest.raises(SitegenError, match="python -m pip install xx-none"):
        find_model("xx_none")


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    """A changed weight would change every page without a word."""
    (tmp_path / "weights").write_bytes(b"changed")
    recorded = find_model()
    with pytest.raises(SitegenError, match="model-damaged"):
        check_model(Model(recorded.name, recorded.version, tmp_path))


def test_the_installed_model_is_the_recorded_one() -> None:
    """The files that the tests run with are those that were recorded."""
    check_model(find_model())


@given(st.lists(st.integers(0, 50)), st.integers(1, 60))
def test_batches_are_as_large_as_they_may_be(sizes: list[int], limit: int) -> None:
    """Nothing is lost or moved; a batch is over the limit only where one item is, and none could be added."""
    found = list(batches(sizes, lambda size: size, limit))
    assert [size for batch in found for size in batch] == sizes
    assert all(batch and (sum(batch) <= limit or len(batch) == 1) for batch in found)
    assert all(sum(batch) + after[0] > limit for batch, after in pairwise(found))
