"""What other pages show of an article: each thing that they show is in a digest, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from sitegen.model.annotation import EntityType
from sitegen.model.article import ArticleId
from sitegen.model.site import Entity, EntityId, Speaker, SpeakerKind
from sitegen.render.article.short.excerpts import Described, Excerpts, Mentioned, Quoted
from sitegen.render.article.short.gist import Gist, Heard, Named
from sitegen.render.article.short.shown import Shown, shown_of

REYLE, PORT = EntityId("reyle"), EntityId("port")
ENTITIES = {
    REYLE: Entity(REYLE, "Marta Reyle", EntityType.PERSON, aliases=("Reyle",)),
    PORT: Entity(PORT, "Port of Callow", EntityType.ORGANISATION),
}
BY_REYLE = Speaker(SpeakerKind.NAMED, "Marta Reyle", REYLE)
GIST = Gist(
    id=ArticleId("talks"),
    location="briefings/talks/",
    former=(),
    title="Talks",
    tags=("ports",),
    published=datetime(2026, 5, 20, tzinfo=UTC),
    updated=None,
    summary="Talks went on.",
    cards=(Named(REYLE, EntityType.PERSON, 2, "the minister"), Named(PORT, EntityType.ORGANISATION, 1, "")),
    together=((0, 1),),
    speakers=(BY_REYLE, Speaker(SpeakerKind.UNKNOWN, "")),
    said=(0, 1),
    doubtful=(1,),
    lead=False,
    pinned=0,
    weight=0,
    pull=None,
    heard=(Heard((0,), 4),),
    has_text=True,
    annotated=True,
)
MENTIONED = Mentioned("before ", "Reyle", ",", " after", "m-1", 1)
DESCRIBED = Described("the minister", "m-1", 1)
QUOTED = Quoted(
    anchor="q-1",
    speaker="Marta Reyle",
    entity=REYLE,
    known=True,
    description="the minister",
    kind="direct",
    text="We stay.",
    whole="“We stay.”",
    cue="said",
    first=1,
    last=1,
    paragraphs=(1,),
    spans=((10, 20),),
    confidence=0.9,
    doubtful=False,
    reason="said by her",
    source_url="https://news.example/#:~:text=We",
)
EXCERPTS = Excerpts(
    mentions=((MENTIONED,), (replace(MENTIONED, name="port", anchor="m-2"),)),
    described=((DESCRIBED,), ()),
    quotations=(QUOTED, replace(QUOTED, anchor="q-2", entity=None, speaker="", known=False)),
)
EVERY = {"in short", "page of 0", "page of 1", "said by 0", "quote 0", "quote 1", "all quotes"}
OF_FIRST_QUOTE = {"page of 0", "said by 0", "quote 0", "all quotes"}
OTHER: dict[type, Any] = {str: "other", int: 7, float: 0.5, bool: True, tuple: ((3, 4),), type(None): "x"}


def parts(gist: Gist = GIST, excerpts: Excerpts = EXCERPTS, entities: Any = ENTITIES) -> dict[str, bytes]:
    """Every digest by what it is for. That nobody quotes the port leaves its digest of quotations empty."""
    shown = shown_of(gist, excerpts, entities)
    return {
        "in short": shown.gist,
        "page of 0": shown.on_page_of(0),
        "page of 1": shown.on_page_of(1),
        "said by 0": shown.said_by(0),
        "said by 1": shown.said_by(1),
        "quote 0": shown.quotation(0),
        "quote 1": shown.quotation(1),
        "all quotes": shown.rows,
    }


def changed(**values: Any) -> set[str]:
    """The digests that are others with these values."""
    before, now = parts(), parts(**values)
    return {name for name in before if before[name] != now[name]}


def another(value: Any) -> Any:
    """A value of the same kind that is another one."""
    return (not value) if isinstance(value, bool) else OTHER[type(value)]


def test_all_are_told_apart() -> None:
    """Eight digests, none like another but where there is nothing."""
    assert len(set(parts().values())) == len(parts())
    assert len(shown_of(GIST, EXCERPTS, ENTITIES).cards) == 16


@pytest.mark.parametrize("field", [field.name for field in fields(Quoted)])
def test_everything_about_a_quotation_counts(field: str) -> None:
    """Positions only in exports: pages do not show them."""
    quoted = replace(QUOTED, **{field: another(getattr(QUOTED, field))})
    excerpts = replace(EXCERPTS, quotations=(quoted, EXCERPTS.quotations[1]))
    exported = {"said by 0", "all quotes"}
    assert changed(excerpts=excerpts) == (exported if field == "spans" else OF_FIRST_QUOTE)


@pytest.mark.parametrize("field", [field.name for field in fields(Mentioned)])
def test_everything_about_a_mention_counts_on_its_entitys_page(field: str) -> None:
    """And nowhere else."""
    mentioned = replace(MENTIONED, **{field: another(getattr(MENTIONED, field))})
    assert changed(excerpts=replace(EXCERPTS, mentions=((mentioned,), EXCERPTS.mentions[1]))) == {"page of 0"}


@pytest.mark.parametrize("field", [field.name for field in fields(Described)])
def test_everything_about_a_wording_counts_on_its_entitys_page(field: str) -> None:
    """And nowhere else."""
    described = replace(DESCRIBED, **{field: another(getattr(DESCRIBED, field))})
    assert changed(excerpts=replace(EXCERPTS, described=((described,), ()))) == {"page of 0"}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda gist: replace(gist, location="briefings/other/"), EVERY),
        (lambda gist: replace(gist, title="Other"), EVERY),
        (lambda gist: replace(gist, published=datetime(2026, 1, 1, tzinfo=UTC)), EVERY),
        (lambda gist: replace(gist, tags=()), {"in short"}),
        (lambda gist: replace(gist, summary="Other."), {"in short"}),
        (lambda gist: replace(gist, together=()), {"in short"}),
        (lambda gist: replace(gist, heard=()), {"in short"}),
        (
            lambda gist: replace(gist, cards=(replace(gist.cards[0], mentions=3), gist.cards[1])),
            {"in short", "page of 0"},
        ),
        (
            lambda gist: replace(gist, cards=(replace(gist.cards[0], description="a"), gist.cards[1])),
            {"in short", "page of 0"},
        ),
        (
            lambda gist: replace(gist, doubtful=(0, 1)),
            {"in short", "page of 0", "quote 0"},
        ),
        (
            lambda gist: replace(gist, speakers=(replace(BY_REYLE, name="Reyle"), gist.speakers[1])),
            {"in short", "page of 0", "quote 0"},
        ),
        (
            lambda gist: replace(gist, said=(1, 0)),
            EVERY - {"page of 1", "all quotes"},
        ),
    ],
)
def test_the_gist_counts_where_it_is_shown(change: Callable[[Gist], Gist], where: set[str]) -> None:
    """Title, address and date everywhere; the rest where it is listed or counted."""
    assert changed(gist=change(GIST)) - {"said by 1"} == where


@pytest.mark.parametrize(
    ("entity", "where"),
    [
        (replace(ENTITIES[PORT], name="Callow Port"), {"in short"}),
        (replace(ENTITIES[PORT], type=EntityType.PLACE), {"in short"}),
        (replace(ENTITIES[PORT], note="A note.", links=("https://port.example/",), aliases=("port",)), set()),
    ],
)
def test_names_count_where_others_list_them(entity: Entity, where: set[str]) -> None:
    """What only its own page shows of an entity does not: that page needs the entity itself."""
    assert changed(entities=ENTITIES | {PORT: entity}) == where


def test_a_shelf_that_compares_nothing_has_an_answer() -> None:
    """Digests that nobody made are empty."""
    nothing = Shown(b"", b"", b"", b"", b"")
    assert nothing.on_page_of(3) == nothing.quotation(1) == nothing.gist == b""
