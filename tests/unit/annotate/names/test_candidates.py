"""What the model calls a name and the capitalised runs, made to agree, from parses written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tagged_text import tagged

from sitegen.annotate.names.candidates import names
from sitegen.annotate.parse.encoder import Judged

QUIET = " when/WRB everybody/NN else/RB went/VBD home/RB early/RB ./."
"""Behind every line: where most words have capitals, capitals say nothing."""


def found(line: str) -> list[str]:
    """Each name's words, the model's type, and its title in brackets."""
    words = tagged(line + QUIET)
    text = words.text.text
    return [
        f"{words.span(name.range).of(text)}|{name.vote}"
        + (f" ({words.span(name.title).of(text)})" if name.title else "")
        for name in names(words)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "then/RB [ORG Orrin/NNP 2–1/CD Veldt/NNP Rovers/NNPS] it/PRP was/VBD",
            ["Orrin|organisation", "Veldt Rovers|organisation"],
            id="a score parts two sides",
        ),
        pytest.param(
            "at/IN St/NNP Ana/NNP 's/POS College/NNP it/PRP rained/VBD",
            ["St Ana's College|None"],
            id="whose a college is, where the model has no name",
        ),
        pytest.param(
            "the/DT Orrin/NNP County/NNP Sheriff/NNP 's/POS Office/NNP was/VBD shut/VBN",
            ["Orrin County Sheriff's Office|None"],
            id="whose an office is, where the model has no name",
        ),
        pytest.param(
            "the/DT [ORG Orrin/NNP County/NNP Sheriff/NNP] 's/POS [ORG Office/NNP] was/VBD shut/VBN",
            ["Orrin County Sheriff's Office|organisation"],
            id="whose an office is, where the model has two names",
        ),
        pytest.param(
            "a/DT spokesman/NN ,/, Jan/NNP Hol/NNP ,/, left/VBD in/IN May/NNP ,/, too/RB",
            ["Jan Hol|None"],
            id="a month that is somebody's given name",
        ),
        pytest.param(
            "then/RB [PERSON K./NNP Brandt/NNP 104/CD] was/VBD out/RP",
            ["K. Brandt|person"],
            id="a number is no part of somebody",
        ),
        pytest.param(
            "the/DT [ORG Institute/NNP for/IN Politics/NNP in/IN Oslo/NNP] said/VBD so/RB",
            ["Institute for Politics|organisation", "Oslo|organisation"],
            id="behind in a place that is known",
        ),
        pytest.param(
            "the/DT road/NN [FAC Mutoko/NNP to/TO Mbare/NNP] was/VBD long/JJ",
            ["Mutoko|place", "Mbare|place"],
            id="from one name to another",
        ),
        pytest.param(
            "then/RB [PERSON Bronwen/NNP Hale/NNP of/IN Severn/NNP University/NNP] wrote/VBD",
            ["Bronwen Hale|person", "Severn University|person"],
            id="of which university somebody is",
        ),
        pytest.param(
            "over/IN the/DT [LOC Nidder/NNP at/IN Thornley/NNP] it/PRP rained/VBD",
            ["Nidder|place", "Thornley|place"],
            id="a river at a town",
        ),
        pytest.param(
            "then/RB [PERSON Zorvel/NNP] “/`` Bulla/NNP ”/'' [PERSON Whyte/NNP] sang/VBD",
            ["Zorvel “ Bulla ” Whyte|person"],
            id="a nickname behind a name that no list has",
        ),
        pytest.param(
            "the/DT [LOC Shatt/NNP al/NNP -/HYPH Arab/NNP] rose/VBD fast/RB",
            ["Shatt al- Arab|place"],
            id="a people behind a hyphen",
        ),
        pytest.param(
            "down/RP the/DT Via/NNP dell’Arena/NNP it/PRP went/VBD",
            ["Via dell’Arena|None"],
            id="an elided article",
        ),
        pytest.param(
            "they/PRP met/VBD [ORG Veldt/NNP] President/NNP Ana/NNP Brandt/NNP",
            ["Veldt|organisation", "Ana Brandt|person (President)"],
            id="before the title another name",
        ),
        pytest.param(
            "they/PRP met/VBD Veldt/NNP President/NNP [PERSON Ana/NNP] Brandt/NNP",
            ["Veldt|None", "Ana Brandt|person (President)"],
            id="behind the title the model has half a name",
        ),
        pytest.param(
            "they/PRP met/VBD Jens/NNP [PERSON Otto/NNP Brandt/NNP]",
            ["Jens Otto Brandt|person"],
            id="the run makes the model's name longer",
        ),
        pytest.param(
            "they/PRP crossed/VBD [GPE Marle/NNP] Street/NNP",
            ["Marle Street|None"],
            id="what the model says of a place does not hold for more words",
        ),
        pytest.param(
            "the/DT [GPE Veldt/NNP] [ORG Home/NNP Office/NNP] spoke/VBD",
            ["Veldt|place", "Home Office|organisation"],
            id="the model's two names in one run",
        ),
        pytest.param(
            "they/PRP saw/VBD [PERSON Hallam/NNP] ’s/POS [GPE Weir/NNP]",
            ["Hallam’s Weir|place"],
            id="a place named after its owner",
        ),
    ],
)
def test_the_model_and_the_runs(line: str, expected: list[str]) -> None:
    """The run extends the model's name; the model's division of a run stands."""
    assert found(line) == expected


@pytest.mark.parametrize(("sure", "expected"), [(0.9, ["Unio per Illes"]), (0.5, ["Unio", "Illes"])])
def test_a_small_word_that_the_encoder_takes_for_inside(sure: float, expected: list[str]) -> None:
    """Where it is sure of every word of the name that all are of one."""
    words = tagged("the/DT Unio/NNP per/IN Illes/NNP said/VBD so/RB" + QUIET)
    none, body = Judged(0.0, 0.0, 0.0, 0.0), Judged(0.0, sure, 0.0, 0.0)
    judged = replace(words, judged=(none, body, body, body, *[none] * (len(words) - 4)))
    assert [judged.span(name.range).of(judged.text.text) for name in names(judged)] == expected


def judged_as(line: str, kinds: str) -> list[str]:
    """Names of a line whose words the encoder takes for a person's ("p"), a body's ("b"), no name's ("-")."""
    shares = {
        "p": Judged(0.95, 0.0, 0.0, 0.0),
        "b": Judged(0.0, 0.95, 0.0, 0.0),
        "-": Judged(0.02, 0.0, 0.0, 0.0),
    }
    words = tagged(line + QUIET)
    judged = [shares[kind] for kind in kinds]
    rest = [shares["-"]] * (len(words) - len(judged))
    judged_words = replace(words, judged=(*judged, *rest))
    text = words.text.text
    return [f"{words.span(name.range).of(text)}|{name.vote}" for name in names(judged_words)]


@pytest.mark.parametrize(
    ("line", "kinds", "expected"),
    [
        pytest.param(
            "then/RB [GPE Weary/NNP Sailors/NNPS Ana/NNP Veldt/NNP] wept/VBD",
            "---pp",
            ["Ana Veldt|person"],
            id="what describes somebody before the name",
        ),
        pytest.param(
            "then/RB [PERSON Weary/NNP Ana/NNP Veldt/NNP] wept/VBD",
            "-ppp",
            ["Weary Ana Veldt|person"],
            id="a first word that is taken for the person's",
        ),
        pytest.param(
            "then/RB Per/IN Illes/DT wept/VBD",
            "-bb",
            ["Per Illes|None"],
            id="nobody else found it",
        ),
        pytest.param(
            "Absent/NNP Veldt/NNP wept/VBD",
            "-p",
            ["Veldt|person"],
            id="a capital at a sentence's start",
        ),
        pytest.param(
            "then/RB [PERSON Ana/NNP Veldt/NNP Wins/NNP] Praise/NNP",
            "-pp--",
            ["Ana Veldt|person"],
            id="a headline's words behind the name",
        ),
        pytest.param(
            "the/DT Veld/NNP Falls/NNP Leader/NNP wept/VBD",
            "-bbb",
            ["Veld Falls Leader|None"],
            id="a leader that is a newspaper",
        ),
        pytest.param(
            "the/DT Veld/NNP Falls/NNP Sheriff/NNP 's/POS office/NN wept/VBD",
            "-bbb--",
            ["Veld Falls|None"],
            id="a sheriff who has an office",
        ),
        pytest.param(
            "then/RB [PERSON James/NNP To/NNP] wept/VBD",
            "-p-",
            ["James To|person"],
            id="a short surname of which it is not sure",
        ),
        pytest.param("then/RB per/IN illes/DT wept/VBD", "-bb", [], id="small letters are no name"),
        pytest.param(
            "then/RB [PERSON Ana/NNP] Unfold/VB wept/VBD",
            "-pp",
            ["Ana Unfold|person"],
            id="beside a name that was found",
        ),
        pytest.param(
            "then/RB Leroy/VB “/`` Big/NNP Lem/NNP ”/'' Tandrel/NNP wept/VBD",
            "-pppppp",
            ["Leroy “ Big Lem ” Tandrel|person"],
            id="a nickname in marks",
        ),
        pytest.param(
            "then/RB Orvek/VB “/`` Big/NNP Lem/NNP ”/'' Tandrel/NNP wept/VBD",
            "-bbbbbb",
            ["Orvek|None", "Big Lem|None", "Tandrel|None"],
            id="marks inside what is nobody",
        ),
    ],
)
def test_with_the_encoders_word(line: str, kinds: str, expected: list[str]) -> None:
    """What the encoder is sure of decides where the parser and the runs know nothing."""
    assert judged_as(line, kinds) == expected
