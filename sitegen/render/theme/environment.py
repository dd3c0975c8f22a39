"""Jinja's environment: templates by name, what they may use, and errors that name their line.

A site's own templates are looked up first, then the default theme's, file by file; `theme/briefing.html`
always means the theme's own, so that a site's template can extend the one that it replaces. Autoescape is
on; an undefined name is an error.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path, PurePosixPath

import jinja2
import jinja2.sandbox
from jinja2.exceptions import SecurityError
from markupsafe import Markup, escape

from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError, not_utf8
from sitegen.filestatus import may_read
from sitegen.render.theme.bidi import isolated, unbroken
from sitegen.render.theme.catalogue import Words
from sitegen.render.theme.drawing import Draw, drawn
from sitegen.render.theme.lengths import step
from sitegen.render.theme.messages import MessagesInPlace
from sitegen.render.theme.printing import QuickPrinting
from sitegen.render.theme.uses import uses

THEME_PREFIX = "theme"
REMEMBERED = 10_000
"""Counts with their words, and places: an archive prints the same few hundred again and again."""


def theme_folder() -> Path:
    """The default theme: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).parents[2]
    inside = package / "_theme"
    return inside if inside.is_dir() else package.parent / "templates"


def template_folders(own: Path | None) -> tuple[Path, ...]:
    """Where templates, assets and catalogues are looked up, in order."""
    theme = theme_folder()
    if own is None or not own.is_dir() or own.resolve() == theme.resolve():
        return (theme,)
    return (own, theme)


def check_readable(own: Path | None) -> None:
    """Raise `SitegenError` for what cannot be read in the site's own theme; a pipe would never end."""
    if own is None or not own.is_dir():
        return
    faults: list[Diagnostic] = []

    def refused(file: Path, reason: str) -> None:
        where = Location(PurePosixPath(own.name, file.relative_to(own).as_posix()))
        hint = "check its permissions, or move it out of the folder of templates"
        faults.append(Diagnostic("file-unreadable", Severity.ERROR, f"cannot be read: {reason}", where, hint))

    def unlisted(error: OSError) -> None:
        refused(Path(error.filename), (error.strerror or "").lower())

    for folder, _, files in os.walk(own, onerror=unlisted):
        for file in (Path(folder, name) for name in files):
            if not may_read(file) and file.is_file():
                refused(file, "permission denied")
            elif file.exists() and not file.is_file():
                refused(file, "not a regular file")
    if faults:
        raise SitegenError(*faults)


@dataclass(frozen=True)
class Templates:
    """The templates of a site with its words."""

    folders: tuple[Path, ...]
    words: Words
    draw: Draw = drawn
    """Gives a network its places; who keeps what was drawn hands in another one."""
    sandboxed: bool = False
    """Whether strangers wrote the templates, which are code: they may read what they are handed, no more."""

    @cached_property
    def _environment(self) -> jinja2.Environment:
        loaders = [jinja2.FileSystemLoader(folder) for folder in self.folders]
        theme = jinja2.PrefixLoader({THEME_PREFIX: jinja2.FileSystemLoader(self.folders[-1])})
        kind = jinja2.sandbox.ImmutableSandboxedEnvironment if self.sandboxed else jinja2.Environment
        environment = kind(
            loader=jinja2.ChoiceLoader([*loaders, theme]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            extensions=["jinja2.ext.i18n", MessagesInPlace, QuickPrinting],
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.extend(gettext=self.words.gettext)
        environment.install_gettext_translations(self.words.translations, newstyle=True)  # type: ignore[attr-defined]
        self._equip(environment)
        return environment

    def _equip(self, environment: jinja2.Environment) -> None:
        """Give it the filters and functions of docs/templates.md."""
        paragraphs = lru_cache(REMEMBERED)(self.words.paragraphs)
        environment.filters |= {
            "day": self.words.day,
            "drawn": self.draw,
            "isolated": partial(isolated, direction=self.words.direction),
            "kind": self.words.kind,
            "kind_title": self.words.kind_title,
            "number": self.words.number,
            "paragraphs": paragraphs,
            "quoted": self.words.quoted,
            "step": step,
            "type": self.words.type,
            "types": self.words.types,
            "unbroken": unbroken,
        }
        environment.globals |= {
            "ngettext": self._counted,
            "paragraphs": paragraphs,
            "filter_name": self.words.filter_name,
            "kind_title": self.words.kind_title,
            "nav_name": self.words.nav_name,
            "slot_name": self.words.slot_name,
            "speaker_group": self.words.speaker_group,
            "alternate_title": self.words.alternate_title,
        }

    def _counted(self, one: str, many: str, number: int, **values: object) -> Markup:
        """`Words.ngettext` with its values escaped. Jinja's own would not group the number's digits."""
        if not values:
            return self._count(one, many, number)
        safe = {name: escape(value) for name, value in values.items()}
        return Markup(self.words.ngettext(one, many, number, **safe))  # noqa: S704 - our own catalogue

    @cached_property
    def _count(self) -> Callable[[str, str, int], Markup]:
        return lru_cache(REMEMBERED)(lambda *count: Markup(self.words.ngettext(*count)))  # noqa: S704 - the same

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The template's text. Raises `SitegenError` with the template's file and line."""
        try:
            return self._environment.get_template(name).render(values)
        except jinja2.TemplateNotFound as error:
            raise SitegenError(self._missing(error.name)) from error
        except jinja2.TemplateSyntaxError as error:
            raise SitegenError(self._wrong(error, error.filename, error.lineno)) from error
        except Exception as error:
            place = self._place(error)
            if place is None:
                raise
            if isinstance(error, SecurityError):
                raise SitegenError(self._unsafe(error, *place)) from error
            raise SitegenError(self._wrong(error, *place)) from error

    def load(self) -> None:
        """Compile the templates now. One that is wrong is left to the page that asks for it."""
        for name in self._names():
            with suppress(jinja2.TemplateError):
                if not name.startswith(f"{THEME_PREFIX}/"):
                    self._environment.get_template(name)

    def _names(self) -> list[str]:
        return self._environment.list_templates(["html", "xml"])

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of all templates: whether what each of them uses may have changed."""
        names = sorted(self._names())
        texts = "".join(f"{name}\0{self._source(name)}\0" for name in names)
        return hashlib.sha256(texts.encode("utf-8", "surrogateescape")).hexdigest()  # names may be any bytes

    def digest(self, name: str) -> str:
        """SHA-256 of a template with all that it extends, includes and imports.

        Where a template names another by an expression, of all templates of the site: nobody can know
        which one it will be.
        """
        if name not in self._digests:  # not setdefault: that would digest before it looks
            self._digests[name] = self._digest(name)
        return self._digests[name]

    @cached_property
    def _digests(self) -> dict[str, str]:
        return {}

    def _digest(self, name: str) -> str:
        total = hashlib.sha256()
        for each in sorted(self._needed(name)):
            total.update(
                each.encode("utf-8", "surrogateescape")
                + b"\0"
                + hashlib.sha256(self._source(each).encode()).digest()
            )
        return total.hexdigest()

    def _needed(self, name: str) -> set[str]:
        needed: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current not in needed:
                needed.add(current)
                waiting += self._used(current)
        return needed

    def _used(self, name: str) -> Iterator[str]:
        source, file = self._source(name), self._file(name)
        try:
            used = uses(source)
        except jinja2.TemplateSyntaxError as error:
            raise SitegenError(self._wrong(error, file, error.lineno)) from error
        for use in used:
            if use.name is None:
                yield from self._names()
            elif self._is_there(use.name):
                yield use.name
            elif not use.optional:
                raise SitegenError(self._missing(use.name, Location(self._shown(file), use.line)))

    def _is_there(self, name: str) -> bool:
        """Whether there is such a file, whatever its suffix: an included drawing is no page's template."""
        try:
            self._source(name)
        except SitegenError as error:
            return not isinstance(error.__cause__, jinja2.TemplateNotFound)
        return True

    def _file(self, name: str) -> str:
        """Where a template stands, with its whole path; its name where it stands nowhere."""
        own = name.removeprefix(f"{THEME_PREFIX}/")
        folders = self.folders[-1:] if own != name else self.folders
        return next((str(folder / own) for folder in folders if (folder / own).is_file()), name)

    def _source(self, name: str) -> str:
        loader = self._environment.loader
        if loader is None:  # pragma: no cover - the environment is always made with one
            return ""
        try:
            return loader.get_source(self._environment, name)[0]
        except jinja2.TemplateNotFound as error:
            raise SitegenError(self._missing(error.name)) from error
        except UnicodeDecodeError as error:
            what = f"byte {error.start} (0x{error.object[error.start]:02x}) is not UTF-8"
            line = len(error.object[: error.start].split(b"\n"))
            raise SitegenError(not_utf8(what, Location(self._shown(self._file(name)), line))) from error

    def _place(self, error: BaseException) -> tuple[str, int] | None:
        """The innermost line of a template in a traceback; None where no template had a part in it."""
        folders = tuple(str(folder) for folder in self.folders)
        frames = traceback.extract_tb(error.__traceback__)
        found = [(f.filename, f.lineno or 1) for f in frames if f.filename.startswith(folders)]
        inside = [place for place in found if place[0].endswith((".html", ".xml"))]
        return inside[-1] if inside else None

    def _wrong(self, error: BaseException, filename: str | None, line: int) -> Diagnostic:
        return Diagnostic(
            "template-error",
            Severity.ERROR,
            str(error),
            Location(self._shown(filename or "?"), line),
            hint="docs/templates.md lists everything that the template of each page may read",
        )

    def _unsafe(self, error: SecurityError, filename: str, line: int) -> Diagnostic:
        where = Location(self._shown(filename), line)
        hint = "take it out, or build without --safe if you trust whoever wrote the template"
        return Diagnostic("template-unsafe", Severity.ERROR, f"not in safe mode: {error}", where, hint)

    def _shown(self, filename: str) -> PurePosixPath:
        """The path as `templates/briefing.html`: no folder of this machine shows in a message."""
        for folder in self.folders:
            if filename.startswith(str(folder)):
                return PurePosixPath("templates") / Path(filename).relative_to(folder).as_posix()
        return PurePosixPath(filename)

    def _missing(self, name: object, asked: Location | None = None) -> Diagnostic:
        return Diagnostic(
            "template-missing",
            Severity.ERROR,
            f"there is no template “{name}”",
            asked,
            hint="put it into the site's templates, or correct the name in the template that asks for it",
        )


def safe_html(html: str) -> Markup:
    """HTML that markdown-it wrote, text escaped, raw HTML off: the only values that skip escaping."""
    return Markup(html)  # noqa: S704 - see above; the callers are pages.py and nothing else
