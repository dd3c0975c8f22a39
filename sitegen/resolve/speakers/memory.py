"""What has been read so far, while a sweep goes through one article in text order.

Holds who was seen where (for pronouns to go back to), the sources without a name, and what pronouns have
taught about gender. It only grows; every question looks at a bounded number of the latest entries, so
the sweep stays linear.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from sitegen.model.annotation import Role
from sitegen.model.reason import Reasons, because
from sitegen.model.text import Span
from sitegen.resolve.vocabulary.noun_phrase import Phrase

RECENT = 60
"""How many of the latest sightings a pronoun may go back to."""
RECENT_GROUPS = 8
"""How many of the latest unnamed sources with one head a phrase may go back to."""


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody: a card, or somebody without one."""

    card: int | None = None
    group: int | None = None
    others: tuple[int, ...] = ()
    """Further cards, where two or more are meant together."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place where somebody was meant."""

    position: int
    referent: Referent
    role: Role
    sentence: int
    """Index of its sentence, found once because every later pronoun asks for it."""
    speaks: bool = False
    """As the source of a quotation."""
    weight: float = 1.0
    later: float = 1.0
    """What the weight is worth once the sentence is over."""


@dataclass(frozen=True, slots=True)
class Group:
    """Somebody without a card: "a senior official"."""

    phrase: Phrase
    wording: str
    """The fullest so far."""
    position: int
    """Where last seen."""
    first: int
    named: bool = False
    """A name that no card holds."""
    quoted: bool = False
    """Is the source of a quotation."""
    becomes: Referent | None = None
    """Who it turns out to be, where the text says so later."""
    sure: float = 1.0
    """How sure that is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is meant, how sure that is (0 to 1), and why; nothing where there is nothing to say."""

    referent: Referent | None
    confidence: float
    reason: Reasons = ()
    wording: str = ""
    """For one who is nobody seen before and will not be seen again: how to call them."""


NOT_SAID = Answer(None, 0.5, because("not-said"))
"""Of a quotation that nobody is named with."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The speaker of another quotation: this one goes on from it, or stands inside it."""

    of: int
    """Index of the other."""
    confidence: float
    reason: Reasons


@dataclass(slots=True)
class Memory:
    """The state of one sweep."""

    seen: list[Sighting] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    heads: dict[str, list[int]] = field(default_factory=dict)
    genders: dict[Referent, str] = field(default_factory=dict)
    spoken_as: dict[Referent, str] = field(default_factory=dict)
    """The gender of the pronoun by which somebody was last quoted, however doubtful that was."""
    turns: list[Referent] = field(default_factory=list)
    """Speakers in order."""
    sources: dict[Span, Answer | Shared] = field(default_factory=dict)
    """Sources already resolved: one may have several quotations."""
    called: dict[str, Referent] = field(default_factory=dict)
    """Who was last meant by "the" and this head, where the head is not theirs: "the report" for a study."""
    bodies: Mapping[str, Referent] = field(default_factory=dict)
    """Whom words mean wherever the article uses them: "the terror group"."""
    papers: dict[str, Referent] = field(default_factory=dict)
    """Who made the text that was last called by this noun, where that is told."""
    paper: Referent | None = None
    """The maker of the text that spoke last; None where that was somebody, or is not told."""
    last: dict[Referent, int] = field(default_factory=dict)
    """Where each was last seen."""

    def see(self, sighting: Sighting) -> None:
        """Note that somebody was meant here."""
        self.seen.append(sighting)
        self.last[sighting.referent] = sighting.position
        group = sighting.referent.group
        if group is not None:
            self.groups[group] = replace(self.groups[group], position=sighting.position)
        if sighting.speaks:
            self.turns.append(sighting.referent)

    def recent(self) -> Iterator[Sighting]:
        """The latest sightings, last first."""
        return islice(reversed(self.seen), RECENT)

    def add_group(self, group: Group) -> Referent:
        """A new source without a card."""
        self.groups.append(group)
        self.heads.setdefault(group.phrase.head, []).append(len(self.groups) - 1)
        return Referent(group=len(self.groups) - 1)

    def recent_groups(self, head: str) -> list[int]:
        """The latest groups with this head, last seen first."""
        found = self.heads.get(head, [])[-RECENT_GROUPS:]
        return sorted(found, key=lambda index: -self.groups[index].position)

    def say(self, referent: Referent, wording: str, phrase: Phrase) -> None:
        """Note another wording of a group: the fullest is kept as its name."""
        if referent.group is None:
            return
        group = self.groups[referent.group]
        if len(phrase.telling) > len(group.phrase.telling) or not group.wording:
            group = replace(group, wording=wording, phrase=phrase)
        self.groups[referent.group] = replace(group, quoted=True)
