"""What a name does in its sentence, and which gender a pronoun gives it where nobody else can be meant.

In: `Words`, and the head of a name or the ranges of the people, in order. Out: a role; for some people "m" or
"f": the only person of a sentence is its subject, "he" or "she" is the subject of a clause after it, and the
sentence before names nobody else. Objects and possessives tell nothing ("Brandt said her career was over"),
and one sentence alone is not believed: two must agree about a surname, and none may differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.parse.tagset import NOMINAL_SUBJECTS
from sitegen.annotate.parse.tree import root_of
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import Role

ROLES = {
    "nsubj": Role.SUBJECT,
    "nsubjpass": Role.SUBJECT,
    "csubj": Role.SUBJECT,
    "dobj": Role.OBJECT,
    "dative": Role.OBJECT,
    "iobj": Role.OBJECT,
    "obj": Role.OBJECT,
    "poss": Role.POSSESSIVE,
    "appos": Role.APPOSITIVE,
}
PRONOUNS = {word: kind[0] for kind in ("male", "female") for word in closed_words(f"{kind}_subjects")}


def role_of(words: Words, root: int) -> Role:
    """The role of the word that heads a name. One of several joined names has the role of the first."""
    at = root
    for _ in range(20):
        if words.deps[at] != "conj":
            break
        at = words.heads[at]
    dep = words.deps[at]
    if dep == "pobj":
        # "said by Brandt": the passive's agent; any other preposition makes an object.
        return Role.AGENT if words.deps[words.heads[at]] == "agent" else Role.OBJECT
    return ROLES.get(dep, Role.OTHER)


def genders(words: Words, people: Iterable[Range]) -> dict[Range, str]:
    """The people whose gender a pronoun of the same sentence tells."""
    by_sentence: dict[int, list[Range]] = defaultdict(list)
    for person in people:
        by_sentence[words.sentences[person.first]].append(person)
    told: dict[int, set[int]] = defaultdict(set)
    for at, form in enumerate(words.forms):
        if form in PRONOUNS and words.deps[at] in NOMINAL_SUBJECTS:
            told[words.sentences[at]].add(at)
    found = {}
    for sentence, places in told.items():
        named = by_sentence.get(sentence, ())
        letters = {PRONOUNS[words.forms[at]] for at in places}
        if len(named) != 1 or len(letters) != 1 or min(places) < named[0].last:
            continue
        root = root_of(words, named[0])
        subject = words.deps[root] in NOMINAL_SUBJECTS
        if not all(words.heads[words.heads[at]] == words.heads[root] for at in places):
            continue  # the pronoun's clause is not what this person says
        others = {words.forms[person.last - 1] for person in by_sentence.get(sentence - 1, ())}
        if subject and others <= {words.forms[named[0].last - 1]}:
            found[named[0]] = letters.pop()
    return _agreed(words, found)


def _agreed(words: Words, found: dict[Range, str]) -> dict[Range, str]:
    votes: dict[str, list[str]] = defaultdict(list)
    for person, letter in found.items():
        votes[words.forms[person.last - 1]].append(letter)
    sure = {name for name, letters in votes.items() if len(letters) > 1 and len(set(letters)) == 1}
    return {person: letter for person, letter in found.items() if words.forms[person.last - 1] in sure}
