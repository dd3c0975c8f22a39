"""The form of text files: the cases of tests/cases/textfiles.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.markdown.parser import parse_text
from sitegen.markdown.plaintext import with_plain_text
from sitegen.textform import ParagraphKind, paragraphs, title_of

SOURCE = (Path(__file__).parents[1] / "cases" / "textfiles.md").read_text("utf-8")
CASES = re.findall(r"^## ([^\n]+)\n```\n(.*?)^=>\n(.*?)^```$", SOURCE, re.MULTILINE | re.DOTALL)
SIGNS = {"# ": ParagraphKind.TITLE, "-- ": ParagraphKind.CREDIT}
PUBLISHER = "The Halm Post"


@pytest.mark.parametrize(("body", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
class TestParagraphs:
    def test_text(self, body: str, expected: str) -> None:
        """The plain text has these paragraphs, and the page the same."""
        wanted = [re.sub(r"\A(# |-- )", "", line) for line in expected.splitlines()]
        plain = with_plain_text(parse_text(body, PUBLISHER)).plain
        assert [block.span.of(plain.text) for block in plain.blocks] == wanted

    def test_kinds(self, body: str, expected: str) -> None:
        """The title and the credit line are told from text."""
        kinds = [SIGNS.get(match.group()) for match in re.finditer(r"^(# |-- |)", expected, re.M)]
        found = [p.kind for p in paragraphs(body, PUBLISHER)]
        assert found == [kind or ParagraphKind.TEXT for kind in kinds[: len(found)]]
        first = expected.splitlines()[0]
        assert title_of(body) == (first.removeprefix("# ") if first.startswith("# ") else "")


def test_all_cases_are_read() -> None:
    """Each heading of the file is a case."""
    assert len(CASES) == SOURCE.count("\n## ") > 10
