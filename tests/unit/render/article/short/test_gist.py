"""An article in short says of its speakers what the whole article says."""

from __future__ import annotations

import pytest
from render_site import site_of

from sitegen.render.article.piece import is_doubtful
from sitegen.render.site.lookup import Lookup, lookup_of
from sitegen.render.theme.catalogue import words_for


def test_whose_a_quotation_is(found: Lookup) -> None:
    """Each speaker is held once; every quotation leads to its own, and what is doubtful stays doubtful."""
    shared = 0
    for gist in found.gists:
        quotations = found.shelf.piece(gist.id).resolved.quotations
        assert [gist.speaker(n) for n in range(len(gist.said))] == [q.speaker for q in quotations]
        assert [n in gist.doubtful for n in range(len(gist.said))] == [is_doubtful(q) for q in quotations]
        assert len(set(gist.speakers)) == len(gist.speakers)
        shared += len(gist.said) - len(gist.speakers)
    assert shared > 0


def test_voices_are_those_of_the_whole_article(found: Lookup) -> None:
    """In their order, with their words."""
    for gist in found.gists:
        assert gist.voices == found.shelf.piece(gist.id).voices
    assert any(gist.voices for gist in found.gists)


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("FOR IMMEDIATE RELEASE\n\nThe pier was shut on Monday.", "The pier was shut on Monday."),
        ("“The pier is shut.”\n\nNobody came.", "“The pier is shut.”"),
        ("PIER SHUT\n\nNOBODY CAME", "PIER SHUT"),
        ("", ""),
        (
            "Lamplighters worry that the new lamps draw the gulls from the sea\n\nThe pier was shut.",
            "Lamplighters worry that the new lamps draw the gulls from the sea",
        ),
        (
            "Contact the office of the harbour: Ana Roy, press@harbour.example\n\nThe pier was shut.",
            "The pier was shut.",
        ),
        (
            "AN APPEAL OF THE HARBOUR TO ALL THE LAMPLIGHTERS OF THE COUNTY\n\nThe pier was shut.",
            "The pier was shut.",
        ),
    ],
)
def test_a_summary_made_of_the_text_says_something(body: str, summary: str) -> None:
    """A label above the first sentence does not, unless there is nothing else."""
    index, _, config = site_of({"articles": [{"file": "content/a.md", "title": "A", "body": body}]})
    assert lookup_of(index, config, words_for("en", ())).gists[0].summary == summary
