"""How sure it is that somebody is quoted: what rules saw, by name, and one table of what each weighs.

In: evidence. Out: 0 to 1. A rule says what it saw and never how much that counts, so that what stands beside
quotation marks and what the parse reports can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from math import exp, log


class Evidence(StrEnum):
    """What a rule saw. Those that give a quotation its cue are named as the reasons that pages give."""

    TAG_AFTER = "tag-after"
    """A verb of saying right behind the marks: “…,” she said."""
    NAME_AFTER = "name-after"
    """A dash and a name in its place."""
    LATE_TAG = "late-tag"
    """A tag behind the clause that holds the words in marks."""
    PHRASE_AFTER = "phrase-after"
    """“…”, according to the union."""
    ASIDE = "aside"
    """A tag between commas inside the clause."""
    CUE_BEFORE = "cue-before"
    """A cue that takes the words behind it, or a phrase that opens the sentence."""
    NAME_BEFORE_COLON = "name-before-colon"
    NOUN_BEFORE_COLON = "noun-before-colon"
    SUBJECT_BEFORE_COLON = "subject-before-colon"
    OWNER_BEFORE_COLON = "owner-before-colon"
    SENTENCE_BEFORE = "sentence-before"
    """The sentence before has a cue and a speaker."""
    LINE_BEFORE = "line-before"
    """The line before ends in a colon and has a noun of saying with an owner."""
    TAG_ABOVE = "tag-above"
    """A line of nothing but a tag and a colon: "Stated Halloran:"."""
    NAME_ABOVE = "name-above"
    """A line of nothing but a name: "And from Mayor Halloran:"."""
    NAME_INSIDE = "name-inside"
    """A name at the end of the words in marks, as pull quotes have it, or right behind the marks."""
    NAME_BELOW = "name-below"
    NAME_BELOW_BLOCK = "name-below-block"
    LINE_LABEL = "line-label"
    """A transcript's "Name:"."""
    NO_CUE = "no-cue"
    """A sentence in marks close behind a quotation, and nothing says whose."""
    GOES_ON = "goes-on"
    """The same, one sentence of narration behind a quotation of the same paragraph."""
    UNCLAIMED = "unclaimed"
    """A sentence in marks, and nobody near."""

    IN_FRAME = "in-frame"
    """A cue of the lexicon stands with words in one of its frames; the lexicon's own weight comes to this."""
    BESIDE_MARKS = "beside-marks"
    """And the words stand between marks right behind it."""
    CLAUSE_OF_MARKS = "clause-of-marks"
    """What the parse reports goes to the words in marks inside it: the marks may be the writer's."""
    NO_SOURCE = "no-source"
    """Nobody is named: often not a report at all ("to say that …", "it is said")."""
    HEARER_ALONE = "hearer-alone"
    """The same where somebody was told: it was said to them, whoever said it."""
    NO_OWNER = "no-owner"
    """The same beside a noun: "the claim that …" is somebody's."""
    EMPTY_SOURCE = "empty-source"
    """A subject that cannot speak, or anybody."""
    PERSON_OBJECT = "person-object"
    """With a noun phrase as content, a person makes the reporting sense likelier than the others."""
    THING_OBJECT = "thing-object"
    TOPIC_OF_NOUN = "topic-of-noun"
    """In "her remarks about the dam" what she said about it is not told."""
    UNREAL = "unreal"
    """Under "to": perhaps not said, but to be said."""
    SUPPOSED = "supposed"
    """Under a modal: what somebody could or must say."""
    OPEN = "open"
    """And a question, as in "summoned him to explain why …": what the answer is, nobody tells."""
    ASKED = "asked"
    """In a question or condition."""
    NEGATED = "negated"
    """Not said: "did not say how many", "without specifying what"."""
    MATTER = "matter"
    """A noun phrase tells what somebody spoke of, thanked for or was accused of, seldom what was said."""
    DEED = "deed"
    """What is no clause, as in "asked her to leave" or "denied taking it", tells an act rather than words."""
    ACT_OF_NOUN = "act-of-noun"
    """And a noun with an infinitive, as in "a threat to leave", names one."""
    HEARSAY = "hearsay"
    """In "it is said that" nobody in particular speaks, nor in "you could say"."""
    THOUGHT = "thought"
    """What somebody believes, hopes or fears was not said by anybody, unless words of it are quoted."""
    PLAN = "plan"
    """What somebody wants to do is no words of theirs."""
    WRITER = "writer"
    """Nor does the writer's "I think" quote anybody."""


WEIGHTS = {
    Evidence.TAG_AFTER: 3.5,
    Evidence.NAME_AFTER: 3.5,
    Evidence.LATE_TAG: 1.7,
    Evidence.PHRASE_AFTER: 2.2,
    Evidence.ASIDE: 2.0,
    Evidence.CUE_BEFORE: 2.0,
    Evidence.NAME_BEFORE_COLON: 1.7,
    Evidence.NOUN_BEFORE_COLON: 1.4,
    Evidence.SUBJECT_BEFORE_COLON: 1.1,
    Evidence.OWNER_BEFORE_COLON: 0.4,
    Evidence.SENTENCE_BEFORE: 1.1,
    Evidence.LINE_BEFORE: 0.6,
    Evidence.TAG_ABOVE: 2.2,
    Evidence.NAME_ABOVE: 1.7,
    Evidence.NAME_INSIDE: 1.7,
    Evidence.NAME_BELOW: 2.0,
    Evidence.NAME_BELOW_BLOCK: 2.0,
    Evidence.LINE_LABEL: 2.2,
    Evidence.NO_CUE: -0.4,
    Evidence.GOES_ON: 1.1,
    Evidence.UNCLAIMED: -0.85,
    Evidence.IN_FRAME: 0.7,
    Evidence.BESIDE_MARKS: 0.5,
    Evidence.CLAUSE_OF_MARKS: -0.4,
    Evidence.NO_SOURCE: -1.6,
    Evidence.HEARER_ALONE: -0.8,
    Evidence.NO_OWNER: -1.2,
    Evidence.EMPTY_SOURCE: -1.1,
    Evidence.PERSON_OBJECT: 0.2,
    Evidence.THING_OBJECT: -0.25,
    Evidence.TOPIC_OF_NOUN: -0.4,
    Evidence.UNREAL: -0.4,
    Evidence.SUPPOSED: -1.6,
    Evidence.OPEN: -2.6,
    Evidence.ASKED: -0.5,
    Evidence.NEGATED: -3.0,
    Evidence.MATTER: -1.25,
    Evidence.DEED: -1.25,
    Evidence.ACT_OF_NOUN: -0.25,
    Evidence.HEARSAY: -3.0,
    Evidence.THOUGHT: -1.5,
    Evidence.PLAN: -0.6,
    Evidence.WRITER: -1.5,
}
"""Log-odds, added up."""

LEXICON = 0.5
"""The share of a cue's own log-odds that counts: it depends on the rest; their sum would overstate."""
SURE = 0.5
"""From here on it is more likely that somebody is quoted than not. What is less sure is left out, keeps
nothing else out, and says nothing about words in marks inside it."""


def confidence(evidence: Iterable[Evidence], cue: float = 0.5) -> float:
    """The table's sum for this evidence as a probability; `cue` is the lexicon's weight, 0.5 for none."""
    odds = LEXICON * log(max(cue, 0.01) / max(1 - cue, 0.01)) + sum(WEIGHTS[seen] for seen in evidence)
    return round(1 / (1 + exp(-odds)), 3)
