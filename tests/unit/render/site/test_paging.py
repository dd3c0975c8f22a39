"""Lists over several pages: nothing is lost or stands twice; groups stay together where there is room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.site.paging import pages, pages_of_groups

GROUPS = st.lists(st.text("abc", min_size=1, max_size=9), max_size=9)
SIZE = st.integers(1, 5)


def written(groups: str, size: int) -> str:
    """Pages of the groups, as `aa b|c`: letters that stand together are a group, or a part of one."""
    return "|".join(" ".join(page.items) for page in pages_of_groups("quotes/", groups.split(), size))


@pytest.mark.parametrize(
    ("groups", "size", "wanted"),
    [
        ("", 3, ""),
        ("a b c", 3, "a b c"),
        ("a b c d", 3, "a b c|d"),
        ("aa bb", 3, "aa|bb"),
        ("aa b cc", 3, "aa b|cc"),
        ("aaa b", 3, "aaa|b"),
        ("a bbb c", 3, "a|bbb|c"),
        ("a bbbb c", 3, "a|bbb|b c"),
        ("aaaaaa b", 3, "aaa|aaa|b"),
        ("aaaaaaa bb cc", 3, "aaa|aaa|a bb|cc"),
        ("a a", 1, "a|a"),
        ("aa", 1, "a|a"),
    ],
)
def test_groups(groups: str, size: int, wanted: str) -> None:
    """A group is divided only where a page is too small for it, and then begins on one of its own."""
    assert written(groups, size) == wanted


@given(GROUPS, SIZE)
def test_nothing_is_lost(groups: list[str], size: int) -> None:
    """All items in their order; no page without any or with too many, unless there are none at all."""
    found = list(pages_of_groups("quotes/", groups, size))
    assert "".join("".join(page.items) for page in found) == "".join(groups)
    assert all(0 < len("".join(page.items)) <= size for page in found) or not groups
    assert [page.pagination.number for page in found] == list(range(1, len(found) + 1))
    assert {page.pagination.total for page in found} == {len(found)}


@pytest.mark.parametrize(
    ("groups", "more", "moved"),
    [
        ("aa b ccc d eee", "aaa b ccc d eee", [1]),
        ("aa b ccc d eee", "aa bb ccc d eee", [1]),
        ("aa b ccc d eee", "aa b cccc d eee", [2, 3]),
        ("aa b ccc d eee", "aa b ccc d eeee", [3]),
        ("aaaaaaaaa b cc d", "aaaaaaaaaa b cc d", [3, 4]),
        ("aaaaaaaaa b ccc d", "aaaaaaaaaa b ccc d", [3]),
    ],
)
def test_one_more_item_leaves_other_pages_as_they_are(groups: str, more: str, moved: list[int]) -> None:
    """Where its page has room; else what stands behind it moves on, to the next page that has some."""
    size = 4
    before, after = written(groups, size).split("|"), written(more, size).split("|")
    assert [n for n, pair in enumerate(zip(before, after, strict=True), 1) if len(set(pair)) > 1] == moved


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (1, [1]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_single_items(count: int, sizes: list[int]) -> None:
    """Without groups every page but the last is full."""
    assert [len(page.items) for page in pages("x/", range(count), 3)] == sizes
