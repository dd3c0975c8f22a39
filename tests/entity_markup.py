"""Articles from marked-up text: `[Ines Halloran|person]`, so that no model is needed.

A mention is `[words|type]` (person, org, place, event, other); after the type may stand a gender, as
`[Vale|person f]`, and after further bars the words that describe it, as `[Ines Halloran|person|lead
negotiator]`: they must stand in the article and the nearest place counts. Words right before the
mention are a title, others an appositive.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import PurePosixPath

from sitegen.model.annotation import Annotations, Description, DescriptionKind, EntityType, Mention
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat, held
from sitegen.model.curation import Curation
from sitegen.model.site import AnnotatedArticle
from sitegen.model.text import Block, BlockKind, PlainText, Span
from sitegen.resolve.curation.entries import read_entries

_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]]+)\]")


def article(
    marked: str, name: str = "a1", date: str | None = "2026-05-01", language: str = "en"
) -> AnnotatedArticle:
    """One article, each line a paragraph."""
    marked = "\n\n".join(line.strip() for line in marked.strip().splitlines() if line.strip())
    text, marks = "", []
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        marks.append((Span(len(text), len(text) + len(mark.group(1))), mark.group(2).split("|")))
        text += mark.group(1)
        at = mark.end()
    text += marked[at:]
    mentions = tuple(_mention(text, span, fields) for span, fields in marks)
    day = datetime.fromisoformat(str(date)).replace(tzinfo=UTC) if date else None
    path = PurePosixPath(f"content/{name}.md")
    front = FrontMatter(title=name, date=day, language=language)
    source = Article(ArticleId(name), path, SourceFormat.MARKDOWN, front, held(text), 5, name)
    return AnnotatedArticle(source, _plain(text), Annotations(mentions))


def _plain(text: str) -> PlainText:
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n\n")):
        span = Span(start, start + len(line))
        blocks.append(Block(BlockKind.PARAGRAPH, span, (2 * number, 2 * number + 1)))
        start = span.end + 2
    return PlainText(text, tuple(blocks))


def _mention(text: str, span: Span, fields: list[str]) -> Mention:
    kind, _, gender = fields[0].partition(" ")
    descriptions = tuple(_description(text, span, words) for words in fields[1:])
    type_ = EntityType({"org": "organisation"}.get(kind, kind))
    return Mention(span, type_, "test", descriptions=descriptions, gender=gender or None)


def _description(text: str, near: Span, words: str) -> Description:
    places = [m.start() for m in re.finditer(re.escape(words), text)]
    start = min(places, key=lambda at: abs(at - near.start))
    before = text[start + len(words) : near.start].strip() == "" and start < near.start
    kind = DescriptionKind.TITLE if before else DescriptionKind.APPOSITIVE
    return Description(Span(start, start + len(words)), kind)


class CurationText:
    """A curation file as it would be read."""

    def __init__(self, name: str, data: dict[str, object]) -> None:
        self.path = PurePosixPath(f"content/entities/{name}.md")
        self.body = str(data.get("body", ""))
        self.data = {key: value for key, value in data.items() if key != "body"}

    def line_of(self, key: str) -> int:
        """The first key stands on line 2, below the marks."""
        return 2 + list(self.data).index(key) if key in self.data else 1


class CurationTexts:
    """All curation files."""

    diagnostics = ()

    def __init__(self, files: dict[str, dict[str, object]]) -> None:
        self.sources = [CurationText(name, data) for name, data in files.items()]


def curation(files: dict[str, dict[str, object]]) -> Curation:
    """Entries from names of files and their front matter."""
    return read_entries(CurationTexts(files))[0]
