"""Dates: which words name one, and which day it is."""

from __future__ import annotations

MONTHS = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday
    mon tue tues wed thu thur thurs fri sat sun
    """.split()
)
CALENDAR = frozenset([*MONTHS, *DAYS, *(f"{m}." for m in MONTHS)])
"""Words that name a day or a month, lower case: never a name of anything else by themselves."""
