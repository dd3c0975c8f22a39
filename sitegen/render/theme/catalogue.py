"""The theme's words and dates in the site's language.

All words come from one message catalogue for each language: `templates/locales/<language>.po`, read as it
is, so that no binary file stands in the repository. English needs none: its words are the messages' ids.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError

PLAIN_ENGLISH = "en_GB"
"""The dates of plain `en`: Wed 20 May 2026, as most of the world writes; Babel's own default is American."""


@dataclass(frozen=True)
class Words:
    """Translations and the locale for dates and plurals."""

    language: str
    """For `lang` attributes."""
    locale: Locale
    translations: gettext.NullTranslations

    @property
    def direction(self) -> str:
        """For `dir` attributes: `ltr` or `rtl`."""
        return self.locale.text_direction

    def gettext(self, message: str, **values: object) -> str:
        """The message in the site's language, with its values filled in."""
        return self.translations.gettext(message) % values if values else self.translations.gettext(message)

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        """The message in the grammatical number that `number` asks for; `%(num)s` is the number."""
        return self.translations.ngettext(one, many, number) % {"num": self.number(number), **values}

    def number(self, value: int) -> str:
        """A count, as the language groups its digits: 18,509."""
        return str(value) if -1000 < value < 1000 else _grouped(value, self.locale)

    def day(self, value: date | None, style: str = "medium") -> str:
        """A day; `style` is Babel's: `medium` is 20 May 2026, `long` writes the month out. "" for None.

        `d MMM`-like shapes are asked for by skeleton: `MMMd`, `MMMEd`, `yMMMM`; `LLLL` is the whole month.
        """
        if value is None:
            return ""
        return _day(value.date() if isinstance(value, datetime) else value, style, self.locale)

    def quoted(self, text: str) -> str:
        """A text in the language's own quotation marks; those of English inside it become single."""
        shown = self.gettext("“%(text)s”", text=text)
        return f"“{_within_marks(text)}”" if "“" in text and shown[0] == "“" and shown[-1] == "”" else shown

    def listed(self, names: Sequence[str]) -> str:
        """Names as the language lists them: "Halloran, Brandt and Stein"."""
        return format_list(list(names), locale=self.locale)

    def kind(self, kind: str) -> str:
        """A kind of quotation in the middle of a line."""
        return self._kinds[kind]

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        _ = self.gettext
        return {"direct": _("direct"), "partial": _("partial"), "indirect": _("indirect")}

    def kind_title(self, kind: str) -> str:
        """The same at the start of a line."""
        return self._kind_titles[kind]

    @cached_property
    def _kind_titles(self) -> Mapping[str, str]:
        _ = self.gettext
        return {"direct": _("Direct"), "partial": _("Partial"), "indirect": _("Indirect")}

    def nav_name(self, key: str) -> str:
        """A section of the site."""
        _ = self.gettext
        names = {
            "briefings": _("Briefings"),
            "entities": _("Entities"),
            "quotes": _("Quotes"),
            "search": _("Search"),
        }
        return names[key]

    def slot_name(self, key: str) -> str:
        """A slot at the head of a briefing."""
        _ = self.gettext
        return {"news": _("The news"), "dispute": _("In dispute"), "next": _("What’s next")}[key]

    def speaker_group(self, key: str) -> str:
        """Speakers without a page, together."""
        _ = self.gettext
        return {"unnamed": _("Not named"), "unknown": _("Not known")}[key]

    def filter_name(self, key: str) -> str:
        """A filter of the search page."""
        _ = self.gettext
        return {
            "kind": _("Kind"),
            "person": _("Person"),
            "organisation": _("Organisation"),
            "place": _("Place"),
            "speaker": _("Speaker"),
            "year": _("Year"),
        }[key]

    def alternate_title(self, name: str) -> str:
        """Another form of a page's content."""
        _ = self.gettext
        return {
            "csv": _("Quotes, CSV"),
            "json": _("Quotes, JSON"),
            "annotations": _("Web Annotations, JSON-LD"),
            "entity": _("Entity, JSON-LD"),
            "entities": _("All entities, JSON Lines"),
            "text": _("Plain text"),
        }[name]

    def type(self, data_type: str) -> str:
        """An entity's type at the start of a line."""
        return self._types[data_type]

    @cached_property
    def _types(self) -> Mapping[str, str]:
        _ = self.gettext
        return {
            "person": _("Person"),
            "org": _("Organisation"),
            "place": _("Place"),
            "event": _("Event"),
            "date": _("Date"),
            "other": _("Other"),
        }

    def types(self, data_type: str) -> str:
        """The same for many."""
        return self._types_of_many[data_type]

    @cached_property
    def _types_of_many(self) -> Mapping[str, str]:
        _ = self.gettext
        return {
            "person": _("People"),
            "org": _("Organisations"),
            "place": _("Places"),
            "event": _("Events"),
            "date": _("Dates"),
            "other": _("Others"),
        }

    def paragraphs(self, first: int, last: int) -> str:
        """Where something stands: "paragraph 4", "paragraphs 4–5"."""
        if first == last:
            return self.gettext("paragraph %(number)s", number=first)
        return self.gettext("paragraphs %(first)s–%(last)s", first=first, last=last)


MONTH = "LLLL"
"""A pattern, since no locale has a skeleton for a month alone that writes it out."""


@lru_cache(10_000)  # an archive prints the same few thousand days again and again
def _day(value: date, style: str, locale: Locale) -> str:
    if style in {"short", "medium", "long", "full", MONTH}:
        return format_date(value, style, locale)
    return format_skeleton(style, value, locale=locale)


@lru_cache(10_000)
def _grouped(value: int, locale: Locale) -> str:
    return format_decimal(value, locale=locale)


def words_for(language: str, folders: Sequence[Path]) -> Words:
    """The words of a language, from the first folder that has its catalogue; English where none has.

    Raises `SitegenError` where a catalogue is none, or a message in it does not fit its original.
    """
    locale = _locale(language)
    for name in (str(locale), locale.language):
        for folder in folders:
            catalogue = folder / "locales" / f"{name}.po"
            if catalogue.is_file():
                return Words(language, locale, _read_catalogue(catalogue, name, own=folder != folders[-1]))
    return Words(language, locale, gettext.NullTranslations())


def direction_of(language: str) -> str:
    """`ltr` or `rtl`; what no locale is known for is read from left to right."""
    return _locale(language).text_direction


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(PLAIN_ENGLISH if language == "en" else language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(PLAIN_ENGLISH)


def _read_catalogue(path: Path, name: str, *, own: bool) -> gettext.GNUTranslations:
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=name, abort_invalid=True)
    except PoFileError as error:
        raise SitegenError(_faulty(path, str(error).rpartition(" on ")[0], error.lineno + 1)) from error
    except UnicodeDecodeError as error:
        line = len(path.read_bytes().partition(error.object)[0].split(b"\n"))
        what = f"0x{error.object[error.start]:02x} is not {error.encoding.upper()}"
        raise SitegenError(_faulty(path, what, line)) from error
    for message, faults in catalogue.check() if own else ():  # the theme's are checked by its tests
        raise SitegenError(_faulty(path, f"{faults[0]} (“{message.string}”)", message.lineno or 1))
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _faulty(path: Path, what: str, line: int) -> Diagnostic:
    return Diagnostic(
        "catalogue-wrong",
        Severity.ERROR,
        what,
        Location(PurePosixPath("templates", "locales", path.name), line),
        hint="correct the catalogue; docs/templates.md says what may stand in it",
    )


def _within_marks(text: str) -> str:
    """Words between double marks: their own become single ones, and one that is left open is closed."""
    missing = "”" * max(0, text.count("“") - text.count("”"))
    return f"{text}{missing}".replace("“", "‘").replace("”", "’")
