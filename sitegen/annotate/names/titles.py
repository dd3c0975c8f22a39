"""Titles before names: what is title and what is name in a capitalised run.

In: a range of words. Out: `Titled`: the title's range, the name's range, and the gender that the title tells.
"U.S. Secretary of State Ana Brandt" has the title "U.S. Secretary of State"; "General Motors" has none.
"""

from __future__ import annotations

from typing import NamedTuple

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.lexicon.namewords import NameWords, name_words
from sitegen.annotate.parse.tagset import PROPER
from sitegen.annotate.parse.words import Range, Words

TRADES = tuple(sorted(closed_words("trade_endings")))
"""How the names of trades end that no list holds."""
FORMERLY = closed_words("formerly")
"""Before a name even without a title."""
HYPHENS = frozenset("-‐‑–")
OFFICE_OF = closed_words("office_of")
HOUSE = 0.6
"""How sure the encoder has to be that a title at a name's end is of a body's name."""
NAMED = 0.9
"""How sure it has to be that the word behind it begins somebody's name."""
GIVEN_TOO = closed_words("given_titles")
"""Titles that are given names when one more word follows."""


class Titled(NamedTuple):
    """A name without its titles. Either may be missing: a title alone names nobody."""

    title: Range | None
    name: Range | None
    gender: str | None
    before: Range | None
    """What stands before the title inside the run: "U.S." or "Hamas"."""


def without_titles(words: Words, where: Range) -> Titled:
    """Split a run at its last title word."""
    lists = name_words()
    last = _last_title(words, where, lists)
    if last is None and words.forms[where.first].lower() in FORMERLY and where.last - where.first > 1:
        if _is_office(words, where.last):
            # "Former Orrin governor Brandt": the office is behind the name, and it is no person's.
            return Titled(None, Range(where.first + 1, where.last), None, None)
        last = where.first
    known = gazetteer()
    text = words.span(where).of(words.text.text)
    if last is None or text in known.bodies or text in known.countries:
        return Titled(None, where, None, None)
    first = last
    while first > where.first:
        if _is_pair(words, first, where) or _goes_with_title(words.forms[first - 1], lists):
            first -= 1
        elif _is_pair(words, first - 1, where):
            first -= 2
        else:
            break
    end = _office_end(words, last + 1, where.last, lists)
    name = Range(end, where.last) if end < where.last else None
    before = Range(where.first, first) if where.first < first else None
    return Titled(Range(first, end), name, gender_of_title(words, Range(first, end)), before)


def _is_office(words: Words, at: int) -> bool:
    """Whether a small word says which office somebody had."""
    return at < len(words) and words.forms[at].lower() in name_words().titles and words.forms[at] != "chief"


def _office_end(words: Words, at: int, last: int, lists: NameWords) -> int:
    """Over "of State", "for Trade and Industry"."""
    if at + 1 >= last or words.forms[at] not in OFFICE_OF:
        return at
    end = at + 1
    while end < last and words.forms[end].lower() in lists.title_after:
        end += 1
    return end if end > at + 1 else at


def _last_title(words: Words, where: Range, lists: NameWords) -> int | None:
    """The last word that is a title of the words after it."""
    final = words.forms[where.last - 1].lower()
    impersonal = (
        final in lists.organisation_heads
        or final in lists.place_heads
        or final in lists.event_heads
        or (final.endswith("s") and final[:-1] in lists.organisation_heads)
    )
    if final in lists.title_after and OFFICE_OF & {*words.forms[where.first : where.last - 1]}:
        impersonal = False  # "Secretary of State"
    if _is_office_of(words, where, lists):
        return None
    before = words.forms[where.last - 2]
    surname = final in lists.surname_heads and (
        before in gazetteer().given or (before.lower() in lists.titles and where.last - where.first == 2)
    )
    if impersonal and not surname and where.last - where.first > 1 and final not in lists.titles:
        return None
    for at in range(where.last - 1, where.first - 1, -1):
        low = words.forms[at].lower()
        first = at == where.first
        if _is_chained(words, at, where) or _is_given_behind(words, at, where):
            continue  # "Notre-Dame-de-la-Mer"
        if _is_particle(words, at, lists) or (first and _is_half(words, where)):
            continue
        if at == where.last - 1 and not first and _is_short(words.forms[at]):
            continue  # "Prime Minister Hun Sen"
        rank = at + 1 < where.last and _is_rank(words, at, lists, first=first)
        trade = first and at + 2 < where.last and _is_trade(words.forms[at])
        trade = trade and words.forms[at + 1] not in HYPHENS  # "Goldsmith-Perez"
        if rank or low in lists.titles or trade or _is_pair(words, at, where):
            return at if _is_meant(words, at, where) else None
        tail = words.forms[at - 1] in HYPHENS and words.joined(at)  # "Chan-o-cha"
        tail = tail or (low == "the" and words.forms[min(at + 1, where.last - 1)].lower() in lists.epithets)
        if words.forms[at].islower() and not tail and low not in lists.particles | OFFICE_OF:
            return None
    return None


def _is_particle(words: Words, at: int, lists: NameWords) -> bool:
    """Whether a title in capitals is a small word of a name: "Partido da Veld"; "Ananya-da" is a title."""
    form = words.forms[at]
    return form.islower() and form in lists.particles and words.forms[at - 1] not in HYPHENS


def _is_half(words: Words, where: Range) -> bool:
    """Whether what looks like a rank is half of a given name: "Maj-Britt Veld", and not "Maj-Gen Veld"."""
    glued = words.forms[where.first + 1 : min(where.first + 2, where.last)]
    if not HYPHENS.issuperset(glued) or not glued or not words.joined(where.first + 1):
        return False
    after = words.forms[where.first + 2 : where.first + 3]
    sure = bool(words.judged) and words.judged[where.first].person > NAMED
    return sure and bool(after) and not {after[0].lower(), f"{after[0].lower()}."} & name_words().titles


def _is_office_of(words: Words, where: Range, lists: NameWords) -> bool:
    """Whether a run is the body that somebody with a title leads: "Office of the Ombudsman"."""
    body = words.forms[where.first].lower() in lists.organisation_heads | lists.of_heads
    joint = next((at for at in range(where.last - 2, where.first, -1) if words.forms[at] in OFFICE_OF), -1)
    led = words.forms[joint + 1 : where.last]
    holder = led[-1].lower() in lists.titles and not gazetteer().is_place(" ".join(led[:-1]))
    return body and joint > 0 and holder and led[0] in closed_words("articles") and len(led) < 4


def _is_chained(words: Words, at: int, where: Range) -> bool:
    """Whether a word stands between two hyphens of one name, or behind the second: "Port-au-Prince"."""
    hyphens = [
        where.first < n < where.last and words.forms[n] in HYPHENS and words.joined(n)
        for n in (at - 1, at + 1)
    ]
    last = at == where.last - 1 and at - 2 > where.first
    surname = last and words.forms[at - 2].lower() not in name_words().titles  # "Ana Brandt-Pope"
    return hyphens[0] and (hyphens[1] or surname)


def _is_pair(words: Words, at: int, where: Range) -> bool:
    """Whether a word ends a title of two words: "Tan Sri", "Miss Argentina"."""
    if not where.first < at:
        return False
    form, before = words.forms[at], words.forms[at - 1].lower()
    country = form in gazetteer().countries and form not in gazetteer().given
    if country and before in closed_words("beauty_titles"):
        return True
    return " ".join(words.forms[at - 1 : at + 1]).lower() in name_words().title_pairs


def _is_rank(words: Words, at: int, lists: NameWords, *, first: bool) -> bool:
    """Whether letters are a rank before somebody's name: in "PC Dave Orme", and not in "PC World".

    Behind another word, "Kerala CM Ana Brandt", the encoder has to be sure of the name.
    """
    form = words.forms[at]
    sure = bool(words.judged) and words.judged[at + 1].person > NAMED > words.judged[at].person
    named = sure or (first and gazetteer().is_persons(words.forms[at + 1]))
    return form.isupper() and form.lower() in lists.ranks and named


def _is_meant(words: Words, at: int, where: Range) -> bool:
    """Whether a word that may be a title is one here: not in "Stephen King", "Dean Marlow"."""
    if at == where.last - 1 and at > where.first:
        owns = words.forms[at + 1 : at + 2] in {("'s",), ("’s",)}  # "the Veld Sheriff's office"
        if words.judged and words.judged[at].organisation > HOUSE and not owns:
            return False  # "the Veld Falls Argus Leader"
        before = words.forms[at - 1]
        if before in OFFICE_OF:
            return False  # "the Conference of Mayors"
        first = words.forms[where.first]
        given = first in gazetteer().given and not gazetteer().is_place(first)
        given = given and (at - where.first < 2 or not _begins_name(words, at + 1))
        return not given and not (len(before) == 2 and before[1] == ".")
    if where.first < at < where.last - 1 and _is_middle_name(words, at, where):
        return False
    return not (words.forms[at] in GIVEN_TOO and at == where.first and where.last - at == 2)


def _begins_name(words: Words, at: int) -> bool:
    """Whether somebody's name follows what ends like a title: "North Bay Mayor | Al Brandt"."""
    if at >= len(words) or words.tags[at] not in PROPER:
        return False
    sure = bool(words.judged) and words.judged[at].person > NAMED
    return sure or words.forms[at] in gazetteer().given


def _is_given_behind(words: Words, at: int, where: Range) -> bool:
    """Whether what looks like a rank stands behind a title and before one word: "Minister Gen Veldhara"."""
    before = words.forms[at - 1] if at > where.first else ""
    office = before.lower() in name_words().titles and not _is_short(before)  # "Maj Gen"
    return office and at == where.last - 2 and _is_short(words.forms[at])


def _is_short(form: str) -> bool:
    """Whether a title is an abbreviation without its full stop, as some given names and surnames look."""
    return f"{form.lower()}." in name_words().titles and not form.isupper()


def _is_middle_name(words: Words, at: int, where: Range) -> bool:
    """Whether a word between a given name and a surname is a name, too: "Marcus Dean Brandt"."""
    known, first = gazetteer(), words.forms[where.first]
    given = first in known.given and not known.is_place(first) and at - where.first < 3
    return given and known.is_persons(words.forms[at])


def _is_trade(form: str) -> bool:
    """Whether a capitalised word is a trade at a sentence's start: "Biologist Ana Brandt"."""
    return form.lower().endswith(TRADES) and form not in gazetteer().given


def _goes_with_title(form: str, lists: NameWords) -> bool:
    low = form.lower()
    return low in lists.titles or low in lists.title_modifiers or low in OFFICE_OF | {"-"}


def gender_of_title(words: Words, title: Range) -> str | None:
    """The letter m or f where the title says so."""
    lists = name_words()
    for at in range(title.first, title.last):
        low = words.forms[at].lower()
        if low in lists.titles_m:
            return "m"
        if low in lists.titles_f:
            return None if low == "mx" else "f"
    return None
