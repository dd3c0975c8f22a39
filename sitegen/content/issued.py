"""`content/entities/ids.toml`: which entity has which address, as former builds gave them out.

In: the file's text. Out: each id with articles that name its entity, and the text of the file again. Pure,
but for the one function that reads. What a build learns it writes there (`building.articles.issuing`), so
that an address never comes to mean somebody else: it belongs to the sources, and is committed with them.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path, PurePosixPath

from sitegen.content.walk import ENTITIES
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import ArticleId
from sitegen.model.curation import Holder, Issued
from sitegen.model.site import EntityId

NAME = "ids.toml"
HEAD = """\
# The addresses of people, organisations, places and events, each with articles that name whose it is.
# Written by  sitegen build ; commit it, so that no address ever comes to mean somebody else.
# A line that is deleted lets its address be given anew.

"""


def place_of(content: PurePosixPath) -> PurePosixPath:
    """Where the file stands, for a content folder."""
    return content / ENTITIES / NAME


def read_issued(content_dir: Path, site_dir: Path) -> tuple[Issued | None, tuple[Diagnostic, ...]]:
    """What was issued; nothing, with a message, where the file cannot be used."""
    file = content_dir / ENTITIES / NAME
    place = PurePosixPath(file.relative_to(site_dir).as_posix())
    try:
        if file.is_file():
            return parse_issued(file.read_bytes()), ()
        wrong = "cannot be read: not a regular file"  # a pipe would be waited for
        return (None, (_fault(place, wrong),)) if file.exists() else ({}, ())
    except OSError as error:
        return None, (_fault(place, f"cannot be read: {error.strerror or error}"),)
    except (ValueError, RecursionError) as error:
        return None, (_fault(place, f"is not what a build wrote there: {error}"),)


def parse_issued(data: bytes) -> Issued:
    """The file's content. Raises `ValueError` where it is none."""
    return {EntityId(name): _holder(name, told) for name, told in tomllib.loads(data.decode()).items()}


def _holder(name: str, told: object) -> Holder:
    base, articles = (told.get("name"), told.get("articles")) if isinstance(told, dict) else (name, told)
    if isinstance(base, str) and isinstance(articles, list) and all(isinstance(one, str) for one in articles):
        return Holder(base, tuple(map(ArticleId, articles)))
    raise ValueError(f"{name} has no list of articles")


def issued_text(issued: Issued) -> str:
    """The file of these: a line for each, by id, so that two branches seldom meet in one line."""
    return HEAD + "".join(_line(name, issued[name]) for name in sorted(issued))


def _line(name: EntityId, holder: Holder) -> str:
    articles = f"[{', '.join(map(_text, holder.articles))}]"
    if holder.base == name:
        return f"{_text(name)} = {articles}\n"
    return f"{_text(name)} = {{ name = {_text(holder.base)}, articles = {articles} }}\n"


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _fault(place: PurePosixPath, what: str) -> Diagnostic:
    message = f"the list of issued addresses {what}"
    hint = "take it from your version control as it was, or delete it: then addresses are given anew"
    return Diagnostic("ids-unreadable", Severity.ERROR, message, Location(place), hint)
