"""Dates as machines and credit lines write them, to moments. Pure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from sitegen.content.matter.moments import date
from sitegen.content.matter.nodes import Scalar
from sitegen.content.matter.values import WrongValueError
from sitegen.importing.imported import Moment

_SPACED_OFFSET = re.compile(r" (?=[+-]\d\d:?\d\d\Z)")
_DAY = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d\S*)?|[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|"
    r"\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,9}\.?,? \d{4}"
)


def moment(text: str) -> Moment | None:
    """A date as front matter may have it, ISO 8601, or the form of mails; None for anything else."""
    text = _SPACED_OFFSET.sub("", " ".join(text.split()))
    try:
        return _sane(*date(Scalar(text, plain=True, line=1, column=1)))
    except WrongValueError:
        pass
    try:
        return _sane(datetime.fromisoformat(text), has_time="T" in text or ":" in text)
    except ValueError:
        pass
    try:
        return _sane(parsedate_to_datetime(text), has_time=True)
    except (ValueError, TypeError, IndexError):
        return None


def later(at: Moment | None, than: Moment | None) -> Moment | None:
    """The first, where it is surely the later: where times cannot be compared, by a day at least."""
    if at is None or than is None or not at[1]:
        return None
    if (at[0].tzinfo is None) == (than[0].tzinfo is None) and than[1]:
        return at if at[0] > than[0] else None
    return at if at[0].date() > than[0].date() else None


def day_in(line: str) -> Moment | None:
    """The one date that a line of words names; None where it names none, or several."""
    found = {each for match in _DAY.findall(line) if (each := moment(match))}
    return next(iter(found)) if len(found) == 1 else None


def _sane(at: datetime, has_time: bool) -> Moment | None:  # noqa: FBT001 - as `date` gives it
    """Without seconds; None for years and offsets that are somebody's mistake."""
    offset = at.utcoffset() or timedelta()
    if not 1000 <= at.year <= 9998 or abs(offset) > timedelta(hours=15):
        return None
    return at.replace(second=0, microsecond=0), has_time
