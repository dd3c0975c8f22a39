"""Which articles share a page: every case of tests/cases/merging.md."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path

import pytest
import yaml
from entity_markup import CurationTexts, article
from known_mistakes import param, parted

from sitegen.model.curation import Curation
from sitegen.model.site import AnnotatedArticle, SiteIndex
from sitegen.resolve.curation.entries import read_entries
from sitegen.resolve.index import resolve

FILE = Path(__file__).parents[3] / "cases" / "merging.md"


@dataclass
class Case:
    title: str
    articles: list[AnnotatedArticle] = field(default_factory=list)
    curation: dict[str, dict[str, object]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)


def cases() -> list[Case]:
    """Every case of the file."""
    parts = re.split(r"^## ", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [read_case(part) for part in parts]


def read_case(part: str) -> Case:
    """One case from its lines."""
    title, *lines = [line for line in part.splitlines() if not line.startswith("# ")]
    lines, _ = parted(title, lines)
    case = Case(title)
    for mark, line in ((line[:3], line[3:]) for line in lines):
        key, _, value = line.partition(": ")
        if mark == "=> ":
            case.pages[key] = value
        elif mark == "-> ":
            case.redirects[key] = value
        elif mark == "!! ":
            case.codes.append(line)
    body = "\n".join(line for line in lines if line[:3] not in {"=> ", "-> ", "!! "})
    for section in re.split(r"^### ", body, flags=re.MULTILINE)[1:]:
        head, text = section.split("\n", 1)
        name, date, language = (*head.split(), "", "")[:3]
        if name.startswith("entities/"):
            case.curation[name.removeprefix("entities/")] = yaml.safe_load(text)
        else:
            case.articles.append(article(text, name, date or None, language or "en"))
    return case


def resolved(case: Case, articles: list[AnnotatedArticle]) -> tuple[SiteIndex, list[str]]:
    """The site's index and the codes of everything reported."""
    curation, faults = read_entries(CurationTexts(case.curation)) if case.curation else (Curation(), ())
    index = resolve(articles, curation)
    codes = [d.code for d in (*faults, *index.diagnostics) if d.code != "name-ambiguous"]
    return index, codes


def pages(index: SiteIndex) -> dict[str, str]:
    """Id to the articles that its page lists."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in index.articles:
        for card in one.cards:
            found[card.entity].append(one.article.id)
    return {entity: ", ".join(sorted(articles)) for entity, articles in found.items()}


@pytest.mark.parametrize("case", [param(case, title=case.title) for case in cases()])
def test_pages_of_a_site(case: Case) -> None:
    """The site has exactly these pages, redirects and diagnostics, in whatever order articles come."""
    for order in list(permutations(case.articles))[:6]:
        index, codes = resolved(case, list(order))
        assert pages(index) == case.pages
        assert dict(index.redirects) == case.redirects
        assert codes == case.codes


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_every_card_has_a_page_and_a_reason(case: Case) -> None:
    """Each card's entity exists, each entity has a card, and each mention says why it is where it is."""
    index, _ = resolved(case, case.articles)
    assert {e.id for e in index.entities} == set(pages(index))
    for one in index.articles:
        assert len({card.entity for card in one.cards}) == len(one.cards)
        assert all(m.reason and m.entity == card.entity for card in one.cards for m in card.mentions)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_who_stands_between_two_is_reported(case: Case) -> None:
    """Each short name that is linked to nobody is told once, and nobody's who is somebody by now."""
    index, _ = resolved(case, case.articles)
    reported = [d.message.split("”")[0] for d in index.diagnostics if d.code == "name-ambiguous"]
    cards = [card for one in index.articles for card in one.cards]
    between = [c.name for c in cards if "stands between" in c.mentions[0].reason]
    assert sorted(reported) == sorted(f"“{name}" for name in between)


def test_there_are_many_cases() -> None:
    """A mistake in reading the file must not pass for success."""
    assert len(cases()) >= 45
