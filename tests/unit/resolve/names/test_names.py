"""Normal forms of names, and how much work a long article makes."""

from __future__ import annotations

import re

import pytest
from entity_markup import article
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.text import Span
from sitegen.resolve.article import shortforms
from sitegen.resolve.article.linking import link_article
from sitegen.resolve.names.aliases import NameFinder
from sitegen.resolve.names.forms import (
    full_names_agree,
    initials,
    is_acronym,
    is_generic,
    person_name,
    spells,
    thing_name,
)

SAME_PERSON = [
    ("Ines Halloran", "INES HALLORAN"),
    ("Ines Halloran", "Ms. Ines Halloran’s"),
    ("Ines Halloran", "the former Deputy Prime Minister Ines Halloran"),
    ("José Núñez", "Jose Nunez"),
    ("Kim Dae-ho", "Kim Dae Ho"),
    ("W. H. Marr", "WH Marr"),
    ("W. H. Marr", "W.H. Marr"),
    ("A. Marr", "A. Marr’s"),
    ("Joseph “Joe” Ardan", "Joseph Ardan"),
    ("Ada Fenn, MD", "Ada Fenn"),
    ("Martin Vale, Jr.", "Martin Vale Junior"),
    ("Sean O’Malley", "Sean O'Malley"),
]
SAME_THING = [
    ("the Norvane Shipping Company", "Norvane Shipping Ltd."),
    ("Fenn & Corley", "Fenn and Corley"),
    ("Dockers’ Federation", "Dockers Federation"),
    ("U.P.", "UP"),
    ("The Ledger", "Ledger's"),
]
ACRONYMS = {
    "MHA": True,
    "U.N.": True,
    "the KLV": True,
    "BoP": True,
    "Merrow": False,
    "A": False,
    "MERROWHARBOUR": False,
}
GENERIC = {"the Senate": True, "Ministry of Health": True, "Supreme Court": True, "Merrow Council": False}


@pytest.mark.parametrize(("one", "other"), SAME_PERSON)
def test_writings_of_a_person(one: str, other: str) -> None:
    """Two writings of one person's name have one key."""
    assert person_name(one, "en").key == person_name(other, "en").key


@pytest.mark.parametrize(("one", "other"), SAME_THING)
def test_writings_of_a_thing(one: str, other: str) -> None:
    """Two writings of one thing's name have one key."""
    assert thing_name(one, "en").key == thing_name(other, "en").key


@pytest.mark.parametrize("word", ["General", "Judge", "Dr.", "Mr. Vale", "x", "’s", "…", "Jr."])
def test_every_text_has_a_name(word: str) -> None:
    """Titles alone, marks alone and single letters are taken as they are; nothing fails."""
    assert person_name(word, "en").text or not any(c.isalpha() for c in word.removesuffix("’s"))
    assert thing_name(word, "en").key == thing_name(thing_name(word, "en").text, "en").key


@pytest.mark.parametrize(("text", "expected"), ACRONYMS.items())
def test_acronyms(text: str, expected: bool) -> None:
    """A few capitals in one word are an acronym; a name and a shout are not."""
    assert is_acronym(text, "en") is expected


@pytest.mark.parametrize(("text", "expected"), GENERIC.items())
def test_common_nouns(text: str, expected: bool) -> None:
    """Names of common nouns alone say little outside their article."""
    assert is_generic(thing_name(text, "en")) is expected


def test_initials() -> None:
    """Initials with and without small words, hyphens open or closed, a firm's legal form among them."""
    assert initials(thing_name("Bank of Merrow-Norvane", "en")) == {"bm", "bom", "bmn", "bomn"}
    assert initials(thing_name("Northern Radio Corporation", "en")) == {"nrc"}
    assert spells("NORCORP", thing_name("Northern Radio Corporation", "en"))
    assert not spells("SUR", thing_name("Northern Radio Corporation", "en"))


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text(one: str, other: str) -> None:
    """Whatever stands in a mention, names are made and compared; agreeing takes no order."""
    a, b = person_name(one, "en"), person_name(other, "en")
    thing_name(one, "en")
    if len(a.words) > 1 and len(b.words) > 1:
        assert full_names_agree(a, b) == full_names_agree(b, a)


WORDS = st.sampled_from(["Ada", "Fenn", "Vale", "of", "O'Neil", "St.", "ada", "-", "MHA"])


@given(
    st.lists(WORDS, max_size=25).map(" ".join),
    st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join)),
)
def test_finder_finds_what_a_search_finds(text: str, names: list[str]) -> None:
    """The tree of tokens finds, left to right, the longest name at each place, as trying each name would."""
    expected, at = [], 0
    while at < len(text):
        fits = [
            n
            for n in names
            if re.match(rf"(?<!\w){re.escape(n)}(?!\w)", text[at:]) and not text[:at][-1:].isalnum()
        ]
        if fits:
            expected.append(Span(at, at + len(max(fits, key=len))))
        at = expected[-1].end if fits else at + 1
    assert [f.span for f in NameFinder((n, n) for n in names).find(text)] == expected


def test_many_bearers_of_one_name_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crowd with one surname costs no comparison with every mention, and is told as doubtful."""
    asked: list[int] = []
    one_of = shortforms._one_of
    monkeypatch.setattr(
        shortforms, "_one_of", lambda found, *rest: (asked.append(len(found)), one_of(found, *rest))[1]
    )
    names = [f"{chr(65 + a)}{chr(97 + b)}n" for a in range(26) for b in range(4)]
    crowd = article(" ".join(f"[{name} Vale|person] and [Vale|person]." for name in names))
    clusters = link_article(crowd.plain.text, crowd.annotations.mentions, "en")
    assert asked == []
    (doubtful,) = [c for c in clusters if c.name.text == "Vale"]
    assert len(doubtful.links) == len(names)
    assert len(doubtful.open) == shortforms.MANY
