"""What a body's page is called, where the gazetteer knows it by a longer name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from entity_markup import article

from sitegen.model.site import AnnotatedArticle
from sitegen.resolve.index import resolve


def known_as(read: AnnotatedArticle, canonical: str) -> AnnotatedArticle:
    """The article, each of whose mentions the gazetteer knows by this name."""
    mentions = tuple(replace(mention, canonical=canonical) for mention in read.annotations.mentions)
    return replace(read, annotations=replace(read.annotations, mentions=mentions))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[NTN|org] said so, and [NTN|org] left.", "NTN"),
        ("The [Northern Television Network|org] said so, and [NTN|org] left.", "Northern Television Network"),
    ],
    ids=["letters alone", "spelled out"],
)
def test_a_body_is_called_as_articles_write_it(text: str, name: str) -> None:
    """Its letters, where none spells them out."""
    index = resolve([known_as(article(text), "Northern Television Network")])
    assert [entity.name for entity in index.entities] == [name]
