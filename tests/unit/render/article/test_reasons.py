"""Reasons are said in the reader's language: every code has its words, and every value a place in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.annotate.lexicon.cues import Frame
from sitegen.model.reason import because
from sitegen.render.article.reasons import MESSAGES, reason_text
from sitegen.render.theme.catalogue import words_for
from sitegen.render.theme.environment import theme_folder

SOURCE = Path(__file__).parents[4] / "sitegen"
ROOMS = (SOURCE / "annotate", SOURCE / "resolve" / "speakers", SOURCE / "corrections")
FILES = sorted(file for room in ROOMS for file in room.rglob("*.py"))
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
MADE_OF_PARTS = {f"reported-{frame}" for frame in Frame if frame is not Frame.LISTENER} | {
    f"{why}-{who}" for why in ("only", "speaker", "subject", "nearest") for who in ("man", "woman", "one")
}
ENGLISH = words_for("en", ())
GERMAN = words_for("de", (theme_folder(),))


def calls() -> Iterator[tuple[str, set[str]]]:
    """Each reason that the code gives under a literal code, with its values; `**` gives a name."""
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "because":
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield code.value, {keyword.arg or "name" for keyword in node.keywords}


def test_every_code_has_words_with_all_its_values() -> None:
    """No page fails over a reason, and none leaves out what the reason speaks of."""
    found = list(calls())
    assert len(found) > 40
    for code, values in found:
        assert set(PLACEHOLDER.findall(MESSAGES[code])) == values, code
    assert set(MESSAGES) >= MADE_OF_PARTS


def test_no_words_for_what_is_never_said() -> None:
    """Every message stands for a code of the source."""
    constants = {
        node.value
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(MESSAGES) - MADE_OF_PARTS <= constants


@pytest.mark.parametrize(
    ("reasons", "english", "german"),
    [
        ((), "", ""),
        (because("not-said"), "the text does not say who", "der Text sagt nicht, wer"),
        (
            because("tag-after", cue="said") + because("last-speaker", word="she", name=("Ines Halloran",)),
            "named right after the quotation: “said”; “she” is Ines Halloran: the last speaker",
            "unmittelbar hinter dem Zitat genannt: „said“; „she“ ist Ines Halloran: zuletzt gesprochen",
        ),
        (
            because("together", name=("Halloran", "Brandt", "Stein")),
            "Halloran, Brandt and Stein together",
            "Halloran, Brandt und Stein gemeinsam",
        ),
        (
            because("so-described", word="the official", wording=("A senior official",)),
            "“the official” is “A senior official”, who is described so",
            "„the official“ ist „A senior official“, so beschrieben",
        ),
        (
            because("so-described", word="the statement", wording=("A statement",)),
            "the same “the statement” as before",
            "wie vorher „the statement“",
        ),
        (
            because("name", word="100 % [x] %(name)s", name="Reyle"),
            "“100 % [x] %(name)s” is Reyle",
            "„100 % [x] %(name)s“ ist Reyle",
        ),
    ],
)
def test_a_reason_is_said_in_the_language_of_the_page(reasons, english: str, german: str) -> None:
    """Steps are joined, several names listed as the language lists them, the text's words in its marks."""
    assert reason_text(reasons, ENGLISH) == english
    assert reason_text(reasons, GERMAN) == german
