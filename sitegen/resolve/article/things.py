"""Which names of one article mean one organisation, place or event.

In: the article's text and its mentions of anything but people, in text order. Out: clusters. Equal names are
one; an acronym joins the one name that its initials or a parenthesis give; a short form ("the Authority",
"Harrow" for a school) joins the one longer name that it can stand for. Longer than its neighbours, since each
way of being called again is a pass over the same forms, and the order of the passes counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen.model.annotation import EntityType, Mention
from sitegen.model.text import Span
from sitegen.resolve.article.cluster import (
    Cluster,
    Link,
    also_called,
    fullest,
    has_owner,
    in_one_clause,
    name_of,
    stands_alone,
)
from sitegen.resolve.article.ownership import office, owners, owns
from sitegen.resolve.article.variants import (
    core_initials,
    has_letters,
    is_clipped,
    is_cut,
    is_headed,
    is_members,
    is_of_country,
    is_turned,
    respelled,
)
from sitegen.resolve.names.forms import Name, fold, initials, is_acronym, is_generic, spells, thing_name
from sitegen.resolve.names.tongues import is_foreign, is_translated
from sitegen.resolve.vocabulary.wordlists import WordLists

_OPENS = re.compile(r"\s*[(\[]\s*(?P<article>\w+\s+)?[“\"]?\Z")
_LAST_WORD = re.compile(r"\b(\w+)\s\Z")
_CLOSES = re.compile(r"[”\"]?\s*[)\]]")
_ENDS = re.compile(r"[”\"]?\s*[)\],;]")
_ARTICLE = 12
"""Characters before a name in which an article is looked for."""
_MANY = 60
"""Bodies that other forms are tried on; it keeps the cost linear."""
_CLOSE = 6
"""Mentions of each of two bodies that are looked at; it keeps the cost of comparing them constant."""
_GAP = 8
"""Characters between a name and another in brackets."""
_OFTEN = 3
"""How often a body is named before another name that begins as its own does, where the two are two."""
_LONGEST = 16
"""Most words of a name that has short forms."""


@dataclass(slots=True)
class _Form:
    """All mentions written alike; never leaves this module."""

    name: Name
    links: list[Link]
    type: EntityType
    target: _Form | None = None
    open: tuple[str, ...] = ()
    """Names that it could be short for, where it was joined to none of them."""
    reason: str = "same name"
    definite: bool = False
    """Whether "the" is always before it."""
    parted: bool = False
    """Whether an editor, or the word before it, says that it is no other's name."""

    @property
    def start(self) -> int:
        return self.links[0].mention.span.start

    @property
    def last(self) -> int:
        return self.links[-1].mention.span.start

    def head(self) -> _Form:
        form = self
        while form.target is not None:
            form = form.target
        return form


def link_things(text: str, mentions: Sequence[Mention], language: str) -> tuple[Cluster, ...]:
    """Clusters of what `mentions` name."""
    links = [Link(m, name_of(m, text, language), "same name") for m in mentions]
    owned = owners(links, text)
    groups: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        owner = owned.get(link.mention.span, "")
        groups[" ".join(office(link.name)) if owner else _key(link), owner].append(link)
    forms = [_Form(fullest(x.name for x in g), g, voted(x.mention.type for x in g)) for g in groups.values()]
    for form in forms:
        form.parted = stands_alone(form.links, text) or _is_of_others(form, text)
        form.definite = all(_is_definite(link, text) for link in form.links)
    by_key = {link.name.key: form for form in forms for link in form.links}
    _join_owned(forms, owned)
    _join_parentheses(text, links, by_key)
    for long, short in also_called(text, links):
        _join(by_key[short.name.key], by_key[long.name.key], "also called so:")
    _join_respelled(forms)
    _join_acronyms(forms)
    _join_short(forms, text)
    _join_variants(forms)
    clusters: dict[int, list[_Form]] = defaultdict(list)
    for form in forms:
        clusters[id(form.head())].append(form)
    return tuple(_cluster(group) for group in clusters.values())


def _join_owned(forms: Sequence[_Form], owned: Mapping[Span, str]) -> None:
    """Bodies of one name to the longer names that say whose they are; the others are nobody else's."""
    longer: dict[str, list[_Form]] = defaultdict(list)
    for form in forms if owned else ():
        for part in _parts(form.name):
            longer[part].append(form)
    for form in forms:
        owner = owned.get(form.links[0].mention.span, "")
        if owner:
            names = {link.name.key: link.name for link in form.links}
            able = [x for key, own in names.items() for x in longer[key][:_MANY] if owns(owner, own, x.name)]
            if len(able) == 1:
                _join(form, able[0], "short for")
            form.parted = True


def _is_of_others(form: _Form, text: str) -> bool:
    """Whether each mention of a body in one word says whose: "the French Senate" is not the US Senate."""
    body = form.type is EntityType.ORGANISATION and len(form.name.words) == 1
    return body and all(has_owner(link, text) for link in form.links)


def _is_definite(link: Link, text: str) -> bool:
    """Whether "the" stands right before."""
    at = link.mention.span.start
    before = _LAST_WORD.search(text, max(0, at - _ARTICLE), at)
    return before is not None and before[1].lower() in link.name.lists.definite


def _key(link: Link) -> str:
    """Equal for mentions of one name, and for names that the gazetteer knows as one."""
    known = link.mention.canonical
    return thing_name(known, link.name.language).key if known else link.name.key


def voted(types: Iterable[EntityType]) -> EntityType:
    """The most frequent type, the first seen among equals."""
    votes = list(types)
    return max(dict.fromkeys(votes), key=votes.count)


def _cluster(forms: Sequence[_Form]) -> Cluster:
    head = forms[0].head()
    links = [Link(link.mention, link.name, form.reason) for form in forms for link in form.links]
    links.sort(key=lambda link: link.mention.span)
    return Cluster(head.type, head.name, tuple(links), head.open)


def _join(short: _Form, long: _Form, reason: str) -> None:
    """Make `short` a name of `long`, unless they are one already."""
    if short.target is None and not short.parted and long.head() is not short:
        short.target, short.reason = long.head(), f"{reason} {long.head().name.text}"


def _join_parentheses(text: str, links: Sequence[Link], by_key: dict[str, _Form]) -> None:
    """Either way round: "Merrow Harbour Authority (MHA)"."""
    for before, after in pairwise(links):
        gap = text[before.mention.span.end : after.mention.span.start]
        opens = _OPENS.match(gap) if len(gap) <= _GAP else None
        if opens is None or not _ENDS.match(text, after.mention.span.end):
            continue
        if (word := opens["article"]) and word.strip() not in after.name.lists.definite:
            continue
        short, long = sorted((before.name, after.name), key=lambda n: (len(n.words), not _is_acronym(n)))
        spelled = _is_acronym(short) and spells(short.text, long)
        if _are_two_tongues(before, after):
            _join(by_key[after.name.key], by_key[before.name.key], "in parentheses beside")
        elif not _CLOSES.match(text, after.mention.span.end):
            continue
        elif spelled or _is_given(before, after) or is_clipped(short, long):
            _join(by_key[short.key], by_key[long.key], "in parentheses beside")


def _is_acronym(name: Name) -> bool:
    return is_acronym(name.text, name.language)


def _are_two_tongues(before: Link, after: Link) -> bool:
    """Whether a body's name stands beside its name in another tongue: "Basque League (Euskal Liga)"."""
    bodies = before.mention.type is after.mention.type is EntityType.ORGANISATION
    several = min(len(before.name.words), len(after.name.words)) > 1
    return bodies and several and is_foreign(before.name) != is_foreign(after.name)


def _is_given(before: Link, after: Link) -> bool:
    """Whether a body's letters stand behind its name: "Union of Clerks (OYDA)", "Vel (VLX)"."""
    bodies = before.mention.type is after.mention.type is EntityType.ORGANISATION
    letters = _is_acronym(after.name) and not _is_acronym(before.name)
    return bodies and letters and not after.mention.canonical


def _join_acronyms(forms: Sequence[_Form]) -> None:
    """An acronym to the one name with these initials."""
    spelled: dict[str, dict[int, _Form]] = defaultdict(dict)
    partly: dict[str, dict[int, _Form]] = defaultdict(dict)
    for form in forms:
        if len(form.name.words) > 1:
            for letters in initials(form.name):
                spelled[letters][id(form.head())] = form.head()
            partly[core_initials(form.name)][id(form.head())] = form.head()
    for form in forms:
        if _is_acronym(form.name):
            letters = fold(form.name.text).replace("-", "")
            found = list(spelled.get(letters, {}).values()) or list(partly.get(letters, {}).values())
            if form.type is EntityType.PLACE:  # "US" is a country beside a University of Selm, too
                found = [other for other in found if other.type is EntityType.PLACE]
            before = [other for other in found if other.start < form.start]
            if len(found) == 1:
                _join(form, found[0], "initials of")
            elif len(before) == 1:
                _join(form, before[0], "initials of the only one named so far,")
            elif form.target is None:
                form.open = tuple(sorted(other.name.text for other in found))


def _join_variants(forms: Sequence[_Form]) -> None:
    """What is still alone to the one body that it can be in another form; see `variants`."""
    heads = [f for f in forms if f.target is None and f.type is EntityType.ORGANISATION]
    long = [f for f in heads if len(f.name.words) > 1][:_MANY]
    places = frozenset(f.name.words[0][0] for f in forms if f.type is EntityType.PLACE and f.name.words)
    for form in heads:
        if form.target is not None:
            continue
        if _is_acronym(form.name):
            able = [f for f in long if has_letters(form.name.text, f.name)]
            able = able or [f for f in long if is_of_country(form.name.text, f.name, places)]
        elif len(form.name.words) == 1:
            able = [f for f in long if is_clipped(form.name, f.name) or is_members(form.name, f.name)]
        else:
            able = [f for f in long if f is not form and _is_variant(form, f)]
        found = {id(f.head()): f.head() for f in able if f.head() is not form}
        if len(found) == 1 and not form.open:
            _join(form, next(iter(found.values())), "another form of")


def _is_variant(form: _Form, other: _Form) -> bool:
    """Whether a body's name of several words is another one's, which is fuller or was there before."""
    a, b = form.name, other.name
    if is_headed(a, b) or is_members(a, b):
        return True
    before = other.start < form.start
    return before and (is_turned(a, b) or is_cut(a, b) or is_translated(a, b))


def _join_respelled(forms: Sequence[_Form]) -> None:
    """A name to the same one that was spelled otherwise before, or is cut short."""
    known: dict[tuple[EntityType, tuple[str, ...]], _Form] = {}
    beginning: dict[str, list[_Form]] = defaultdict(list)
    for form in sorted(forms, key=lambda f: f.start):
        first = known.setdefault((form.type, respelled(form.name)), form)
        near = beginning[form.name.words[0]] if form.name.words else []
        cut = [f for f in near[:_MANY] if is_cut(form.name, f.name) and f.type is form.type]
        near.append(form)
        if first is not form:
            _join(form, first, "in another spelling")
        elif len(cut) == 1:
            short, long = sorted((form, cut[0]), key=lambda f: len(f.name.key))
            _join(short, long, "cut short from")


def _is_firm(form: _Form, text: str) -> bool:
    """Whether a legal form once ends the name: "Orrin Inc" is not short for "Orrin Music"."""
    last = (fold(link.mention.span.of(text).split()[-1]) for link in form.links)
    return len(form.name.words) == 1 and not form.name.lists.legal_forms.isdisjoint(last)


def _join_short(forms: Sequence[_Form], text: str) -> None:
    """Short forms to the one longer name that each can stand for, longer ones first."""
    longer: dict[str, list[_Form]] = defaultdict(list)
    ordered = sorted(forms, key=lambda f: (-len(f.name.words), f.start))
    for form in ordered:
        if form.target is None and not form.links[0].mention.canonical and not _is_firm(form, text):
            able = [f for f in longer[form.name.key] if _stands_for(form, f) and not _beside(form, f, text)]
            ends = [f for f in able if f.name.words[-len(form.name.words) :] == form.name.words]
            found = {id(f.head()): f.head() for f in ends or able}
            before = [f for f in found.values() if f.start < form.start]
            if len(found) == 1:
                _join(form, next(iter(found.values())), "short for")
            elif len(before) == 1:
                _join(form, before[0], "short for the only one named so far,")
        for part in _parts(form.name):
            longer[part].append(form)


def _parts(name: Name) -> Iterable[str]:
    """Every proper beginning and end of a name; of a very long one, which nobody shortens, none."""
    words = name.words
    for cut in range(1, len(words) if len(words) <= _LONGEST else 0):
        yield " ".join(words[:cut]).replace("-", " ")
        yield " ".join(words[cut:]).replace("-", " ")
    core = _core(name)
    for cut in range(1, len(core) if len(words) <= _LONGEST else 0):
        yield " ".join(core[cut:]).replace("-", " ")


def _core(name: Name) -> tuple[str, ...]:
    """What stands before the first small word of a long name: "Olga Halden Center" of "… for a New World"."""
    at = next((n for n, word in enumerate(name.words) if n and word in name.lists.function_words), 0)
    return name.words[:at]


def _stands_for(short: _Form, long: _Form) -> bool:
    """Whether `short`, a beginning or end of `long`, can be used for it.

    What follows "of" names something else ("England" is not the Bank of England). A common noun must be
    the longer name's head; a place is not named by one of its words ("York", "Korea") unless the other
    is a landform ("Mount", "Lake"); a name in front leaves out one word ("Goldman"), not more.
    """
    words, rest = short.name.words, len(long.name.words) - len(short.name.words)
    lists = long.name.lists
    at_end = long.name.words[rest:] == words
    before = frozenset(long.name.words[:rest])
    bare = at_end and long.type is EntityType.PLACE and _is_kind_of_place(long.name.words[:rest], lists)
    if bare and (short.type is long.type or short.definite):
        return True  # "the Wharne" for the River Wharne, for whatever it is taken
    if at_end and not lists.function_words.isdisjoint(before):
        return False
    if short.type is long.type is EntityType.PLACE and len(words) == 1 and words[0] in lists.compass:
        return not at_end and long.start < short.start  # "the North" for North Korrel
    if is_generic(short.name):
        follows = long.name.words[len(words)] if not at_end else ""
        return (at_end or follows in lists.function_words) and _same_kind(short, long)
    if short.type is not long.type:
        return False
    if short.type is EntityType.PLACE:
        return _comma_follows(short, long) or _is_in_land(short, long)
    if not at_end and _is_another(short, long):
        return False
    core = _core(long.name)
    if short.type is EntityType.ORGANISATION and 1 < len(words) < len(core) and core[-len(words) :] == words:
        return True  # "Halden Center" for "Olga Halden Center for a New World"
    return at_end or rest == 1 or _is_house(short, long) or _is_the_one(short, long)


def _is_kind_of_place(words: Sequence[str], lists: WordLists) -> bool:
    """Whether words before a place's name are only what it is: "Mount", "Isle of"; not "Port of"."""
    kind, *of = words or ("",)
    return (kind in lists.landforms and not of) or (kind in lists.lands_of and lists.turning.issuperset(of))


def _is_another(short: _Form, long: _Form) -> bool:
    """Whether a body has been named often before a longer name with something of its own: "Yarro Japan".

    That is a branch, or what the body makes; what says its kind is only its whole name: "Yarro Group".
    """
    lists, rest = long.name.lists, long.name.words[len(short.name.words) :]
    kinds = lists.generic | lists.organisation_nouns | lists.legal_forms | lists.function_words
    often = len(short.links) >= _OFTEN and short.links[_OFTEN - 1].mention.span.start < long.start
    return often and kinds.isdisjoint(rest)


def _beside(short: _Form, long: _Form, text: str) -> bool:
    """Whether two bodies stand in one clause without a comma: "Yarro owns Yarro Cloud" names two."""
    if long.type is not EntityType.ORGANISATION or is_generic(short.name):
        return False
    pairs = ((a.mention.span, b.mention.span) for a in short.links[:_CLOSE] for b in long.links[:_CLOSE])
    gaps = ((min(a, b).end, max(a, b).start) for a, b in pairs)
    return any(in_one_clause(*gap, text) and "," not in text[slice(*gap)] for gap in gaps)


def _is_house(short: _Form, long: _Form) -> bool:
    """Whether a body may be called by how its name begins: "Hallam" for "Hallam Ship Repair & Marine plc".

    A club or union of its people is another body, and so is what has "of" or "for" behind the beginning, and
    "Hallam University" beside "Hallam University Press"; below the headline a house is named in full first.
    """
    rest, lists = long.name.words[len(short.name.words) :], long.name.lists
    plain = lists.function_words.isdisjoint(rest[:1]) and lists.attached.isdisjoint(rest)
    plain = plain and lists.organisation_nouns.isdisjoint(short.name.words) and long.start < short.last
    return long.type is EntityType.ORGANISATION and plain and not _is_acronym(long.name)


def _is_the_one(short: _Form, long: _Form) -> bool:
    """Whether a word with its article is a body's in another tongue: "the Cinemateca" for one "del Veld"."""
    bodies = short.type is long.type is EntityType.ORGANISATION
    return bodies and short.definite and len(short.name.words) == 1 and long.start < short.start


def _is_in_land(short: _Form, long: _Form) -> bool:
    """As "Hallam" for "the Hallam Strip": a stretch of land or water by the name alone."""
    return long.name.words[: len(short.name.words)] == short.name.words and (
        len(long.name.words) == len(short.name.words) + 1
        and (
            long.name.words[-1] in long.name.lists.stretches
            or (short.definite and long.name.words[-1] in long.name.lists.waters)
        )
    )


def _same_kind(short: _Form, long: _Form) -> bool:
    return short.type is long.type or EntityType.OTHER in (short.type, long.type)


def _comma_follows(short: _Form, long: _Form) -> bool:
    """As "Washington" for "Washington, D.C."."""
    return long.name.text.casefold().startswith(short.name.text.casefold() + ",")
