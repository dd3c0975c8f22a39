"""The keys of front matter as data: ours, what other tools call them, and what means nothing here.

Hugo, Jekyll, Eleventy, Zola, Pelican, MultiMarkdown and Pandoc are the other tools. Capitals do not matter,
nor whether words are joined by hyphens or underscores.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sitegen.content.matter import moments, values
from sitegen.content.matter.nodes import Scalar, Value
from sitegen.content.matter.values import WrongValueError

Reader = Callable[[Value], Any]


def _line(example: str) -> Reader:
    return lambda value: values.words(value, example)


SLOTS: dict[str, Reader] = {
    "news": _line("news: Dockers and owners meet again"),
    "dispute": _line("dispute: Who pays for the cranes"),
    "next": _line("next: A vote on Friday"),
    "quote": _line("quote: nobody wants an empty quay"),
}
CHECK: dict[str, Reader] = {
    "by": _line("by: Nora Vell"),
    "date": lambda value: moments.date(value)[0].date(),
    "digest": lambda value: values.words(value, "digest: 3f9c2a71d0e4").lower(),
}
KEYS: dict[str, Reader] = {
    "title": _line("title: Talks resume"),
    "date": moments.date,
    "updated": moments.date,
    "publisher": _line("publisher: The Harbour Post"),
    "byline": values.people,
    "source_url": values.web_address,
    "language": values.language,
    "tags": values.tags,
    "slug": values.slug,
    "permalink": values.permalink,
    "aliases": values.paths,
    "summary": _line("summary: Both sides meet again on Monday"),
    "draft": values.yes_or_no,
    "lead": values.yes_or_no,
    "pinned": values.place,
    "weight": values.whole_number,
    "brief": lambda value: value,
    "checked": lambda value: value,
    "params": lambda value: value,
}
"""Every key of the front matter with what reads its value; documented in docs/front-matter.md."""

SAME: dict[str, str] = {
    "author": "byline",
    "authors": "byline",
    "by": "byline",
    "lang": "language",
    "locale": "language",
    "description": "summary",
    "excerpt": "summary",
    "abstract": "summary",
    "headline": "title",
    "tag": "tags",
    "category": "tags",
    "categories": "tags",
    "keywords": "tags",
    "topics": "tags",
    "alias": "aliases",
    "redirect_from": "aliases",
    "url": "permalink",
    "canonical": "source_url",
    "canonical_url": "source_url",
    "canonicalurl": "source_url",
    "link": "source_url",
    "source": "source_url",
    "external_url": "source_url",
    "pubdate": "date",
    "date_published": "date",
    "created": "date",
    "lastmod": "updated",
    "last_modified_at": "updated",
    "last_modified": "updated",
    "lastmodified": "updated",
    "modified": "updated",
    "date_modified": "updated",
    "update": "updated",
    "pin": "pinned",
    "sticky": "pinned",
}
"""What other tools call our keys. Ours goes first where both stand there; tags and aliases are added up.
A value that our key does not take is passed over: `description: [a, b]` is no mistake elsewhere."""

MISTAKABLE = {key: reader for key, reader in KEYS.items() if key not in {"lead", "weight"}}
"""Keys that a slip may have meant. The others are short or common words: `head` and `height` are no slips."""

READERS = KEYS | {"categories": values.categories, "lead": KEYS["summary"]}
"""What reads a value that stands below another word: where the tool that has it takes more than our key."""
SHOWN_FROM = frozenset({"publishdate", "publish_date", "embargo"})
SHOWN_UNTIL = frozenset({"expirydate", "expiry_date", "unpublishdate", "expires"})
"""Before and from when an article is held back; to ignore these, or the next, could publish it."""
SAYS_SHOWN = frozenset({"published", "publish"})
SAYS_HIDDEN = frozenset({"unpublished", "hidden", "private"})
STATUS = frozenset({"status"})
_SHOWN_STATUS = frozenset({"published", "publish", "public", "live", "final", "finished", ""})
_HIDDEN_STATUS = frozenset(
    {"draft", "hidden", "private", "pending", "skip", "unpublished", "future", "trash"}
)
HOLDS_BACK = SHOWN_FROM | SHOWN_UNTIL | SAYS_SHOWN | SAYS_HIDDEN | STATUS

_LOOKS = """
    author_profile banner bibliography blogger_id body_class bodyclass caption cascade
    categories_weight class classes color colour comment comments copyright cover csl css data
    disqus_identifier documentclass eleventycomputed eleventyexcludefromcollections
    eleventynavigation featured featured_image featured_img fontsize geometry guid
    has_children header header_includes hero icon id image images img in_search_index iscjklanguage
    js katex kicker kind layout license linkcolor linktitle mainfont markup math mathjax menu menus
    nav_exclude nav_order noindex numbersections og order output outputs paginate_by pagination
    papersize parent permalink_name position post_id primary_image rating read_time reading_time
    readingtime redirect_to related resources robots save_as scripts search search_exclude section
    seo series share sharing short_title sitemap social sort_by standalone style stylesheet subtitle
    summary_image tagline tags_weight taxonomy teaser template thumbnail time timezone
    toc toc_depth topic transparent twitter type uid version views weblog wordpress_id
"""
PASSED_OVER = frozenset(_LOOKS.split())
"""Common keys of other tools that say how their pages look: noted once for the whole site."""


def normal(key: str) -> str:
    """A key as the tables have it."""
    return key.strip().lower().replace("-", "_")


def is_held_back(key: str, value: Value) -> bool:
    """Whether one of the keys that hold back by a word does so. Raises `WrongValueError`."""
    if key in STATUS:
        word = values.words(value, "status: draft").lower()
        if word in _SHOWN_STATUS | _HIDDEN_STATUS:
            return word in _HIDDEN_STATUS
        hint = "write  draft: true  to keep the article back, or  draft: false"
        found = f"“{word}” says neither that the article is published nor that it is not"
        raise WrongValueError("front-matter-wrong-type", found, hint)
    if isinstance(value, Scalar) and value.empty:
        return False
    return values.yes_or_no(value) is not (key in SAYS_SHOWN)
