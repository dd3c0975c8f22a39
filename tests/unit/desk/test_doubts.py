"""What of an article stands in the queue, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from sitegen.desk.doubts import APART, CUT, doubts_of, open_doubts
from sitegen.markdown.parser import parse_text
from sitegen.markdown.plaintext import with_plain_text
from sitegen.model.annotation import EDITOR, Annotations, EntityType, Mention
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held
from sitegen.model.review import Doubt, DoubtKind
from sitegen.model.site import AnnotatedArticle, EntityId, ResolvedArticle
from sitegen.model.text import Span
from sitegen.resolve.index import resolve

Named = tuple[str, EntityType, float | None]
PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE


def resolved(text: str, names: Sequence[Named], annotator: str = "test") -> ResolvedArticle:
    """An article in which these words are names, wherever they stand first."""
    plain = with_plain_text(parse_text(text)).plain
    mentions = [
        Mention(Span(at, at + len(words)), kind, annotator, score)
        for words, kind, score in names
        for at in (plain.text.index(words),)
    ]
    article = Article(
        ArticleId("a"), PurePosixPath("a"), SourceFormat.TEXT, FrontMatter("a"), held(""), 1, ""
    )
    return resolve([AnnotatedArticle(article, plain, Annotations(tuple(mentions)))]).articles[0]


def told(doubts: Sequence[Doubt], article: ResolvedArticle) -> list[tuple[str, DoubtKind, float]]:
    """The words, what is in doubt, and how sure it is."""
    return [(d.at[0].of(article.plain.text), d.kind, d.confidence) for d in doubts]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([("Orrin Bay", PLACE, 0.5)], [("Orrin Bay", DoubtKind.TYPE, 0.5)]),
        ([("Orrin Bay", PLACE, 0.9)], []),
        ([("Orrin Bay", PLACE, None)], []),
        ([("Kell Vane", PERSON, 0.9), ("Kell Vane Trust", ORGANISATION, 0.9)], ["Kell Vane"]),
        ([("Vane", PERSON, 0.9), ("Kell Vane Trust", ORGANISATION, 0.9)], ["Vane"]),
        ([("Orrin", PLACE, 0.9), ("Orrin Bay", PLACE, 0.9)], []),
        ([("Orrin Bay", PLACE, 0.9), ("Bank of Orrin Bay", ORGANISATION, 0.9)], []),
        ([("Orrin Bay", PLACE, 0.9), ("Old Orrin Bay", PLACE, 0.9)], ["Orrin Bay"]),
        ([("Orrin Bay", ORGANISATION, 0.9), ("Bank of Orrin Bay", ORGANISATION, 0.9)], ["Orrin Bay"]),
    ],
)
def test_names(names: list[Named], found: list[object]) -> None:
    """A type for which little speaks; a name that is part of another one's, but one word of a thing."""
    article = resolved(
        "Kell Vane came. Orrin, too. Orrin Bay is wet. Vane left. Kell Vane Trust paid. "
        "The Bank of Orrin Bay lent to Old Orrin Bay.",
        names,
    )
    wanted = [(one, DoubtKind.LINK, APART) if isinstance(one, str) else one for one in found]
    assert told(doubts_of(article), article) == wanted


@pytest.mark.parametrize(
    ("words", "is_cut"),
    [("Orrin Bay", True), ("Orrin Bay Trust", False), ("Kell’s Orrin", True), ("Vane and Kell", True)],
)
def test_bounds(words: str, *, is_cut: bool) -> None:
    """A capital right behind the name, or two names in one."""
    article = resolved(
        "The Orrin Bay Trust paid. Kell’s Orrin, too. Vane and Kell left.", [(words, ORGANISATION, 0.9)]
    )
    assert told(doubts_of(article), article) == ([(words, DoubtKind.BOUNDS, CUT)] if is_cut else [])


def test_bounds_in_a_language_without_words() -> None:
    """No “and” of English parts a name there."""
    article = resolved("Vane and Kell gik.", [("Vane and Kell", ORGANISATION, 0.9)])
    front = replace(article.article.front_matter, language="da")
    danish = replace(article, article=replace(article.article, front_matter=front))
    assert told(doubts_of(danish), danish) == []


def test_the_least_sure_first_and_one_for_a_card() -> None:
    """Whatever is in doubt about it."""
    names = [("Orrin Bay", PLACE, 0.5), ("Kell Vane", PERSON, 0.9), ("Kell Vane Trust", ORGANISATION, 0.5)]
    article = resolved("Orrin Bay Now. Kell Vane came. Kell Vane Trust paid.", names)
    kinds = [found[1] for found in told(doubts_of(article), article)]
    assert kinds == [DoubtKind.LINK, DoubtKind.TYPE, DoubtKind.TYPE]


def test_what_an_editor_knows_is_in_no_doubt() -> None:
    """By a correction, or by a file of the curation."""
    name = ("Orrin Bay", PLACE, 0.5)
    assert doubts_of(resolved("Orrin Bay is wet.", [name], EDITOR)) == ()
    doubts = doubts_of(resolved("Orrin Bay is wet.", [name]))
    assert open_doubts(doubts, {EntityId("orrin-bay")}) == ()
    assert open_doubts(doubts, {EntityId("bay")}) == doubts
