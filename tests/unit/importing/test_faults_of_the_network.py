"""What is said of an error of the network: each kind in its own words, with something to do."""

from __future__ import annotations

from email.message import Message
from http.client import IncompleteRead
from urllib.error import HTTPError, URLError

import pytest

from sitegen.importing.fetched import _fault


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (URLError(TimeoutError()), "no answer within"),
        (TimeoutError(), "no answer within"),
        (URLError(OSError("no route")), "cannot be reached: no route"),
        (ConnectionResetError("reset"), "cannot be read: reset"),
        (IncompleteRead(b""), "cannot be read"),
        (HTTPError("https://a.example", 404, "Not Found", Message(), None), "answers 404 Not Found"),
    ],
)
def test_the_words_for_an_error(error: Exception, words: str) -> None:
    """And a hint that can be followed."""
    told = _fault(error)
    assert words in str(told)
    assert told.hint


def test_a_mistake_of_our_own_stays_one() -> None:
    """It is not told as the network's."""
    with pytest.raises(KeyError):
        _fault(KeyError("x"))
