"""The dates of an article: values to rows, keys and labels.

A value is ISO 8601, whole or partial: `2026-05-20`, `2026-05`, `2026`, perhaps with a time behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sitegen.model.annotation import Mention
from sitegen.model.site import ResolvedArticle
from sitegen.render.theme.catalogue import Words

_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NEAR = 7
"""Days from the article's own date within which a weekday says more than a year."""


@dataclass(frozen=True, slots=True)
class DatedMentions:
    """One date and where the article names it."""

    value: str
    mentions: tuple[Mention, ...]


def date_rows(resolved: ResolvedArticle) -> tuple[DatedMentions, ...]:
    """The dates of an article with a value, earliest first; equal ones together."""
    rows: dict[str, list[Mention]] = {}
    for mention in resolved.dates:
        if mention.value:
            rows.setdefault(mention.value, []).append(mention)
    return tuple(DatedMentions(value, tuple(rows[value])) for value in sorted(rows))


def date_numbers(resolved: ResolvedArticle) -> dict[str, int]:
    """The number of each date's row, from 1."""
    return {row.value: number for number, row in enumerate(date_rows(resolved), 1)}


def date_key(value: str) -> str:
    """The id of a date's row: `d-2026-05-20`."""
    return "d-" + re.sub(r"[^0-9A-Za-z-]+", "-", value)


def date_label(value: str, published: date | None, words: Words) -> str:
    """How a row shows its date: "Wed 20 May" near the day of publication.

    Else "3 Mar 2026", "March 2026" or "2019". A value of another shape is shown as it is.
    """
    match = _VALUE.match(value)
    if match is None:
        return value
    year, month, day = match.groups()
    try:
        if day:
            return _day_label(date(int(year), int(month), int(day)), published, words)
        return words.day(date(int(year), int(month), 1), "yMMMM") if month else year
    except ValueError:
        return value


def _day_label(day: date, published: date | None, words: Words) -> str:
    near = published is not None and abs((day - published).days) < _NEAR
    return words.day(day, "MMMEd" if near else "yMMMd")
