"""Values to bytes and back: what is kept for the next build is what was there."""

from dataclasses import dataclass
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.codec import UnreadableError, as_json, from_toml, json_reader, packed, unpacker
from sitegen.model.article import FrontMatter

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


class TestMoments:
    @pytest.mark.parametrize(("write", "reader"), [(packed, unpacker), (as_json, json_reader)])
    @given(date=st.datetimes(timezones=st.none() | OFFSETS))
    def test_a_moment_keeps_its_offset(self, write, reader, date):
        """And so its day: both forms give back what was written, not the same moment elsewhere."""
        front = FrontMatter("Talks", date=date)
        found = reader(FrontMatter)(write(front)).date
        assert (found.isoformat(), found.date()) == (date.isoformat(), date.date())


@dataclass(frozen=True)
class Lists:
    """Two lists, one of which may be left out."""

    titles: frozenset[str]
    kin: frozenset[str] = frozenset()


class TestToml:
    def test_each_key_is_a_field(self):
        """Lists become sets where sets are wanted."""
        assert from_toml('titles = ["dr", "mr"]', Lists) == Lists(frozenset({"dr", "mr"}))

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ('titles = ["dr"]\nkinn = ["son"]', "kinn"),
            ('kin = ["son"]', "titles"),
            ('titles = "dr"', "titles"),
        ],
        ids=["unknown", "missing", "of another kind"],
    )
    def test_what_does_not_fit_is_told(self, text, told):
        """By the key's name: a slip in a word list is no silent gap."""
        with pytest.raises(UnreadableError, match=told):
            from_toml(text, Lists)
