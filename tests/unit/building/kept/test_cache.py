"""The annotation cache: what is read is what was written, and everything else is a miss."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest

from sitegen.building.kept.cache import DAY, AnnotationCache, Entry, digest, entry_key
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.annotation import (
    Annotations,
    Description,
    DescriptionKind,
    EntityType,
    Mention,
    Quotation,
    QuotationKind,
    Role,
)
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat
from sitegen.model.reason import because
from sitegen.model.text import Block, BlockKind, PlainText, Span

ANNOTATIONS = Annotations(
    mentions=(
        Mention(
            Span(0, 4), EntityType.PERSON, "entities", 0.5, Role.SUBJECT,
            (Description(Span(6, 9), DescriptionKind.TITLE),), None, "f",
        ),
    ),
    quotations=(
        Quotation(
            (Span(0, 4), Span(6, 9)),
            QuotationKind.PARTIAL,
            "quotations",
            Span(4, 5),
            reason=because("name", word="“x”", name=("a", "b")),
        ),
    ),
    diagnostics=(Diagnostic("a-b", Severity.NOTE, "é", Location(PurePosixPath("content/a.md"), 3), "h"),),
)  # fmt: skip
FOUND = Entry(PlainText("Dame Ines", (Block(BlockKind.HEADING, Span(0, 9), (0, 1), 1, 2),)), ANNOTATIONS)
KEY = digest("x")


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """Every value survives the round trip: spans, enumerations, places, missing fields."""
    cache = AnnotationCache(tmp_path)
    cache.write(KEY, FOUND)
    assert cache.read(KEY) == FOUND


def test_nothing_is_created_by_reading(tmp_path: Path) -> None:
    """A cache that holds nothing is not even a folder."""
    assert AnnotationCache(tmp_path / "none").read(KEY) is None
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: data.replace(b'"person"', b'"purple"'),
        lambda data: b"\x80\x04." + data,
        lambda data: data.split(b"\n")[1],
        lambda data: b"x" * 64 + data[64:],
    ],
    ids=["cut", "halved", "empty", "changed", "foreign", "headless", "renamed"],
)
def test_damage_is_a_miss(tmp_path: Path, damage) -> None:
    """An entry that is truncated, changed or of another make is as good as none, and never an error."""
    cache = AnnotationCache(tmp_path)
    cache.write(KEY, FOUND)
    (entry,) = map(Path, cache.entries())
    entry.write_bytes(damage(entry.read_bytes()))
    assert cache.read(KEY) is None
    cache.write(KEY, FOUND)
    assert cache.read(KEY) == FOUND


def article(**changed: object) -> Article:
    """An article; changes to the front matter by name, to the article with an underscore before it."""
    own = {name[1:]: value for name, value in changed.items() if name.startswith("_")}
    front = {name: value for name, value in changed.items() if not name.startswith("_")}
    base = Article(
        ArticleId("a"), PurePosixPath("content/a.md"), SourceFormat.MARKDOWN, FrontMatter("T"), "body", 4, "x"
    )
    return replace(base, front_matter=replace(base.front_matter, **front), **own)


def test_the_key_holds_everything_that_matters() -> None:
    """Another body, format, language, day or annotator is another key."""
    keys = [
        entry_key(article(), "f"),
        entry_key(article(), "g"),
        entry_key(article(_body="other"), "f"),
        entry_key(article(_format=SourceFormat.TEXT), "f"),
        entry_key(article(language="fr"), "f"),
        entry_key(article(date=datetime(2026, 1, 1, tzinfo=UTC)), "f"),
    ]
    assert len(set(keys)) == len(keys)


def test_the_key_holds_nothing_else() -> None:
    """A new title, tag or publisher annotates nothing again."""
    other = article(title="U", tags=("x",), publisher="P", draft=True, slug="s", _digest="y", _body_line=9)
    assert entry_key(other, "f") == entry_key(article(), "f")


def test_parts_of_a_digest_do_not_run_together() -> None:
    """The digest knows where each part ends."""
    assert digest("ab", "c") != digest("a", "bc")


def test_what_was_of_use_longest_ago_goes_first(tmp_path: Path) -> None:
    """A cache that is too large loses its oldest entries, and no more than it must."""
    cache = AnnotationCache(tmp_path)
    keys = [digest(name) for name in "abc"]
    for age, key in enumerate(keys):
        cache.write(key, FOUND)
        os.utime(tmp_path / key[:2] / f"{key}.json", (1000 - age, 1000 - age))
    size = next(iter(cache.entries())).stat().st_size
    cache.trim(3 * size)
    assert len(list(cache.entries())) == 3
    cache.trim(2 * size)
    assert [cache.read(key) is not None for key in keys] == [True, True, False]


def test_reading_keeps_an_entry_young(tmp_path: Path) -> None:
    """Its time is renewed when it is read, but not more than once a day."""
    cache, now = AnnotationCache(tmp_path), time.time()
    cache.write(KEY, FOUND)
    (entry,) = map(Path, cache.entries())
    for age, renewed in ((DAY / 2, False), (DAY * 2, True)):
        os.utime(entry, (now - age, now - age))
        cache.read(KEY)
        assert (entry.stat().st_mtime > now - 60) is renewed
