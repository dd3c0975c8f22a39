"""Words of other languages in a name that say what is named, from `foreign.toml`.

In: the words of a name. Out: which of the file's three kinds it is of, and whether a whole word says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sitegen.annotate.lexicon.gazetteer import gazetteer, plain_apostrophe
from sitegen.wordfiles import read_lists

KINDS = ("body", "place", "event")
LEAST = 3
"""Letters before an ending, at least: "Graben" is no compound of "ben"."""


class Foreign(NamedTuple):
    """What a name is of, by a word in another language."""

    kind: str
    whole: bool
    """Whether a word of its own says so, rather than the end of one."""


def foreign(forms: Sequence[str]) -> Foreign | None:
    """What a word of another language says of a name: the first, the last, then how any of them ends."""
    lists = read_lists("foreign.toml")
    if len(forms) > 1:
        first, last = (plain_apostrophe(form).casefold() for form in (forms[0], forms[-1]))
        for kind in KINDS:
            if first in lists[f"{kind}_first"]:
                return Foreign(kind, whole=True)
        for kind in KINDS:
            if last in lists[f"{kind}_last"]:
                return Foreign(kind, whole=True)
    known = gazetteer()
    for kind in KINDS:
        endings = _endings(kind)
        for form in forms:
            if len(form) > LEAST and form.casefold().endswith(endings) and not known.is_persons(form):
                ending = max((e for e in endings if form.casefold().endswith(e)), key=len)
                if len(form) - len(ending) >= LEAST:
                    return Foreign(kind, whole=False)
    return None


@cache
def _endings(kind: str) -> tuple[str, ...]:
    return tuple(sorted(read_lists("foreign.toml")[f"{kind}_endings"]))
