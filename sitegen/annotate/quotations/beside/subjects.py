"""Who is the subject of a cue verb, with words inside quotation marks left out.

In: a sentence and the item number of a verb. Out: the noun phrase of its subject, or none. The whole parse is
asked first; where a quotation misled it, commas and the words beside the verb correct it.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import COMMAS, DASHES, last_character
from sitegen.annotate.parse.items import Items, has_verb, is_noun, is_temporal
from sitegen.annotate.parse.noun_phrases import NounPhrase, noun_phrase
from sitegen.annotate.parse.tagset import FINITE, NOUNS, PLURALS
from sitegen.annotate.quotations.beside.frames import Sentence
from sitegen.annotate.quotations.reported.owners import owner
from sitegen.annotate.quotations.reported.source import Source, noun_source, verb_source

_ASIDE = frozenset({"WP", "WDT", "WP$", "DT", "NN", "NNP", "JJ", "CD", "PRP$", "VBN", "VBG"})
"""How an aside between commas begins."""
_PARTS = quotewords("parts_of_texts")
_HEARING = quotewords("hearing")
_PAPERS = quotewords("papers")
"""What one sends: not itself the speaker where somebody does so."""
_SENDING = quotewords("sending")
_RELATIVES = quotewords("paper_relatives")
_OBJECTS = quotewords("object_pronouns")
_BEINGS = NOUNS | {"PRP", "CD"}


def subject_of(sentence: Sentence, verb: int) -> NounPhrase | None:
    """Who says what the verb at an item reports; a passive's agent."""
    if sentence.items[verb].tag[:2] != "VB":
        return _left_of(sentence.items, verb)
    found = verb_source(sentence.tree, sentence.items[verb].token)
    subject = phrase_of(sentence, found)
    if sentence.items[verb].tag == "VBG":
        named = _name_before(sentence, verb) or _of_sending(sentence, subject, verb)
        named = named or _text_before(sentence, verb) or _heard(sentence, verb)
        if named is not None:
            return named
        return _of_clause_before(sentence, verb, sure=subject is None) or subject
    if subject is not None:
        return _sender(sentence, subject, verb) or _corrected(sentence, subject, verb)
    nearest = _beside(sentence, verb) or _before_aside(sentence, verb)
    if nearest is not None and is_temporal(sentence.items[nearest.head]):
        return _before_time(sentence.items, verb)
    return nearest


def _before_time(items: Items, verb: int) -> NounPhrase | None:
    """Who begins the sentence, where a year stands before the verb: "A clerk asked that year said"."""
    first = noun_phrase(items, 0)
    if first is None or first.end > verb or has_verb(items[first.end : verb]):
        return None
    return first


def _name_before(sentence: Sentence, verb: int) -> NounPhrase | None:
    """The name between a preposition and the participle: "footage of Halloran saying …"."""
    items = sentence.items
    if verb < 2 or items[verb - 1].tag != "NNP" or items[verb - 1].quote >= 0:
        return None
    name = phrase_around(sentence, verb - 1)
    return (
        name
        if name.end == verb and name.first and items[name.first - 1].low in quotewords("showing")
        else None
    )


def _of_sending(sentence: Sentence, listener: NounPhrase | None, verb: int) -> NounPhrase | None:
    """Who sent words to the noun before the participle: "the mayor emailed residents saying …"."""
    items = sentence.items
    if listener is None or not 0 < listener.first <= listener.end == verb:
        return None
    sent = listener.first - 1
    return subject_of(sentence, sent) if items[sent].low in _SENDING and items[sent].tag in FINITE else None


def _text_before(sentence: Sentence, verb: int) -> NounPhrase | None:
    """The text right before a participle and a colon: "a brief introduction stating: “…”"."""
    items = sentence.items
    text = verb > 1 and items[verb - 1].low in _PARTS
    return phrase_around(sentence, verb - 1) if text and items[verb + 1].text == ":" else None


def _heard(sentence: Sentence, verb: int) -> NounPhrase | None:
    """Who is heard or remembered before a participle: "he recalled the mayor saying: “…”"."""
    items = sentence.items
    whole = phrase_around(sentence, verb - 1) if verb > 1 else None
    if whole is None or whole.end != verb or not whole.first:
        return None
    return whole if items[whole.first - 1].low in _HEARING else None


def _sender(sentence: Sentence, subject: NounPhrase, verb: int) -> NounPhrase | None:
    """Who sent a letter that says something: the subject of the verb whose object it is."""
    items = sentence.items
    head = items[subject.head]
    if items[subject.end - 1].low not in _RELATIVES or head.low not in _PAPERS or head.dep != "dobj":
        return None
    sent = sentence.position.get(head.head)
    return subject_of(sentence, sent) if sent is not None and sent < min(verb, subject.first) else None


def _of_clause_before(sentence: Sentence, verb: int, *, sure: bool) -> NounPhrase | None:
    """The subject of the nearest finite verb before a participle behind a comma.

    Always if `sure`, else where a "when" or "where" clause stands between it and the main clause.
    """
    items = sentence.items
    comma = any(item.text in COMMAS for item in items[max(0, verb - 3) : verb])
    if not (comma or sure):
        return None
    for number in range(verb - 1, max(-1, verb - 30), -1):
        item = items[number]
        if item.quote >= 0 or item.text == ";":
            return None
        if item.tag not in FINITE:
            continue
        clause = sentence.position.get(item.head, number) if item.dep in {"aux", "auxpass"} else number
        opened = any(other.tag == "WRB" or other.low == "as" for other in items[max(0, number - 8) : number])
        if (items[clause].dep in {"advcl", "relcl"} and opened) or sure:
            return _of_earlier(sentence, clause, verb)
        return None
    return None


def _of_earlier(sentence: Sentence, clause: int, verb: int) -> NounPhrase | None:
    """The subject of a clause's verb. Only before the participle is it searched for: so the search ends.

    An auxiliary of the participle's own ("That is saying “something.”") begins no other clause.
    """
    if clause < verb:
        return subject_of(sentence, clause)
    source = None if clause == verb else verb_source(sentence.tree, sentence.items[clause].token)
    return phrase_of(sentence, source)


def _left_of(items: Items, verb: int) -> NounPhrase | None:
    """The noun phrase that ends at a verb which the tags take for a noun: "the ministry notes, “…”"."""
    for first in range(max(0, verb - 12), verb):
        found = noun_phrase(items, first)
        if found is not None and found.end >= verb and found.head < verb:
            return NounPhrase(first, verb, found.head, found.plural)
    return None


def phrase_of(sentence: Sentence, found: Source | None) -> NounPhrase | None:
    """A source of the parse as items; none where it is inside quotation marks or another sentence."""
    if found is None:
        return None
    words = (found.range.first, found.head, found.range.last - 1)
    first, head, last = (sentence.position.get(word, -1) for word in words)
    if min(first, head, last) < 0 or any(item.quote >= 0 for item in sentence.items[first : last + 1]):
        return None
    return NounPhrase(first, last + 1, head, found.plural)


def owner_of(sentence: Sentence, noun: int) -> NounPhrase | None:
    """Who says what the noun at an item reports; none where quotation marks stand in the name."""
    return phrase_of(sentence, owner(sentence.tree, sentence.items[noun].token))


def phrase_around(sentence: Sentence, head: int) -> NounPhrase:
    """The noun phrase of this head."""
    found = phrase_of(sentence, noun_source(sentence.tree, sentence.items[head].token, ()))
    plural = sentence.items[head].tag in PLURALS
    return found or NounPhrase(head, head + 1, head, plural)


def _beside(sentence: Sentence, verb: int) -> NounPhrase | None:
    """The noun phrase right before a finite verb."""
    items = sentence.items
    number = _before_auxiliaries(items, verb)
    if number < 0 or items[number].quote >= 0 or items[number].tag not in _BEINGS:
        return None
    finite = items[verb].tag in FINITE or (
        items[verb].tag == "VBN" and items[verb].dep == "ROOT" and number == verb - 1
    )
    if not finite or items[number].low in _OBJECTS:
        return None
    found = phrase_around(sentence, number)
    return None if items[found.first].tag == "WP$" else found


def _before_aside(sentence: Sentence, verb: int) -> NounPhrase | None:
    """The noun before an aside between commas that ends at the verb: "Abara, who heads the union, said".

    The aside may quote, and its last comma stand inside the marks: "Abara, citing “bad luck,” said".
    """
    items = sentence.items
    number = _before_auxiliaries(items, verb)
    quoted = number >= 2 and items[number].quote >= 0 and last_character(items[number].text) == ","
    if number < 2 or not (quoted or items[number].text == ","):
        return None
    for comma in range(number - 1 if quoted else number - 2, max(0, number - 40), -1):
        if items[comma].quote >= 0 and not quoted:
            return None
        if items[comma].text == "," and items[comma + 1].tag in _ASIDE and is_noun(items[comma - 1]):
            return phrase_around(sentence, comma - 1)
    return None


def _before_auxiliaries(items: Items, verb: int) -> int:
    """The item before a verb, its auxiliaries and adverbs."""
    number = verb - 1
    while number >= 0 and (items[number].tag in {"RB", "MD"} or items[number].dep == "aux"):
        number -= 1
    return number


def _corrected(sentence: Sentence, subject: NounPhrase, verb: int) -> NounPhrase:
    """A subject that the parse puts before a comma, where a name stands behind it and nearer to the verb.

    "In Salem, Halloran said" is not said by Salem, nor a dateline's words by its town.
    """
    items = sentence.items
    if verb <= subject.end:
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


def dateline_end(items: Items) -> int:
    """The item behind a dateline ("PORT AVEL, May 4 —"); 0 where there is none."""
    if not (items[0].text.isupper() and len(items[0].text) > 2):
        return 0
    return next((n + 1 for n, item in enumerate(items[:14]) if item.text in DASHES), 0)
