"""From a word that begins no name over to the next that does: "University | of | …", "Ana | de la | …".

In: a `Gap`: the run so far and the word behind it. Out: how many words carry the run on; 0 where it ends. The
rules are asked in the order of `RULES`; the first whose word it is decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.namewords import NameWords, name_words
from sitegen.annotate.names.runs.core import core_at, on_water
from sitegen.annotate.names.seams import is_inside_body, is_slash, joins_names, joins_owner
from sitegen.annotate.names.spans import ELIDED, HYPHENS, POSSESSIVES
from sitegen.annotate.names.titles import OFFICE_OF
from sitegen.annotate.parse.tagset import PROPER
from sitegen.annotate.parse.words import Words
from sitegen.wordfiles import read_lists

FIELDS = closed_words("fields_of_study")
"""What an institute may be for advanced study *in*."""
SAINTS = closed_words("saints")
PREFIXES = closed_words("prefixes")
SMALL = closed_words("title_small")
VERBAL = frozenset({"VB", "VBP", "VBD", "CC"})
"""Tags of small words that are a verb or "and" rather than a part of a name: "how do", "was done y"."""
SECOND_HALF = frozenset({"NN", "NNP", "FW", "XX"})
"""Tags of the small second half of a given name: "Kim Jong-un"."""
ELISION = re.compile(r"[a-z]{1,4}['’][A-ZÀ-Þ]")
APOSTROPHES = frozenset({"’", "'", "‘"})
MOST_SMALL, INSIDE = 2, 0.65
"""Small words inside a name, at most, and how sure the encoder has to be of each word from side to side."""
LONGEST_HALF = 6
"""Letters of a given name's small second half, at most."""


class Gap(NamedTuple):
    """A run from `first`, and the word `at` behind it, which begins no name."""

    words: Words
    first: int
    at: int
    joined_of: bool
    """Whether the run went over an "of" already: then "and" and commas may join what it is about."""

    @property
    def form(self) -> str:
        """The word as it is written."""
        return self.words.forms[self.at]

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.form.lower()

    @property
    def last(self) -> str:
        """The run's last word, in small letters."""
        return self.words.forms[self.at - 1].lower()

    def after(self, steps: int) -> str:
        """The word so many behind this one; "" behind the last."""
        return "".join(self.words.forms[self.at + steps : self.at + steps + 1])

    def core(self, steps: int) -> bool:
        """Whether a name may begin so many words behind this one."""
        return core_at(self.words, self.at + steps, name_words())


Rule = Callable[[Gap], int | None]
"""How many words carry a run on, 0 where it ends here; None where the word is another rule's."""


@cache
def of_heads() -> frozenset[str]:
    """Words that "of" and a name may follow inside one name."""
    lists = name_words()
    return lists.of_heads | lists.organisation_heads - lists.never_of


def steps_over(gap: Gap) -> int:
    """How many words from the gap's carry the run on; 0 where it ends."""
    return next((steps for rule in RULES if (steps := rule(gap)) is not None), 0)


def _hyphen(gap: Gap) -> int | None:
    """Over a hyphen without spaces, to a capital, or to the small second half of a given name."""
    words, at, lists = gap.words, gap.at, name_words()
    if gap.form not in HYPHENS:
        return None
    glued = at + 1 < len(words) and words.joined(at + 1)
    over = _over_particles(words, at + 1, lists) if glued and gap.after(1) in lists.linked else 0
    water = on_water(words, at, lists)
    if water or over:
        return water or over + 1
    if not glued or not words.joined(at):
        return 0
    after = gap.after(1)
    if after[0].isupper() or ELIDED.match(after):
        return 2
    if gap.last in PREFIXES and gap.core(2):
        return 3  # "World Anti-doping Agency"
    small = after.isalpha() and words.tags[at + 1] in SECOND_HALF and after not in lists.hyphen_tails
    return 2 if small and at - gap.first > 1 and len(after) <= LONGEST_HALF else 0


def _and(gap: Gap) -> int | None:
    """Over "&", and over "and" in what a body is about."""
    joins = gap.low == "and" and gap.joined_of and gap.words.forms[gap.at - 1][0].isupper()
    joins = joins or (gap.form == "and" and joins_names(gap.words, gap.at) is True)
    if gap.form != "&" and not joins:
        return None
    return 2 if gap.core(1) else 0


def _of(gap: Gap) -> int | None:
    """Over "of" behind what it may follow inside a name."""
    may = gap.last in of_heads() or gap.joined_of
    return _over_article(gap) if gap.low == "of" and may and gap.last not in name_words().titles else None


def _in(gap: Gap) -> int | None:
    """Over "in" of an institute for something in something."""
    field = gap.low == "in" and gap.joined_of and FIELDS & {*gap.words.forms[gap.at + 1 : gap.at + 5]}
    return _over_article(gap) if field else None


def _office(gap: Gap) -> int | None:
    """Over "of" in "Secretary of State": the office goes on, and the name may follow it."""
    lists = name_words()
    if gap.low not in OFFICE_OF or gap.last not in lists.titles:
        return None
    office = gap.after(1).lower() in lists.title_after - SMALL
    return 2 if office and gap.after(1)[0].isupper() else 0


def _epithet(gap: Gap) -> int | None:
    """Over "the" to an epithet that ends the name: "the Great"."""
    if gap.low != "the" or gap.after(1).lower() not in name_words().epithets:
        return None
    return 2 if gap.after(1)[0].isupper() and not gap.core(2) else 0


def _for(gap: Gap) -> int | None:
    """Over "for" and "on" behind a body: "Council on …"."""
    lists = name_words()
    joins = (gap.low == "for" and gap.last in lists.organisation_heads) or (
        gap.low == "on" and gap.last in lists.on_heads
    )
    return _over_article(gap) if joins else None


def _possessive(gap: Gap) -> int | None:
    """Over "'s": "the People's Army", and "Hallam's Weir" where nothing follows: a place's own name."""
    lists = name_words()
    if gap.form not in POSSESSIVES or not gap.core(1):
        return None
    if joins_owner(gap.words, gap.first, gap.at):
        return 2
    heads = lists.place_heads | lists.organisation_heads
    saint = gap.at - gap.first == 2 and gap.words.forms[gap.first].lower() in SAINTS  # "St John's College"
    if saint and gap.after(1).lower() in heads:
        return 2
    if gap.last in lists.led_by and gap.after(1).lower() in lists.organisation_heads:
        return 2  # "Orrin County Sheriff's Office"
    ends = not gap.core(2) and gap.after(1).lower() in lists.place_heads
    many = gap.last.endswith("s") and gap.form in {"'", "’"} and _is_body(gap.words, gap.at + 1, lists)
    return 2 if (gap.last in lists.owners and gap.form != "'") or ends or many else 0


def _particle(gap: Gap) -> int | None:
    """Over "de la", "van der", "al"."""
    lists = name_words()
    if gap.low not in lists.particles:
        return None
    if gap.form == "I":
        return None
    verbal = gap.words.tags[gap.at] in VERBAL and gap.words.tags[gap.at - 1] not in PROPER
    return None if verbal else _over_particles(gap.words, gap.at, lists)


def _foreign(gap: Gap) -> int | None:
    """Over a small foreign word, "Sankt Orrin am Veld"."""
    lists = read_lists("foreign.toml")
    if gap.words.tags[gap.at - 1] not in PROPER | {"FW"} or not gap.form.islower():
        return None
    if gap.form not in lists["inside"]:
        return None
    second = gap.after(1)
    if (second in lists["inside"] or second in name_words().particles) and gap.core(2):
        return 3
    return 2 if gap.core(1) else None


def _elision(gap: Gap) -> int | None:
    """Over "dell’Arena" in "Via dell’Arena"."""
    return 1 if ELISION.match(gap.form) and gap.words.tags[gap.at - 1] in PROPER else None


def _comma(gap: Gap) -> int | None:
    """Over a comma to "Jr." or "Inc.", and over a ministry's fields: "Ministry of Economy, Trade and …"."""
    words, lists = gap.words, name_words()
    if gap.form != ",":
        return None
    if gap.after(1).lower() in closed_words("run_suffixes"):
        return 2
    if not gap.joined_of:
        return None
    if words.forms[gap.first].lower() not in lists.enumerating and not is_inside_body(
        words, gap.at, gap.at + 1
    ):
        return 0
    end = gap.at
    while end + 1 < len(words) and words.forms[end] == "," and core_at(words, end + 1, lists):
        end += 2
        while core_at(words, end, lists):
            end += 1
        if words.forms[end - 1].lower() in lists.organisation_heads:
            return 0  # "…, Central Bank, …": another body
    joined = end + 1 < len(words) and words.forms[end] in {"and", "&"} and core_at(words, end + 1, lists)
    return end - gap.at if joined else 0


def _slash(gap: Gap) -> int | None:
    """Over "/S" of "Nordlys Line A/S", or "a/l" of "Arumugam a/l Subramaniam"."""
    alone = gap.form == "/"
    if not is_slash(gap.words, gap.at if alone else gap.at + 1):
        return None
    if alone:
        return 2
    return 4 if gap.core(3) else 0


def _inside(gap: Gap) -> int | None:
    """Over small words that the encoder takes for the inside of one name: "Nodi o Manush"."""
    words, at = gap.words, gap.at
    end = at
    while end < len(words) and end - at < MOST_SMALL and words.forms[end].islower():
        end += 1
    if end == at or not words.judged or not gap.core(end - at):
        return None
    own = words.judged[at - 1 : end + 1]
    kinds = {max(range(len(judged)), key=judged.__getitem__) for judged in own}
    return end + 1 - at if len(kinds) == 1 and min(max(judged) for judged in own) >= INSIDE else None


RULES: tuple[Rule, ...] = (
    _hyphen,
    _and,
    _of,
    _in,
    _office,
    _epithet,
    _for,
    _possessive,
    _particle,
    _foreign,
    _elision,
    _comma,
    _slash,
    _inside,
)


def _over_article(gap: Gap) -> int:
    """Over "of" or "of the" to a capitalised word."""
    if gap.core(1):
        return 2
    return 3 if gap.after(1) == "the" and gap.core(2) else 0


def _is_body(words: Words, at: int, lists: NameWords) -> bool:
    """Whether the capitals that begin at a word end in what an organisation is called by."""
    end = at
    while core_at(words, end, lists):
        end += 1
    return end > at and words.forms[end - 1].lower() in lists.organisation_heads


def _over_particles(words: Words, at: int, lists: NameWords) -> int:
    """Over "de la", "van der", "al-" to a capitalised word."""
    steps = 0
    while steps < 4 and at + steps < len(words):
        form = words.forms[at + steps]
        if form in APOSTROPHES and words.forms[at + steps + 1 : at + steps + 2] == ("t",):
            steps += 2  # "van ’t Veld"
            continue
        if form.lower() not in lists.particles | lists.linked and not (form in HYPHENS and steps):
            break
        steps += 1
    return steps + 1 if core_at(words, at + steps, lists) else 0
