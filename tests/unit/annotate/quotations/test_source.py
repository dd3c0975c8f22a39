"""Who speaks and how far what is said reaches, where the parser hangs a clause on the wrong verb.

The parses are written by hand, word/tag/arc/head: so the rules are held whatever a model makes of a sentence.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tagged_text import tagged

from sitegen.annotate.parse.encoder import Judged
from sitegen.annotate.parse.tree import read_tree
from sitegen.annotate.parse.words import Range
from sitegen.annotate.quotations.beside.frames import Frames
from sitegen.annotate.quotations.beside.subjects import subject_of
from sitegen.annotate.quotations.reported.extent import _with_second
from sitegen.annotate.quotations.reported.source import verb_source

DENIED = "Abara/NNP/nsubj/1 denied/VBD/ROOT/1"
BANK = "the/DT/det/4 bank/NN/nsubj/6 had/VBD/aux/6 failed/VBN/ccomp/1"
REPORTED = "the/DT/det/5 bank/NN/nsubj/7 had/VBD/aux/7 failed/VBN/acl/2"


@pytest.mark.parametrize(
    ("parse", "verb", "source"),
    [
        pytest.param(
            f"{DENIED} that/IN/mark/6 {BANK} ,/,/punct/6 saying/VBG/advcl/6 so/RB/advmod/8",
            "saying",
            "Abara",
            id="a participle behind a comma is the reporter's",
        ),
        pytest.param(
            f"{DENIED} that/IN/mark/6 {BANK} saying/VBG/advcl/6 so/RB/advmod/7",
            "saying",
            "the bank",
            id="without a comma it is the reported subject's",
        ),
        pytest.param(
            f"{DENIED} reports/NNS/dobj/1 that/IN/mark/7 {REPORTED} ,/,/punct/7 adding/VBG/advcl/7",
            "adding",
            "Abara",
            id="over a noun of saying",
        ),
        pytest.param(
            "Abara/NNP/nsubj/1 spoke/VBD/ROOT/1 of/IN/prep/1 fears/NNS/pobj/2 that/IN/mark/8 the/DT/det/6"
            " bank/NN/nsubj/8 had/VBD/aux/8 failed/VBN/acl/3 ,/,/punct/8 adding/VBG/advcl/8",
            "adding",
            "Abara",
            id="over a preposition",
        ),
        pytest.param(
            "Abara/NNP/nsubj/1 sold/VBD/ROOT/1 the/DT/det/3 ship/NN/dobj/1 that/WDT/nsubj/6 had/VBD/aux/6"
            " failed/VBN/relcl/3 ,/,/punct/6 saying/VBG/advcl/6 so/RB/advmod/8",
            "saying",
            "the ship that",
            id="what was only sold reports nothing",
        ),
    ],
)
def test_whose_a_cue_is(parse: str, verb: str, source: str) -> None:
    """The subject of the verb that reports, not of the one in what it reports."""
    tree = read_tree(tagged(parse))
    found = verb_source(tree, tree.words.forms.index(verb))
    assert found is not None
    assert tree.words.span(found.range).of(tree.words.text.text) == source


LATE = (
    "The/DT/det/1 mayor/NN/nsubj/2 said/VBD/ROOT/2 that/IN/mark/6"
    " the/DT/det/5 ferry/NN/nsubj/6 was/VBD/ccomp/2"
)


@pytest.mark.parametrize(
    ("second", "content"),
    [
        pytest.param(
            "and/CC/cc/2 that/IN/mark/12 the/DT/det/11 crew/NN/nsubj/12 was/VBD/conj/2 tired/JJ/acomp/12",
            "the ferry was late and that the crew was tired",
            id="joined by a word",
        ),
        pytest.param(
            ",/,/punct/2 that/IN/mark/12 the/DT/det/11 crew/NN/nsubj/12 was/VBD/conj/2 tired/JJ/acomp/12",
            "the ferry was late",
            id="a comma alone joins nothing",
        ),
        pytest.param(
            "and/CC/cc/2 that/DT/nsubj/10 was/VBD/conj/2 sad/JJ/acomp/10 for/IN/prep/10 all/DT/pobj/12",
            "the ferry was late",
            id="that as a subject begins no clause of the report",
        ),
    ],
)
def test_a_second_clause(second: str, content: str) -> None:
    """What is said goes on with "and that …", wherever the parser hangs it."""
    tree = read_tree(tagged(f"{LATE} late/JJ/acomp/6 {second}"))
    words = tree.words
    assert words.span(_with_second(tree, Range(4, 8))).of(words.text.text) == content


@pytest.mark.parametrize(
    ("parse", "verb", "subject"),
    [
        pytest.param(
            "Abara/NNP/nsubj/3 ,/,/punct/0 who/WP/nsubj/3 heads/VBZ/relcl/0 it/PRP/dobj/3 ,/,/punct/0"
            " has/VBZ/aux/8 often/RB/advmod/8 said/VBN/ROOT/8 so/RB/advmod/8",
            "said",
            "Abara",
            id="before an aside and auxiliaries",
        ),
        pytest.param(
            "Salem/NNP/nsubj/4 ,/,/punct/4 the/DT/det/3 mayor/NN/dep/4 said/VBD/ROOT/4 so/RB/advmod/4",
            "said",
            "the mayor",
            id="behind one comma stands who speaks",
        ),
        pytest.param(
            "Halloran/NNP/nsubj/6 ,/,/punct/0 of/IN/prep/0 Salem/NNP/pobj/2 ,/,/punct/0 Avel/NNP/dep/6"
            " said/VBD/ROOT/6 so/RB/advmod/6",
            "said",
            "Halloran",
            id="between two commas stands an aside",
        ),
        pytest.param(
            "Salem/NNP/nsubj/7 ,/,/punct/7 in/IN/prep/7 May/NNP/pobj/2 ,/,/punct/7 noon/NN/npadvmod/7"
            " ,/,/punct/7 said/VBD/ROOT/7 so/RB/advmod/7",
            "said",
            "Salem",
            id="a noun behind which a comma stands is not beside the verb",
        ),
        pytest.param(
            "Salem/NNP/nsubj/8 ,/,/punct/8 May/NNP/npadvmod/8 ,/,/punct/8 noon/NN/npadvmod/8 ,/,/punct/8"
            " the/DT/det/7 mayor/NN/dep/8 said/VBD/ROOT/8 so/RB/advmod/8",
            "said",
            "the mayor",
            id="behind three commas",
        ),
    ],
)
def test_a_subject_that_the_parse_puts_before_a_comma(parse: str, verb: str, subject: str) -> None:
    """The noun phrase nearer to the verb speaks, where no pair of commas makes it an aside."""
    tree = read_tree(tagged(parse))
    words = tree.words
    (sentence,) = Frames(tree, ()).sentences(0)
    at = next(n for n, item in enumerate(sentence.items) if item.text == verb)
    found = subject_of(sentence, at)
    assert found is not None
    assert sentence.span(found.first, found.end - 1).of(words.text.text) == subject


@pytest.mark.parametrize(("none", "found"), [(0.02, True), (0.98, False)], ids=["a name", "an adverb"])
def test_a_name_that_the_parser_takes_for_an_adverb(none: float, found: bool) -> None:
    """Whether "Desally says" has somebody who speaks is for the encoder to tell."""
    words = tagged("Desally/RB/advmod/1 says/VBZ/ROOT/1 it/PRP/nsubj/3 helped/VBD/ccomp/1")
    judged = (Judged(1 - none, 0.0, 0.0, 0.0), *[Judged(0.0, 0.0, 0.0, 0.0)] * 3)
    source = verb_source(read_tree(replace(words, judged=judged)), 1)
    assert (source is not None and source.range == Range(0, 1)) is found
