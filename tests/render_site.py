"""A site from a file that a person can read: `tests/data/render/site.yaml`. No model is needed.

Planned and made by the build itself; only what its articles say comes from the file, not from annotators.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from sitegen.building.kept.knowledge import Kept
from sitegen.building.kept.store import Store
from sitegen.building.output.plan import Plan
from sitegen.building.output.workshop import Workshop
from sitegen.building.processes.steps import to_the_end
from sitegen.building.stages import Planner, Themes, plan_site
from sitegen.markdown.plaintext import MarkdownDoc, parse_article
from sitegen.model.annotation import (
    Description,
    DescriptionKind,
    EntityType,
    Mention,
    Quotation,
    QuotationKind,
)
from sitegen.model.article import Article, ArticleId, Brief, FrontMatter, SourceFormat, held
from sitegen.model.config import ALL, ExportsConfig, RenderConfig, SiteConfig
from sitegen.model.reason import Reasons, because
from sitegen.model.site import (
    Card,
    Entity,
    EntityId,
    Output,
    ResolvedArticle,
    ResolvedMention,
    ResolvedQuotation,
    SiteIndex,
    Speaker,
    SpeakerKind,
)
from sitegen.model.text import Span
from sitegen.render.article.short.gist import Gist
from sitegen.render.permalinks import slug_of
from sitegen.render.site.lookup import Lookup, lookup_of


class _Articles:
    """What stands in an index, as a build's plans ask for it."""

    def __init__(self, index: SiteIndex, docs: Mapping[ArticleId, MarkdownDoc], found: Lookup) -> None:
        self._found, self._docs = found, docs
        self.entities, self.redirects = index.entities, index.redirects
        self.bodies = self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._found.shelf, name)

    def gists(self) -> list[Gist]:
        """See `Articles`."""
        return list(self._found.gists)

    def by_id(self, name: ArticleId) -> MarkdownDoc:
        """See `Bodies`."""
        return self._docs[name]


def planner_of(
    index: SiteIndex, docs: Mapping[ArticleId, MarkdownDoc], config: RenderConfig, themes: Themes
) -> Planner:
    """Of the site."""
    words = themes.read(config).renderer.templates.words
    return Planner(themes, config, _Articles(index, docs, lookup_of(index, config, words)))


def plan_of(index: SiteIndex, docs: Mapping[ArticleId, MarkdownDoc], config: RenderConfig) -> Plan:
    """The plan of the site but for its search index."""
    planner = planner_of(index, docs, config, Themes(Kept(Store(None))))
    found = planner.lookup()
    return to_the_end(plan_site(planner, found, planner.pages(found), (), ()))


def render_site(
    index: SiteIndex, docs: Mapping[ArticleId, MarkdownDoc], config: RenderConfig
) -> Iterator[Output]:
    """Every file of the plan, made."""
    for planned in plan_of(index, docs, config).files:
        yield Output(PurePosixPath(planned.path), Workshop().content(planned))


EVERY_EXPORT = ExportsConfig((ALL,), (ALL,), (ALL,))
FILE = Path(__file__).parent / "data" / "render" / "site.yaml"


def read_site(path: Path = FILE) -> tuple[SiteIndex, dict[ArticleId, MarkdownDoc], RenderConfig]:
    """The index, the parsed bodies and the configuration that the file describes: all that can be had."""
    return site_of(yaml.safe_load(path.read_text()))


def site_of(value: Mapping[str, Any]) -> tuple[SiteIndex, dict[ArticleId, MarkdownDoc], RenderConfig]:
    """The same from values."""
    entities = tuple(_entity(key, each) for key, each in sorted(value.get("entities", {}).items()))
    by_id = {entity.id: entity for entity in entities}
    articles = [_article(each) for each in value.get("articles", ())]
    docs = {article.id: parse_article(article) for article in articles}
    resolved = [
        _resolved(article, docs[article.id], each, by_id)
        for article, each in zip(articles, value.get("articles", ()), strict=True)
    ]
    resolved.sort(key=lambda r: r.article.front_matter.date or datetime.min.replace(tzinfo=UTC), reverse=True)
    redirects = tuple((EntityId(a), EntityId(b)) for a, b in value.get("redirects", {}).items())
    index = SiteIndex(tuple(resolved), entities, redirects)
    site = SiteConfig(**value.get("site", {}))
    config = RenderConfig(site=site, model="test model 1.0", exports=EVERY_EXPORT, entity_pages=ALL)
    return index, docs, config


def _entity(key: str, value: Mapping[str, Any]) -> Entity:
    return Entity(
        EntityId(key),
        value["name"],
        EntityType(value["type"]),
        tuple(value.get("aliases", ())),
        tuple(value.get("links", ())),
        value.get("note", ""),
    )


def _article(value: Mapping[str, Any]) -> Article:
    path = PurePosixPath(value["file"])
    day: date | None = value.get("date")
    return Article(
        id=ArticleId(str(path.relative_to("content").with_suffix(""))),
        path=path,
        format=SourceFormat.TEXT if path.suffix == ".txt" else SourceFormat.MARKDOWN,
        front_matter=FrontMatter(
            title=value["title"],
            date=datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None,
            language=value.get("language", "en"),
            tags=tuple(value.get("tags", ())),
            publisher=value.get("publisher", ""),
            byline=value.get("byline", ""),
            source_url=value.get("source_url", ""),
            slug=value.get("slug", ""),
            summary=value.get("summary", ""),
            lead=value.get("lead", False),
            pinned=value.get("pinned", 0),
            weight=value.get("weight", 0),
            brief=Brief(**value.get("brief", {})),
        ),
        held=held(value["body"]),
        body_line=1,
        digest=hashlib.sha256(value["body"].encode()).hexdigest(),
        location=f"briefings/{slug_of(value.get('slug') or path.stem)}/",
    )


def place(text: str, wanted: str, start: int = 0) -> Span:
    """Where the wanted words stand: `Reyle@2` is their second occurrence."""
    words, _, ordinal = str(wanted).partition("@")
    at = start - 1
    for _ in range(int(ordinal or 1)):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def _resolved(
    article: Article, doc: MarkdownDoc, value: Mapping[str, Any], entities: Mapping[EntityId, Entity]
) -> ResolvedArticle:
    text = doc.plain.text
    cards = [
        _card(entities[EntityId(key)], text, words, value.get("descriptions", {}).get(key, ()))
        for key, words in value.get("mentions", {}).items()
    ]
    cards.sort(key=lambda card: card.mentions[0].mention.span)
    dates = [
        Mention(place(text, words), EntityType.DATE, "test", value=str(iso))
        for words, iso in value.get("dates", {}).items()
    ]
    quotations = [_quotation(each, text, entities) for each in value.get("quotations", ())]
    return ResolvedArticle(
        article,
        doc.plain,
        tuple(cards),
        tuple(sorted(dates, key=lambda m: m.span)),
        tuple(sorted(quotations, key=lambda q: q.quotation.content)),
    )


def _card(entity: Entity, text: str, words: list[str], told: list[str]) -> Card:
    descriptions = tuple(Description(place(text, t), DescriptionKind.APPOSITIVE) for t in told)
    mentions = [
        Mention(place(text, word), entity.type, "test", descriptions=descriptions if number == 0 else ())
        for number, word in enumerate(words)
    ]
    resolved = tuple(ResolvedMention(m, entity.id, "test") for m in sorted(mentions, key=lambda m: m.span))
    return Card(entity.id, entity.type, entity.name, resolved, descriptions)


def _reason(value: Mapping[str, Any]) -> Reasons:
    code, *values = value.get("reason", ["name-after"])
    return because(code, **(values[0] if values else {}))


def _quotation(value: Mapping[str, Any], text: str, entities: Mapping[EntityId, Entity]) -> ResolvedQuotation:
    content = tuple(place(text, part) for part in value["parts"])
    key = value.get("speaker")
    if key:
        speaker = Speaker(SpeakerKind.NAMED, entities[EntityId(key)].name, EntityId(key))
    elif "unnamed" in value:
        speaker = Speaker(SpeakerKind.UNNAMED, value["unnamed"])
    else:
        speaker = Speaker(SpeakerKind.UNKNOWN, "")
    cue = place(text, value["cue"]) if "cue" in value else None
    quotation = Quotation(content, QuotationKind(value["kind"]), "test", cue)
    return ResolvedQuotation(quotation, speaker, value["confidence"], _reason(value))
