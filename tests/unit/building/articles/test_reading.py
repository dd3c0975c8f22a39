"""What articles say, under which keys."""

from __future__ import annotations

from pathlib import Path

from entity_markup import article, curation

from sitegen.building.articles.reading import Reading
from sitegen.building.kept.knowledge import Kept
from sitegen.building.kept.store import Store
from sitegen.model.article import Article
from sitegen.model.curation import Curation


class Annotating:
    """Stands in for annotators of this name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def key(self, found: Article) -> str:
        """See `AnnotationService.key`."""
        return f"{self._name} {found.id}"


def test_other_annotators_other_keys(tmp_path: Path) -> None:
    """Also in one process, where keys are remembered: a preview whose sitegen.toml names another model."""
    kept, articles = Kept(Store(tmp_path / "s")), [article("One.", "a").article, article("Two.", "b").article]
    small, large = Annotating("small"), Annotating("large")

    def keys(service: Annotating, entries: Curation) -> dict[str, str]:
        return dict(Reading(articles, entries, service, kept).keys)  # type: ignore[arg-type]

    none, some = Curation(), curation({"x": {"name": "X"}})
    one, again, other, ruled = keys(small, none), keys(small, none), keys(large, none), keys(large, some)
    assert one == again
    assert not set(one.values()) & set(other.values())
    assert not set(other.values()) & set(ruled.values())
