"""A range of words, cut to the name alone.

In: `Words` and a range. Out: the range without articles, titles, possessives, quotation marks or brackets at
its edges; None for what is no name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.cues import lexicon
from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.parse.set_phrases import opens_tag
from sitegen.annotate.parse.tagset import FINITE
from sitegen.annotate.parse.words import LISTED, Range, Words
from sitegen.model.text import Span
from sitegen.wordfiles import pattern

ARTICLES = closed_words("articles")
POSSESSIVES = frozenset({"'s", "’s", "'", "’", "ʼs"})
HYPHENS = frozenset("-‐‑–")
ELIDED = re.compile(r"[a-z]{1,2}['’][A-ZÀ-Þ]")
"""Behind a hyphen: "d'Ail" in "Cap-d'Ail"."""
ABBREVIATIONS = closed_words("abbreviations")
MARKUP = re.compile(r"[][{}<>|*=\\^]|__")
"""In a word that is no name but what is left of a link or a tag: "Experience](Using"."""
SHARES = re.compile(r"[A-Z0-9][A-Za-z0-9_]{0,7}\.[A-Z]{1,3}")
"""Letters of a share and of where it is traded: "KLM.N", "VLTn.DE"."""
SHARE = 8
"""Characters of them on either side of a dot at most."""
ADJECTIVAL = closed_words("adjectival")
"""Before a hyphen: "pro-Orrin" is an adjective, and names nobody."""


DEFINITE = closed_words("definite")
LONGEST_HALF = 6
"""Letters of a name's small second half, at most."""
PARTICIPLES = tuple(sorted(closed_words("participle_endings")))
CAPITAL_ADJECTIVE = pattern("capital_adjective")
MEASURE = pattern("measure")
FORMERLY = closed_words("formerly_inside")
"""Before a name, and never part of it."""


OPENING = frozenset({"IN", "DT", "PDT", "PRP", "PRP$", "WRB", "WP", "WDT", "CC", "MD", "RB", "EX", "TO"})
"""Tags of words that begin a sentence and no name."""


def trimmed(words: Words, where: Range) -> Range | None:
    """The range without what belongs to no name at either edge; None where nothing is left."""
    first, last = where
    lists = name_words()
    if last - first > 1 and words.span(where).of(words.text.text) in gazetteer().bodies:
        return where  # "Getty Images", whatever a caption's "Images" is
    while first < last and not (
        _may_begin(words.forms[first], lists.particles)
        and not _is_opening(words, first, last)
        and not stands_after_prefix(words, first)
        and not (last - first == 2 and _is_cue_participle(words, first))
    ):
        first += 1
    if last - first > 1 and words.forms[first].lower() in FORMERLY:
        first += 1
    if first < last and _is_share(words, first, last):
        return None
    if first < last and MEASURE.fullmatch(words.forms[first]):
        first += 1  # "05:30pm IST", "870MW"
    if last - first == 2 and _is_letter(words, first):
        return None  # "on Velmo and X. Send us your views"
    if 0 < last - first < 3 and _is_counted(words, first):
        return None
    if last - first > 2 and _is_compound(words, first):
        first += 3
    if last - first > 2 and _is_party(words, first):
        first += 2
    while first < last and not _may_end(words, first, last - 1):
        last -= 1
    if first >= last or not is_capital(words.forms[first:last]):
        return None
    if last - first > 1 and all(len(form) < 2 or form == "and" for form in words.forms[first:last]):
        return None  # "A- and H-bombs"
    nobody = lists.not_names | lists.labels | lists.isms | lists.honours
    low = words.forms[first].lower()
    alone = last - first == 1 and (low in nobody or low.replace(".", "") in nobody)  # "I.Q." is one, too
    alone = alone or (last - first == 1 and _is_initial(words.forms[first]))
    titled = first > 0 and words.forms[first - 1].lower() in lists.courtesy  # "Ms Sun"
    return None if alone and not titled else Range(first, last)


def name_span(words: Words, where: Range) -> Span:
    """The characters of a name, without the full stop that its last word took from the sentence's end."""
    span = words.span(where)
    form = words.forms[where.last - 1]
    if form.endswith("‘s") and len(form) > 2:
        return Span(span.start, span.end - 2)
    ends = where.last == len(words) or words.sentences[where.last] != words.sentences[where.last - 1]
    if (
        form.endswith(".")
        and form.count(".") == 1
        and len(form) > 1
        and ends
        and form.lower() not in ABBREVIATIONS
    ):
        return Span(span.start, span.end - 1)
    return span


def _is_letter(words: Words, at: int) -> bool:
    """Whether a letter ends a sentence that the next word, a verb, does not belong to."""
    letter = len(words.forms[at]) == 2 and words.forms[at].endswith(".")
    return (
        letter and words.tags[at + 1] in FINITE | {"VB"} and not gazetteer().is_persons(words.forms[at + 1])
    )


def _is_counted(words: Words, at: int) -> bool:
    """Whether a number or a letter tells a noun from others: "Page A8", "Group B", "Chapter 11"."""
    number = words.forms[at + 1] if at + 1 < len(words) else ""
    counted = any(c.isdigit() for c in number) or (len(number.rstrip(".")) == 1 and number.isupper())
    counted = counted or number.lower() in closed_words("number_words")
    return counted and words.forms[at].lower() in name_words().numbered


def _is_share(words: Words, first: int, last: int) -> bool:
    """Whether words are a share's letters, between brackets or before a sign: "(KLM.N)", "US2YT=RR"."""
    text, start, end = words.text.text, words.starts[first], words.ends[last - 1]
    left = text.rfind("(", max(0, start - SHARE), start)
    right = text.find(")", end, end + SHARE)
    inside = left >= 0 <= right and SHARES.fullmatch(text, left + 1, right) is not None
    return inside or "=" in (text[start - 1 : start], text[end : end + 1])


def _is_compound(words: Words, first: int) -> bool:
    """An adjective with a hyphen, or a noun: "Pro-Orrin", "Half-brother Ana Brandt"."""
    second = words.forms[first + 2]
    hyphen = words.forms[first + 1] in HYPHENS and words.joined(first + 1) and words.joined(first + 2)
    if first + 3 < len(words) and words.forms[first + 3] in HYPHENS:
        return False  # "Orrin-under-Veld"
    form = words.forms[first]
    prefix = form.lower() in ADJECTIVAL and (form.islower() or words.begins_sentence(first))
    return hyphen and (prefix or (len(second) > 3 and second.islower() and words.begins_sentence(first)))


def _is_party(words: Words, first: int) -> bool:
    """A party's letter before where somebody is from: "(R-Orrin)", "Ana Brandt, R-Orrin,"."""
    letter = len(words.forms[first]) == 1 and words.forms[first].isupper()
    return letter and words.forms[first + 1] in HYPHENS and words.forms[first - 1 : first] in {("(",), (",",)}


def is_capital(forms: tuple[str, ...]) -> bool:
    """Whether a word of them has a capital letter: names of other writings have none and are let through."""
    return any(c.isupper() or (c.isalpha() and not c.islower()) for form in forms for c in form)


def _may_begin(form: str, particles: frozenset[str]) -> bool:
    low = form.lower()
    if low in ARTICLES or not form[0].isalnum() or LISTED.fullmatch(form):
        return False
    return not form[0].islower() or low in particles or any(c.isupper() for c in form)


def stands_after_prefix(words: Words, at: int) -> bool:
    """Whether a word is the second half of an adjective: "Orrin" in "pro-Orrin"."""
    return (
        at > 1
        and words.forms[at - 1] in HYPHENS
        and words.joined(at)
        and words.joined(at - 1)
        and words.forms[at - 2].lower() in ADJECTIVAL
        and (words.forms[at - 2].islower() or words.begins_sentence(at - 2))
    )


def _is_opening(words: Words, first: int, last: int) -> bool:
    """Whether a capital is the sentence's and not the name's: "Though Brandt", "Many Veldters"."""
    if last - first < 2 or not words.begins_sentence(first):
        return False
    if words.forms[first] in gazetteer().given and words.tags[first] not in {"VBD", "VBZ", "VBG"}:
        return False
    if opens_tag(words, first):
        return True
    if CAPITAL_ADJECTIVE.fullmatch(words.forms[first]) and not gazetteer().is_persons(words.forms[first]):
        return last - first == 2 or gazetteer().is_place(
            words.span(Range(first + 1, last)).of(words.text.text)
        )
    if words.tags[first] == "VBG" and words.forms[first].endswith("ing"):
        return words.tags[first + 1] == "NNP"  # "Naming Brandt"
    return words.tags[first] in OPENING | {"VBD"} or words.forms[first].lower() in name_words().openings


def _is_cue_participle(words: Words, at: int) -> bool:
    """Whether a word is a verb of saying before a name, as headlines write it: "Rebuking Brandt"."""
    low = words.forms[at].lower()
    if not low.endswith("ing") or lexicon().verb(low) is None or words.begins_sentence(at):
        return False
    return not gazetteer().is_persons(words.forms[at])


def is_numbered_war(forms: Sequence[str], at: int) -> bool:
    """Whether what looks like a pronoun or a number belongs to a war: "World War I", "World War Two"."""
    before = " ".join(forms[max(0, at - 2) : at]).lower()
    return (
        before in closed_words("numbered_wars")
        and forms[at][0].isupper()
        and (forms[at] == "I" or forms[at].lower() in closed_words("number_words"))
    )


def is_document(words: Words, at: int) -> bool:
    """Whether a word behind "the" is a law or a plan, and nobody's given name: "the Bill"."""
    article = at > 0 and words.forms[at - 1].lower() in DEFINITE
    return article and words.forms[at].lower() in name_words().work_heads and words.forms[at].istitle()


def _is_initial(form: str) -> bool:
    """Whether a letter alone names nobody: "earlier than H"; but "on X" is a platform."""
    return (
        len(form) == 1 and form.isascii() and form.isupper() and form not in closed_words("letters_that_name")
    )


def _is_half(form: str) -> bool:
    """Whether a small word behind a hyphen is half of a name: "Jong-un", and not "Brandt-owned"."""
    return (
        len(form) <= LONGEST_HALF and not form.endswith(PARTICIPLES) and form not in name_words().hyphen_tails
    )


def _may_end(words: Words, first: int, at: int) -> bool:
    form = words.forms[at]
    lists = name_words()
    if at > first and is_numbered_war(words.forms, at):
        return True
    if form in POSSESSIVES or (at > first and form.lower() in lists.honours | lists.labels):
        return False
    stopped = form[-1] == "." or (words.forms[at + 1 : at + 2] == (".",) and words.joined(at + 1))
    if at > first and stopped and f"{form.lower().rstrip('.')}." in lists.titles:
        return False  # "Orrin Gov."
    if (not form[-1].isalnum() and form[-1] not in ".!?") or ("." in form and form[0].isdigit()):
        return False
    if form[0].islower() and not any(c.isupper() for c in form):
        if words.joined(at) and words.forms[at - 1] in HYPHENS:
            return _is_half(form)
        # "the Veldt school"; but "Warden of the university" is an office.
        return words.joined(at) or (
            form in lists.organisation_heads and words.forms[at - 1].lower() not in ARTICLES
        )
    return any(c.isalnum() for c in form)
