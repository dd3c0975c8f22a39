"""Which of several people of one family name is meant by the bare name.

In: those who may be meant, in order of first mention, where the short form stands, and the text. Out: the
one whom the text points out, with the reason in words; none where it is a toss-up. How they were introduced
speaks first (a son or wife of somebody is called by the first name, or by "Mr"), then the paragraph, then
who has been called so before, and who is named far more often.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitegen.resolve.article.cluster import Link
from sitegen.resolve.article.person import Person
from sitegen.resolve.names.forms import Name, family
from sitegen.wordfiles import pattern

OFTEN = 3
"""How many times as often as any other somebody must be named."""
MOST = 400
"""Mentions of one person that are looked at; it keeps the cost of the next constant."""
AROUND = 48
"""Characters before and behind a name in which kin is told."""
CALLED = "the only one called so before"


def is_kin(person: Person, text: str) -> bool:
    """Whether somebody is first named as another's: "his wife, Ana Halden", "the son of Otto Moray"."""
    return is_named_as_kin(person.links, text)


def is_named_as_kin(links: Iterable[Link], text: str) -> bool:
    """Whether the first of some mentions, at least one, names somebody as another's kin."""
    link = min(links, key=lambda link: link.mention.span)
    start, end, language = link.mention.span.start, link.mention.span.end, link.name.language
    return bool(
        pattern("kin_before", language).search(text, max(0, start - AROUND), start)
        or pattern("kin_behind", language).match(text[end : end + AROUND])
    )


def standing(
    found: Sequence[Person], name: Name, at: int, text: str, *, titled: bool
) -> tuple[Person, str] | None:
    """The one of `found` whom the short name at `at` means, and why. `titled`: by "Mr"."""
    if pattern("told_apart", name.language).search(text, max(0, at - AROUND), at):
        return None  # told apart in a way that needs understanding
    named = [p for p in found if p.start < at]
    called = [p for p in named if _called(p, name, at)]
    if not _share(found, name):
        alone = len(called) == 1 and (not titled or _are_called_else(found, called[0]))
        return (called[0], CALLED) if alone else None
    begin = text.rfind("\n", 0, at) + 1
    if not named:
        return _below(found, text) if not begin else None
    here = [p for p in named if _last(p, at) >= begin]
    others = [p for p in named if not is_kin(p, text)]
    if len(others) == 1 and not titled:
        return others[0], "the others are named as kin"
    if len(here) == 1:
        return here[0], "the only one named in this paragraph"
    if len(called) == 1 and not titled:
        return called[0], CALLED
    before = text.rfind("\n", 0, len(text[:begin].rstrip())) + 1
    lately = [p for p in named if _last(p, at) >= before]
    if len(lately) == 1:
        return lately[0], "the only one named lately"
    counts = sorted(((_times(p, at), -p.start, p) for p in named), key=lambda item: item[:2], reverse=True)
    if len(counts) > 1 and counts[0][0] >= OFTEN * counts[1][0]:
        return counts[0][2], "named far more often"
    return None


def _below(found: Sequence[Person], text: str) -> tuple[Person, str] | None:
    """Of whom a headline speaks: who is named first below it, where the next one is in a later paragraph."""
    first, second = sorted(found, key=lambda p: p.start)[:2]
    apart = "\n" in text[first.start : second.start]
    return (first, "the first named below the headline") if apart and not is_kin(first, text) else None


def _called(person: Person, name: Name, at: int) -> bool:
    """Whether somebody has been called by the bare name before `at`."""
    return any(
        link.name.words == name.words and link.mention.span.start < at for link in person.links[-MOST:]
    )


def _are_called_else(found: Sequence[Person], one: Person) -> bool:
    """Whether nobody else has this family name: "Ana Lafta" beside "Omar Lafta Jebur"."""
    return all(family(p.name) != family(one.name) for p in found if p is not one)


def _share(found: Sequence[Person], name: Name) -> bool:
    """Whether the name is everybody's last, with nothing but given names before; or everybody's first."""
    words = name.words
    last = all(
        words == family(p.name) and len(p.name.words) - len(words) < 3 and p.ends_in(name) for p in found
    )
    return last or all(p.name.words[: len(words)] == words for p in found)


def _last(person: Person, at: int) -> int:
    """Where somebody is last named before `at`; -1 if nowhere."""
    return max((s for link in person.links[-MOST:] if (s := link.mention.span.start) < at), default=-1)


def _times(person: Person, at: int) -> int:
    return sum(link.mention.span.start < at for link in person.links[-MOST:])
