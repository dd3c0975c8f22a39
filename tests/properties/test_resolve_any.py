"""Whatever stands in a text and wherever mentions lie: resolution and review answer, and lose nothing."""

from __future__ import annotations

import json
from dataclasses import replace

from entity_markup import article, curation
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.annotation import Annotations, Description, DescriptionKind, EntityType, Mention
from sitegen.model.article import ArticleId
from sitegen.model.site import AnnotatedArticle
from sitegen.model.text import Block, BlockKind, PlainText, Span
from sitegen.resolve.index import resolve
from sitegen.resolve.review.questions import review, to_json

TEXTS = st.one_of(
    st.text(min_size=1, max_size=60),
    st.text(alphabet="Aa bB.-’'(“”)#\n MR r12é中&,", min_size=1, max_size=60),
    st.lists(st.sampled_from(["Mr", "Queen", "Vale", "Jr.", "the", "of", "MHA", "A.", "’s", "(", ")"])).map(
        " ".join
    ),
).filter(bool)


@st.composite
def any_article(draw: st.DrawFn) -> AnnotatedArticle:
    """An article with mentions anywhere, none overlapping another."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    mentions = tuple(draw(mention(span, spans)) for span in spans)
    plain = PlainText(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text)), (0, 1)),))
    return replace(article("x"), plain=plain, annotations=Annotations(mentions))


def mention(span: Span, spans: list[Span]) -> st.SearchStrategy[Mention]:
    """A mention there, of any type, described by the words of any mention."""
    description = st.builds(Description, st.sampled_from(spans), st.sampled_from(DescriptionKind))
    return st.builds(
        Mention,
        st.just(span),
        st.sampled_from(EntityType),
        st.just("test"),
        st.none() | st.floats(0, 1),
        descriptions=st.lists(description, max_size=2).map(tuple),
        gender=st.sampled_from([None, "m", "f"]),
        canonical=st.sampled_from(["", "", "United Provinces"]),
    )


@given(any_article(), st.text(min_size=1, max_size=5))
def test_every_mention_gets_a_card(one: AnnotatedArticle, name: str) -> None:
    """In two copies of any article, each mention but dates is on exactly one card; a review is made."""
    entries = curation({"x": {"name": name.strip() or "x"}})
    for rules in ((), (entries,)):
        index = resolve([one, replace(one, article=replace(one.article, id=ArticleId("b")))], *rules)
        json.dumps(to_json(review(index, *rules)))
        for resolved in index.articles:
            spans = sorted(m.mention.span for card in resolved.cards for m in card.mentions)
            assert len(spans) == len(set(spans))
            if not rules:
                assert spans == [m.span for m in one.annotations.mentions if m.type is not EntityType.DATE]
            assert all(card.name and card.entity for card in resolved.cards)
