"""The measures on inputs small enough to count by hand, and the reader on faulty references.

In the texts below, the reader's own whole-word search finds the spans, so that no test counts characters.
"""

from __future__ import annotations

from collections import Counter

import pytest
import record
from entity_measures import Card, considered, entity_counts, perfect, same_description, stand_ins
from goldfile import GoldError, occurrences, read_gold
from measures import figures
from outcome import Faults, Outcome
from quotation_measures import (
    Quote,
    content_words,
    kind_of,
    matches,
    names_one,
    quotation_counts,
    quoted_ranges,
    same_name,
)

from sitegen.model.text import Block, BlockKind, PlainText, Span

TEXT = (
    "“We sail at dawn,” Ada Corr said. The mayor said that the pier was “nearly safe”. Fog is due, she added."
)


def plain(text: str, quote_depth: int = 0) -> PlainText:
    """A text of one paragraph."""
    return PlainText(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text)), (0, 1), quote_depth),))


def at(words: str, text: str = TEXT) -> Span:
    """Where the words first stand."""
    return next(iter(occurrences(words, text)))


def quote(words: str, source: str | None = None, *speakers: str) -> Quote:
    """A quotation of TEXT, its cue always the first “said”."""
    return Quote((at(words),), at("said"), at(source) if source else None, speakers)


def measured(right: list[Quote], found: list[Quote], optional: list[Quote] | None = None) -> dict[str, float]:
    """The figures of one article that is TEXT."""
    quoted = quoted_ranges(plain(TEXT))
    return figures(quotation_counts(TEXT, quoted, right, found, optional or []))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("“We sail at dawn,”", "direct"),
        ("the pier was “nearly safe”", "partial"),
        ("Fog is due", "indirect"),
        ("that the pier was", "indirect"),
    ],
)
def test_kind_is_told_by_the_marks_alone(words: str, kind: str) -> None:
    """Direct: every word in marks; indirect: none; partial: some."""
    assert kind_of(TEXT, [at(words)], quoted_ranges(plain(TEXT))) == kind


def test_leading_that_is_no_word_of_the_quotation() -> None:
    """Whether “that” is inside the span makes no difference."""
    bare, whole = at("the pier was “nearly safe”"), at("that the pier was “nearly safe”")
    assert content_words(TEXT, [bare]) == content_words(TEXT, [whole])


def test_single_marks_are_outer_marks_only_where_the_reference_says_so() -> None:
    """Apostrophes neither open nor close; the possessive inside stays inside."""
    text = "‘It’s the pilots’ boat’s mast,’ he said."
    quoted = quoted_ranges(plain("‘It’s the boat’s mast,’ he said."), single=True)
    assert [span.of("‘It’s the boat’s mast,’ he said.") for span in quoted] == ["‘It’s the boat’s mast,’"]
    assert quoted_ranges(plain(text)) == ()


def test_block_quotations_are_in_marks() -> None:
    """What the layout sets apart is quoted as marks would."""
    assert quoted_ranges(plain("No mark here.", quote_depth=1)) == (Span(0, 13),)


def test_lines_of_a_transcript_are_in_marks() -> None:
    """What follows a speaker's label is quoted; another line that has a colon is not."""
    assert quoted_ranges(plain("Corr: Not yet."), ["Corr"]) == (Span(6, 14),)
    assert quoted_ranges(plain("Note: Not yet."), ["Corr"]) == ()


def test_open_mark_runs_to_the_end_of_its_block() -> None:
    """A quotation that goes on in the next paragraph is in marks to the last word."""
    text = "“First we wait."
    assert quoted_ranges(plain(text)) == (Span(0, len(text)),)


def test_quotations_match_one_to_one_the_most_alike_first() -> None:
    """Three of four words beat two of four; what is left over matches nothing."""
    assert matches([{1, 2, 3, 4}], [{1, 2}, {1, 2, 3}]) == {0: 1}
    assert matches([{1, 2, 3}], [{3, 4, 5}]) == {}
    assert matches([{1, 2}, {1, 2, 3}], [{1, 2, 3}]) == {1: 0}


def test_everything_right_is_a_hundred() -> None:
    """The reference against itself."""
    right = [quote("“We sail at dawn,”", "Ada Corr", "Ada Corr"), quote("Fog is due", "she", "The mayor")]
    found = measured(right, right)
    names = ["quotations, all", "quotations, direct", "quotations, source", "quotations, resolved speaker"]
    assert [found[name] for name in [*names, "quoted segments, end to end"]] == [100.0] * 5
    assert found["quotations, partial"] == 0.0


def test_missed_and_spurious_quotations_cost_recall_and_precision() -> None:
    """One of two found, one of two right: a half of each."""
    right = [quote("“We sail at dawn,”"), quote("Fog is due")]
    found = [quote("“We sail at dawn,”"), quote("The mayor")]
    assert measured(right, found)["quotations, all"] == 50.0
    assert measured(right, found[:1])["quotations, all"] == 66.7


def test_optional_quotations_are_neither_missed_nor_spurious() -> None:
    """Found or not, they change no figure."""
    right, extra = [quote("“We sail at dawn,”")], quote("Fog is due")
    without = measured(right, right, [extra])
    assert measured(right, [*right, extra], [extra]) == without
    assert measured(right, [*right, extra])["quotations, all"] == 66.7


def test_source_and_speaker_are_judged_apart() -> None:
    """The right words beside the cue, and the wrong person meant."""
    right = [quote("Fog is due", "she", "The mayor")]
    found = [quote("Fog is due", "she", "Ada Corr")]
    figure = measured(right, found)
    assert (figure["quotations, source"], figure["quotations, resolved speaker"]) == (100.0, 0.0)


def test_segment_needs_the_right_source_end_to_end() -> None:
    """Found within its marks but with another's name beside it: no hit."""
    right = [quote("“We sail at dawn,”", "Ada Corr", "Ada Corr")]
    found = [quote("“We sail at dawn,”", "The mayor", "Ada Corr")]
    figure = measured(right, found)
    assert (figure["quoted segments, end to end"], figure["quoted segments, resolved"]) == (0.0, 100.0)


@pytest.mark.parametrize(
    ("right", "found", "same"),
    [
        ("Ada Corr", "Corr", True),
        ("Ada Corr", "Mr Corr", True),
        ("Ada Corr", "Ben Corr", False),
        ("A spokesman for the Board", "the spokesman", False),
        ("the senior official", "A senior official", True),
        ("High Court", "", False),
    ],
)
def test_names_are_the_same_when_one_holds_the_other(right: str, found: str, *, same: bool) -> None:
    """And share a capitalised word where there is one to share."""
    assert same_name(right, found) is same


def test_surname_of_two_people_names_neither() -> None:
    """A speaker called by it is not resolved; one called by a name of his own, or by none, is left alone."""
    people = ["Ada Corr", "Ben Corr", "Idris Falk"]
    assert not names_one("Mr Corr", people)
    assert names_one("Ben Corr", people)
    assert names_one("Falk", people)
    assert names_one("the mayor", people)


NAMES = "Ada Corr met Ben Corr in Corr. Corr is a harbour."
ADA = Card("Ada Corr", "person", frozenset({at("Ada Corr", NAMES)}), ("a pilot",))
BEN = Card("Ben Corr", "person", frozenset({at("Ben Corr", NAMES)}))
TOWN = Card("Corr", "place", frozenset({Span(25, 29), Span(31, 35)}))


def test_entities_right_is_a_hundred() -> None:
    """The reference against itself; a type without entities has no figure to lose."""
    found = figures(entity_counts([ADA, BEN, TOWN], [ADA, BEN, TOWN], []))
    names = ["span", "person", "place", "B-cubed", "perfect cards", "type accuracy", "descriptions"]
    assert [found[f"entities, {name}"] for name in names] == [100.0] * 7


def test_merged_cards_are_not_perfect_and_lower_b_cubed() -> None:
    """Two people on one card: each mention is half at home, in precision only."""
    both = Card("Ada Corr", "person", ADA.mentions | BEN.mentions)
    found = figures(entity_counts([ADA, BEN], [both], []))
    assert found["entities, span"] == 100.0
    assert found["entities, perfect cards"] == 0.0
    assert found["entities, B-cubed"] == 66.7  # precision 1/2, recall 1


def test_split_card_is_not_perfect() -> None:
    """One entity on two cards: the entity counts as whole on neither."""
    halves = [Card("Corr", "place", frozenset({mention})) for mention in sorted(TOWN.mentions)]
    found = figures(entity_counts([TOWN], halves, []))
    assert found["entities, perfect cards"] == 0.0
    assert found["entities, type accuracy"] == 0.0
    assert perfect([TOWN], [TOWN]) == {0}


def test_wrong_type_is_a_span_found_and_a_type_missed() -> None:
    """A person on an organisation's card."""
    wrong = Card("Ada Corr", "organisation", ADA.mentions)
    found = figures(entity_counts([ADA], [wrong], []))
    assert (found["entities, span"], found["entities, person"]) == (100.0, 0.0)
    assert (found["entities, perfect cards"], found["entities, type accuracy"]) == (100.0, 0.0)
    found = figures(entity_counts([ADA, BEN], [wrong, BEN], []))
    assert found["entities, person"] == 66.7  # one of one found, one of two right
    assert found["entities, type accuracy"] == 50.0


def test_mention_with_other_edges_may_stand_in_on_a_card() -> None:
    """Half of the characters shared: no span hit, but a card can still be perfect."""
    wide = Span(0, 12)
    assert stand_ins(ADA.mentions, [wide]) == {wide: at("Ada Corr", NAMES)}
    found = figures(entity_counts([ADA], [Card("Ada Corr met", "person", frozenset({wide}))], []))
    assert (found["entities, span"], found["entities, perfect cards"]) == (0.0, 100.0)


def test_forgiven_names_and_other_types_are_left_out() -> None:
    """Neither a forgiven name nor a name of another type counts as spurious."""
    other = Card("harbour", "other", frozenset({at("harbour", NAMES)}))
    assert considered([ADA, other], [ADA], []) == [Card("Ada Corr", "person", ADA.mentions, ("a pilot",))]
    assert considered([BEN], [ADA], sorted(BEN.mentions)) == []


def test_descriptions_are_the_same_in_nearly_the_same_words() -> None:
    """Articles do not count; honorifics alone describe nobody."""
    assert same_description("the harbour master", "harbour master")
    assert same_description("a retired labour judge", "retired judge")
    assert not same_description("the harbour master", "the mayor")
    assert not same_description("Dr", "Dr")


def test_description_that_the_reference_merely_allows_is_no_fault() -> None:
    """`also described` neither helps nor hurts."""
    right = Card("Ada Corr", "person", ADA.mentions, ("a pilot",), ("who was late",))
    found = Card("Ada Corr", "person", ADA.mentions, ("a pilot", "who was late"))
    wrong = Card("Ada Corr", "person", ADA.mentions, ("a pilot", "a harbour"))
    assert figures(entity_counts([right], [found], []))["entities, descriptions"] == 100.0
    assert figures(entity_counts([right], [wrong], []))["entities, descriptions"] == 66.7


def test_counts_of_articles_add_up() -> None:
    """Two articles weigh by what is in them, not one each."""
    good = entity_counts([TOWN], [TOWN], [])
    bad = entity_counts([ADA], [], [])
    assert figures(good + bad)["entities, span"] == 80.0  # two of two found, two of three right


REFERENCE = """
article: a.md
quotations:
- {kind: direct, text: "“We sail at dawn,”", cue: said, source: Ada Corr, speaker: Ada Corr}
entities:
- {name: Ada Corr, type: person, mentions: {Ada Corr: 1}}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Ada Corr: 1", "Ada Corr: 2", "stands 1 times"),
        ("Ada Corr: 1", "'[Corr] said': 1, Ada Corr: 1", "stands 0 times"),
        ("kind: direct", "kind: partial", "by its marks is direct"),
        ("source: Ada Corr", "source: Ida Corr", "does not stand outside"),
        ("cue: said", "cues: said", "unknown keys"),
        ("type: person", "type: human", "not one of"),
    ],
)
def test_reference_that_does_not_fit_its_article_is_refused(old: str, new: str, message: str) -> None:
    """Reading fails, and says which text is at fault."""
    assert read_gold(REFERENCE, plain(TEXT)).quotes[0].source == at("Ada Corr")
    with pytest.raises(GoldError, match=message):
        read_gold(REFERENCE.replace(old, new, 1), plain(TEXT))


def test_context_tells_two_of_a_name_apart() -> None:
    """“Ben [Corr]” is Corr where Ben stands before it, and nowhere else."""
    assert list(occurrences("Ben [Corr]", NAMES)) == [Span(17, 21)]
    assert [
        span.of("If they [the pilots] sail")
        for span in occurrences("they [the pilots]", "If they [the pilots] sail")
    ]


def test_short_form_does_not_take_a_piece_of_a_longer_one() -> None:
    """Corr the town stands twice, whichever entity comes first and although it stands in two names."""
    people = "- {name: Ada Corr, type: person, mentions: {Ada Corr: 1}}\n"
    people += "- {name: Ben Corr, type: person, mentions: {'Ben [Corr]': 1}}\n"
    town = "- {name: Corr, type: place, mentions: {Corr: 2}}\n"
    head = "article: a.md\nquotations: []\nentities:\n"
    for reference in (head + people + town, head + town + people):
        cards = {card.name: card for card in read_gold(reference, plain(NAMES)).cards}
        assert cards["Corr"].mentions == TOWN.mentions


def test_record_reads_back_as_it_was_written() -> None:
    """Quotation marks of all kinds survive."""
    outcome = Outcome({"a figure": 12.5}, {"2026/a.md": Faults(('"So,"',), ("“We’d”",), ())})
    assert record.read(record.written(outcome)) == outcome


def test_report_names_what_was_lost_and_what_was_won() -> None:
    """A fall beyond the tolerance fails; a fault that is new is lost, one that is gone is won."""
    before = Outcome({"span": 90.0}, {"a.md": Faults(("old one",), ("lasting",), ())})
    after = Outcome({"span": 89.0}, {"a.md": Faults((), ("lasting",), ("Ada Corr",))})
    assert record.fallen(before, after) == ["span: 89.0 (recorded 90.0)"]
    assert record.fallen(after, before) == []
    text = record.report(before, after)
    lost, won = text.split("Won since the record")
    assert "card not perfect: Ada Corr" in lost
    assert "quotation not found: old one" in won
    assert "lasting" not in text


def test_figures_of_nothing_are_nought() -> None:
    """No division by nothing."""
    assert set(figures(Counter()).values()) == {0.0}
