"""What an article calls somebody later: only where the page has no doubt who that is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from render_site import place, site_of

from sitegen.model.site import ResolvedArticle
from sitegen.render.article.called import called_later
from sitegen.render.article.piece import piece_of

BODY = "Cinder Front met on Friday. “We go on,” the banned group said."


def article(source: str, confidence: float) -> ResolvedArticle:
    """One quotation of the Front's, under other words."""
    said = {
        "parts": ["“We go on,”"],
        "kind": "direct",
        "speaker": "front",
        "cue": "said",
        "confidence": confidence,
    }
    index, _, _ = site_of(
        {
            "entities": {"front": {"name": "Cinder Front", "type": "organisation"}},
            "articles": [
                {
                    "file": "content/a.txt",
                    "title": "A",
                    "body": BODY.replace("the banned group", source),
                    "mentions": {"front": ["Cinder Front"]},
                    "quotations": [said],
                }
            ],
        }
    )
    resolved = index.articles[0]
    quotation = resolved.quotations[0]
    words = replace(quotation.quotation, source=place(resolved.plain.text, source))
    return replace(resolved, quotations=(replace(quotation, quotation=words),))


@pytest.mark.parametrize(
    ("source", "confidence", "called"),
    [
        ("the banned group", 0.95, "the banned group"),
        ("The banned group", 0.95, "the banned group"),
        ("the banned group", 0.5, ""),  # doubtful
        ("the Kessing group", 0.95, ""),  # a name in it
        ("the front", 0.95, ""),  # says no more than the name
        ("it", 0.95, ""),
        ("officials", 0.95, ""),
    ],
)
def test_called_later(source: str, confidence: float, called: str) -> None:
    """An article and common nouns that are not the name again."""
    resolved = article(source, confidence)
    assert called_later(piece_of(resolved), resolved.cards[0]) == called
