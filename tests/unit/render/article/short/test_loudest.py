"""Whose words the most are, as cards in lists say it: in one line."""

from __future__ import annotations

import pytest
from render_site import site_of

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
    said = ["“We go on and on,”", "“We stay,”"]
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
