"""What was written in this run of the preview, to be undone and done again.

An action is undone in the file as it is now: where the file is still what the action left, by putting the
former text back; where somebody else has changed it elsewhere, by turning back the action's own lines; where
those lines are not there any more, not at all.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field

from sitegen.building.articles.saving import Change, Saved
from sitegen.desk.requests import RefusedActionError

AROUND = 2
"""Lines beside a change that must be as they were for it to be turned back in a file that others changed."""
MOST_VERSIONS = 200
MOST_ACTIONS = 500
"""What is remembered for each page."""


@dataclass(frozen=True, slots=True)
class Action:
    """One action of an editor."""

    what: str
    """In words, as "speaker"."""
    saved: Saved


@dataclass(slots=True)
class Journal:
    """The actions on each page, and the texts that editors have seen the effect of."""

    done: dict[str, list[Action]] = field(default_factory=lambda: defaultdict(list))
    undone: dict[str, list[Action]] = field(default_factory=lambda: defaultdict(list))
    versions: OrderedDict[str, str | None] = field(default_factory=OrderedDict)

    def noted(self, page: str, what: str, saved: Saved) -> None:
        """An action was done."""
        self.done[page] = [*self.done[page], Action(what, saved)][-MOST_ACTIONS:]
        self.undone[page].clear()

    def remember(self, text: str | None) -> str:
        """A text that an editor sees the effect of. Returns its digest."""
        digest = digest_of(text)
        self.versions[digest] = text
        self.versions.move_to_end(digest)
        while len(self.versions) > MOST_VERSIONS:
            self.versions.popitem(last=False)
        return digest

    def version(self, digest: str) -> str | None:
        """The text of that digest. Raises `RefusedActionError` where it is not known any more."""
        if digest not in self.versions:
            raise RefusedActionError("the page is older than this preview; it is loaded again", 409)
        return self.versions[digest]


def digest_of(text: str | None) -> str:
    """Tells versions of a file apart."""
    return hashlib.sha256(b"-" if text is None else b"+" + text.encode()).hexdigest()[:16]


def again(saved: Saved) -> Change:
    """The change that does once more what was written; of what is reversed, that undoes it."""
    return lambda text: turned(text, saved.before, saved.after)


def turned(text: str | None, was: str | None, wanted: str | None) -> str | None:
    """The present text with what led from `wanted` to `was` turned back. Raises `RefusedActionError`."""
    if text == was:
        return wanted
    refusal = RefusedActionError("somebody has changed these very lines since; nothing was undone", 409)
    if text is None or was is None:
        raise refusal
    old, new = was.split("\n"), (wanted or "").split("\n")
    head = _same(old, new)
    tail = min(_same(old[::-1], new[::-1]), len(old) - head, len(new) - head)
    first, last = max(0, head - AROUND), min(len(old), len(old) - tail + AROUND)
    hunk, lines = old[first:last], text.split("\n")
    places = [n for n in range(len(lines) - len(hunk) + 1) if lines[n : n + len(hunk)] == hunk]
    if len(places) != 1:
        raise refusal
    replacement = [*old[first:head], *new[head : len(new) - tail], *old[len(old) - tail : last]]
    at = places[0]
    return "\n".join([*lines[:at], *replacement, *lines[at + len(hunk) :]])


def _same(a: list[str], b: list[str]) -> int:
    """How many lines are the same from the beginning."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
