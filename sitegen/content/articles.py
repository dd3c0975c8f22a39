"""One source file's bytes to one `Article`. Pure: what the loader read comes in as bytes.

In: bytes, the path relative to the site, the id. Out: the article, or None, with everything that is
wrong. An error leaves the article out; the others are not touched by it.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from sitegen.content.comments import told, without_comments
from sitegen.content.decode import decode
from sitegen.content.frontmatter import KEYS, Given, read_given
from sitegen.content.split import Parts, split
from sitegen.content.title import first_heading, readable_name
from sitegen.content.yamlmap import parse_mapping
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import Article, ArticleId, FrontMatter, SourceFormat
from sitegen.textform import title_of

FORMATS = {
    ".md": SourceFormat.MARKDOWN,
    ".markdown": SourceFormat.MARKDOWN,
    ".txt": SourceFormat.TEXT,
}
"""How a file is read, by its suffix in lower case."""


def parse_article(
    data: bytes, path: PurePosixPath, article_id: ArticleId, language: str = "en"
) -> tuple[Article | None, tuple[Diagnostic, ...]]:
    """The article in these bytes; None where a diagnostic among the rest is an error."""
    text, notes = decode(data, path)
    if text is None:
        return None, notes
    parts, faults = split(text, path, KEYS)
    notes += faults
    if parts is None:
        return None, notes
    kind = FORMATS[path.suffix.lower()]
    body, comments = without_comments(parts.body, code=kind is SourceFormat.MARKDOWN)
    notes += told(comments, path, parts.body_line)
    given, faults = _given(parts, path)
    notes += faults + _empty(parts, body, path)
    if any(note.severity is Severity.ERROR for note in notes):
        return None, notes
    matter = _front_matter(given, body, path, language)
    notes += () if given.values.get("title") else _untitled(kind, body, matter.title, path)
    digest = hashlib.sha256(data).hexdigest()
    return Article(article_id, path, kind, matter, body, parts.body_line, digest), notes


def _given(parts: Parts, path: PurePosixPath) -> tuple[Given, tuple[Diagnostic, ...]]:
    if parts.yaml is None:
        return Given(), ()
    tree, faults = parse_mapping(parts.yaml, parts.yaml_line, path)
    if tree is None:
        return Given(), faults
    return read_given(tree, parts.yaml, parts.yaml_line, path)


def _empty(parts: Parts, body: str, path: PurePosixPath) -> tuple[Diagnostic, ...]:
    if body.strip():
        return ()
    if parts.body.strip():
        what, hint = "there is no text but comments", "write the article outside of them, or delete the file"
    elif parts.yaml is None:
        what, hint = "the file is empty", "write the article, or delete the file"
    else:
        what, hint = "there is front matter but no text below it", "write the article below the second  ---"
    return (Diagnostic("article-empty", Severity.ERROR, what, Location(path, parts.body_line), hint),)


def _front_matter(given: Given, body: str, path: PurePosixPath, language: str) -> FrontMatter:
    found = dict(given.values)
    date, has_time = found.pop("date", (None, False))
    found["title"] = found.get("title") or _own_title(body, path)
    found["language"] = found.get("language") or language
    return FrontMatter(date=date, date_has_time=has_time, brief=given.brief, checked=given.checked, **found)


def _own_title(body: str, path: PurePosixPath) -> str:
    is_markdown = FORMATS[path.suffix.lower()] is SourceFormat.MARKDOWN
    return (first_heading(body) if is_markdown else title_of(body)) or readable_name(path)


def _untitled(kind: SourceFormat, body: str, title: str, path: PurePosixPath) -> tuple[Diagnostic, ...]:
    """A note for a text file that is called after its name, where that is a mere number."""
    if kind is not SourceFormat.TEXT or title_of(body) or any(c.isalpha() for c in title):
        return ()
    what = f"the text begins with no headline, so its page is called “{title}”, after the file"
    hint = "write the headline as the first line, without a full stop, and leave the line below it empty"
    return (Diagnostic("title-missing", Severity.NOTE, what, Location(path, 1), hint),)
