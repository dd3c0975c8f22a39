"""Gender by pronouns, where nobody else can be meant.

In: `Words` and the ranges of the people in them. Out: for some of the people "m" or "f": a sentence names one
person, as its subject, and has a pronoun "he" or "she" after it, and none of the other gender.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sitegen.annotate.branches import root_of
from sitegen.annotate.words import Range, Words

PRONOUNS = {
    "he": "m",
    "his": "m",
    "him": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}


def genders(words: Words, people: Iterable[Range]) -> dict[Range, str]:
    """The people whose gender a pronoun of the same sentence tells."""
    by_sentence: dict[int, list[Range]] = defaultdict(list)
    for person in people:
        by_sentence[words.sentences[person.first]].append(person)
    pronouns: dict[int, list[int]] = defaultdict(list)
    for at, form in enumerate(words.forms):
        if form in PRONOUNS and words.sentences[at] in by_sentence:
            pronouns[words.sentences[at]].append(at)
    found = {}
    for sentence, places in pronouns.items():
        named = by_sentence[sentence]
        letters = {PRONOUNS[words.forms[at]] for at in places}
        subject = words.deps[root_of(words, named[0])] in {"nsubj", "nsubjpass"}
        if len(named) == 1 and len(letters) == 1 and subject and places[0] >= named[0].last:
            found[named[0]] = letters.pop()
    return found
