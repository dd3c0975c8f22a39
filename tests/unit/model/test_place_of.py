"""The line of a source file where a place of the plain text stands, however the source breaks its lines."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from sitegen.markdown.plaintext import parse_article
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held, place_of

FIRST = 4
"""The line on which the body begins."""


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("They met. *Here* it rained.", FIRST),
        ("They met.\n\nIt rained, and *Here* they left.", FIRST + 2),
        ("They met\nat the quay.\n*Here* they left.", FIRST + 2),
        ("They met  \nat the quay.\\\n*Here* they left.", FIRST + 2),
        ("They [met](https://example.org/met/at/the/quay)\nat the **quay**.\n“*Here*” they left.", FIRST + 2),
        ("Caf&eacute; and quay,\nthe *Here* is here\nand there.", FIRST + 1),
        ("- They met\n  at the quay.\n- They left,\n  *Here* they left.", FIRST + 3),
        ("> They met\n> at the quay,\n> *Here* and there.", FIRST + 2),
    ],
)
@pytest.mark.parametrize("kind", SourceFormat)
def test_the_line(body: str, line: int, kind: SourceFormat) -> None:
    """That of the words themselves, not of their paragraph's beginning."""
    name, path = ArticleId("talks"), PurePosixPath("content/talks.md")
    article = Article(name, path, kind, FrontMatter("Talks"), held(body), FIRST, "")
    plain = parse_article(article).plain
    block, found = place_of(article, plain, plain.text.index("Here"))
    assert block is not None
    assert found == line
