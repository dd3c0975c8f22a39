"""What articles say alike is held once, and is still what it was."""

from __future__ import annotations

from sitegen.building.kept.alike import alike_census, alike_gist
from sitegen.building.kept.knowledge import PackedMerged
from sitegen.building.kept.memory import AT_ONCE
from sitegen.codec import packed, unpacker
from sitegen.model.annotation import EntityType
from sitegen.model.article import ArticleId
from sitegen.model.curation import Holder
from sitegen.model.site import EntityId, Speaker, SpeakerKind
from sitegen.render.article.short.gist import Gist, Heard, Named
from sitegen.resolve.index import Census, Home, Merged
from sitegen.resolve.names.forms import person_name
from sitegen.resolve.site.conflicts import MergeEvidence
from sitegen.resolve.site.merging import Local

VELL = EntityId("nora-vell")


def gist(name: str) -> Gist:
    """One that names Nora Vell and somebody of its own."""
    return Gist(
        id=ArticleId(name),
        location=f"briefings/{name}/",
        former=(),
        title=name,
        tags=("ports",),
        published=None,
        updated=None,
        summary="",
        cards=(
            Named(VELL, EntityType.PERSON, 2, "a pilot"),
            Named(EntityId(name), EntityType.PERSON, 1, ""),
        ),
        together=((0, 1),),
        speakers=(Speaker(SpeakerKind.NAMED, "Nora Vell", VELL),),
        said=(0, 0),
        doubtful=(),
        lead=False,
        pinned=0,
        weight=0,
        pull=None,
        heard=(Heard((0, 1), 12),),
        has_text=True,
        annotated=True,
        loudest=("Nora Vell",),
    )


def test_gists_share_what_they_have_in_common() -> None:
    """Read from bytes each has its own; afterwards equal parts are one, and nothing else has changed."""
    read = unpacker(Gist)
    one, other = (read(packed(gist(name))) for name in ("quay", "pier"))
    assert one.cards[0] is not other.cards[0]
    first, second = alike_gist(one), alike_gist(other)
    assert (first, second) == (one, other)
    assert first.cards[0] is second.cards[0]
    assert first.speakers[0] is second.speakers[0]
    assert first.together[0] is second.together[0]
    assert first.cards[1] != second.cards[1]


def census(article: str) -> Census:
    """It names Nora Vell and Ines Halloran, and says of neither more than other articles do."""
    name, when = ArticleId(article), (1.0, article)
    called = [person_name(who, "en") for who in ("Nora Vell", "Ines Halloran")]
    pilot = MergeEvidence(fields=frozenset({"sea"}))
    locals_ = [
        Local(name, when, (number,), EntityType.PERSON, who, who, (who,), evidence=pilot)
        for number, who in enumerate(called)
    ]
    return Census(name, tuple(locals_), ())


def test_censuses_share_names_and_what_is_said_beside_them() -> None:
    """A hundred articles that name one person hold that name once."""
    read = unpacker(Census)
    one, other = (read(packed(census(name))) for name in ("quay", "pier"))
    assert one.locals[0].name is not other.locals[0].name
    first, second = alike_census(one), alike_census(other)
    assert (first, second) == (one, other)
    for here, there in zip(first.locals, second.locals, strict=True):
        assert here.name is there.name is here.known
        assert here.forms is there.forms
        assert here.evidence is there.evidence
    assert all(local.article is first.article for local in first.locals)
    assert first.locals[0].published is first.locals[1].published


def test_a_census_without_names() -> None:
    """It has nothing to share."""
    nobody = Census(ArticleId("quay"), (), ())
    assert alike_census(nobody) == nobody


def test_homes_share_why_somebody_is_who_they_are() -> None:
    """So do the homes of clusters."""
    homes = {ArticleId(name): (Home(VELL, (0,), "the same name"),) for name in ("pier", "quay")}
    merged = Merged((), homes)
    found = unpacker(PackedMerged)(packed(PackedMerged.of(merged))).open()
    assert found == merged
    (one,), (other,) = found.homes.values()
    assert one.entity is other.entity
    assert one.reason is other.reason
    assert one.clusters is other.clusters
    assert one is other


def test_ids_that_are_held_name_the_articles_that_there_are() -> None:
    """An id of somebody whom a thousand articles name holds none of their names once more."""
    names = [ArticleId(name) for name in ("pier", "quay")]
    held = tuple(
        (EntityId(f"e{number:04}"), Holder("e", (*names, ArticleId("gone")))) for number in range(AT_ONCE + 1)
    )
    merged = Merged((), {name: (Home(VELL, (0,), "the same name"),) for name in names}, held=held)
    found = unpacker(PackedMerged)(packed(PackedMerged.of(merged))).open()
    assert found == merged
    for _, holder in found.held:
        assert [*map(id, holder.articles[:2])] == [*map(id, found.homes)]


def test_homes_of_more_articles_than_are_opened_at_once() -> None:
    """None is lost, and they stand in their order."""
    names = [ArticleId(f"a{number:04}") for number in range(2 * AT_ONCE + 1)]
    merged = Merged((), {name: (Home(EntityId(name), (0,), name),) for name in names})
    found = unpacker(PackedMerged)(packed(PackedMerged.of(merged))).open()
    assert found == merged
    assert list(found.homes) == names
