"""When two people of one full name cannot be one: the explicit rule.

In: what articles say beside the name. Out: evidence, and whether two pieces of it exclude each other.
Three things count, for these reasons:

- **Age.** "44" in an article of 2026 and "71" in one of 2025 are not one life; two years are allowed for.
- **Field.** A goalkeeper is not a bishop in the same season. Only fields that hardly anyone holds
  together exclude each other (`EXCLUSIVE`); a professor may become a minister, so those two do not. A
  description with "former" or the like says nothing of the present.
- **Gender**, where titles or pronouns in both articles say it.

Everything else (places, employers, party) changes too often to part anyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sitegen.resolve.article.cluster import Cluster, gender_of
from sitegen.resolve.article.descriptions import head_part
from sitegen.resolve.names.forms import fold
from sitegen.resolve.vocabulary.wordlists import word_lists
from sitegen.wordfiles import languages, pattern

_YEARS_APART = 2
EXCLUSIVE = frozenset(pair for language in languages() for pair in word_lists(language).fields_exclusive)
"""Fields have the same names whatever an article's language: two articles may be of two."""


@dataclass(frozen=True, slots=True)
class MergeEvidence:
    """What sets one bearer of a name apart from another."""

    genders: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    born: tuple[int, int] | None = None
    """Earliest and latest year of birth that ages in articles give."""

    def __or__(self, other: MergeEvidence) -> MergeEvidence:
        years = [*(self.born or ()), *(other.born or ())]
        born = (min(years), max(years)) if years else None
        return MergeEvidence(self.genders | other.genders, self.fields | other.fields, born)

    def __bool__(self) -> bool:
        return bool(self.fields or self.born)

    def label(self) -> str:
        """A word to tell this one's page from a namesake's."""
        if self.fields:
            return min(self.fields)
        if self.born:
            return f"born-{self.born[0]}"
        return {"m": "mr", "f": "ms"}.get("".join(self.genders), "")


def evidence(cluster: Cluster, text: str, date: datetime | None) -> MergeEvidence:
    """What the article says of a person beside the name."""
    described = [d.span.of(text) for link in cluster.links for d in link.mention.descriptions]
    genders = [gender_of(link, text) for link in cluster.links]
    return evidence_of(described, genders, date, cluster.name.language)


def evidence_of(
    described: Sequence[str], genders: Iterable[str | None], date: datetime | None, language: str
) -> MergeEvidence:
    """Evidence from descriptions, from what titles and pronouns tell, and from the article's date."""
    past = word_lists(language).past
    now = [words for words in described if past.isdisjoint(fold(w) for w in words.split())]
    told = frozenset(gender for gender in genders if gender)
    ages = {age for words in described for age in _ages(words, language)} if date else set()
    born = (date.year - max(ages), date.year - min(ages)) if ages and date else None
    return MergeEvidence(told if len(told) == 1 else frozenset(), frozenset(_fields(now, language)), born)


def _ages(words: str, language: str) -> Iterable[int]:
    found = pattern("age", language).finditer(words.strip(" ,."))
    return (int(next(filter(None, match.groups()))) for match in found)


def _fields(descriptions: Iterable[str], language: str) -> Iterable[str]:
    fields = word_lists(language).fields
    for described in descriptions:
        head = fold((head_part(described, language).split() or [""])[-1])
        field = fields.get(head) or fields.get(head.removesuffix("s"))
        if field:
            yield field


def conflict(a: MergeEvidence, b: MergeEvidence) -> str:
    """Why the two cannot be one, in words; "" where they can."""
    if a.born and b.born and max(a.born[0], b.born[0]) - min(a.born[1], b.born[1]) > _YEARS_APART:
        return f"ages differ: born about {a.born[0]} and {b.born[0]}"
    if a.genders and b.genders and a.genders.isdisjoint(b.genders):
        return "he in one article, she in another"
    if a.fields and b.fields and a.fields.isdisjoint(b.fields):
        for one in sorted(a.fields):
            for other in sorted(b.fields):
                if frozenset((one, other)) in EXCLUSIVE:
                    return f"{one} in one article, {other} in another"
    return ""


def agree(a: MergeEvidence, b: MergeEvidence) -> bool:
    """Whether something sets the two apart from others in the same way."""
    near = bool(a.born and b.born) and not conflict(MergeEvidence(born=a.born), MergeEvidence(born=b.born))
    return near or not a.fields.isdisjoint(b.fields)
