"""`sitegen.toml` to one frozen `Config`.

In: the site's folder. Out: the configuration, or a `SitegenError` with everything that is wrong, each
mistake with its line and, where a known word is near, the word. A site without the file has defaults.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import is_dataclass
from pathlib import Path, PurePosixPath
from typing import Any, get_type_hints

from sitegen.config.checks import faults_of, overlaps
from sitegen.config.parts import Config, PermalinksConfig
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.config import RenderConfig

FILE = "sitegen.toml"


def load_config(site_dir: Path, option: str = "") -> Config:
    """The site's configuration. Raises `SitegenError` with all mistakes at once.

    `option`: by which whoever calls is given the folder; told where it holds no site.
    """
    file = site_dir / FILE
    try:
        text = _bytes_of(file).decode("utf-8-sig")
    except FileNotFoundError:
        return _defaults(site_dir, option)
    except UnicodeDecodeError as error:
        hint = "save it with the encoding UTF-8"
        raise SitegenError(_unreadable(f"byte {error.start} is not UTF-8", hint)) from None
    except OSError as error:
        hint = "check its permissions and the disk it is on"
        raise SitegenError(_unreadable(f"cannot be read: {(error.strerror or '').lower()}", hint)) from None
    return parse_config(text)


def _bytes_of(file: Path) -> bytes:
    """Of a regular file: a pipe would never end."""
    if file.exists() and not (file.is_file() or file.is_dir()):
        raise OSError(None, "not a regular file")
    return file.read_bytes()


def render_config(config: Config, site_dir: Path, model: str) -> RenderConfig:
    """What rendering may know: its options, the site's words and its own templates, if it has any."""
    own = site_dir / config.templates.folder
    options = config.render
    return RenderConfig(
        site=config.site,
        templates=own if own.is_dir() else None,
        page_size=options.page_size,
        quotes_per_page=options.quotes_per_page,
        exports=config.exports,
        entity_pages=config.entities.pages,
        entity_page_size=config.entities.page_size,
        model=model,
        webfonts=options.webfonts,
        corrections=options.corrections,
    )


def parse_config(text: str) -> Config:
    """The configuration in this text. Raises `SitegenError` with all mistakes at once. Pure."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SitegenError(_not_toml(str(error))) from None
    except ValueError:  # no more digits are read, lest it take for ever
        raise SitegenError(_unreadable("a number with thousands of digits", "write it shorter")) from None
    except RecursionError:
        raise SitegenError(_unreadable("nested too deeply", "see docs/configuration.md")) from None
    lines = text.splitlines()
    faults = tuple(faults_of(data, lines))
    if faults:
        raise SitegenError(*faults)
    parts = {name: _part(kind, data.get(name, {})) for name, kind in get_type_hints(Config).items()}
    config = Config(**parts)
    faults = tuple(overlaps(config, lines))
    if faults:
        raise SitegenError(*faults)
    return config


def _defaults(site_dir: Path, option: str) -> Config:
    config = Config()
    if (site_dir / config.content.folder).is_dir():
        return config
    how = f" as  {option} FOLDER " if option else ""
    raise SitegenError(
        Diagnostic(
            "site-missing",
            Severity.ERROR,
            f"“{site_dir}” is no site: it has neither {FILE} nor a folder {config.content.folder}",
            hint=f"give the site's folder{how}, or start a new site with  sitegen new DIR",
        )
    )


def _part(kind: Any, table: dict[str, Any]) -> Any:
    if kind is PermalinksConfig:
        return kind(tuple((section.strip("/") or "/", pattern) for section, pattern in table.items()))
    types = get_type_hints(kind)
    return kind(**{key: _value(types[key], value) for key, value in table.items()})


def _value(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        return _part(kind, value)
    return tuple(value) if isinstance(value, list) else value


def _unreadable(message: str, hint: str, line: int | None = None, column: int | None = None) -> Diagnostic:
    where = Location(PurePosixPath(FILE), line, column)
    return Diagnostic("config-unreadable", Severity.ERROR, message, where, hint)


_IN_PLAIN_WORDS = (
    ("Cannot overwrite a value", "a key stands twice", "keep one of the two"),
    ("Cannot declare", "a table stands twice", "keep one header and put all its keys below it"),
    ("Invalid value", "a value that TOML does not know", "put text in quotation marks"),
    ("Expected '='", "a line without  =", 'every line is  key = "value"'),
    ("Illegal character", "a quotation mark that is never closed", "close it on the same line"),
)


def _not_toml(said: str) -> Diagnostic:
    """The TOML reader's complaint, put plainly where it is a common one."""
    place = re.search(r"\(at line (\d+), column (\d+)\)", said)
    line, column = (int(place.group(1)), int(place.group(2))) if place else (None, None)
    for start, message, hint in _IN_PLAIN_WORDS:
        if said.startswith(start):
            return _unreadable(message, hint, line, column)
    what = re.sub(r"\s*\(at .*\)$", "", said)
    hint = 'TOML is  key = "value" ; text always stands in quotation marks'
    return _unreadable(f"not valid TOML: {what[:1].lower()}{what[1:]}", hint, line, column)
