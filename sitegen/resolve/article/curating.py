"""The editor's word inside one article: which mentions a curation entry claims, adds or takes away.

In: an article's mentions and the compiled entries. Out: the mentions that count, and for those that an
entry claims its id. A name or alias found in the text is a mention even where none was recognised;
what is recognised around it gives way, unless it is a longer name of its own ("Marc Halloran" for the
alias "Halloran").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sitegen.model.annotation import EDITOR, EntityType, Mention
from sitegen.model.article import ArticleId
from sitegen.model.curation import Curation, CurationEntry
from sitegen.model.text import Span
from sitegen.resolve.article.cluster import name_of
from sitegen.resolve.article.linking import EntryNames
from sitegen.resolve.curation.entries import Articles
from sitegen.resolve.names.aliases import FoundName, NameFinder
from sitegen.resolve.names.forms import Name, fold, person_name, thing_name
from sitegen.resolve.vocabulary.wordlists import TITLES

ANNOTATOR = "curation"
_AROUND = TITLES | {"the"}


@dataclass(frozen=True, slots=True)
class Curated:
    """An article's mentions after curation."""

    mentions: tuple[Mention, ...]
    claims: dict[Span, str]
    """Span of a mention to the id of the entry that claims it."""
    used: frozenset[str]
    """Ids of entries that this article's text touches, those that ignore among them."""


_Hit = tuple[FoundName, CurationEntry]
_Claims = list[tuple[CurationEntry, Articles]]


class Rules:
    """The entries, compiled: built once for a site."""

    def __init__(self, curation: Curation) -> None:
        self.curation = curation
        self.entries = curation.by_id()
        self._names: dict[str, _Claims] = defaultdict(list)
        self._keys: dict[tuple[bool, str], _Claims] = defaultdict(list)
        for entry in self.entries.values():
            for name, articles in entry.claims():
                self._names[name].append((entry, articles))
                for is_person, key in keys_of(entry, name):
                    self._keys[is_person, key].append((entry, articles))
        self._finder = NameFinder((name, name) for name in self._names)
        self.names = {e.id: EntryNames(_name(e), _unlike(e)) for e in self.entries.values()}

    def found(self, text: str, article: ArticleId) -> list[_Hit]:
        """Names and aliases in the text, each with the one entry that claims it here."""
        hits = ((hit, _sole(self._names[hit.value], article)) for hit in self._finder.find(text))
        return [(hit, entry) for hit, entry in hits if entry is not None]

    def stated(self, mention: Mention) -> CurationEntry | None:
        """The entry of the id or name by which an editor says whose a mention is."""
        entry = self.entries.get(mention.stated)
        named = {entry.id: entry for entry, _ in self._names.get(mention.stated, [])}
        return entry or (next(iter(named.values())) if len(named) == 1 else None)

    def claimant(self, mention: Mention, text: str, article: ArticleId) -> CurationEntry | None:
        """The entry whose full name the mention has in another writing, as in a headline's capitals."""
        name = name_of(mention, text)
        entry = _sole(self._keys.get((mention.type is EntityType.PERSON, name.key), []), article)
        return entry if entry and (len(name.words) > 1 or entry.ignore) else None


def keys_of(entry: CurationEntry, name: str) -> Iterable[tuple[bool, str]]:
    """What the entry claims in any writing: whether it is a person's name, and the name's key."""
    if entry.type is None or entry.type is EntityType.PERSON or entry.ignore:
        yield True, person_name(name).key
    if entry.type is not EntityType.PERSON or entry.ignore:
        yield False, thing_name(name).key


def _name(entry: CurationEntry) -> Name:
    is_person = entry.type in {EntityType.PERSON, None}
    return person_name(entry.name) if is_person else thing_name(entry.name)


def _unlike(entry: CurationEntry) -> frozenset[str]:
    return frozenset(key for name in entry.is_not for key in (person_name(name).key, thing_name(name).key))


def _sole(claims: _Claims, article: ArticleId) -> CurationEntry | None:
    """The only entry that claims it in this article; a claim for some articles comes before one for all."""
    here = [e for e, articles in claims if article in articles] or [
        e for e, articles in claims if not articles
    ]
    return here[0] if len({e.id for e in here}) == 1 else None


def curate(
    text: str,
    mentions: Sequence[Mention],
    rules: Rules,
    article: ArticleId,
    cleared: Sequence[Span] = (),
) -> Curated:
    """The mentions that count in this article. Nothing is claimed where a mention was `cleared`."""
    dates = [m for m in mentions if m.type is EntityType.DATE]
    fixed = [m for m in mentions if m.type is not EntityType.DATE and m.annotator == EDITOR]
    names = [m for m in mentions if m.type is not EntityType.DATE and m.annotator != EDITOR]
    barred = sorted((*(m.span for m in (*dates, *fixed)), *cleared))
    kept, claims = _as_stated(fixed, rules)
    used = set(claims.values())
    at = 0
    for hit, entry in _outside(barred, rules.found(text, article)):
        while at < len(names) and names[at].span.end <= hit.span.start:
            kept.append(names[at])
            at += 1
        touched: list[Mention] = []
        while at + len(touched) < len(names) and names[at + len(touched)].span.start < hit.span.end:
            touched.append(names[at + len(touched)])
        if any(_longer_name(text, mention.span, hit.span) for mention in touched):
            continue
        at += len(touched)
        used.add(entry.id)
        if not entry.ignore:
            kept.append(_mention(hit.span, entry, touched))
            claims[hit.span] = entry.id
    kept += names[at:]
    left = []
    for mention in kept:
        claimant = None if mention.span in claims else rules.claimant(mention, text, article)
        if claimant is not None:
            used.add(claimant.id)
            claims |= {} if claimant.ignore else {mention.span: claimant.id}
        if claimant is None or not claimant.ignore:
            left.append(_typed(mention, claims, rules))
    return Curated(tuple(sorted((*left, *dates), key=lambda m: m.span)), claims, frozenset(used))


def _as_stated(fixed: Iterable[Mention], rules: Rules) -> tuple[list[Mention], dict[Span, str]]:
    """An editor's mentions, under the name of the entry that they are said to be."""
    kept: list[Mention] = []
    claims: dict[Span, str] = {}
    for mention in fixed:
        entry = rules.stated(mention) if mention.stated else None
        if entry is None or entry.ignore:
            kept.append(mention)
            continue
        kept.append(replace(mention, stated=entry.name))
        claims[mention.span] = entry.id
    return kept, claims


def _outside(barred: Sequence[Span], hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """The hits that touch no date ("May" in "last May" is nobody's name), nor what an editor corrected."""
    at = 0
    for hit, entry in hits:
        while at < len(barred) and barred[at].end <= hit.span.start:
            at += 1
        if at == len(barred) or not barred[at].overlaps(hit.span):
            yield hit, entry


def _longer_name(text: str, around: Span, inside: Span) -> bool:
    """Whether the recognised mention is a longer name: more around than titles, articles and "'s"."""
    if not around.contains(inside) or around == inside:
        return False
    rest = f"{text[around.start : inside.start]} {text[inside.end : around.end]}".split()
    return any(word[:1].isalnum() and not word.islower() and fold(word) not in _AROUND for word in rest)


def _mention(span: Span, entry: CurationEntry, touched: Sequence[Mention]) -> Mention:
    """A curated mention, with what was known of those that it replaces."""
    same = next((m for m in touched if m.span == span), touched[0] if touched else None)
    kind = entry.type or (same.type if same else EntityType.OTHER)
    if same is None:
        return Mention(span, kind, ANNOTATOR)
    return replace(same, span=span, type=kind)


def _typed(mention: Mention, claims: dict[Span, str], rules: Rules) -> Mention:
    claim = claims.get(mention.span)
    kind = rules.entries[claim].type if claim else None
    return replace(mention, type=kind) if kind and kind is not mention.type else mention
