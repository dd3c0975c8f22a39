"""Words that a name may begin or end with.

In: `Words` and a word's number. Out: whether it is one. A capital is asked for, and a tag that a name's words
have or often get by mistake; at a sentence's start, where any word has a capital, more than that.
"""

from __future__ import annotations

from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.lexicon.namewords import NameWords
from sitegen.annotate.names.spans import ARTICLES, HYPHENS, MARKUP, is_numbered_war, stands_after_prefix
from sitegen.annotate.parse.tagset import PROPER
from sitegen.annotate.parse.words import Words, may_begin

SURE = 0.9
"""How sure the encoder has to be that a month is somebody's name."""
NAMELESS = 0.1
"""The share of no name under which a word is certainly of one."""
SEA = {("do",), ("del",)}
"""Before "Mar", which is a sea here and no month."""
MAYBE = frozenset({"NN", "NNS", "JJ", "VBN", "VBG", "VB", "VBP", "VBZ", "VBD", "FW", "UH", "RB", "ADD", "XX"})
"""Tags that capitalised words of a name often get by mistake."""


def is_core(words: Words, at: int, lists: NameWords) -> bool:
    """Whether a name may begin or end with this word."""
    form = words.forms[at]
    if not form[0].isupper() and not (form[0].isalpha() and not form.islower() and form[1:2].isupper()):
        return False
    low = form.lower()
    if is_numbered_war(words.forms, at):
        return True
    if low in lists.labels or low in ARTICLES or stands_after_prefix(words, at) or MARKUP.search(form):
        return False
    if low in lists.calendar and not on_water(words, at + 1, lists) and not _is_somebody(words, at, lists):
        return words.forms[at - 1 : at][:1] in SEA  # "Veld do Mar"
    tag = words.tags[at]
    if tag in PROPER or is_judged(words, at) or on_water(words, at + 1, lists):
        return True
    if tag in {"IN", "MD"} and not may_begin(words, at) and form in gazetteer().given:
        return at + 1 < len(words) and words.tags[at + 1] in PROPER  # "Coach Per Rosengren"
    if tag not in MAYBE or len(form) < 2:
        return False
    if not may_begin(words, at):
        return True
    # At a sentence's start any word has a capital: only one that a proper noun follows is let in.
    noun = tag in {"NN", "JJ"} or (tag == "NNS" and form in gazetteer().given)
    return noun and at + 1 < len(words) and words.tags[at + 1] in PROPER


def _is_somebody(words: Words, at: int, lists: NameWords) -> bool:
    """Whether a day is somebody's name: "Ms May", "a spokesman, Jan Hol, said"; not "in May Brandt won"."""
    if (
        words.forms[at - 1 : at]
        and words.forms[at - 1].lower() in lists.courtesy
        and words.forms[at].istitle()
    ):
        return True
    if _is_surname(words, at):
        return True
    named = words.forms[at] in gazetteer().given and words.tags[at + 1 : at + 2] == ("NNP",)
    sure = is_judged(words, at) if words.judged else words.forms[at - 1 : at] == (",",)
    return named and sure and words.tags[at - 1 : at] != ("IN",)


def _is_surname(words: Words, at: int) -> bool:
    """Whether the encoder is sure that a month ends somebody's name: "Theresa May"."""
    pair = words.judged[at - 1 : at + 1] if at else ()
    given = bool(pair) and words.forms[at - 1] in gazetteer().given and words.forms[at].istitle()
    return given and min(each.person for each in pair) >= SURE


def is_judged(words: Words, at: int) -> bool:
    """Whether the encoder is sure that a word is of a name, whatever its tag: "Lower" in "Lower Veld"."""
    return bool(words.judged) and words.judged[at].none < NAMELESS


def core_at(words: Words, at: int, lists: NameWords) -> bool:
    """The same, of a place that may lie behind the last word."""
    return at < len(words) and is_core(words, at, lists)


def on_water(words: Words, at: int, lists: NameWords) -> int:
    """Over small words between hyphens: "Orrin-upon-Veld", "Mar-a-Veld"."""
    if at >= len(words) or words.forms[at] not in HYPHENS:
        return 0
    for end in range(at + 2, min(at + 7, len(words)), 2):
        if words.forms[end] not in HYPHENS or not words.forms[end - 1].islower():
            return 0
        if end + 1 < len(words) and is_core(words, end + 1, lists):
            return end + 2 - at if all(words.joined(n) for n in range(at, end + 2)) else 0
    return 0
