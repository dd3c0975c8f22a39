"""The annotation cache: what is read is what was written, and everything else is a miss."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest

from sitegen.building.kept.cache import AnnotationCache, Entry, digest, entry_key
from sitegen.building.kept.store import Store
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
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held
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


def cache(folder: Path) -> AnnotationCache:
    """Of the entries in this folder."""
    return AnnotationCache(Store(folder / "kept.sqlite"))


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """Every value survives the round trip: spans, enumerations, places, missing fields."""
    cache(tmp_path).write(KEY, FOUND)
    assert cache(tmp_path).has(KEY)
    assert cache(tmp_path).read(KEY) == FOUND


def test_nothing_is_created_by_reading(tmp_path: Path) -> None:
    """A cache that holds nothing is not even a folder."""
    assert cache(tmp_path / "none").read(KEY) is None
    assert not cache(tmp_path / "none").has(KEY)
    assert not (tmp_path / "none").exists()


def test_it_is_kept_as_soon_as_it_is_there(tmp_path: Path) -> None:
    """Whatever becomes of who wrote it: others find it while its file is still open."""
    writing = cache(tmp_path)
    writing.write(KEY, FOUND)
    assert cache(tmp_path).read(KEY) == FOUND


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: data.replace(b"person", b"purple"),
        lambda data: b"\x80\x04." + data,
        lambda data: data[16:],
        lambda data: b"x" * 16 + data[16:],
    ],
    ids=["cut", "halved", "empty", "changed", "foreign", "headless", "renamed"],
)
def test_damage_is_a_miss(tmp_path: Path, damage) -> None:
    """An entry that is truncated, changed or of another make is as good as none, and never an error."""
    cache(tmp_path).write(KEY, FOUND)
    with closing(sqlite3.connect(tmp_path / "kept.sqlite")) as connection, connection:
        ((data,),) = connection.execute("SELECT value FROM kept")
        assert damage(data) != data
        connection.execute("UPDATE kept SET value = ?", (damage(data),))
    assert cache(tmp_path).read(KEY) is None
    cache(tmp_path).write(KEY, FOUND)
    assert cache(tmp_path).read(KEY) == FOUND


@pytest.mark.parametrize("old", ["annotations/ab/abcdef.json", "site.sqlite", "pages.sqlite", "state.json"])
def test_what_former_releases_kept_is_missing(tmp_path: Path, old: str) -> None:
    """Whatever stands in its places."""
    (tmp_path / old).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / old).write_bytes(f"{KEY} 0\n{{}}".encode())
    assert cache(tmp_path).read(KEY) is None


def test_where_it_cannot_be_kept(tmp_path: Path) -> None:
    """Whoever writes is told why."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(OSError, match=r"."):
        cache(tmp_path / "file").write(KEY, FOUND)


def article(**changed: object) -> Article:
    """An article; changes to the front matter by name, to the article with an underscore before it."""
    own = {name[1:]: value for name, value in changed.items() if name.startswith("_")}
    front = {name: value for name, value in changed.items() if not name.startswith("_")}
    base = Article(
        ArticleId("a"),
        PurePosixPath("content/a.md"),
        SourceFormat.MARKDOWN,
        FrontMatter("T"),
        held("body"),
        4,
        "x",
    )
    return replace(base, front_matter=replace(base.front_matter, **front), **own)


def test_the_key_holds_everything_that_matters() -> None:
    """Another body, format, language, day or annotator is another key."""
    keys = [
        entry_key(article(), "f"),
        entry_key(article(), "g"),
        entry_key(article(_held=held("other")), "f"),
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
