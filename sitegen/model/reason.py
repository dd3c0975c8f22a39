"""Why an attribution was made: codes with the words that they speak of.

Not sentences: a page says a reason in its reader's language (`render.article.reasons`). Codes are stable.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of an attribution."""

    code: str
    """Stable kebab-case name; `render.article.reasons` has its words."""
    values: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    """What the code speaks of, by name: words of the text, or names of entities."""


Reasons = tuple[Reason, ...]
"""The steps in order: who reported, then who that is. Empty where there is nothing to say."""


def because(code: str, **values: str | tuple[str, ...]) -> Reasons:
    """A single step, as reasons to which others can be added."""
    return (Reason(code, tuple(values.items())),)
