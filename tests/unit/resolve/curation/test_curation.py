"""Curation: every key is honoured, every mistake is reported with its line, spans stay exact."""

from __future__ import annotations

import pytest
from entity_markup import CurationText, CurationTexts, article, curation

from sitegen.model.annotation import EntityType
from sitegen.model.curation import Curation
from sitegen.model.site import Card, Entity, SiteIndex
from sitegen.model.text import Span
from sitegen.resolve.curation.entries import KEYS, curation_entry, read_entries
from sitegen.resolve.index import resolve
from sitegen.resolve.names.aliases import NameFinder

TEXT = """
[Ines Halloran|person|the mediator], the mediator, met the MHA.
“No,” said [Halloran|person|a calm woman], a calm woman.
The [Merrow Ledger|org] was there. So was [Ned Fenn|org].
"""


def index(**keys: object) -> SiteIndex:
    """A site of one article with one curation file, `ines-halloran`."""
    return resolve([article(TEXT)], curation({"ines-halloran": {"name": "Ines Halloran", **keys}}))


def entity(site: SiteIndex, id_: str = "ines-halloran") -> Entity:
    """The entity of this id."""
    return next(e for e in site.entities if e.id == id_)


def card(site: SiteIndex, id_: str = "ines-halloran") -> Card:
    """The one article's card of this entity."""
    return next(c for c in site.articles[0].cards if c.entity == id_)


def names(site: SiteIndex, id_: str = "ines-halloran") -> list[str]:
    """What the card's mentions cover."""
    return [m.mention.span.of(site.articles[0].plain.text) for m in card(site, id_).mentions]


class TestKeys:
    def test_name(self) -> None:
        """The page has the entry's name and id, and is marked as curated."""
        one = entity(resolve([article(TEXT)], curation({"ih": {"name": "Ines Halloran"}})), "ih")
        assert (one.name, one.curated) == ("Ines Halloran", True)

    def test_type(self) -> None:
        """The editor's type is the entity's, the card's and the mention's."""
        site = resolve([article(TEXT)], curation({"ned-fenn": {"name": "Ned Fenn", "type": "person"}}))
        found = card(site, "ned-fenn")
        assert {entity(site, "ned-fenn").type, found.type, found.mentions[0].mention.type} == {
            EntityType.PERSON
        }

    def test_aliases(self) -> None:
        """An alias is a mention where nothing was recognised, and is listed with the entity."""
        site = index(aliases=["MHA"])
        assert names(site) == ["Ines Halloran", "MHA", "Halloran"]
        assert entity(site).aliases == ("Halloran", "MHA")

    def test_aliases_in(self) -> None:
        """An alias for one article is none in another."""
        entry = curation({"x": {"name": "Ines Halloran", "aliases_in": {"a": ["MHA"]}}})
        site = resolve([article(TEXT, "a"), article(TEXT, "b")], entry)
        assert [sum(len(c.mentions) for c in one.cards if c.entity == "x") for one in site.articles] == [3, 2]

    def test_links(self) -> None:
        """Links are kept in order."""
        assert entity(index(links=["https://b.example", "https://a.example"])).links == (
            "https://b.example",
            "https://a.example",
        )

    def test_is_not(self) -> None:
        """A name that is somebody else's leaves the card."""
        site = index(is_not=["Halloran"])
        assert names(site) == ["Ines Halloran"]
        assert len(site.articles[0].cards) == 4

    def test_same_as(self) -> None:
        """Another entity's page becomes this one and leads here."""
        site = index(same_as="ned-fenn")
        assert names(site) == ["Ines Halloran", "Halloran", "Ned Fenn"]
        assert ("ned-fenn", "ines-halloran") in site.redirects

    def test_redirect_from(self) -> None:
        """A former address leads here."""
        assert index(redirect_from=["old"]).redirects == (("old", "ines-halloran"),)

    def test_articles(self) -> None:
        """An entry for other articles leaves this one alone."""
        assert not entity(index(articles=["elsewhere"])).curated

    def test_description(self) -> None:
        """The description that the editor likes comes first, where the article uses these words."""
        text = article(TEXT).plain.text
        assert [d.span.of(text) for d in card(index()).descriptions] == ["a calm woman", "the mediator"]
        assert [d.span.of(text) for d in card(index(description="The Mediator")).descriptions] == [
            "the mediator",
            "a calm woman",
        ]

    def test_ignore(self) -> None:
        """What is no entity has no card; everything else stays."""
        plain = resolve([article(TEXT)])
        site = resolve([article(TEXT)], curation({"ml": {"name": "Merrow Ledger", "ignore": True}}))
        assert {c.name for c in plain.articles[0].cards} - {c.name for c in site.articles[0].cards} == {
            "Merrow Ledger"
        }
        assert site.diagnostics == ()

    def test_note(self) -> None:
        """The file's body is the editor's note."""
        assert entity(index(body="\nBorn in *Norvane*.\n")).note == "Born in *Norvane*."

    def test_all_are_tested(self) -> None:
        """A new key needs a test here."""
        tests = {name.removeprefix("test_") for name in dir(self) if name.startswith("test_")}
        assert set(KEYS) <= tests


class TestMistakes:
    def fault(self, **data: object) -> tuple[str, int | None, str]:
        """Code, line and message of the one thing that is wrong."""
        _, faults = curation_entry(*arguments(data))
        (one,) = faults
        assert one.location is not None
        assert one.hint
        return one.code, one.location.line, one.message

    def test_no_name(self) -> None:
        """A file without a name is no entry."""
        entry, faults = curation_entry(*arguments({"type": "person"}))
        assert entry is None
        assert faults[0].code == "curation-value-wrong"

    def test_unknown_key(self) -> None:
        """A misspelt key is named with its line."""
        assert self.fault(name="X", alias=["Y"])[:2] == ("curation-key-unknown", 3)

    def test_unknown_type(self) -> None:
        """A type that is none is named with its line."""
        code, line, message = self.fault(name="X", type="ship")
        assert (code, line) == ("curation-value-wrong", 3)
        assert "ship" in message

    @pytest.mark.parametrize(
        "data",
        [
            {"aliases": {"a": "b"}},
            {"aliases": [["a"]]},
            {"links": [True]},
            {"ignore": "perhaps"},
            {"description": ["a"]},
            {"aliases_in": ["a"]},
            {"aliases_in": {"a": [True]}},
        ],
    )
    def test_wrong_kind(self, data: dict[str, object]) -> None:
        """A value of another kind is reported and left out; the rest of the entry counts."""
        assert self.fault(name="X", **data)[:2] == ("curation-value-wrong", 3)
        entry, _ = curation_entry(*arguments({"name": "X", **data}))
        assert entry is not None

    def test_empty_value(self) -> None:
        """A key without a value is as if it were not there."""
        entry, faults = curation_entry(*arguments({"name": "X", "aliases": None, "type": None}))
        assert entry is not None
        assert (entry.aliases, entry.type, faults) == ((), None, ())

    def test_two_files_of_one_id(self) -> None:
        """Of two files with one id, one is told of the other."""
        files = CurationTexts({})
        files.sources = [CurationText("x", {"name": "X"}), CurationText("X", {"name": "Xx"})]
        _, faults = read_entries(files)
        assert [f.code for f in faults] == ["curation-clash"]

    def test_unused(self) -> None:
        """An entry that no text touches is reported at its name."""
        site = resolve([article(TEXT)], curation({"x": {"type": "person", "name": "Otto Brandt"}}))
        assert [(d.code, str(d.location)) for d in site.diagnostics] == [
            ("curation-unused", "content/entities/x.md:3")
        ]

    @pytest.mark.parametrize(
        ("data", "named"),
        [
            ({"same_as": ["nobody"]}, "nobody"),
            ({"aliases_in": {"b": ["MHA"]}}, "b"),
            ({"articles": ["a1", "c"]}, "c"),
        ],
    )
    def test_what_is_not_there(self, data: dict[str, object], named: str) -> None:
        """An article or entity that is nowhere is reported with the line of its key."""
        (fault,) = index(**data).diagnostics
        assert (fault.code, fault.location and fault.location.line) == ("curation-unused", 3)
        assert f"“{named}”" in fault.message


def arguments(data: dict[str, object]):
    """A file's parts, as reading gives them."""
    file = CurationText("x", data)
    return file.path, file.data, file.body, file.line_of


class TestFinding:
    def test_longest_first_and_none_inside_another(self) -> None:
        """Of names that begin alike the longest counts, and what lies inside it does not."""
        finder = NameFinder([("Merrow", "a"), ("Merrow Harbour", "b"), ("Harbour", "c")])
        assert [(f.span, f.value) for f in finder.find("Merrow Harbour, Merrow. Harbour!")] == [
            (Span(0, 14), "b"),
            (Span(16, 22), "a"),
            (Span(24, 31), "c"),
        ]

    def test_whole_words_and_capitals(self) -> None:
        """No name inside a word, none in other capitals."""
        assert list(NameFinder([("MHA", "a")]).find("MHAs mha XMHA M H A")) == []

    def test_apostrophes_and_breaks(self) -> None:
        """Straight and curly apostrophes are one, and so are blanks and line breaks."""
        finder = NameFinder([("Sean O'Malley", "a")])
        assert [f.span for f in finder.find("Sean\nO’Malley’s")] == [Span(0, 13)]

    def test_dots(self) -> None:
        """Dots of a name are part of it."""
        assert [f.span for f in NameFinder([("St. Orrin", "a")]).find("to St. Orrin.")] == [Span(3, 12)]
        assert list(NameFinder([("St. Orrin", "a")]).find("to St Orrin.")) == []

    def test_alias_inside_a_longer_name(self) -> None:
        """An alias inside a name that was recognised is part of that name."""
        entry = curation({"h": {"name": "Halloran", "type": "person"}})
        site = resolve([article("[Marc Halloran|person] met Halloran.")], entry)
        assert [c.entity for c in site.articles[0].cards] == ["marc-halloran", "h"]

    def test_alias_takes_the_place_of_a_title_or_a_piece(self) -> None:
        """A recognised title and name, and a recognised piece of the alias, give way to it."""
        entry = curation(
            {"h": {"name": "Ines Halloran"}, "m": {"name": "Merrow Harbour Authority", "type": "org"}}
        )
        text = "[President Ines Halloran's|person] car. The [Merrow Harbour|place] Authority."
        site = resolve([article(text)], entry)
        covered = [
            m.mention.span.of(site.articles[0].plain.text) for c in site.articles[0].cards for m in c.mentions
        ]
        assert covered == ["Ines Halloran", "Merrow Harbour Authority"]

    def test_capitals_of_a_headline(self) -> None:
        """A full name that was recognised in other capitals is the entry's."""
        site = resolve([article("[INES HALLORAN|person] WINS")], curation({"h": {"name": "Ines Halloran"}}))
        assert [c.entity for c in site.articles[0].cards] == ["h"]

    def test_dates_are_left_alone(self) -> None:
        """An entry for a month's name takes no date away."""
        site = resolve(
            [article("In [May|date] it rained. [May|person] left.")],
            curation({"may": {"name": "May", "type": "person"}}),
        )
        assert [d.span for d in site.articles[0].dates] == [Span(3, 6)]
        assert [len(c.mentions) for c in site.articles[0].cards] == [1]


def test_no_curation_is_no_change() -> None:
    """An empty folder changes nothing."""
    assert resolve([article(TEXT)]) == resolve([article(TEXT)], Curation())
