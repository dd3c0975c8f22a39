"""Values to bytes and back: what is kept for the next build is what was there."""

from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.codec import as_json, json_reader, packed, unpacker
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
