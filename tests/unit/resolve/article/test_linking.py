"""Who is who inside one article: every case of tests/cases/linking.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from entity_markup import article
from known_mistakes import is_known, param, parted

from sitegen.resolve.index import resolve

FILE = Path(__file__).parents[3] / "cases" / "linking.md"


@dataclass(frozen=True)
class Case:
    title: str
    text: str
    language: str
    cards: tuple[str, ...]
    notes: tuple[str, ...]


def cases() -> list[Case]:
    """Every case of the file."""
    found = []
    for part in re.split(r"^## ", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, *lines = [line for line in part.splitlines() if line.strip() and not line.startswith("# ")]
        lines, _ = parted(title, lines)
        cards = tuple(line[3:] for line in lines if line.startswith("=> "))
        notes = tuple(line[3:] for line in lines if line.startswith("?? "))
        text = "\n".join(line for line in lines if not line.startswith(("=> ", "?? ")))
        language = re.search(r"\(language: ([\w-]+)\)", title)
        found.append(Case(title, text, language[1] if language else "en", cards, notes))
    return found


@pytest.mark.parametrize("case", [param(case, title=case.title) for case in cases()])
def test_cards_of_an_article(case: Case) -> None:
    """The article has exactly these cards, each with exactly these mentions."""
    index = resolve([article(case.text, language=case.language)])
    text = index.articles[0].plain.text
    cards = [
        f"{card.name}: {' | '.join(m.mention.span.of(text) for m in card.mentions)}"
        for card in index.articles[0].cards
    ]
    assert sorted(cards) == sorted(case.cards)


@pytest.mark.parametrize(
    "case", [case for case in cases() if not is_known(case.title)], ids=lambda case: case.title
)
def test_doubtful_names_are_reported(case: Case) -> None:
    """A name that could mean two people is reported with its place, and no other name is."""
    found = [
        d
        for d in resolve([article(case.text, language=case.language)]).diagnostics
        if d.code == "name-ambiguous"
    ]
    assert [d.message.split("”")[0].lstrip("“") for d in found] == list(case.notes)
    assert all(d.location is not None and d.location.line for d in found)


def test_there_are_many_cases() -> None:
    """A mistake in reading the file must not pass for success."""
    assert len(cases()) >= 80
