"""Tags beside a quotation, read from words and part-of-speech tags: "she said", "said the minister, who…".

In: a sentence's items and the place beside a quotation. Out: the cue verb and the noun phrase that names the
speaker. The parse is not asked: a long quotation may have swallowed the tag. Longer than its
neighbours, since every form of a tag is another way over the same words, and each asks several of the others.
"""

from __future__ import annotations

from typing import NamedTuple

from sitegen.annotate.lexicon.cues import CueEntry, Frame, lexicon
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import COMMAS, LONG_DASHES, SIGNING, last_character
from sitegen.annotate.parse.items import Items, has_verb, is_name, is_temporal
from sitegen.annotate.parse.noun_phrases import NounPhrase, noun_phrase
from sitegen.annotate.parse.set_phrases import is_idle
from sitegen.annotate.parse.tagset import COMMON, FINITE, VERBS


class QuotationTag(NamedTuple):
    """A cue verb beside a quotation, with its subject if the tag has one."""

    verb: int
    """Item number of the verb."""
    end: int
    """The item after the cue, particle included."""
    subject: NounPhrase | None
    inverted: bool
    entry: CueEntry | None


_ASIDES = LONG_DASHES | {",", "(", ")"}
_AUXILIARIES = quotewords("auxiliaries")
_PASSING = (VERBS | {"TO"}) - {"VBG"}
_OBJECTS = quotewords("object_pronouns")
_PERSONS = quotewords("person_pronouns")
_RELATIVES = quotewords("aside_relatives")
_ANNOUNCING = quotewords("announcing")
_BACK = quotewords("back")
_GOING = quotewords("going")
_TELLING = quotewords("telling")
"""Verbs that cannot do without a listener: the noun behind them is told."""
_RELAYING = quotewords("relaying")
_CALLED = quotewords("called_so")
_PERCEIVED = quotewords("perceived")
_UNSAID = quotewords("unsaid")
"""A verb and a particle that together say nothing: "called off"."""
_CARRIERS = quotewords("carriers")
"""Verbs that carry a cue verb: "went on to say"."""
_PLACED = 8
"""Words of where or how something was said, behind a tag and its subject, at most."""
IDLE = 5
"""Words on both sides of a verb in which a phrase that says nothing, or the cue itself, may stand."""
SAYING = 0.95
"""What a verb must weigh in a tag to end an aside whose second comma is missing."""
SHORT = 16
"""Words of a line that is a name with an office, at most."""


def cue_entry(items: Items, number: int) -> tuple[CueEntry, int] | None:
    """The lexicon's entry for the verb at an item, and the item after its particle."""
    item = items[number]
    if _is_hyphenated(items, number):
        return None
    if number > 1 and item.low == "quote" and items[number - 1].low == "i" and items[number - 2].low == "and":
        return None  # "…, and I quote, …"
    if item.quote >= 0 or not (item.tag[:2] == "VB" or item.tag in {"NN", "NNS", "NNP", "JJ", "IN"}):
        return None
    words = lexicon()
    if number + 1 < len(items) and items[number + 1].low in words.particles:
        phrasal = words.verb(item.low, items[number + 1].low)
        if phrasal is not None and not _goes_somewhere(items, number):
            return phrasal, number + 2
    following = items[number + 1].low if number + 1 < len(items) else ""
    if f"{item.low} {following}" in _UNSAID or _describes(items, number):
        return None
    entry = words.verb(item.low)
    if entry is None or (
        item.tag[:2] != "VB" and not (entry.weight(Frame.TAG) and item.low.endswith(("s", "d")))
    ):
        return None
    before = items[number - 1].low if number else ""
    after = items[number + 1].tag if number + 1 < len(items) else ""
    if entry.likens(item.tag, before, after) or _relayed(items, number) is not None:
        return None
    near = [each.low for each in items[max(0, number - IDLE) : number + IDLE]]
    return None if is_idle(near, min(number, IDLE)) else (entry, number + 1)


def _is_hyphenated(items: Items, number: int) -> bool:
    """Whether the word is one of several that hyphens join: "so-called", "told-you-sos"."""
    here, after = items[number], items[number + 1 : number + 3]
    if number and items[number - 1].text == "-" and items[number - 1].end == here.start:
        return True
    return len(after) == 2 and after[0].text == "-" and after[0].start == here.end == after[1].start - 1


def _describes(items: Items, number: int) -> bool:
    """Whether a participle stands before a noun like an adjective: "the town’s alleged “monster”"."""
    before = items[number - 1].tag if number else ""
    return items[number].tag in {"VBN", "JJ"} and before in {"DT", "POS", "PRP$"}


def _relayed(items: Items, number: int) -> int | None:
    """The participle behind it that is the cue: "was quoted as saying", "quoted her, its head, as saying"."""
    relaying = items[number].low in _RELAYING
    if items[number].tag != "VBN" and not relaying:
        return None
    following = range(number + 1, min(number + 1 + (SHORT if relaying else IDLE), len(items) - 1))
    cue = next((n + 1 for n in following if items[n].low == "as"), None)
    known = cue is not None and items[cue].tag == "VBG" and lexicon().verb(items[cue].low) is not None
    return cue if known else None


def closes_tag(items: Items, end: int, last: int) -> bool:
    """Whether nothing but where or how something was said stands from `end` to `last`: "… in the letter:"."""
    if end == last:
        return True
    return last - end <= _PLACED and items[end].tag == "IN" and not has_verb(items[end:last])


def _goes_somewhere(items: Items, number: int) -> bool:
    """Whether "go on" has an object: "goes on holiday", "went on a tour"."""
    after = items[number + 2] if number + 2 < len(items) else None
    going = items[number].low in _GOING
    return going and after is not None and (after.tag[:2] == "NN" or after.tag == "DT")


def tags_quotation(entry: CueEntry) -> bool:
    """Whether the cue may stand beside words in marks as their tag."""
    return entry.weight(Frame.TAG) > 0 or entry.weight(Frame.THAT) > 0 or entry.weight(Frame.BARE) > 0


def tag_after(items: Items, number: int) -> QuotationTag | None:
    """The tag that begins at an item, right behind a quotation."""
    behind = number
    while number < len(items) and (
        items[number].text in COMMAS or items[number].tag == "RB" or items[number].low == "as"
    ):
        number += 1
    if number >= len(items) or items[number].quote >= 0:
        return None
    return _inverted(items, number) or _subject_first(items, number) or _signed(items, behind)


def _signed(items: Items, number: int) -> QuotationTag | None:
    """A dash and a name to the end: "— Ines Halloran, mayor"."""
    if number >= len(items) or items[number].text not in SIGNING:
        return None
    subject = noun_phrase(items, number + 1)
    if subject is None or not is_name(items[subject.head]) or len(items) - number > SHORT:
        return None
    rest = items[number + 1 :]
    if any(item.quote >= 0 for item in rest) or has_verb(rest):
        return None
    return QuotationTag(number, number + 1, subject, inverted=True, entry=None)


def signature(items: Items) -> QuotationTag | None:
    """A line that is nothing but a dash and the name of who said what stands above it."""
    return _signed(items, 0)


def _inverted(items: Items, number: int) -> QuotationTag | None:
    """A tag with the verb first: "said Halloran"."""
    found = cue_entry(items, number)
    if found is None or not tags_quotation(found[0]) or items[number].tag == "VBG":
        return None
    if items[number].tag == "VB" and not found[0].lemma == items[number].low == "read":
        return None
    entry, end = found
    while end < len(items) and items[end].tag == "RB":
        end += 1
    subject = noun_phrase(items, end)
    if subject is not None and items[subject.head].low in _OBJECTS:
        subject = None
    subject = _with_name(items, subject)
    if subject is not None and subject.end < len(items) and items[subject.end].tag in FINITE:
        return None
    if subject is not None and entry.lemma in _TELLING:
        subject = None
    if subject is None and (items[number].tag not in {"VBD", "VBZ"} or _reminds(items, number, entry)):
        return None
    return QuotationTag(number, found[1], subject, subject is not None, entry)


def _reminds(items: Items, number: int, entry: CueEntry) -> bool:
    """Whether a verb has its listener behind it and goes on: "in “the first place”, reminded users to …"."""
    after = [item.tag[:2] for item in items[number + 1 : number + 3]]
    return entry.lemma in _TELLING and after == ["NN", "TO"]


def _subject_first(items: Items, number: int) -> QuotationTag | None:
    """A tag with the subject first: "she said", "Halloran, a member of the board, said"."""
    subject = _with_name(items, noun_phrase(items, number))
    if subject is None:
        return None
    verb = _verb_of(items, subject.end)
    if verb is None:
        return _last_noun_is_verb(items, subject)
    if items[verb].low in quotewords("put_it") and verb + 1 < len(items) and items[verb + 1].low == "it":
        return QuotationTag(verb, verb + 2, subject, inverted=False, entry=None)
    found = cue_entry(items, verb)
    if found is None or not tags_quotation(found[0]) or _refers_back(items, found[1]):
        return None
    if not found[0].speech and [item.tag for item in items[found[1] : found[1] + 1]] == ["TO"]:
        return None  # "…, as it plans to grow"
    if verb - 1 > subject.head and items[verb - 1].low in _PERSONS:
        return None  # "It was a reality, she said": the clause that begins here is hers
    if _goes_on(items, number) and is_name(items[verb - 1]) and not is_name(items[subject.head]):
        return None  # "“They will end” the vote, Brandt said": the vote is part of what he says
    subject = _quoted_by(items, subject, verb) or _of_list(items, subject, verb)
    return QuotationTag(verb, found[1], subject, inverted=False, entry=found[0])


def _quoted_by(items: Items, subject: NounPhrase, verb: int) -> NounPhrase | None:
    """Whom the subject quotes, where the cue is behind "as": "the Gazette quoted an insider as saying"."""
    relaying = next((n for n in range(subject.end, verb) if items[n].low in _RELAYING), verb)
    quoted = noun_phrase(items, relaying + 1) if relaying < verb else None
    if quoted is None or quoted.end >= verb:
        return None
    return NounPhrase(quoted.first, verb - 1, quoted.head, quoted.plural)  # all before "as"


def _goes_on(items: Items, number: int) -> bool:
    """Whether the words in marks before an item end without a stop or comma: their sentence goes on."""
    return number > 0 and items[number - 1].quote >= 0 and last_character(items[number - 1].text).isalnum()


def _of_list(items: Items, subject: NounPhrase, verb: int) -> NounPhrase:
    """The subject with those who speak with it: "Ines Halloran, clerk Ida Vale and Jan Osk said"."""
    at = subject.end
    while at < verb and items[at].text == ",":
        following = noun_phrase(items, at + 1)
        if following is None or not is_name(items[following.head]):
            break
        if following.plural and following.end == verb:
            return NounPhrase(subject.first, verb, subject.head, plural=True)
        at = following.end
    return subject


def gesture_after(items: Items, number: int) -> QuotationTag | None:
    """A tag whose verb is no cue: "“I hope so,” Brandt smiled." Nothing but when, where or how follows.

    A comma inside the marks, which the caller has seen, is all that tells it from a new clause.
    """
    subject = noun_phrase(items, number)
    if subject is None or subject.end >= len(items) or items[subject.end].tag not in {"VBD", "VBZ"}:
        return None
    head, after = items[subject.head], items[subject.end + 1 : subject.end + 2]
    person = is_name(head) or head.low in _PERSONS
    loose = not after or after[0].tag in {",", ".", "IN", "RB"}
    if not (person and loose) or items[subject.end].low in _AUXILIARIES:
        return None
    if not _short_to_the_end(items, subject.end + 1):
        return None  # "“The Harbour Gazette,” Brandt founded in 1998, is gone."
    return QuotationTag(subject.end, subject.end + 1, subject, inverted=False, entry=None)


def _refers_back(items: Items, number: int) -> bool:
    """Whether somebody else says the same, or another thing: "the ministry said so too"."""
    return number < len(items) and items[number].low in _BACK


def _last_noun_is_verb(items: Items, subject: NounPhrase) -> QuotationTag | None:
    """The verb taken for a noun at the end of the tag: "a voice in the film states", "the letter read"."""
    for number in range(subject.first + 1, min(subject.end + 8, len(items))):
        closes = number + 1 >= len(items) or items[number + 1].text in {".", ","}
        closes = closes or (items[number + 1].tag == "IN" and _short_to_the_end(items, number + 1))
        if not closes or not (items[number].tag == "NNS" or items[number].low == "read"):
            continue
        entry = lexicon().verb(items[number].low)
        if entry is None or entry.weight(Frame.TAG) < 0.8:
            return None
        end = min(subject.end, number)
        head = subject.head if subject.head < number else end - 1
        return QuotationTag(
            number,
            number + 1,
            NounPhrase(subject.first, end, head, plural=False),
            inverted=False,
            entry=entry,
        )
    return None


def _verb_of(items: Items, number: int) -> int | None:
    """The verb whose subject ends before this item.

    Asides between commas, relative clauses, prepositional phrases, adverbs and auxiliaries are passed over.
    """
    aside = passed = False
    limit = min(len(items), number + 45)
    while number < limit:
        item = items[number]
        if item.quote >= 0 and not aside:
            return None
        if item.text == "," and not aside and _is_stray(items, number):
            return number + 1
        if item.text in _ASIDES:
            aside = not aside
        elif item.text in {".", "?", "!", ";", ":"}:
            return None
        elif item.low in _RELATIVES and not aside:
            aside = True
        elif item.tag in _PASSING and not aside:
            passed = True
            if _is_perceived(items, number):
                return number + 1
            if (cue := _relayed(items, number)) is not None:
                return cue
            if cue_entry(items, number) is not None or not _carries(items, number):
                return number
        elif aside and not passed and _ends_aside(items, number):
            return number
        number += 1
    return None


def _with_name(items: Items, subject: NounPhrase | None) -> NounPhrase | None:
    """The phrase with what a participle says that its noun is called: "a student identified as Osk"."""
    if subject is None or subject.end + 2 >= len(items):
        return subject
    if items[subject.end].low == "and":
        return _of_two_offices(items, subject)
    if items[subject.end].low not in _CALLED:
        return subject
    name = noun_phrase(items, subject.end + 1 + (items[subject.end + 1].low == "as"))
    if name is None or not is_name(items[name.head]):
        return subject
    return NounPhrase(subject.first, name.end, name.head, plural=False)


def _of_two_offices(items: Items, subject: NounPhrase) -> NounPhrase:
    """The phrase with whoever has its office and another: "chairman and chief executive Ana Brandt"."""
    lists, second = name_words(), items[subject.end + 1].low
    holder = noun_phrase(items, subject.end + 1)
    office = items[subject.head].tag in COMMON and second in lists.titles | lists.title_modifiers
    if holder is None or not office or not is_name(items[holder.head]):
        return subject
    return NounPhrase(subject.first, holder.end, holder.head, holder.plural)


def _is_stray(items: Items, number: int) -> bool:
    """Whether a comma parts a subject from its own verb of saying: "Ines Halloran, told the court."."""
    if number + 1 >= len(items) or items[number + 1].tag not in {"VBD", "VBZ"}:
        return False
    later = next((item.text for item in items[number + 2 :] if item.text in _ASIDES | {".", ";"}), ".")
    return cue_entry(items, number + 1) is not None and later in {".", ";"}


def _is_perceived(items: Items, number: int) -> bool:
    """Whether somebody is witnessed saying something: "a reporter can be heard asking"."""
    if items[number].low not in _PERCEIVED or number + 1 >= len(items):
        return False
    return items[number + 1].tag == "VBG" and cue_entry(items, number + 1) is not None


def _carries(items: Items, number: int) -> bool:
    """Whether the verb only helps another: "has", "went on to"."""
    item = items[number]
    following = items[number + 1].low if number + 1 < len(items) else ""
    return item.low in _AUXILIARIES or (item.low in _CARRIERS and following in quotewords("carried_to"))


def _ends_aside(items: Items, number: int) -> bool:
    """Whether a cue verb inside an aside ends the tag all the same: the aside's comma is missing."""
    item = items[number]
    entry = lexicon().verb(item.low) if item.tag == "VBD" else None
    if entry is None or entry.weight(Frame.TAG) < SAYING:
        return False
    if entry.weight(Frame.LISTENER):
        return noun_phrase(items, number + 1) is not None
    over = number + 1 >= len(items) or items[number + 1].text in {".", ",", ":"}
    return over or items[number + 1].tag == "IN" or is_temporal(items[number + 1])


def is_subject_tag(items: Items, number: int, stop: str) -> bool:
    """Whether a tag with its subject first begins here, behind a quotation that ends in `stop`.

    Behind a full stop only the shortest tag is believed: most often a new sentence begins there, which
    may say who speaks next ("She added: …").
    """
    tag = _subject_first(items, number)
    if tag is None or not ends_tag(items, tag):
        return False
    after = items[tag.end : tag.end + 2]
    if after and (after[0].text == ":" or (after[0].text == "," and after[-1].quote >= 0)):
        return False
    if stop != ".":
        return not _reports_next(items, tag.end)
    if tag.entry is not None and tag.entry.weight(Frame.TAG) < 0.85:
        return False
    return _short_to_the_end(items, tag.end)


def _reports_next(items: Items, number: int) -> bool:
    """Whether the sentence goes on to say what was said: a "that" or another quotation follows."""
    for item in items[number : number + 25]:
        if item.text in {".", "?", "!"}:
            return False
        if item.quote >= 0 or (item.low == "that" and item.tag == "IN"):
            return True
    return False


def _short_to_the_end(items: Items, number: int) -> bool:
    """Whether a few words without a verb or a quotation end the sentence."""
    for item in items[number : number + 12]:
        if item.text in {".", "?", "!"}:
            return True
        if item.quote >= 0 or item.tag[:2] == "VB" or item.tag in {"MD", "WP", "WDT"} or item.text == ":":
            return False
    return number >= len(items)


def ends_tag(items: Items, tag: QuotationTag) -> bool:
    """Whether no clause or object follows the tag's verb, as it would follow a verb that is no tag."""
    if tag.inverted or tag.end >= len(items):
        return True
    after = items[tag.end]
    if tag.entry is not None and tag.entry.weight(Frame.LISTENER) and noun_phrase(items, tag.end) is not None:
        return True
    if after.tag in {"IN", "RB", "TO", "VBG"}:
        return after.low not in _ANNOUNCING
    return after.tag in {",", ".", ":"} or is_temporal(after)
