"""What is found is kept clear of what annotators may not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.annotate.masking import kept_clear, readable
from sitegen.model.annotation import Annotations, EntityType, Mention
from sitegen.model.text import PlainText, Span

TEXT = PlainText(
    "Ines Halloran @ines left at 3 May @noon, says a man.", (), addresses=(Span(14, 19), Span(34, 39))
)


def clear(first: int, last: int, value: str | None = None) -> list[str]:
    """What is left of one mention."""
    kind = EntityType.DATE if value else EntityType.PERSON
    found = Annotations((Mention(Span(first, last), kind, "test", value=value),))
    return [mention.span.of(TEXT.text) for mention in kept_clear(found, TEXT).mentions]


@pytest.mark.parametrize(
    ("first", "last", "left"),
    [
        pytest.param(0, 13, ["Ines Halloran"], id="beside an address"),
        pytest.param(0, 19, ["Ines Halloran"], id="with an address behind it"),
        pytest.param(14, 19, [], id="an address names nobody"),
        pytest.param(5, 24, [], id="two pieces are no name"),
        pytest.param(14, 24, [], id="small words are no name"),
    ],
)
def test_a_name(first: int, last: int, left: list[str]) -> None:
    """What of it is clear, if that is one piece with a capital."""
    assert clear(first, last) == left


def test_a_date_is_whole_or_none() -> None:
    """Half a date is another date."""
    assert clear(28, 33, "2026-05-03") == ["3 May"]
    assert clear(28, 39, "2026-05-03") == []


def test_words_stay_where_they_are() -> None:
    """An address is as many letters, and a text without any is the same text."""
    assert readable(TEXT).text == TEXT.text.replace("@ines", "xxxxx").replace("@noon", "xxxxx")
    plain = replace(TEXT, addresses=())
    assert readable(plain) is plain
