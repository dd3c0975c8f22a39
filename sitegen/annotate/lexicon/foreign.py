"""Words of other languages in a name that say what is named, from `foreign.toml`.

In: the words of a name. Out: which of the file's three kinds it is of.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sitegen.annotate.lexicon.gazetteer import gazetteer, plain_apostrophe
from sitegen.wordfiles import read_lists

KINDS = ("body", "place", "event")
"""Beginnings of the file's lists, in the order in which they are asked."""
LEAST = 3
"""Letters before an ending, at least: "Graben" is no compound of "ben"."""


def foreign(forms: Sequence[str]) -> str | None:
    """The kind of a name by a word of another language: the first, the last, then how any of them ends."""
    lists = read_lists("foreign.toml")
    if len(forms) > 1:
        first, last = (plain_apostrophe(form).casefold() for form in (forms[0], forms[-1]))
        for word, where in ((first, "first"), (last, "last")):
            if kind := next((kind for kind in KINDS if word in lists[f"{kind}_{where}"]), None):
                return kind
    known = gazetteer()
    unknown = [form.casefold() for form in forms if len(form) > LEAST and not known.is_persons(form)]
    return next((kind for kind in KINDS if any(_ends(form, kind) for form in unknown)), None)


def _ends(form: str, kind: str) -> bool:
    """Whether a word ends as names of this kind do, by the longest such ending."""
    ending = next((ending for ending in _endings(kind) if form.endswith(ending)), form)
    return len(form) - len(ending) >= LEAST


@cache
def _endings(kind: str) -> tuple[str, ...]:
    """The longest first."""
    return tuple(sorted(read_lists("foreign.toml")[f"{kind}_endings"], key=lambda end: (-len(end), end)))
