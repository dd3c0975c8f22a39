"""Which entities may do without a page of their own: one article alone names them, and no editor does.

In: who is named where, over the whole site. Out: ids. Which of them are named in passing is the article's to
say (`render.article.piece`): so no article has to know more of another than that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sitegen.model.site import Entity, EntityId


def only_once(named: Iterable[Iterable[EntityId]], entities: Iterable[Entity]) -> frozenset[EntityId]:
    """Entities that one article alone names, and that no editor's entry is about.

    `named`: for each article, whom it names.
    """
    articles = Counter(entity for names in named for entity in set(names))
    return frozenset(e.id for e in entities if articles[e.id] == 1 and not e.curated)
