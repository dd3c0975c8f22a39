"""A page that is shown before its foot is known has the foot of what stood in its place."""

from __future__ import annotations

from sitegen.render.plans import EDGE, with_former_foot


def test_the_former_foot_is_put_where_the_page_leaves_room() -> None:
    """And nothing else of the former page."""
    former = b"<p>old</p>" + EDGE + b"<nav>older</nav>" + EDGE + b"<p>below</p>"
    made = with_former_foot(b"<p>new</p><!--foot--><p>under</p>", former)
    assert made == b"<p>new</p>" + EDGE + b"<nav>older</nav>" + EDGE + b"<p>under</p>"


def test_a_page_with_a_foot_or_without_room_stays() -> None:
    """So does one in whose place nothing with a foot stood."""
    former = EDGE + b"<nav>older</nav>" + EDGE
    for page in (b"<p>no room</p>", EDGE + b"<nav>own</nav>" + EDGE):
        assert with_former_foot(page, former) == page
    assert with_former_foot(b"<p/><!--foot-->", b"<p>another</p>") == b"<p/><!--foot-->"
