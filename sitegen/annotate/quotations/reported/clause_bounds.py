"""Where a reported clause begins and ends beside its cue, whatever the parser hung elsewhere.

In: the tree, a cue verb and the verb of its clause. Out: words. A day, a listener or a "that" between the two
is the cue's; a phrase before the clause's comma is the clause's. A bounded number of words is looked at.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.cues import CueEntry, Frame, lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import COMMAS, QUOTATION_MARKS
from sitegen.annotate.parse.grammar import opens_clause
from sitegen.annotate.parse.tagset import NOUNS, VERBS
from sitegen.annotate.parse.tree import TIMES, Tree
from sitegen.annotate.parse.words import Range

TELLING = quotewords("telling")
HEARERS = quotewords("object_pronouns")
"""Behind "told": they hear what is said, and are no part of it."""
CIRCUMSTANCES = TIMES | quotewords("circumstances")
"""After a preposition: when or how somebody spoke, not of what."""
STOPS = COMMAS | {";", ":", "“", "”", '"'}
BEFORE_DAYS = quotewords("before_days")
CHANNELS, BEFORE_CHANNELS = quotewords("channels"), quotewords("before_channels")
CHANNELS_ALONE, OF_CHANNELS = quotewords("channels_alone"), quotewords("of_channels")
WHEN, QUESTIONED = quotewords("when"), quotewords("questioned")
WEIGHED, SEEN_AS = quotewords("weighed"), quotewords("seen_as")
MEASURES, BEFORE_OTHER = quotewords("measures_of_time"), quotewords("before_other")
SAID_NO_MORE, MORE = quotewords("said_no_more"), quotewords("more")
ARTICLES = frozenset({"DT", "PRP$"})
TAIL = 16
"""Words at a content's end that may tell how it was said, at most."""
PLAIN = 0.8
"""What the cue of what was said weighs, where it speaks of saying itself."""
NAMED = 5
"""Words of a noun phrase from its article to its noun, at most."""
DAY = 6
"""Words of a day or an hour between a cue and its clause, at most."""
REACH = 4
"""Words of a clause among which its "that" is looked for."""


def clause_first(tree: Tree, verb: int, clause: int, entry: CueEntry) -> int:
    """The first word of a clause without a "that" of its own in the parse."""
    first = _that_between(tree, verb, tree.left[clause]) or _start(tree, verb, clause, entry)
    return _behind_day(tree, verb, clause, first)


def from_that(tree: Tree, clause: int, content: Range) -> int:
    """Where "that" stands, or right after it: "said when the suit was filed that they must pay"."""
    marks = [child for child in tree.each(clause, ("mark",)) if tree.lower[child] == "that"]
    return max(content.first, marks[-1]) if marks else content.first


def _that_between(tree: Tree, verb: int, clause: int) -> int | None:
    """A "that" of the clause which the parser hung on another word: "told the judge last week that …"."""
    for at in range(verb + 1, min(clause + REACH, tree.sentence(verb).last)):
        if tree.lower[at] == "that" and opens_clause(tree, at):
            return at
        if tree.tag(at) in VERBS or tree.words.forms[at] in STOPS:
            return None
    return None


def _start(tree: Tree, verb: int, clause: int, entry: CueEntry) -> int:
    """Where a clause without "that" begins: its subject is often parsed as the cue's own object."""
    first = tree.left[clause]
    named = [child for child in tree.children[verb] if verb < child < first and _names_thing(tree, child)]
    if _opens_speech(tree, first):
        return first  # "told the crowd, “Go home.”"
    if entry.lemma in TELLING and len(named) == 1 and (whole := _behind_hearer(tree, verb, named[0])):
        return whole  # "told the inquiry | wages had not risen"
    if Frame.LISTENER in entry.frames and named:
        heard = len(named) > 1 or tree.lower[named[0]] in HEARERS
        named = [] if tree.subject[clause] >= 0 else named[heard:]
    return tree.left[named[0]] if named else _fronted(tree, verb, first)


def _behind_hearer(tree: Tree, verb: int, noun: int) -> int | None:
    """The noun itself, where the parser takes whoever is told, right before it, for a part of its name."""
    heard = noun - 1
    joined = tree.dep(heard) == "compound" and tree.tag(heard) == "NN" and tree.tag(noun) == "NNS"
    return noun if joined and heard == verb + 2 and tree.tag(verb + 1) == "DT" else None


def _behind_day(tree: Tree, verb: int, clause: int, first: int) -> int:
    """Where a clause begins behind the day on which it was said: "said late on Monday he would go".

    The parser hangs the day on the clause; right behind the cue, and without a comma, it is the cue's.
    """
    at, told = verb + 1, False
    while at < min(clause, verb + DAY):
        time = tree.lower[at] in TIMES
        of_day = tree.head(at) == at - 1 or tree.lower[at + 1] in TIMES  # "May 3", "3 May"
        if not (time or (tree.tag(at) == "CD" and of_day) or tree.lower[at] in BEFORE_DAYS):
            break
        at, told = at + 1, told or time
    parted = at > verb + 1 and tree.words.forms[at] == ","
    return at if told and first < at < clause and not parted else first


def _opens_speech(tree: Tree, first: int) -> bool:
    """Whether a comma or colon and an opening mark stand right before a clause."""
    before = tree.words.forms[max(0, first - 2) : first]
    return len(before) > 1 and before[0] in {",", ":"} and before[1] in QUOTATION_MARKS


def clause_last(tree: Tree, verb: int, clause: int) -> int:
    """Where a clause ends that the parser has cut in pieces, all of them the cue's: "must be re-opened"."""
    last = tree.right[clause] + 1
    for child in tree.each(verb, ("ccomp",)):
        if child > clause and tree.left[child] == last:
            last = tree.right[child] + 1
    return last


def _fronted(tree: Tree, verb: int, first: int) -> int:
    """Where a phrase begins that stands before the clause, a comma behind it: "said in winter, it is closed".

    The clause's own start where there is none.
    """
    comma = first if tree.words.forms[first] == "," else first - 1
    if tree.words.forms[comma] != ",":
        return first
    for child in tree.each(verb, ("prep", "advcl")):
        if tree.left[child] == verb + 1 and tree.right[child] == comma - 1 and not _is_occasion(tree, child):
            return tree.left[child]
    return first


def _is_occasion(tree: Tree, phrase: int) -> bool:
    """Whether it tells when or where something was said, not what."""
    inner = inner_of(tree, phrase) if tree.dep(phrase) == "prep" else None
    return inner is not None and (tree.lower[inner] in CIRCUMSTANCES or tree.lower[inner].isdigit())


def _names_thing(tree: Tree, word: int) -> bool:
    named = tree.tag(word) in NOUNS or tree.tag(word) == "PRP"
    return named and tree.dep(word) in {"dobj", "npadvmod", "dative"} and tree.lower[word] not in TIMES


def inner_of(tree: Tree, prep: int) -> int | None:
    """The head of what stands after a preposition; after "as" also an adjective or participle."""
    inner = tree.first(prep, "pobj", "pcomp")
    if inner is None and tree.lower[prep] == "as":
        return next((child for child in tree.children[prep] if child > prep), None)
    return inner


def before_circumstance(tree: Tree, content: Range) -> Range:
    """The content before words at its end that tell how it was said or taken, where they are plain.

    "… | in a statement on Monday", "… | when asked about it", "…, | a claim that he denies", "… | but gave no
    details". The parser hangs such words on what was said.
    """
    for at in range(max(content.first + 2, content.last - TAIL), content.last - 1):
        if tree.words.forms[at] in QUOTATION_MARKS:
            return content
        if _tells_how(tree, at, content):
            return Range(content.first, at)
    return content


def _tells_how(tree: Tree, at: int, content: Range) -> bool:
    """Whether the rest of a content, from this word on, is the writer's."""
    after = at + 1
    if tree.words.forms[at] == "," and after + 1 < content.last:
        return (
            _weighs(tree, after, content.last) or _is_other_time(tree, after) or _pair(tree, after) in SEEN_AS
        )
    if tree.lower[at] in WHEN:
        return tree.lower[after] in QUESTIONED
    if tree.dep(at) == "cc":
        return _says_no_more(tree, after)
    return tree.lower[at] in BEFORE_CHANNELS and _is_channel(tree, at, content)


def _pair(tree: Tree, at: int) -> str:
    return " ".join(tree.lower[at : at + 2])


def _weighs(tree: Tree, at: int, last: int) -> bool:
    """Whether an apposition weighs what was said: "a claim that he denies", "a bold prediction"."""
    noun = _noun(tree, at, last)
    return noun is not None and tree.lower[noun] in WEIGHED


def _noun(tree: Tree, at: int, last: int) -> int | None:
    """The last noun of a phrase with an article, or with whose it is."""
    if tree.tag(at) not in ARTICLES:
        return None
    for word in range(at + 1, min(at + NAMED, last)):
        ends = word + 1 >= last or tree.tag(word + 1) not in NOUNS
        if tree.tag(word) in NOUNS and ends:
            return word
        if tree.tag(word) not in NOUNS | {"JJ", "VBN", "HYPH"}:
            return None
    return None


def _is_other_time(tree: Tree, at: int) -> bool:
    """Whether it tells what happened before or after: "days after the storm", "a week before the vote"."""
    measure = at + 1 if tree.tag(at) in {"DT", "CD"} else at
    pair = tree.lower[measure : measure + 2]
    measured = len(pair) == 2 and pair[0] in MEASURES and pair[1] in BEFORE_OTHER
    return measured and tree.tag(measure + 1) == "IN"


def _says_no_more(tree: Tree, at: int) -> bool:
    """Whether the speaker gave no more words: "gave no details", "would not say who"."""
    if _pair(tree, at) not in SAID_NO_MORE:
        return False
    return (tree.tag(at) == "VBD" and tree.lower[at] != "did") or not MORE.isdisjoint(
        tree.lower[at + 2 : at + 3]
    )


def _is_channel(tree: Tree, at: int, content: Range) -> bool:
    """Whether it is in or at this that somebody spoke, of which the content itself says nothing."""
    capital = tree.words.forms[at + 1][:1].isupper() and tree.lower[at + 1] in CHANNELS_ALONE
    named = capital or _pair(tree, at + 1) in CHANNELS_ALONE
    noun = _noun(tree, at + 1, content.last)
    if not named and (noun is None or tree.lower[noun] not in CHANNELS):
        return False
    before = range(content.first, at)
    return not any(tree.tag(word) in VERBS for word in range(at, content.last)) and not any(
        tree.lower[word] in OF_CHANNELS or _speaks_of_saying(tree, word) for word in before
    )


def _speaks_of_saying(tree: Tree, word: int) -> bool:
    """Whether a verb or noun is one of saying: then the channel may be that one's."""
    form = tree.words.forms[word]
    entry = lexicon().verb(form) if tree.tag(word) in VERBS else lexicon().noun(form)
    return entry is not None and entry.speech and entry.strength >= PLAIN
