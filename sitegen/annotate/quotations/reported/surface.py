"""What a verb reports, and who ends a sentence with it, where the parse shows nothing of it.

In: the tree, a verb and its entry in the lexicon. Out: a `Complement`, a `Source`, or None; told from the
words alone. The forms that parsers often miss: a "that" some words after the verb ("assured them on a visit
that …"), a participle after a comma with a clause right behind it ("…, adding the decision stands"), a
clause whose verb was taken for a participle, one that was hung on whoever is told, and a tag at a sentence's
end. A bounded number of words is looked at.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.cues import CueEntry, Frame, lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.parse.grammar import is_finite, opens_clause
from sitegen.annotate.parse.noun_phrases import Source
from sitegen.annotate.parse.tagset import FINITE, NOUNS, PLURALS, VERBS
from sitegen.annotate.parse.tree import TIMES, Tree
from sitegen.annotate.parse.words import Range
from sitegen.annotate.quotations.reported.clause_bounds import STOPS
from sitegen.annotate.quotations.reported.complements import ANYBODY, WHO, Complement
from sitegen.model.reason import because

REACH = 12
"""Words between a verb and its "that"."""
CLAUSE = 24
"""Words in which a clause has its verb."""
ENDS = STOPS | {"(", ")"}
TELLING, SAYING_ALONE = quotewords("telling"), quotewords("saying_alone")
DEMANDING, CONTRASTS = quotewords("demanding"), quotewords("contrasts")
SAYABLE, EMPTY = quotewords("sayable"), quotewords("empty_subjects")
LOOSE = quotewords("loose")
OBJECT_PRONOUNS = quotewords("object_pronouns")
SUBJECT_PRONOUNS = quotewords("person_pronouns")
PLACES_AND_TIMES = quotewords("places_and_times")
OPENING_TAGS = NOUNS | {"PRP", "PRP$", "DT", "JJ", "CD", "EX"}
"""How a noun phrase begins."""
SHORTEST = 3
"""Words of a clause, its full stop counted, at least."""
PHRASE = 8
"""Words of a noun phrase before its head, at most."""
SURE = 0.9
"""What a cue must weigh for a clause without "that" to be believed."""


def surface_complement(tree: Tree, verb: int, entry: CueEntry) -> Complement | None:
    """The clause that stands behind the verb, to the end of its sentence."""
    return next((found for rule in RULES if (found := rule(tree, verb, entry)) is not None), None)


def _that(tree: Tree, verb: int, entry: CueEntry) -> Complement | None:
    weight, last = entry.weight(Frame.THAT), tree.sentence(verb).last
    told = Frame.LISTENER in entry.frames
    first = verb + 1
    if told and first + 1 < last and tree.lower[first] in ANYBODY and tree.lower[first + 1] in WHO:
        first = next((at for at in range(first, min(first + REACH, last)) if tree.lower[at] == "that"), first)
    for at in range(first, min(verb + 1 + REACH, last) if weight else verb):
        if tree.lower[at] == "that" and opens_clause(tree, at):
            head = _verb_of_clause(tree, at + 1, last) or _demanded(tree, at, entry)
            end = _before_but(tree, head, last) if head is not None else last
            return Complement(Frame.THAT, (Range(at, end),), head, weight) if head is not None else None
        # "Told them on a call that", "wrote in a notice that": no call's and no notice's own words.
        own = tree.head(tree.words.heads[at]) == verb and tree.first(at, "poss") is None
        where_told = tree.dep(at) == "pobj" and (told or own)
        noun_cue = (
            tree.tag(at) in NOUNS and lexicon().noun(tree.words.forms[at]) is not None and not where_told
        )
        inside = tree.words.joined(at) and at + 1 < last and tree.words.joined(at + 1)  # a word's hyphen
        ends = tree.words.forms[at] in ENDS and not inside
        if ends or tree.tag(at) in VERBS or noun_cue:
            return None
    return None


def _demanded(tree: Tree, that: int, entry: CueEntry) -> int | None:
    """The word that "that" opens a clause with, though its verb is not inflected: "asked that he leave".

    The parser takes it for a noun: "suggested that the agency shift funds".
    """
    return tree.head(that) if entry.lemma in DEMANDING and tree.dep(that) == "mark" else None


def _before_but(tree: Tree, head: int, last: int) -> int:
    """Where a clause ends that the parser did not see: at ", but", behind which something else is told."""
    ends = (at for at in range(head + 1, min(head + 2 * CLAUSE, last - 1)) if tree.words.forms[at] == ",")
    return next((at for at in ends if tree.lower[at + 1] in CONTRASTS), last)


def _bare(tree: Tree, verb: int, entry: CueEntry) -> Complement | None:
    weight, last = entry.weight(Frame.BARE), tree.sentence(verb).last
    if weight < SURE or tree.tag(verb) != "VBG" or tree.words.forms[verb - 1] != ",":
        return None
    if verb + 1 < last and tree.lower[verb + 1] == "to":
        return None  # ", adding to a list of names she has"
    head = _verb_of_clause(tree, verb + 1, last)
    return Complement(Frame.BARE, (Range(verb + 1, last),), head, weight) if head is not None else None


def _behind_listener(tree: Tree, verb: int, entry: CueEntry) -> Complement | None:
    """A clause that the parser hung on whoever is told: "told the crowd he had called the mayor".

    It lacks nothing, as a relative clause would: "told the woman he had called".
    """
    weight, heard = entry.weight(Frame.BARE), tree.first(verb, "dobj")
    if entry.lemma not in TELLING or weight < SURE or heard is None or heard < verb:
        return None
    inner = tree.first(heard, "relcl")
    whole = inner is not None and tree.first(inner, "dobj", "attr", "acomp", "ccomp", "oprd") is not None
    if inner is None or not whole or tree.tag(tree.left[inner]) != "PRP":
        return None
    content = Range(tree.left[inner], _before_but(tree, inner, tree.sentence(verb).last))
    return Complement(Frame.BARE, (content,), inner, weight)


def _without_object(tree: Tree, verb: int, entry: CueEntry) -> Complement | None:
    """A clause behind "said", whatever the parser took it for: "said the trade in particular needed clerks".

    What else is said in that way is a word or a prayer; who says it stands before.
    """
    weight, first, last = entry.weight(Frame.BARE), verb + 1, tree.sentence(verb).last
    if entry.lemma not in SAYING_ALONE or tree.tag(verb) not in FINITE:
        return None
    if last - verb <= SHORTEST or verb == tree.sentence(verb).first:
        return None
    beside = tree.tag(verb - 1) in NOUNS | {"PRP", "RB", "MD"} or 0 <= tree.subject[verb] < verb
    if not beside:
        return None  # "…, said Halloran, who was there"
    begins = range(first, min(first + PHRASE, last))
    named = next((at for at in begins if _heads(tree, at)), None)
    if named is None or tree.tag(first) not in OPENING_TAGS or tree.lower[named] in SAYABLE | TIMES:
        return None
    if tree.lower[named] in SUBJECT_PRONOUNS:
        return Complement(Frame.BARE, (Range(first, last),), named + 1, weight)
    told = (at for at in range(named + 1, min(named + CLAUSE, last)) if tree.tag(at) in FINITE | {"VBN"})
    inner = next(told, None)
    if inner is None or any(form in ENDS for form in tree.words.forms[first:named]):
        return None
    return Complement(Frame.BARE, (Range(first, last),), inner, weight)


def _verb_of_clause(tree: Tree, first: int, last: int) -> int | None:
    """The first inflected verb, where something that can be its subject stands before it."""
    named = False
    for at in range(first, min(first + CLAUSE, last)):
        if tree.tag(at) in FINITE:
            return at if named else None
        if tree.words.forms[at] in ENDS:
            return None
        named = named or tree.tag(at) in NOUNS | {"PRP", "DT", "EX", "WP"}
    return None


def closing_source(tree: Tree, verb: int) -> Source | None:
    """Who ends the sentence with a verb of saying: "…, residents and the board said", "…, added the clerks".

    Whatever the parse makes of it: what stands before the comma has a verb, and no conjunction opens it.
    """
    sentence, entry = tree.sentence(verb), lexicon().verb(tree.words.forms[verb])
    if entry is None or entry.weight(Frame.BARE) < SURE or tree.tag(verb) not in FINITE:
        return None
    if verb == sentence.first:
        return None
    named = before_clause(tree, verb, entry) or _before_end(tree, verb, sentence)
    named = named or _at_end(tree, verb, sentence)
    if named is None or not _holds_name(tree, named):
        return None
    comma = min(named.first, verb) - 1
    if opens_subordinate(tree, sentence.first) or not any(
        tree.tag(at) in FINITE | {"VBN"} for at in range(sentence.first, comma)
    ):
        return None
    head = next(at for at in range(named.first, named.last) if _heads(tree, at))
    plural = tree.tag(head) in PLURALS or "and" in tree.lower[head : named.last]
    how = because("source-before-verb" if named.first < verb else "source-after-verb")
    return Source(named, head, plural, how, certain=False)


def opens_subordinate(tree: Tree, first: int) -> bool:
    """Whether a conjunction begins a clause that waits for another: "When she spoke, …"."""
    verb = tree.head(first)
    joins = tree.dep(first) in {"mark", "advmod"} and tree.tag(first) in {"IN", "WRB"}
    return joins and verb is not None and is_finite(tree, verb) and tree.lower[first] not in LOOSE


def _before_end(tree: Tree, verb: int, sentence: Range) -> Range | None:
    """Between the last comma and the verb; where what somebody is stands there, before it."""
    if not _ends(tree, verb + 1, sentence.last):
        return None
    comma = _comma_before(tree, verb, sentence)
    if comma is None or comma + 1 < verb:
        return Range(comma + 1, verb) if comma is not None else None
    aside = _comma_before(tree, comma, sentence)
    begin = _comma_before(tree, aside, sentence) if aside is not None and aside + 1 < comma else None
    return Range(begin + 1, aside) if aside is not None and begin is not None and begin + 1 < aside else None


def before_clause(tree: Tree, verb: int, entry: CueEntry) -> Range | None:
    """Before a clause on whoever speaks: "…, the clerk, who had seen it, said" or "told Reuters"."""
    sentence = tree.sentence(verb)
    told = entry.lemma in TELLING and all(tree.tag(at) not in VERBS for at in range(verb + 1, sentence.last))
    if tree.words.forms[verb - 1] != "," or not (told or _ends(tree, verb + 1, sentence.last)):
        return None
    whos = (at for at in range(verb - 2, max(sentence.first + 1, verb - CLAUSE), -1) if tree.lower[at] in WHO)
    comma = next(whos, 0) - 1
    if comma <= sentence.first or tree.words.forms[comma] != ",":
        return None
    begin = _comma_before(tree, comma, sentence)
    return Range(begin + 1, comma) if begin is not None and begin + 1 < comma else None


def _at_end(tree: Tree, verb: int, sentence: Range) -> Range | None:
    """From the verb behind a comma to the sentence's end, or to the comma before what somebody is."""
    subject = 0 <= tree.subject[verb] < verb
    if subject or verb + 1 >= sentence.last or tree.words.forms[verb - 1] != ",":
        return None
    if is_told(tree, verb):
        return None
    if tree.lower[verb + 1] in OBJECT_PRONOUNS:
        return None  # "…, told me so"
    stops = (at for at in range(verb + 1, sentence.last) if tree.words.forms[at] in ENDS | {"."})
    phrase = Range(verb + 1, next(stops, sentence.last))
    named = all(tree.tag(at) not in VERBS for at in range(*phrase))
    return phrase if named and phrase.first < phrase.last <= verb + REACH else None


def is_told(tree: Tree, verb: int) -> bool:
    """Whether whoever hears it stands behind the verb: "…, told Reuters" is not said by Reuters."""
    entry = lexicon().verb(tree.words.forms[verb])
    return entry is not None and entry.lemma in TELLING


def _comma_before(tree: Tree, at: int, sentence: Range) -> int | None:
    """The comma before a word, with no verb and no other mark between them."""
    for number in range(at - 1, max(sentence.first, at - CLAUSE), -1):
        if tree.words.forms[number] == ",":
            return number
        if tree.words.forms[number] in ENDS or tree.tag(number) in FINITE:
            return None
    return None


def _holds_name(tree: Tree, phrase: Range) -> bool:
    """Whether words begin as a noun phrase does, and have a noun that can speak."""
    inner = any(tree.tag(at) in {"WDT", "WP", "WRB"} or tree.lower[at] == "that" for at in range(*phrase))
    if inner or tree.tag(phrase.first) not in OPENING_TAGS:
        return False  # "two reefs that the country claims"
    head = next((at for at in range(phrase.first, phrase.last) if _heads(tree, at)), None)
    return head is not None and tree.lower[head] not in EMPTY


def _heads(tree: Tree, noun: int) -> bool:
    """Whether a noun ends its own phrase: no other noun follows it at once."""
    if tree.tag(noun) not in NOUNS | {"PRP", "EX"}:
        return False
    return noun + 1 >= len(tree.words) or tree.tag(noun + 1) not in NOUNS | {"POS"}


def _ends(tree: Tree, at: int, last: int) -> bool:
    """Whether nothing but when and where somebody spoke stands before the full stop."""
    if at < last and tree.lower[at] in PLACES_AND_TIMES and last - at <= REACH:
        return all(
            tree.tag(word) not in FINITE and tree.words.forms[word] not in ENDS for word in range(at, last)
        )
    while at < last and tree.lower[at] in TIMES:
        at += 1
    return at >= last or tree.words.forms[at] == "."


RULES = (_that, _bare, _behind_listener, _without_object)
"""Tried in this order."""
