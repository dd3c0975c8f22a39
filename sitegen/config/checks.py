"""What can be wrong in `sitegen.toml`, found all at once.

In: the parsed file and its lines. Out: diagnostics, each with its line where that can be found. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import is_dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from sitegen.config.parts import Config, PermalinksConfig
from sitegen.config.patterns import faults_of_patterns
from sitegen.config.places import line_of
from sitegen.diagnostics import CODES, Diagnostic, Location, Severity
from sitegen.model.article import Tags
from sitegen.model.config import ALL, EXPORTS, PRECOMPRESSED, USEFUL

FILE = PurePosixPath("sitegen.toml")


def faults_of(data: dict[str, Any], lines: list[str]) -> Iterator[Diagnostic]:
    """Unknown tables and keys, wrong types, impossible values."""
    parts = get_type_hints(Config)
    for name, table in data.items():
        if name not in parts:
            yield _homeless(name, parts, line_of(lines, "", name))
        elif not isinstance(table, dict):
            hint = f"write  [{name}]  on a line of its own and its keys below"
            yield _wrong(f"{name} is a table, not a value", hint, line_of(lines, "", name))
        elif parts[name] is PermalinksConfig:
            yield from faults_of_patterns(table, lines)
        else:
            yield from _faults_of_table(name, table, parts[name], lines)


def _faults_of_table(name: str, table: dict[str, Any], kind: Any, lines: list[str]) -> Iterator[Diagnostic]:
    types = get_type_hints(kind)
    for key, value in table.items():
        line = line_of(lines, name, key)
        if key not in types:
            yield _unknown(key, name, types, line)
            continue
        if is_dataclass(types[key]) and isinstance(value, dict):
            yield from _faults_of_table(f"{name}.{key}", value, types[key], lines)
            continue
        problem = _type_problem(value, types[key]) or _value_problem(name, key, value)
        if problem:
            yield _wrong(f"{name}.{key}: {problem[0]}", problem[1], line)


def _type_problem(value: Any, wanted: Any) -> tuple[str, str] | None:
    """What is found and what is wanted, where the type is wrong."""
    if wanted is bool and not isinstance(value, bool):
        return f"{_shown(value)} is not true or false", "write it without quotation marks:  true"
    if wanted is int and (not isinstance(value, int) or isinstance(value, bool)):
        return f"{_shown(value)} is not a whole number", "write it without quotation marks:  24"
    if wanted is float and (not isinstance(value, (int, float)) or isinstance(value, bool)):
        return f"{_shown(value)} is not a number", "write it without quotation marks:  0.7"
    if is_dataclass(wanted):
        keys = ", ".join(get_type_hints(wanted))
        return f"{_shown(value)} is not a table", f"write a table of  {keys}  instead of the value"
    if wanted is str and not isinstance(value, str):
        return f"{_shown(value)} is not text", f'put it in quotation marks:  "{_plain(value)}"'
    is_list = isinstance(value, list) and all(isinstance(item, str) for item in value)
    if wanted == tuple[str, ...] and not is_list:
        return f"{_shown(value)} is not a list of words", 'write it like this:  ["one", "two"]'
    return None


def _value_problem(table: str, key: str, value: Any) -> tuple[str, str] | None:
    """What is wrong with a value of the right type."""
    match table, key:
        case _, "folder":
            return _folder_problem(value)
        case "site", "language" if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
            return f"“{value}” is not a language tag", "write it like this:  en  or  en-GB"
        case "site", "timezone" if value and value not in available_timezones():
            near = get_close_matches(value, available_timezones(), 1, 0.5)
            hint = f"did you mean “{near[0]}”?" if near else "write it like this:  Europe/Oslo"
            return f"“{_plain(value)}” is not a time zone", hint
        case "site", "base_url" if value and not _is_base(value):
            return f"“{value}” is not a web address", "write it like this:  https://example.org/news/"
        case "serve", "port" if not 1 <= value <= 65535:
            return f"{value} is not a port", "choose one between 1024 and 65535"
        case "serve", "host" if not value.strip():
            return "this is empty", "write  127.0.0.1  for this computer only"
        case "render" | "entities", "page_size" | "quotes_per_page" if value < 1:
            return f"{value} leaves no room for an entry", "choose 1 or more"
        case "build", "cache_megabytes" if value < 1:
            return f"{value} leaves no room for an entry", "choose 1 or more"
        case "cache", "url" if value:
            return _store_problem(value)
        case "markdown", "html" if value not in set(Tags):
            return f"“{value}” is nothing that can be done with tags", 'write  "text"  or  "safe"'
        case "annotate", "model" if not value.strip():
            return "this is empty", "name an installed pipeline, or delete the line for the default"
        case "annotate", "quality" if value not in {"best", "fast"}:
            return f"“{value}” is no quality", 'write  "best"  or  "fast"'
        case "annotate.publish_from", _ if not 0 <= value <= 1:
            return f"{value} is not between 0 and 1", "write a share:  0.7"
    return _words_problem(table, key, value)


def _words_problem(table: str, key: str, value: Any) -> tuple[str, str] | None:
    """What is wrong with words that are chosen from a list."""
    match table, key:
        case "entities", "pages" if value not in {USEFUL, ALL}:
            return f"“{_plain(value)}” is no choice of pages", 'write  "useful"  or  "all"'
        case "exports", _:
            known = (*EXPORTS[key], ALL)
            return _choice_problem("export", value, known, f"there are: {', '.join(known)}")
        case "output", "precompressed":
            return _choice_problem("compressed copy", value, PRECOMPRESSED, 'there is:  ["gz"]')
        case "diagnostics", "ignore":
            return _choice_problem("message", value, CODES, "see docs/diagnostics.md")
    return None


def _folder_problem(value: str) -> tuple[str, str] | None:
    path = PurePosixPath(value)
    if (
        value.strip()
        and not path.is_absolute()
        and ".." not in path.parts
        and path.parts
        and "\\" not in value
        and value.isprintable()
    ):
        return None
    return (
        f"“{value}” is not a folder inside the site",
        "name one below the site's folder, with forward slashes",
    )


def _is_base(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not (parts.query or parts.fragment)


def _store_problem(value: str) -> tuple[str, str] | None:
    """What is wrong with the address of a store. A value that may hold a password is not shown."""
    scheme, between, place = value.partition("://")
    if not (between and re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme) and place.isprintable()):
        return "this is not the address of a store", _STORES
    if scheme not in _ON_DISK and re.search(r"[@?#]", place):
        hint = "give credentials by the environment (AWS_ACCESS_KEY_ID …): everybody reads this file"
        return "the address of a store holds a name, a password or a query", hint
    if scheme in _ON_DISK and not place.startswith("/"):
        return f"“{_plain(value)}” is not a whole path", "write three slashes:  file:///srv/annotations"
    if scheme in {"http", "https"}:
        return "a web address can be read, not written", _STORES
    if scheme != "memory" and not place.strip("/"):
        return f"“{_plain(value)}” names no bucket or folder", _STORES
    return None


_ON_DISK = frozenset({"file", "local"})
_STORES = "write  s3://bucket/folder  or  file:///srv/annotations"


def _choice_problem(
    what: str, names: list[str], known: Collection[str], otherwise: str
) -> tuple[str, str] | None:
    """Of names from a known list; `otherwise`: what to do where none of them is near."""
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"did you mean “{near[0]}”?" if near else otherwise
            return f"there is no {what} “{_plain(name)}”", hint
    return None


_APART = (
    ("output", "content", "give the output a folder of its own"),
    ("output", "templates", "give the output a folder of its own"),
    ("output", "static", "give the output a folder of its own"),
    ("static", "content", "give the static files a folder of their own: they are published as they are"),
    ("static", "templates", "give the static files a folder of their own: they are published as they are"),
)


def overlaps(config: Config, lines: list[str]) -> Iterator[Diagnostic]:
    """Folders that may not lie in one another.

    Stale files are removed from the output folder: no source may lie in it, nor it among them. Static files
    are published as they are: drafts and templates may not be.
    """
    folders = {
        "content": config.content.folder,
        "templates": config.templates.folder,
        "static": config.static.folder,
        "output": config.output.folder,
    }
    for one, other, hint in _APART:
        path, beside = PurePosixPath(folders[one]), PurePosixPath(folders[other])
        if path == beside or path in beside.parents or beside in path.parents:
            where = line_of(lines, one, "folder") or line_of(lines, other, "folder")
            yield Diagnostic(
                "folders-overlap",
                Severity.ERROR,
                f"{one}.folder “{path}” and {other}.folder “{beside}” overlap",
                Location(FILE, where),
                hint,
            )


def _homeless(name: str, parts: dict[str, Any], line: int | None) -> Diagnostic:
    """A table that is none of ours, or a key that stands above the table it belongs to."""
    owner = next((part for part, kind in parts.items() if name in get_type_hints(kind)), None)
    if owner is None or owner == name:
        return _unknown(name, "", parts, line)
    hint = f"put it below a line of  [{owner}]"
    message = f"“{name}” stands outside its table"
    return Diagnostic("config-key-unknown", Severity.ERROR, message, Location(FILE, line), hint)


def _unknown(key: str, table: str, known: Any, line: int | None) -> Diagnostic:
    near = get_close_matches(key, list(known), 1)
    what = f"key “{key}” in [{table}]" if table else f"table “{key}”"
    guess = f"; did you mean “{near[0]}”?" if near else ""
    return Diagnostic(
        "config-key-unknown",
        Severity.ERROR,
        f"there is no {what}{guess}",
        Location(FILE, line),
        f"known are: {', '.join(known)}",
    )


def _wrong(message: str, hint: str, line: int | None) -> Diagnostic:
    where = Location(FILE, line)
    return Diagnostic("config-value-wrong", Severity.ERROR, message, where, hint)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a table"
    return "a list" if isinstance(value, list) else f"“{_plain(value)}”"


def _is_endless(value: Any) -> bool:
    """Numbers that Python does not write out, as `0xfff…` can give."""
    return isinstance(value, int) and value.bit_length() > 1000


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = "…" if isinstance(value, (dict, list)) or _is_endless(value) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"
