"""What an editor should look at, with the evidence in context and the answer ready to write.

In: the site index, the curation entries, and the folder of curation files. Out: items, those that change
most pages first. Pure: nothing is written here; `resolve.curation.edits` makes the text of a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from sitegen.model.article import place_of
from sitegen.model.curation import Curation
from sitegen.model.review import CurationEdit, Quote, ReviewItem, ReviewKind
from sitegen.model.site import Card, EntityId, ResolvedArticle, SiteIndex
from sitegen.resolve.curation.edits import applied
from sitegen.resolve.review.suspects import (
    Page,
    Suspect,
    likely_different,
    likely_same,
    lone,
    pages_of,
    recognised,
    type_doubts,
    unlinked,
)

CONTEXT = 70
"""Characters shown on each side of a mention."""
EXAMPLES = 3
"""Articles quoted for each entity."""
ENTITIES = PurePosixPath("content/entities")
NO_CURATION = Curation()
_KINDS = {kind: number for number, kind in enumerate(ReviewKind)}


def review(
    index: SiteIndex, curation: Curation = NO_CURATION, folder: PurePosixPath = ENTITIES
) -> tuple[ReviewItem, ...]:
    """Every open question of the site."""
    pages = pages_of(index.entities, index.articles)
    paths = {name: entry.path for name, entry in curation.by_id().items()}
    unlike = {(entry.id, name) for entry in curation.entries for name in entry.is_not}
    items = [_item(s, folder, paths) for s in _suspects(pages) if not _denied(s, unlike)]
    return tuple(sorted(items, key=lambda i: (-i.pages, _KINDS[i.kind], i.entities, i.id)))


def _suspects(pages: list[Page]) -> Iterator[Suspect]:
    for find in (likely_same, likely_different, type_doubts, unlinked, lone):
        yield from find(pages)


def _denied(suspect: Suspect, unlike: set[tuple[str, str]]) -> bool:
    """Whether an editor has said of every two that they are not one."""
    first, *others = suspect.pages
    if suspect.kind is ReviewKind.UNLINKED or not others:
        return False
    return all(
        any((a.id, word) in unlike for a, b in ((first, o), (o, first)) for word in (b.id, b.entity.name))
        for o in others
    )


def _item(suspect: Suspect, folder: PurePosixPath, paths: dict[str, PurePosixPath]) -> ReviewItem:
    def edit(page: Page, *keys: tuple[str, Any]) -> CurationEdit:
        path = paths.get(page.id, folder / f"{page.id}.md")
        return CurationEdit(path, (("name", page.entity.name), *((k, v) for k, v in keys if v)))

    ids = tuple(page.id for page in suspect.pages)
    where = suspect.article.article.id if suspect.article else ""
    digest = hashlib.sha256("\n".join((suspect.kind, *sorted(ids), where)).encode()).hexdigest()[:10]
    articles = {article for page in suspect.pages for article in page.articles}
    pages = 2 if suspect.article else len(articles) + len(ids)
    answer, otherwise = _answers(suspect, edit)
    return ReviewItem(
        digest, suspect.kind, suspect.question, ids, pages, _evidence(suspect), answer, otherwise
    )


def _answers(suspect: Suspect, edit: Any) -> tuple[tuple[CurationEdit, ...], tuple[CurationEdit, ...]]:
    """What to write for yes, and what for no."""
    home, *others = sorted(suspect.pages, key=_home_order)
    kind = ("type", str(home.entity.type))
    ids = tuple(page.id for page in others)
    names = tuple(dict.fromkeys(page.entity.name for page in others))
    match suspect.kind:
        case ReviewKind.SAME if names == (home.entity.name,):
            return (_everywhere(home, kind, edit),), ()
        case ReviewKind.SAME:
            return (edit(home, kind, ("same_as", ids)),), (edit(home, kind, ("is_not", ids)),)
        case ReviewKind.TYPE if not others:
            kinds = [("type", kind) for kind in recognised(home)]
            return (edit(home, kinds[0]),), (edit(home, kinds[1]),)
        case ReviewKind.TYPE:
            return (edit(home, kind, ("same_as", ids)),), (edit(home, kind, ("is_not", ids)),)
        case ReviewKind.DIFFERENT:
            pinned = tuple(edit(page, kind, ("articles", page.articles)) for page in (home, *others))
            same = (edit(home, kind, ("same_as", ids)),)
            return (pinned, same) if others else ((edit(home, kind),), ())
        case ReviewKind.UNLINKED:
            bearers = sorted(suspect.pages[1:], key=lambda p: _home_order(p, suspect.article))
            alias = ((suspect.article.article.id, (suspect.word,)),) if suspect.article else ()
            choices = [edit(p, ("type", str(p.entity.type)), ("aliases_in", alias)) for p in bearers]
            return (choices[0],), (choices[1],)
        case _:
            return (edit(home, ("ignore", True)),), (edit(home, kind),)


def _everywhere(page: Page, kind: tuple[str, str], edit: Any) -> CurationEdit:
    """A file under the plain name, for a short name that means the same in all articles."""
    whole: CurationEdit = edit(page, kind)
    stem = str(page.id).removesuffix(f"-{page.articles[0].replace('/', '-')}")
    return CurationEdit(whole.path.with_name(f"{stem}.md"), whole.keys)


def _home_order(page: Page, article: ResolvedArticle | None = None) -> tuple[object, ...]:
    """The page to keep: an editor's, then the one named most, then the fullest name."""
    cards = [card for resolved, card in page.cards if article is None or resolved is article]
    named = sum(len(card.mentions) for card in cards)
    return (not page.entity.curated, -len(cards), -named, -len(page.name.words), page.id)


def _evidence(suspect: Suspect) -> tuple[Quote, ...]:
    quotes = []
    for page in suspect.pages:
        cards = [c for c in page.cards if suspect.article is None or c[0] is suspect.article]
        quotes += [_quote(page.id, *card) for card in sorted(cards, key=_by_id)[:EXAMPLES]]
    return tuple(quotes)


def _by_id(card: tuple[ResolvedArticle, Card]) -> str:
    return card[0].article.id


def _quote(entity: EntityId, resolved: ResolvedArticle, card: Card) -> Quote:
    """The fullest mention of a card with the words around it, inside its block."""
    text = resolved.plain.text
    span = max((m.mention.span for m in card.mentions), key=lambda s: (len(s), -s.start))
    block, line = place_of(resolved.article, resolved.plain, span.start)
    first, last = (block.span.start, block.span.end) if block else (0, len(text))
    before = text[max(first, span.start - CONTEXT) : span.start]
    after = text[span.end : min(last, span.end + CONTEXT)]
    if span.start - CONTEXT > first:
        before = "…" + before.partition(" ")[2]
    if span.end + CONTEXT < last:
        after = after.rpartition(" ")[0] + "…"
    article = resolved.article
    return Quote(entity, article.id, article.path, line, before, span.of(text), after)


def to_json(items: Iterable[ReviewItem]) -> list[dict[str, Any]]:
    """The items as values that `json` can write. A public interface, see docs/review.md."""
    return [
        {
            "number": number,
            "id": item.id,
            "kind": str(item.kind),
            "question": item.question,
            "entities": list(item.entities),
            "pages": item.pages,
            "evidence": [
                {
                    "entity": quote.entity,
                    "article": quote.article,
                    "path": str(quote.path),
                    "line": quote.line,
                    "before": quote.before,
                    "name": quote.name,
                    "after": quote.after,
                }
                for quote in item.evidence
            ],
            "answer": [{"path": str(e.path), "content": applied(e, None)} for e in item.answer],
            "otherwise": [{"path": str(e.path), "content": applied(e, None)} for e in item.otherwise],
        }
        for number, item in enumerate(items, 1)
    ]
