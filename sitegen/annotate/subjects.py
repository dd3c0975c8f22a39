"""Who is the subject of a verb, from the parse, with words inside quotation marks left out.

In: a sentence and the item number of a cue verb. Out: the noun phrase of its subject, also where another verb
holds it ("he paused, saying …", "the minister, who said …"), or none.
"""

from __future__ import annotations

from sitegen.annotate.frames import Sentence
from sitegen.annotate.sources import verb_source
from sitegen.annotate.items import Items, NounPhrase, is_noun, noun_phrase

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_SHARES = frozenset(
    {"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "aux", "dep", "relcl", "acl", "parataxis"}
)
"""Relations through which a verb shares the subject of the word that it hangs on."""
_LEFT = frozenset("compound det amod poss nummod nmod quantmod predet advmod npadvmod punct case".split())
_WHO = frozenset({"who", "which", "that", "whom"})
_PAPERS = frozenset(
    """statement letter tweet message email e-mail memo post note report release press video interview speech ad op-ed
    filing lawsuit complaint brief resolution bulletin dispatch text reference warning response reply piece story article sign banner poster
    spot commercial flyer leaflet memorandum communique""".split()
)
"""What one issues, sends or gives: not itself the speaker where somebody does so."""
_ASIDE = frozenset({"WP", "WDT", "WP$", "DT", "NN", "NNP", "JJ", "CD", "PRP$", "VBN"})
_OBJECTS = frozenset({"him", "her", "them", "me", "us"})
_BEINGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD"})


def subject_of(sentence: Sentence, verb: int) -> NounPhrase | None:
    """The subject of the verb at an item."""
    return _from_tree(sentence, verb) or _from_items(sentence, verb)


def _from_tree(sentence: Sentence, verb: int) -> NounPhrase | None:
    """The source that the whole parse gives the verb, where it lies outside the marks."""
    found = verb_source(sentence.tree, sentence.items[verb].index)
    if found is None:
        return None
    position = sentence.position
    numbers = [position.get(word, -1) for word in (found.range.first, found.head, found.range.last - 1)]
    if -1 in numbers or any(sentence.items[n].quote >= 0 for n in range(numbers[0], numbers[2] + 1)):
        return None
    return NounPhrase(numbers[0], numbers[2] + 1, numbers[1], found.plural)


def _from_items(sentence: Sentence, verb: int) -> NounPhrase | None:
    """The subject read from the sentence with its quotations as blocks."""
    items = sentence.items
    if items[verb].tag == "VBG":
        return _of_participle(sentence, verb)
    return _climbed(sentence, verb) or _beside(sentence, verb) or _before_aside(sentence, verb)


def _of_participle(sentence: Sentence, verb: int) -> NounPhrase | None:
    """ "She left, saying …" and "issued a statement saying …": the one who acts, not the statement."""
    items = sentence.items
    own = _own_subject(sentence, verb)
    if own is not None:
        return _named(sentence, own, verb)
    parent = sentence.position.get(items[verb].head)
    by_noun = parent is not None and parent < verb and items[parent].tag in _BEINGS
    comma = any(item.text in {",", "—", "–"} for item in items[max(0, verb - 2) : verb])
    if by_noun and parent is not None and not comma and items[parent].low not in _PAPERS:
        return phrase_around(sentence, parent)
    if by_noun or (parent is not None and parent > verb and items[verb].dep not in {"advcl"}):
        finite = _finite_before(sentence, verb)
        subject = _climbed(sentence, finite) or _beside(sentence, finite) if finite is not None else None
        if subject is not None:
            return subject
    return _climbed(sentence, verb)


def _finite_before(sentence: Sentence, verb: int) -> int | None:
    """The nearest finite verb to the left."""
    for number in range(verb - 1, -1, -1):
        if sentence.items[number].tag in {"VBD", "VBZ", "VBP"} and sentence.items[number].dep not in {
            "aux",
            "relcl",
        }:
            return number
    return None


def _beside(sentence: Sentence, verb: int) -> NounPhrase | None:
    """Where the parse gives no subject: the noun phrase right before the verb."""
    items = sentence.items
    number = verb - 1
    while number >= 0 and (items[number].tag in {"RB", "MD"} or items[number].dep == "aux"):
        number -= 1
    if (
        number < 0
        or items[number].quote >= 0
        or items[number].tag not in _BEINGS
        or items[verb].tag[:2] != "VB"
    ):
        return None
    if items[verb].tag in {"VB", "VBN", "VBG"} or items[number].low in _OBJECTS:
        return None
    return phrase_around(sentence, number)


def _sender(sentence: Sentence, paper: int) -> NounPhrase | None:
    """Who sent a letter that says something: the subject of the verb whose object it is."""
    item = sentence.items[paper]
    parent = sentence.position.get(item.head)
    if item.low not in _PAPERS or item.dep != "dobj" or parent is None or parent > paper:
        return None
    return _climbed(sentence, parent)


def _climbed(sentence: Sentence, verb: int) -> NounPhrase | None:
    """The subject in the parse, the verb's own or one that it shares."""
    items = sentence.items
    number = verb
    for _ in range(6):
        own = _own_subject(sentence, number)
        if own is not None:
            return _corrected(sentence, _named(sentence, own, number), number)
        item = items[number]
        parent = sentence.position.get(item.head)
        if parent is None or parent == number or items[parent].quote >= 0:
            return None
        if item.dep in {"relcl", "acl"} and items[parent].tag in _BEINGS:
            return phrase_around(sentence, parent)
        if item.dep not in _SHARES:
            return None
        number = parent
    return None


def _corrected(sentence: Sentence, subject: NounPhrase | None, verb: int) -> NounPhrase | None:
    """A subject that the parse puts before a comma, where a name stands behind it and nearer to the verb:
    "in Salem, Halloran said" is not said by Salem, nor a dateline's words by its town."""
    items = sentence.items
    if subject is None or verb <= subject.end:
        return subject
    dash = dateline_end(items)
    if subject.first < dash < verb:
        return noun_phrase(items, dash) or subject
    if items[subject.end].text != ",":
        return subject
    nearer = _beside(sentence, verb) or _before_aside(sentence, verb)
    if nearer is None or nearer.first <= subject.end or items[nearer.first - 1].text != ",":
        return subject
    commas = sum(item.text == "," for item in items[subject.end : nearer.first])
    return nearer if commas % 2 == 1 else subject


def _before_aside(sentence: Sentence, verb: int) -> NounPhrase | None:
    """The noun before an aside between commas that ends at the verb: "Abara, who heads the union, said"."""
    items = sentence.items
    number = verb - 1
    while number > 0 and (items[number].tag in {"RB", "MD"} or items[number].dep == "aux"):
        number -= 1
    if number < 2 or items[number].text != ",":
        return None
    for comma in range(number - 2, max(0, number - 40), -1):
        if items[comma].quote >= 0:
            return None
        if items[comma].text == "," and items[comma + 1].tag in _ASIDE and is_noun(items[comma - 1]):
            return phrase_around(sentence, comma - 1)
    return None


def dateline_end(items: Items) -> int:
    """The item behind a dateline ("PORT AVEL, May 4 —"); 0 where there is none."""
    if not (items[0].text.isupper() and len(items[0].text) > 2):
        return 0
    return next((n + 1 for n, item in enumerate(items[:14]) if item.text in {"—", "–", "--", "-"}), 0)


def agent_of(sentence: Sentence, verb: int) -> NounPhrase | None:
    """ "by the minister", of a passive verb."""
    items = sentence.items
    for number in range(verb + 1, min(verb + 8, len(items) - 1)):
        if items[number].low == "by" and items[number].head == items[verb].index:
            return noun_phrase(items, number + 1)
    return None


def owner_of(sentence: Sentence, noun: int) -> NounPhrase | None:
    """Who made what a noun reports: "his claim", "the claim by the union", "she made the claim"."""
    items = sentence.items
    index = items[noun].index
    for number in range(max(0, noun - 12), noun):
        if items[number].head == index and items[number].dep == "poss" and items[number].quote < 0:
            return phrase_around(sentence, number)
    if noun + 2 < len(items) and items[noun + 1].low in {"by", "from", "of"}:
        return noun_phrase(items, noun + 2)
    parent = sentence.position.get(items[noun].head)
    if parent is not None and items[noun].dep in {"dobj", "pobj", "attr"} and items[parent].tag[:2] == "VB":
        return subject_of(sentence, parent)
    return None


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is a passive participle with its auxiliary before it."""
    items = sentence.items
    if items[verb].tag not in {"VBN", "VBD"}:
        return False
    before = [item for item in items[max(0, verb - 4) : verb] if item.head == items[verb].index]
    return any(item.dep in {"auxpass", "nsubjpass"} for item in before)


def _own_subject(sentence: Sentence, verb: int) -> int | None:
    """The item that is the subject of this very verb."""
    index = sentence.items[verb].index
    for number, item in enumerate(sentence.items):
        if item.head == index and item.dep in _SUBJECTS and number != verb and item.quote < 0:
            return number
    return None


def _named(sentence: Sentence, subject: int, verb: int) -> NounPhrase | None:
    """The noun phrase of a subject; for "who", of the noun that it goes back to."""
    items = sentence.items
    if items[subject].low not in _WHO or items[subject].tag == "DT":
        return phrase_around(sentence, subject)
    parent = sentence.position.get(items[verb].head)
    if (
        items[verb].dep == "relcl"
        and parent is not None
        and parent < subject
        and items[parent].tag in _BEINGS
    ):
        return phrase_around(sentence, parent)
    number = subject - 1
    while number > 0 and items[number].text == ",":
        number -= 1
    return phrase_around(sentence, number) if number >= 0 and items[number].tag in _BEINGS else None


def phrase_around(sentence: Sentence, head: int) -> NounPhrase:
    """The noun phrase of this head: what modifies it to the left, and what the tags tie to its right."""
    items = sentence.items
    first = head
    within = {items[head].index}
    while first > 0 and _modifies(items, first - 1, within):
        first -= 1
        within.add(items[first].index)
    while first < head and items[first].dep in {"punct", "advmod"}:
        first += 1
    read = noun_phrase(items, first)
    if read is not None and read.first <= head < read.end:
        return NounPhrase(first, read.end, head, read.plural)
    plural = items[head].tag in {"NNS", "NNPS"}
    return NounPhrase(first, head + 1, head, plural)


def _modifies(items: Items, number: int, within: set[int]) -> bool:
    item = items[number]
    return item.head in within and item.dep in _LEFT and item.quote < 0 and item.text not in {",", "—", "–"}
