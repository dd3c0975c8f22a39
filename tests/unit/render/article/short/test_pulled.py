"""Which quotation a front page shows large: the editor's, else a whole sentence in somebody's very words."""

from __future__ import annotations

from typing import Any

import pytest
from render_site import site_of

from sitegen.render.article.piece import Piece, piece_of
from sitegen.render.article.short.gist import lost_pointers
from sitegen.render.article.short.pulled import pulled

BODY = (
    "Reyle called the plan “a fig leaf”. Reyle said the quay would stay shut until the owners had paid. "
    "“We go,” said Reyle. “We moved twice overnight and they did not move at all,” said Reyle. "
    "“Nobody in this port wants to see an empty quay again.” "
    "“It is all lost and nobody will ever tell us why it was,” said one."
)
SAID: list[dict[str, Any]] = [
    {"parts": ["the plan “a fig leaf”"], "kind": "partial", "speaker": "reyle"},
    {"parts": ["the quay would stay shut until the owners had paid"], "kind": "indirect", "speaker": "reyle"},
    {"parts": ["“We go,”"], "kind": "direct", "speaker": "reyle"},
    {
        "parts": ["“We moved twice overnight and they did not move at all,”"],
        "kind": "direct",
        "speaker": "reyle",
    },
    {
        "parts": ["“Nobody in this port wants to see an empty quay again.”"],
        "kind": "direct",
        "speaker": "reyle",
    },
    {"parts": ["“It is all lost and nobody will ever tell us why it was,”"], "kind": "direct"},
]


def article(quotations: list[dict[str, Any]], quote: str = "") -> Piece:
    """With some of the quotations, and the editor's choice."""
    index, _, _ = site_of(
        {
            "entities": {"reyle": {"name": "Reyle", "type": "person"}},
            "articles": [
                {
                    "file": "content/a.txt",
                    "title": "A",
                    "body": BODY,
                    "brief": {"quote": quote},
                    "mentions": {"reyle": ["Reyle"]},
                    "quotations": [{"confidence": 0.95, **each} for each in quotations],
                }
            ],
        }
    )
    return piece_of(index.articles[0])


def test_a_whole_sentence_before_all_others() -> None:
    """Not the first words in marks, not what is half reported, not a scrap, not what nobody has said."""
    assert pulled(article(SAID)) == 4
    assert pulled(article(SAID[:4])) == 3
    assert pulled(article([*SAID[:3], SAID[5]])) is None


def test_no_doubtful_one() -> None:
    """It would stand large under the wrong name."""
    assert pulled(article([*SAID[:4], {**SAID[4], "confidence": 0.4}])) == 3


@pytest.mark.parametrize(
    ("quote", "number"),
    [("a fig leaf", 0), ("“A Fig Leaf”", 0), ("did not move", 3), ("the quay would stay shut", 1), ("", 4)],
)
def test_the_editors_choice_beats_the_machines(quote: str, number: int) -> None:
    """Some of its words are enough, in any marks and capitals; of any kind."""
    piece = article(SAID, quote)
    assert pulled(piece) == number
    assert list(lost_pointers(piece)) == []


@pytest.mark.parametrize("quote", ["fig lea", "never said", "it is all lost"])
def test_a_choice_that_nobody_said_is_told(quote: str) -> None:
    """No word is put into anybody's mouth: the machine's choice stands, and the editor is told."""
    piece = article(SAID, quote)
    assert pulled(piece) == 4
    (told,) = lost_pointers(piece)
    assert told.code == "brief-lost"
    assert quote in told.message
