"""Capitalised words that name nobody: common nouns, units, species, kinds and emphasis.

In: `Words` and its `Name`s, each with the key under which its votes are counted. Out: the keys that are no
names in this text, and answers for single mentions. A capital proves little: sentences begin with one, and
writers give one to what matters to them ("an Oath"). What the whole text does with the word proves more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.names import types as evidence
from sitegen.annotate.names.edges import Name
from sitegen.annotate.names.own_words import EVENT, ORGANISATION, PERSON, PLACE, Scores
from sitegen.annotate.names.runs.core import is_judged
from sitegen.annotate.names.spans import POSSESSIVES, is_document
from sitegen.annotate.names.titles import OFFICE_OF
from sitegen.annotate.parse.datelines import towns
from sitegen.annotate.parse.tagset import FOLLOW_NAMES, PLURALS
from sitegen.annotate.parse.words import Range, Words, may_begin
from sitegen.model.annotation import EntityType
from sitegen.wordfiles import pattern

SIBILANTS = tuple(sorted(closed_words("sibilant_plurals")))
MODIFIERS = frozenset({"compound", "nmod", "amod", "poss", "nummod"})
"""What a word is to the noun after it."""
SPECIES = pattern("species")
"""The second half of a species' name, where the tagger takes it for a proper noun."""
FAITHS = pattern("faiths")
SMALL = 3
"""How often the text must write a word small for each time that it writes it large."""
BODY = 0.5
"""How sure the encoder has to be that what the tagger takes for a common noun is a body: "Rovers won"."""
EMPHASIS = frozenset(
    {"JJ", "JJR", "JJS", "RB", "RBR", "RBS", "DT", "PDT", "MD", "PRP", "VB", "VBD", "VBP", "VBG"}
)


def common_nouns(words: Words, names: Sequence[Name], keys: Sequence[str]) -> frozenset[str]:
    """Keys that are no names in this text."""
    own = [(name, key) for name, key in zip(names, keys, strict=True) if name.title is None]
    return frozenset(
        {
            *_small(words, names, keys),
            *_mostly_small(words, own),
            *_mostly(words, own, _is_one_of_many),
            *_mostly(words, own, _is_bare_plural),
            *_mostly(words, own, _is_phrase),
            *(key for name, key in own if _is_species(words, name.range)),
        }
    )


def _small(words: Words, names: Sequence[Name], keys: Sequence[str]) -> frozenset[str]:
    """Words that the text writes small elsewhere, and large only where a sentence or a headline begins."""
    small = {form for form in words.forms if form.islower()} & {*keys}
    acronyms = gazetteer().acronyms
    for name, key in zip(names, keys, strict=True):
        form = words.forms[name.range.first]
        shouted = form.isupper() and len(key) > 1
        if key in small and (form in acronyms or not (shouted or may_begin(words, name.range.first))):
            small.discard(key)
    return frozenset(small)


def _mostly_small(words: Words, own: Sequence[tuple[Name, str]]) -> frozenset[str]:
    """Lone words that the text writes small far more often, wherever the capital is: "a study of Ants"."""
    large = Counter(key for name, key in own if name.range.last - name.range.first == 1)
    small = Counter(form for form in words.forms if form.islower() and form in large)
    parts = {form.casefold() for form in _longer(words, own)}
    return frozenset(
        key
        for name, key in own
        if small[key] >= SMALL * large[key] > 0 and key not in parts and not _is_known(words, name.range)
    )


def _mostly(
    words: Words, own: Sequence[tuple[Name, str]], test: Callable[[Words, Name], bool]
) -> frozenset[str]:
    """Keys for half of whose mentions, or more, the test holds; none that is a part of a longer name."""
    times = Counter(key for _, key in own)
    hits = Counter(key for name, key in own if test(words, name))
    parts = {form.casefold() for form in _longer(words, own)} if hits else set()
    return frozenset(key for key, count in hits.items() if 2 * count >= times[key] and key not in parts)


def _longer(words: Words, own: Sequence[tuple[Name, str]]) -> Iterator[str]:
    """The words of the names of several words."""
    for name, _ in own:
        if name.range.last - name.range.first > 1:
            yield from words.forms[name.range.first : name.range.last]


def _is_one_of_many(words: Words, name: Name) -> bool:
    """Whether a lone word is counted or is one of a kind: "an Oath", "3 RBI"; not "a Veldt engine"."""
    at, last = name.range
    if last - at > 1 or not at or words.deps[at] in MODIFIERS or _is_known(words, name.range):
        return False
    before = words.forms[at - 1].lower()
    counted = words.tags[at - 1] == "CD" and words.heads[at - 1] == at and words.forms[at].isupper()
    return counted or (before in closed_words("indefinite_articles") and name.vote is not EntityType.PERSON)


def _is_bare_plural(words: Words, name: Name) -> bool:
    """Whether a plural without an article names a kind: "Moon Rocks, Meteorites"; teams have one."""
    first, last = name.range
    lists = name_words()
    final = words.forms[last - 1].lower()
    if words.tags[last - 1] not in PLURALS or not final.endswith("s") or name.vote in {PERSON, PLACE, EVENT}:
        return False
    if OFFICE_OF & {*words.forms[first:last]} or evidence.is_judged_name(words, name.range):
        return False  # "Council for the Welfare of Farmers": the plural is not what is named
    if final in lists.organisation_heads and final[:-1] in lists.organisation_heads and last - first == 1:
        return True  # "the Courts"
    heads = lists.organisation_heads | lists.place_heads | lists.event_heads | lists.events_alone
    if final in heads or _is_known(words, name.range) or words.deps[last - 1] in MODIFIERS or not first:
        return False
    if last < len(words) and words.tags[last] in FOLLOW_NAMES:
        return False  # "Veldt Foods said"
    return words.tags[first - 1] in {"CC", ",", "-LRB-", "VBG", "VBP", "VB", "VBD", "VBZ", ":"}


def _is_phrase(words: Words, name: Name) -> bool:
    """Whether the words are a phrase: "Artist's rendering", "Cutting Taxes and …", "a state of Calm"."""
    first, last = name.range
    if first > 2 and " ".join(words.forms[first - 3 : first]).lower() in closed_words("states_of"):
        return True
    if not may_begin(words, first) or name.vote in {ORGANISATION, PLACE, EVENT} or last >= len(words):
        return False
    form = words.forms[first]
    if last - first == 1:
        return form.lower() in name_words().kin and words.forms[last] in POSSESSIVES
    gerund = form.endswith("ing") and len(form) > 5 and form not in gazetteer().given
    plural = words.forms[last - 1].endswith("s")
    return gerund and plural and last - first == 2 and words.tags[last] not in FOLLOW_NAMES | {","}


def _is_species(words: Words, where: Range) -> bool:
    """Whether a lone word is a genus: a small word that the tagger takes for a proper noun ends the name."""
    after = words.forms[where.last] if where.last < len(words) else ""
    return (
        where.last - where.first == 1
        and words.tags[where.last : where.last + 1] in {("NNP",), ("FW",)}
        and SPECIES.fullmatch(after) is not None
        and words.deps[where.first] == "compound"
    )


def _is_known(words: Words, where: Range) -> bool:
    """Whether the gazetteer has the name."""
    known, text = gazetteer(), words.span(where).of(words.text.text)
    return known.is_place(text) or text in known.bodies or text in known.given or text in known.acronyms


def is_nobody(words: Words, name: Name) -> bool:
    """Whether a lone word is a faith or a fear, is capitalised for emphasis, or says what somebody is."""
    at, last = name.range
    if last - at > 1 or name.title is not None:
        return False
    form, lists = words.forms[at], name_words()
    if is_document(words, at):
        return True
    if form.isupper():
        emphasis = len(form) > 3 and words.tags[at] in EMPHASIS and name.vote is None
        return emphasis and not towns(words, at)
    person = form.lower() in lists.kin | lists.titles
    return FAITHS.fullmatch(form) is not None or (person and may_begin(words, at) and name.vote is None)


def is_noun(words: Words, name: Name) -> bool:
    """Whether a lone word owes its capital to its place, and is a common noun for the tagger."""
    at = name.range.first
    alone = name.range.last - at == 1 and name.title is None
    if (
        not alone
        or words.tags[at] not in {"NN", "NNS", "JJ", "VBG", "VBN", "RB", "IN"}
        or words.forms[at].isupper()
    ):
        return False
    if is_judged(words, at) and (words.tags[at] == "JJ" or words.judged[at].organisation > BODY):
        return False  # "Rovers won", "Veldavia chief executive Ana Brandt"
    known = gazetteer()
    form = words.forms[at]
    return may_begin(words, at) and not (known.is_place(form) or form in known.bodies or form in known.given)


def is_family(words: Words, name: Name, scores: Mapping[str, Scores]) -> bool:
    """Whether a name is the plural of somebody's surname: "the Brandts" are no single entity."""
    form = words.forms[name.range.last - 1]
    if name.range.last - name.range.first > 1 or not form.endswith("s") or not name.range.first:
        return False
    if words.forms[name.range.first - 1].lower() != "the":
        return False
    if form.endswith(SIBILANTS) and form[:-2] in gazetteer().surnames:
        return True  # "the Joneses"
    single = evidence.best(scores.get(form[:-1].casefold(), {}))[0]
    own = evidence.best(scores.get(form.casefold(), {}))[0]
    surname = form[:-1] in gazetteer().surnames and own is EntityType.PERSON
    return single is EntityType.PERSON or surname  # else perhaps a team: "the Browns"
