"""What other pages quote from an article, as it is kept."""

from __future__ import annotations

from render_site import read_site

from sitegen.render.site.lookup import lookup_of
from sitegen.render.theme.catalogue import words_for


def test_a_reason_is_kept_where_it_is_doubtful() -> None:
    """Nobody is shown another; and a page need not be made again where only such a one changes."""
    index, _, config = read_site()
    found = lookup_of(index, config, words_for("en", ()))
    told = [q for gist in found.gists for q in found.shelf.excerpts(gist.id).quotations]
    assert {q.doubtful for q in told} == {True, False}
    assert [bool(q.reason) for q in told] == [q.doubtful for q in told]
