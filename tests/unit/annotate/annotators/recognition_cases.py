"""Reading of the recognition cases: marked-up articles in `tests/cases/*.md`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from known_mistakes import parted

from sitegen.markdown.parser import parse_text
from sitegen.markdown.plaintext import with_plain_text
from sitegen.model.text import PlainText

CASES = Path(__file__).parents[3] / "cases"
MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")


@dataclass(frozen=True)
class Case:
    """One article with what must be found in it."""

    name: str
    text: PlainText
    marks: tuple[tuple[int, str, str], ...]
    """Place, words and what stands after the bar."""
    expected: tuple[str, ...]
    """The lines that begin with `=>`."""


def cases(file: str) -> list[Case]:
    """Every case of a file, in order; their names are unique."""
    found = [_case(block) for block in re.split(r"(?m)^## ", (CASES / file).read_text("utf-8"))[1:]]
    names = [case.name for case in found]
    assert len(set(names)) == len(names), "two cases have one name"
    return found


def _case(block: str) -> Case:
    title, *lines = re.sub(r"(?m)^# .*$", "", block).strip().split("\n")
    lines, _ = parted(title, lines)
    expected = tuple(line[2:].strip() for line in lines if line.startswith("=>"))
    marked = "\n".join(line for line in lines if not line.startswith("=>"))
    plain = with_plain_text(parse_text(MARK.sub(r"\1", marked))).plain
    text, marks, at = with_plain_text(parse_text(marked)).plain.text, [], 0
    removed = 0
    for mark in MARK.finditer(text):
        at = mark.start() - removed
        marks.append((at, mark[1], mark[2]))
        removed += len(mark[0]) - len(mark[1])
    return Case(title.strip(), plain, tuple(marks), expected)
