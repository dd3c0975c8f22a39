"""Comments are taken out of sources: the cases of tests/cases/comments.yaml, and any text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.comments import without_comments

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "comments.yaml").read_text("utf-8"))
SCRAPS = st.sampled_from(
    ["word", " ", "\n", "\n\n", "`", "``", "```\n", "> ", "- ", "\\", "{{/*", "*/}}", "-->"]
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_left(case: dict) -> None:
    """The source without its comments, and where they stood."""
    left, found = without_comments(case["source"], code=not case.get("text"))
    assert left == case["left"]
    assert [comment.line for comment in found] == case["lines"]


@given(st.lists(SCRAPS), st.lists(SCRAPS), st.sampled_from(["note", "a\nnote\n\nb"]))
def test_no_comment_outside_of_code_is_left(before: list[str], after: list[str], note: str) -> None:
    """On a line of its own below whatever closes code, a comment is gone and the lines below it stay put."""
    above = "".join(before).replace("`", "'").replace("\\", "/").replace("{{", "")
    source = f"{above}\n\n<!-- {note} -->\n\n{''.join(after)}"
    left, found = without_comments(source)
    assert "note" not in left
    assert found[0].line == source.count("\n", 0, source.index("<!--"))
    assert left.count("\n") == source.count("\n")


@given(st.text("ab `\\\n>-", max_size=40))
def test_a_text_without_comments_stays(text: str) -> None:
    """Nothing else is touched."""
    assert without_comments(text) == (text, ())
