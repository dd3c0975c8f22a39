"""How curves of doubt are counted, and when a card is wrong."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

import pytest

sys.path.append(str(Path(__file__).parents[3] / "bench"))
import coverage
from reliability import judged

from sitegen.model.annotation import EntityType, Mention, Quotation, QuotationKind
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat
from sitegen.model.site import (
    Card,
    EntityId,
    ResolvedArticle,
    ResolvedMention,
    ResolvedQuotation,
    Speaker,
    SpeakerKind,
)
from sitegen.model.text import PlainText, Span

TEXT = "Ana Brandt met Veldt Lines in Oslo. Brandt left Veldt."
ENTITIES = [
    {"type": "PERSON", "mentions": [[0, 10], [36, 42]]},
    {"type": "ORG", "mentions": [[15, 26], [48, 53]]},
    {"type": "place", "mentions": [[30, 34]]},
]


def card(name: str, kind: EntityType, *where: tuple[int, int], sure: float | None = None) -> Card:
    """A card with these mentions."""
    mentions = tuple(Mention(Span(*at), kind, "test", sure) for at in where)
    held = tuple(ResolvedMention(mention, EntityId(name), "") for mention in mentions)
    return Card(EntityId(name), kind, name, held, ())


def article(
    *cards: Card, quotations: tuple[ResolvedQuotation, ...] = (), text: str = TEXT
) -> ResolvedArticle:
    """With these cards and quotations, and nothing else."""
    name = "ferry"
    bare = Article(ArticleId(name), PurePosixPath(name), SourceFormat.TEXT, FrontMatter(name), "", 1, "")
    return ResolvedArticle(bare, PlainText(text, ()), cards, (), quotations)


def wrong(*cards: Card, ignore: tuple[tuple[int, int], ...] = ()) -> list[tuple[str, bool]]:
    """Rows of an article with these cards: kind, and whether wrong."""
    gold = coverage.gold_of({"text": TEXT, "entities": ENTITIES, "ignore": [list(span) for span in ignore]})
    return [(row.kind, row.wrong) for row in coverage.card_rows(gold, article(*cards))]


ANA = card("Ana Brandt", EntityType.PERSON, (0, 10), (36, 42), sure=0.9)


def test_the_least_sure_are_looked_at_first() -> None:
    """Of ten the least sure one is wrong, and the surest one."""
    rows = [(n / 10, n in {0, 9}) for n in range(10)]
    assert coverage.found_by(rows, 0.1) == 0.5
    assert coverage.found_by(rows, 1.0) == 1.0


def test_of_equally_sure_ones_one_finds_a_share() -> None:
    """In no particular order: half of nine have half of the four that are wrong."""
    rows = [(0.2, True), *((1.0, n < 4) for n in range(9))]
    assert coverage.found_by(rows, 0.1) == pytest.approx(1 / 5)
    assert coverage.found_by(rows, 0.55) == pytest.approx((1 + 4 * 4.5 / 9) / 5)
    assert coverage.found_by([(0.5, False)], 0.1) == 0.0


def test_a_card_of_one_entity_and_its_type_is_right() -> None:
    """Even where a mention is missing."""
    right = [("type", False), ("link", False), ("card", False), ("ends", False)]
    assert wrong(ANA) == right
    assert wrong(card("Veldt", EntityType.ORGANISATION, (48, 53))) == right


def test_ends_are_those_of_the_label_to_the_letter() -> None:
    """Elsewhere a name that is cut by less than half is the name."""
    cut = card("Brandt met", EntityType.PERSON, (0, 14))
    assert wrong(cut) == [("type", False), ("link", False), ("card", False), ("ends", True)]


def test_a_card_of_two_and_a_second_card_of_one_are_linked_wrongly() -> None:
    """The larger card of somebody is right."""
    both = card("Ana Brandt", EntityType.PERSON, (0, 10), (30, 34))
    assert wrong(both) == [("type", False), ("link", True), ("card", True), ("ends", False)]
    veldt, lines = (card(f"Veldt {at}", EntityType.ORGANISATION, at) for at in ((15, 26), (48, 53)))
    assert [row for row in wrong(veldt, lines) if row[0] == "link"] == [("link", False), ("link", True)]


def test_a_card_with_another_type_is_wrong_but_its_link_is_not() -> None:
    """Each is counted by itself."""
    oslo = card("Oslo", EntityType.PERSON, (30, 34))
    assert wrong(oslo) == [("type", True), ("link", False), ("card", True), ("ends", False)]


def test_a_card_about_nothing_is_wrong_unless_it_is_forgiven() -> None:
    """It has no type and no link that could be wrong."""
    met = card("met", EntityType.EVENT, (11, 14))
    assert wrong(met) == [("card", True)]
    assert wrong(met, ignore=((11, 14),)) == []


def test_a_card_is_as_sure_as_its_type_and_its_link() -> None:
    """Part of another one's name: an editor is asked, however sure the type is."""
    alone = card("Brandt", EntityType.PERSON, (36, 42), sure=0.95)
    whole = card("Ana Brandt", EntityType.PERSON, (0, 10), sure=0.8)
    gold = coverage.gold_of({"text": TEXT, "entities": ENTITIES})
    rows = {(r.kind, r.confidence) for r in coverage.card_rows(gold, article(whole, alone))}
    assert {("type", 0.95), ("type", 0.8), ("link", 1.0)} <= rows
    links = sorted(confidence for kind, confidence in rows if kind == "link")
    assert links[0] < 0.1
    assert ("card", links[0]) in rows


SAID = "“We sail,” said Ana Brandt. Oslo agreed that it was late."


@pytest.mark.parametrize(
    ("speaker", "labels", "expected"),
    [
        ("Ana Brandt", {"quotes": [{"spans": [[0, 10]], "speaker_name": "Ana Brandt"}]}, [(True, True)]),
        ("Brandt", {"quotes": [{"spans": [[0, 10]], "speaker_name": "Ana Brandt"}]}, [(True, True)]),
        ("Oslo", {"quotes": [{"spans": [[0, 10]], "speaker_name": "Ana Brandt"}]}, [(True, False)]),
        ("", {"quotes": [{"spans": [[0, 10]], "speaker_name": "not stated"}]}, [(True, True)]),
        ("Ana Brandt", {"quotes": [{"spans": [[39, 56]], "speaker_name": "Oslo"}]}, [(False, False)]),
        ("Ana Brandt", {"quotes": [{"spans": [[0, 10]], "speaker_name": "Eva", "optional": True}]}, []),
        ("Ana Brandt", {"quotes": [], "optional": [[0, 10]]}, []),
        ("Ana Brandt", {"quotes": [], "optional": [{"spans": [[0, 10]]}]}, []),
    ],
)  # fmt: skip
def test_a_quotation_is_right_by_words_and_speaker(
    speaker: str, labels: dict[str, object], expected: list[tuple[bool, bool]]
) -> None:
    """Matched, right; what is optional is neither."""
    quotation = Quotation((Span(0, 10),), QuotationKind.DIRECT, "test")
    kind = SpeakerKind.NAMED if speaker else SpeakerKind.UNKNOWN
    said = ResolvedQuotation(quotation, Speaker(kind, speaker), 0.9, ())
    found = judged({"text": SAID, **labels}, article(quotations=(said,), text=SAID))
    assert [(matched, right) for _, _, matched, right in found] == expected
