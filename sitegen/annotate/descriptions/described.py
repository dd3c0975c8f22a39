"""What the article says of the one it names: titles, modifiers, appositives, copulas, relative clauses.

In: `Words`, their tree, the range of a name and its title. Out: ranges with their kind, in text order. Each
is a stretch of the text as it stands, inside one sentence, at most `LONGEST` words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from sitegen.annotate.descriptions.appositives import appositives
from sitegen.annotate.descriptions.phrase import HYPHENS, LONGEST, Said, at_words
from sitegen.annotate.descriptions.predicates import copulas, relatives
from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.namewords import is_no_person, name_words, person_nouns
from sitegen.annotate.marks.characters import QUOTATION_MARKS
from sitegen.annotate.parse.datelines import report_start
from sitegen.annotate.parse.set_phrases import opens_tag
from sitegen.annotate.parse.tagset import NOMINAL_SUBJECTS, NOUNS, PROPER
from sitegen.annotate.parse.tree import Tree, root_of
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import DescriptionKind, EntityType

BEFORE = frozenset(
    {
        "NN",
        "NNP",
        "JJ",
        "JJR",
        "JJS",
        "VBN",
        "VBG",
        "HYPH",
        "POS",
        "CD",
        "PRP$",
        "DT",
        "NNS",
        "NNPS",
        "AFX",
        "RB",
    }
)


def descriptions(
    words: Words, tree: Tree, name: Range, title: Range | None, kind: EntityType
) -> Iterator[Said]:
    """All descriptions beside one name."""
    for said in _found(words, tree, name, title, kind):
        whole = at_words(words, said)
        if whole is None or _is_across_marks(words, Range((title or name).first, name.last), whole.range):
            continue
        if _is_torn(words.forms[whole.range.first : whole.range.last]):
            continue
        if not (kind is EntityType.PERSON and _is_of_a_thing(words, whole)):
            yield whole


def _is_torn(forms: Sequence[str]) -> bool:
    """Whether a bracket closes that opened outside: "the “head”) and Otto Weiss (“Weiss”)"."""
    return min(accumulate((form == "(") - (form == ")") for form in forms), default=0) < 0


def _is_across_marks(words: Words, name: Range, said: Range) -> bool:
    """Whether one of the two is quoted and the other is not: "“It is a fine day” — Pat Grell".

    A name that stands in marks by itself is a byname, and no words of somebody else's.
    """
    marked = {*words.forms[name.first - 1 : name.first], *words.forms[name.last : name.last + 1]}
    byname = marked <= QUOTATION_MARKS and name.first > 0
    first, last = (name.first - 1, name.last + 1) if byname else name
    between = words.forms[last : said.first] if said.first >= last else words.forms[said.last : first]
    return sum(form in QUOTATION_MARKS for form in between) % 2 > 0


def _is_of_a_thing(words: Words, said: Said) -> bool:
    """Whether a phrase beside a person’s name is about a thing, "a kettle"; a sentence may call them one."""
    root = root_of(words, said.range)
    whole = HYPHENS.isdisjoint(words.forms[max(root - 1, 0) : root + 2])
    beside = said.kind in {DescriptionKind.APPOSITIVE, DescriptionKind.MODIFIER}
    return beside and whole and words.tags[root] == "NN" and is_no_person(words.forms[root].lower())


def _found(words: Words, tree: Tree, name: Range, title: Range | None, kind: EntityType) -> Iterator[Said]:
    root = root_of(words, name)
    before = _before(words, name, title, kind)
    if before:
        yield before
    yield from appositives(words, tree, name, root, kind)
    if kind in {EntityType.PERSON, EntityType.ORGANISATION}:
        named = words.heads[root] if words.deps[root] == "appos" else root  # "His sister Ana Brandt is …"
        if named <= root and words.deps[named] in NOMINAL_SUBJECTS:
            yield from copulas(words, tree, named)
    if kind is EntityType.PERSON:
        yield from relatives(words, tree, root, name)


def _before(words: Words, name: Range, title: Range | None, kind: EntityType) -> Said | None:
    """The words that stand directly before the name in its own noun phrase."""
    last = title.first if title else name.first
    first = min(report_start(words, _phrase_start(words, last)), last)
    if title is not None:
        address = all(form.lower() in name_words().address for form in words.forms[title.first : title.last])
        return None if address else Said(Range(first, title.last), DescriptionKind.TITLE)
    if first == last or words.forms[last - 1].lower() in name_words().address:
        return None
    if kind is EntityType.PERSON:
        office = _office(words, first, last)
        if office is not None:
            return Said(Range(office, last), DescriptionKind.TITLE)
    if not _modifies(words, name, last, kind):
        return None
    office = words.forms[last - 1].lower() in name_words().titles and words.forms[last - 1][0].isupper()
    return Said(Range(first, last), DescriptionKind.TITLE if office else DescriptionKind.MODIFIER)


def _modifies(words: Words, name: Range, last: int, kind: EntityType) -> bool:
    """Whether the word before a name says what the name is, rather than merely standing there."""
    noun = words.forms[last - 1]
    if kind is EntityType.ORGANISATION:  # "the state Senate" is no state
        return noun in name_words().group_nouns
    if kind is not EntityType.PERSON:
        return noun in name_words().group_nouns | name_words().place_nouns
    if words.tags[last - 1] == "POS":
        return words.tags[last - 2] in NOUNS
    if noun.lower() in name_words().titles and (noun[0].isupper() or words.tags[last - 1] == "NN"):
        return True
    # The parser takes a rarer noun for an adjective or a name: "midwife Ana Brandt".
    if not noun.islower() or (words.tags[last - 1] != "NN" and noun not in person_nouns()):
        return False
    # In "the time Brandt left" the noun is no part of the name's phrase, and the parse says so.
    head, root = words.heads[last - 1], root_of(words, name)
    if noun in name_words().kin and words.deps[root] not in NOMINAL_SUBJECTS:
        return True
    return name.first <= head < name.last or (words.deps[root] == "appos" and words.heads[root] == last - 1)


def _office(words: Words, first: int, last: int) -> int | None:
    """Where an office with its institution begins: "Ambassador to the United States" before a name."""
    lists = name_words()
    for _ in range(3):
        at = first - 1
        if at < 1 or words.forms[at] not in closed_words("office_links"):
            return None
        if words.tags[last - 1] not in PROPER and not words.forms[at - 1].islower():
            return None
        start = _phrase_start(words, at)
        noun = words.forms[at - 1].lower()
        if start < at and noun in lists.titles:
            return start
        if start == at:
            return None
        first = start
    return None


def _phrase_start(words: Words, last: int) -> int:
    """The first word of the noun phrase that ends before `last`."""
    first = last
    while first > 0 and last - first < LONGEST and words.sentences[first - 1] == words.sentences[last - 1]:
        tag, form = words.tags[first - 1], words.forms[first - 1]
        if tag == "CC" and form == "and" and first < last and _joins(words, first - 1):
            first -= 1
            continue
        if tag not in BEFORE or form.lower() in name_words().calendar or _is_verb(words, first - 1):
            break
        first -= 1
        if tag in {"DT", "PRP$"}:
            break
    while first < last and (words.tags[first] in {"POS", "HYPH", "RB", "CC"} or opens_tag(words, first)):
        first += 1
    return first


def _is_verb(words: Words, at: int) -> bool:
    """Whether a participle is a verb: "had told President Halloran"; "retired" of a general is none."""
    before = range(max(at - 4, 0), at)
    return words.tags[at] == "VBN" and any(
        words.heads[aux] == at and words.deps[aux].startswith("aux") for aux in before
    )


def _joins(words: Words, at: int) -> bool:
    """Whether "and" joins two words of one description: "actor and friend"."""
    return (
        at > 0
        and words.tags[at - 1] in {"NN", "JJ"}
        and words.forms[at - 1].islower()
        and words.forms[at + 1].islower()
        and words.tags[at + 1] in {"NN", "JJ"}
    )
