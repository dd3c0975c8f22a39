"""Encodings: read where they are certain, refused where another reading is as good."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.encodings import certain_reading

CERTAIN = [
    ("cp1252", "“We moved,” said José Peña — twice. It’s a café… £5", "Windows-1252"),
    ("cp1252", "Le maire, Hélène Dûrand, a été élue à l’école.", "Windows-1252"),
    ("latin-1", "Die Größe der Straße: ÜBER 5 m², sagte sie.", "Latin-1"),
    ("utf-16", "Łódź", "UTF-16"),
    ("utf-32", "Łódź", "UTF-32"),
    ("utf-16-be", "The talks go on.", "UTF-16"),
]
DOUBTFUL = [
    ("mac_roman", "“We moved,” she said."),
    ("mac_roman", "They don’t know the café."),
    ("iso8859_2", "Zażółć gęślą jaźń."),
    ("cp1250", "Łódź jest ładna."),
    ("cp1251", "Привет мир"),
    ("cp1254", "İstanbul'da şimdi"),
    ("cp1253", "Καλημέρα"),
    ("cp1255", "שלום"),
    ("shift_jis", "日本語のテキスト"),
    ("euc_jp", "日本語のテキスト"),
    ("gbk", "中文新闻"),
]


@pytest.mark.parametrize(("codec", "text", "name"), CERTAIN)
def test_certain(codec: str, text: str, name: str) -> None:
    """The text comes back as it was written."""
    found = certain_reading(text.encode(codec))
    assert found is not None
    assert (found.text, found.encoding) == (text, name)


@pytest.mark.parametrize(("codec", "text"), DOUBTFUL)
def test_doubtful(codec: str, text: str) -> None:
    """No guess is made."""
    assert certain_reading(text.encode(codec)) is None


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    """An answer or none, never an exception; never a text with NUL."""
    found = certain_reading(data)
    assert found is None or "\0" not in found.text
