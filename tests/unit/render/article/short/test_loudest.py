"""Whose words the most are, as cards in lists say it: in one line."""

from __future__ import annotations

import pytest
from render_site import site_of

from sitegen.render.article.counting import shares
from sitegen.render.article.piece import piece_of
from sitegen.render.article.short.gist import gist_of


@pytest.mark.parametrize(
    ("names", "loudest"),
    [
        (("Marta Reyle", "Otto Weiss"), ("Marta Reyle", "Otto Weiss")),
        (("Marta Reyle", "Seafarers’ and Harbour Workers’ Union"), ("Marta Reyle",)),
    ],
)
def test_loudest(names: tuple[str, str], loudest: tuple[str, ...]) -> None:
    """Two where both have room, else the first."""
    said = ["“We go on and on until the very last day,”", "“We stay,”"]
    article = {
        "file": "content/a.txt",
        "title": "A",
        "body": f"{said[0]} {names[0]} said. {said[1]} {names[1]} said.",
        "mentions": {str(n): [name] for n, name in enumerate(names)},
        "quotations": [
            {"parts": [words], "kind": "direct", "speaker": str(n), "confidence": 0.95}
            for n, words in enumerate(said)
        ],
    }
    entities = {str(n): {"name": name, "type": "person"} for n, name in enumerate(names)}
    index, _, _ = site_of({"entities": entities, "articles": [article]})
    assert gist_of(piece_of(index.articles[0])).loudest == loudest


@pytest.mark.parametrize(
    ("said", "share"), [("“unity”", ()), ("“one and two and three and four and five more”", (10,))]
)
def test_of_few_words_nobody_has_a_share(said: str, share: tuple[int, ...]) -> None:
    """A bar as wide as the page for a word that somebody is quoted with says what is not so."""
    article = {
        "file": "content/a.txt",
        "title": "A",
        "body": f"The priest speaks of {said}, Marta Reyle said.",
        "mentions": {"1": ["Marta Reyle"]},
        "quotations": [{"parts": [said], "kind": "partial", "speaker": "1", "confidence": 0.95}],
    }
    index, _, _ = site_of(
        {"entities": {"1": {"name": "Marta Reyle", "type": "person"}}, "articles": [article]}
    )
    gist = gist_of(piece_of(index.articles[0]))
    assert tuple(voice.words for voice in shares(gist.voices)[0]) == share
    assert bool(gist.loudest) == bool(share)
