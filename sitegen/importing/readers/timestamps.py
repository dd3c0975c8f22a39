"""Dates as machines write them, to moments. Pure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_OFFSET = re.compile(r"([+-]\d\d)(\d\d)\Z")
Moment = tuple[datetime, bool]
"""A date, and whether it has a time of day."""


def moment(text: str) -> Moment | None:
    """`2026-05-20`, ISO 8601 with or without a time, or the form of mails; None for anything else."""
    text = " ".join(text.split())
    try:
        if _DAY.match(text):
            return datetime.fromisoformat(text), False
        return _sane(datetime.fromisoformat(_OFFSET.sub(r"\1:\2", text).replace(" +", "+")))
    except ValueError:
        pass
    try:
        return _sane(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError):
        return None


def _sane(date: datetime) -> Moment | None:
    """Without seconds; None for years and offsets that are somebody's mistake."""
    offset = date.utcoffset() or timedelta()
    if not 1000 <= date.year <= 9998 or abs(offset) > timedelta(hours=15):
        return None
    return date.replace(second=0, microsecond=0), True
