"""What is kept of a site comes back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.building.kept.knowledge import PackedExcerpts
from sitegen.codec import packed, unpacker
from sitegen.render.article.short.excerpts import Described, Excerpts, Mentioned, Quoted

PLACE = st.integers(0, 10**9)
"""In a text: offsets and numbers of paragraphs."""


@given(
    st.lists(st.lists(st.builds(Mentioned, paragraph=PLACE), max_size=3).map(tuple), max_size=3).map(tuple),
    st.lists(st.lists(st.builds(Described, paragraph=PLACE), max_size=3).map(tuple), max_size=3).map(tuple),
    st.lists(
        st.builds(
            Quoted,
            first=PLACE,
            last=PLACE,
            paragraphs=st.lists(PLACE, max_size=3).map(tuple),
            spans=st.lists(st.tuples(PLACE, PLACE), max_size=3).map(tuple),
            confidence=st.floats(0, 1),
        ),
        max_size=4,
    ).map(tuple),
)
def test_excerpts(
    mentions: tuple[tuple[Mentioned, ...], ...],
    described: tuple[tuple[Described, ...], ...],
    quotations: tuple[Quoted, ...],
) -> None:
    """One by one, in any order, as a whole, and in a slice."""
    excerpts = Excerpts(mentions, described, quotations)
    kept = unpacker(PackedExcerpts)(packed(PackedExcerpts.of(excerpts))).open()
    assert tuple(kept.mentions) == mentions
    assert tuple(kept.described) == described
    assert tuple(kept.quotations) == quotations
    assert len(kept.quotations) == len(quotations)
    assert tuple(kept.quotations[1:]) == quotations[1:]
    assert [kept.quotations[n] for n in reversed(range(len(quotations)))] == list(reversed(quotations))
