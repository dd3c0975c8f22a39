"""The editor's word inside one article: which mentions a curation entry claims, adds or takes away.

In: an article's mentions and the compiled entries. Out: the mentions that count, and for those that an
entry claims its id. A name or alias found in the text is a mention even where none was recognised;
what is recognised around it gives way, unless it is a longer name of its own ("Marc Halloran" for the
alias "Halloran").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from sitegen.resolve.vocabulary.wordlists import word_lists
from sitegen.wordfiles import languages, words_of

ANNOTATOR = "curation"
READ_AS = (*sorted(languages()), "")
"""Languages whose words take a name apart, and none."""


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
        self._keys: dict[tuple[str, bool, str], _Claims] = defaultdict(list)
        for entry in self.entries.values():
            for name, articles in entry.claims():
                self._names[name].append((entry, articles))
                for key in keys_of(entry, name):
                    self._keys[key].append((entry, articles))
        self._finder = NameFinder((name, name) for name in self._names)
        self._drawing = {language: self._drawing_in(language) for language in READ_AS}

    def found(self, text: str, article: ArticleId) -> list[_Hit]:
        """Names and aliases in the text, each with the one entry that claims it here."""
        hits = ((hit, _sole(self._names[hit.value], article)) for hit in self._finder.find(text))
        return [(hit, entry) for hit, entry in hits if entry is not None]

    def _drawing_in(self, language: str) -> Mapping[str, EntryNames]:
        return {e.id: EntryNames(_name(e, language), _unlike(e, language)) for e in self.entries.values()}

    def names(self, language: str) -> Mapping[str, EntryNames]:
        """What linking must know of each entry, by id, as an article of this language reads its names."""
        return self._drawing[words_of(language)]

    def stated(self, mention: Mention) -> CurationEntry | None:
        """The entry of the id or name by which an editor says whose a mention is."""
        entry = self.entries.get(mention.stated)
        named = {entry.id: entry for entry, _ in self._names.get(mention.stated, [])}
        return entry or (next(iter(named.values())) if len(named) == 1 else None)

    def claimant(
        self, mention: Mention, text: str, article: ArticleId, language: str
    ) -> CurationEntry | None:
        """The entry whose full name the mention has in another writing, as in a headline's capitals."""
        name = name_of(mention, text, language)
        key = name.language, mention.type is EntityType.PERSON, name.key
        entry = _sole(self._keys.get(key, []), article)
        return entry if entry and (len(name.words) > 1 or entry.ignore) else None


def keys_of(entry: CurationEntry, name: str) -> Iterable[tuple[str, bool, str]]:
    """What the entry claims in any writing: in which language, whether a person's name, and the name's key.

    An entry has no language: each article reads its names as it reads its own.
    """
    for language in READ_AS:
        if entry.type is None or entry.type is EntityType.PERSON or entry.ignore:
            yield language, True, person_name(name, language).key
        if entry.type is not EntityType.PERSON or entry.ignore:
            yield language, False, thing_name(name, language).key


def _name(entry: CurationEntry, language: str) -> Name:
    is_person = entry.type in {EntityType.PERSON, None}
    return person_name(entry.name, language) if is_person else thing_name(entry.name, language)


def _unlike(entry: CurationEntry, language: str) -> frozenset[str]:
    names = ((person_name(name, language), thing_name(name, language)) for name in entry.is_not)
    return frozenset(name.key for pair in names for name in pair)


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
    language: str,
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
        if any(_longer_name(text, mention.span, hit.span, language) for mention in touched):
            continue
        at += len(touched)
        used.add(entry.id)
        if not entry.ignore:
            kept.append(_mention(hit.span, entry, touched))
            claims[hit.span] = entry.id
    kept += names[at:]
    left = []
    for mention in kept:
        claimant = None if mention.span in claims else rules.claimant(mention, text, article, language)
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


def _longer_name(text: str, around: Span, inside: Span, language: str) -> bool:
    """Whether the recognised mention is a longer name: more around than titles, articles and "'s"."""
    if not around.contains(inside) or around == inside:
        return False
    rest = f"{text[around.start : inside.start]} {text[inside.end : around.end]}".split()
    lists = word_lists(language)
    names = (fold(word) for word in rest if word[:1].isalnum() and not word.islower())
    return any(name not in lists.titles and name not in lists.definite for name in names)


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
