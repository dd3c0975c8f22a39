"""What a name's own words say of its type: "… University", "Lake …", initials, a given name before another.

In: `Words` and a range. Out: `Scores`: for a type, how much speaks for it; less than nothing where something
speaks against it. The weights are judgements, tried on news that nobody here wrote.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.foreign import foreign
from sitegen.annotate.lexicon.gazetteer import gazetteer, plain_apostrophe
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.names.spans import ELIDED, HYPHENS, is_numbered_war
from sitegen.annotate.parse.words import Range, Words
from sitegen.model.annotation import EntityType
from sitegen.wordfiles import pattern

Scores = dict[EntityType, float]

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
EVENT, OTHER = EntityType.EVENT, EntityType.OTHER
FOREIGN_KINDS = {"body": ORGANISATION, "place": PLACE, "event": EVENT}
JUDGED_TYPES = (PERSON, ORGANISATION, PLACE, EVENT)
"""The types that the encoder knows, in the order of its shares."""
OF_EVENT = 2.6
"""What a word says of whose things all are events: "Battle of …", "… Festival"."""
OF_STORM = 8.0
"""What "Hurricane" says, before which the encoder reads a person's name: enough against its whole voice."""
INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")
KNOWN, KNOWN_WHOLE = 3.0, 6.0
"""What a known body has for being one; the more by a name of several words, which nobody bears."""
ACRONYM = 1.2
"""What a word of capitals alone says for an organisation."""
ABSTRACT = pattern("abstract")
"""Words that name no one; some surnames end so, and stand in the gazetteer."""
ROMANCE_OF = closed_words("romance_of")
MIDDLE = closed_words("middle_names")
PARTICLES = closed_words("name_particles")
VERSUS = closed_words("against")
OF_COURT = 8.0
"""What "v." inside a name says for a case, "Brandt v. Orrin": more than all that its sides say of theirs."""
PLACED = 0.6
"""How sure the encoder has to be of each word of a place's name that might be somebody's."""
INITIALLED = 0.3
"""The share of a person from which letters before a name are initials rather than a ship's."""
NOT_PLACE = closed_words("not_place_first")
FOREIGN = {"body": 5.0, "place": 3.5, "event": 5.0}
"""What a word of another language, or how one ends, says for what it is a word for: of such names the
encoder knows little, and takes most for people."""


def from_words(words: Words, where: Range) -> Scores:
    """What the name itself says."""
    lists, known = name_words(), gazetteer()
    forms = words.forms[where.first : where.last]
    text = plain_apostrophe(words.span(where).of(words.text.text))
    last = forms[-1].lower()
    count = sum(form[0].isalnum() for form in forms)
    if text.lower() in lists.figures:
        return {PERSON: KNOWN_WHOLE}
    found: Scores = defaultdict(float)
    quiet = text.title() if text.isupper() and len(text) > 3 else text
    if text in known.countries or quiet in known.countries:
        found[PLACE] += 3.0
    elif quiet in known.cities or quiet in known.regions:
        found[PLACE] += 1.2
    elif quiet in known.towns:
        found[PLACE] += 0.8
    body = text in known.bodies
    if body:
        found[ORGANISATION] += KNOWN_WHOLE if count > 1 else KNOWN
    if count > 1 and not body:
        _by_head(forms, found, placed=_is_placed(words, where))
    elif count == 1:
        _of_one_word(text, quiet, found)
    if last in lists.events_alone or text.lower() in lists.events_whole:
        found[EVENT] += OF_EVENT if known.is_place(quiet) else KNOWN_WHOLE
    _of_signs(words, where, found)
    if not body:
        _of_foreign(forms, found)
    if forms[0] == "The" and last in lists.papers:
        found[ORGANISATION] += 1.5
    _of_hyphens(forms, found)
    if len(forms) > 2 and forms[-2] == "the" and last in lists.epithets:
        found[PERSON] += 2.0  # "Boris the Great"
    if forms[0].isdigit() and last in lists.event_heads:
        found[EVENT] += 2.0
    return dict(found)


def _of_hyphens(forms: Sequence[str], found: Scores) -> None:
    """What small words between hyphens say: "Orrin-upon-Veld", and not "Lashkar-e-Veld"."""
    joined = len(forms) > 4 and HYPHENS & {forms[1]} and HYPHENS & {forms[-2]}
    if joined and forms[2].islower() and forms[2] not in name_words().linked:
        found[PLACE] += 4.0  # whatever "Orrin" and "Veld" may be
        found.pop(PERSON, None)
    elif len(forms) == 3 and HYPHENS & {forms[1]} and ELIDED.match(forms[2]):
        found[PLACE] += 2.0  # "Val-d'Orrin"


def _of_foreign(forms: Sequence[str], found: Scores) -> None:
    """What a word of another language says: "Ulica Veldna", "Orrin Partisi"."""
    kind = foreign(forms)
    if kind is None or (kind == "place" and len(forms) == 2 and _are_persons(*forms)):
        return  # "Castillo Ruiz", "Peter Gasse"
    found[FOREIGN_KINDS[kind]] += FOREIGN[kind]
    found[PERSON] -= 2.0


def _are_persons(first: str, last: str) -> bool:
    """Whether a name of two words may well be somebody's, whatever one of them says in its language."""
    known = gazetteer()
    return first in known.given or (known.is_persons(first) and known.is_persons(last))


def _of_signs(words: Words, where: Range, found: Scores) -> None:
    """What a number behind a war, "v." between two sides, and the letters of a ship say."""
    forms = words.forms[where.first : where.last]
    if len(forms) > 2 and is_numbered_war(forms, 2):
        found[EVENT] += KNOWN_WHOLE
    if not VERSUS.isdisjoint(forms[1:-1]):
        found[OTHER] += OF_COURT
    if len(forms) > 1 and _is_ship(words, where):
        found[OTHER] += OF_COURT


def _of_one_word(text: str, quiet: str, found: Scores) -> None:
    """What letters alone say, or a given name; `quiet` is the name without its capitals."""
    known = gazetteer()
    if len(text) > 1 and text.replace(".", "").isupper() and len(text) <= 6 and not known.is_place(quiet):
        unknown = "." in text and text.replace(".", "") not in known.acronyms
        found[ORGANISATION] += 0.4 if unknown else ACRONYM if text not in known.countries else 0.0
        found[PLACE] -= 1.0 if unknown else 0.0  # "A.W.S.": letters alone say little
        found[PERSON] -= 2.5 if unknown else 0.8
    elif text in known.given and text not in known.cities:
        found[PERSON] += 0.5


def _is_placed(words: Words, where: Range) -> bool:
    """Whether the encoder is sure that a name of three words or more is a place's: "Floyd Brandt Field"."""
    judged = words.judged[where.first : where.last]
    return len(judged) > 2 and min(each.place for each in judged) >= PLACED


def _by_head(forms: tuple[str, ...], found: Scores, *, placed: bool) -> None:
    """What the noun in a name of several words says, and its first word where that says more."""
    lists, known = name_words(), gazetteer()
    first, last = forms[0].lower(), forms[-1].lower()
    head = _head(forms)
    joined = any("&" in form for form in forms) or (first in lists.fellows and "of" in forms)
    district = last == "district" and forms[-2].lower() in name_words().districts
    if last in lists.place_heads and " ".join(forms[:-1]) in known.bodies:
        found[PLACE] += KNOWN  # "Veld Bank Arena"
    elif joined or district or head in lists.organisation_heads:
        found[ORGANISATION] += 2.5
    elif (
        not placed and last in lists.surname_heads and (forms[0] in known.given or forms[1].lower() in MIDDLE)
    ):
        # "Marc Hill" and "Lena Rivers" are people.
        found[PLACE] += 0.2
        _as_person(forms, found)
    elif head in lists.place_heads or (first in lists.place_first and first not in NOT_PLACE):
        found[PLACE] += 1.8
    elif storm_of(forms):
        found[EVENT] += OF_STORM
    elif first in lists.event_first or head in lists.event_heads:
        found[EVENT] += OF_EVENT
    elif head in lists.work_heads and (forms[0] not in known.given or not known.is_persons(forms[-1])):
        found[OTHER] += 2.0
    else:
        _as_person(forms, found)
        _as_body(forms, found)


def _is_ship(words: Words, where: Range) -> bool:
    """Whether letters before a name make it a ship's, "USS Orrin", and are nobody's initials, "SS Brandt"."""
    first = words.forms[where.first]
    ship = first.isupper() and first.lower() in name_words().ships
    return ship and not (words.judged and words.judged[where.first].person > INITIALLED)


def storm_of(forms: Sequence[str]) -> str:
    """The storm's own name, as of "Hurricane Ada" and "Tropical Storm Ada"; "" where the words name none."""
    lists = name_words()
    pairs = pairwise(forms[:3]) if forms[0].lower() in lists.event_first else ()
    return next((name for before, name in pairs if before.lower() in lists.storms), "")


def _as_body(forms: tuple[str, ...], found: Scores) -> None:
    """What words inside a name say that nobody is called: "Air Force Veldt", "Action Against Hunger"."""
    known, lists = gazetteer(), name_words()
    if any(form.lower() in lists.organisation_heads for form in forms[:-1]) and forms[0] not in known.given:
        found[ORGANISATION] += 1.0
    if any(ABSTRACT.fullmatch(form) and not known.is_persons(form) for form in forms):
        found[ORGANISATION] += 0.4
        found[PERSON] -= 1.0


def _head(forms: tuple[str, ...]) -> str:
    """The noun that says what is named: the last word, or the one before "of", "for" or "on"."""
    lists = name_words()
    for at in range(1, len(forms)):
        if forms[at] in closed_words("after_heads"):
            return forms[at - 1].lower()
    for at in range(1, len(forms)):
        # "Instituto de Pesca": the noun comes first in Romance names.
        if forms[at] in ROMANCE_OF and forms[at - 1].lower() in lists.organisation_heads | lists.place_heads:
            return forms[at - 1].lower()
    return forms[-1].lower()


def _as_person(forms: tuple[str, ...], found: Scores) -> None:
    known, lists = gazetteer(), name_words()
    if forms[0] in known.given:
        found[PERSON] += 1.8
    if forms[-1] in known.surnames and not known.is_place(forms[0]):
        found[PERSON] += 0.8
    if any(INITIALS.fullmatch(form) for form in forms[:-1]) and forms[0] not in known.countries:
        found[PERSON] += 1.5
    if forms[-1].lower() in lists.name_suffixes and forms[-1][0].isupper():
        found[PERSON] += 1.5
    if len(forms) > 2 and forms[-2] in {"-"} and forms[-1].islower():
        found[PERSON] += 1.5
    if any(form in PARTICLES for form in forms[1:-1]):
        found[PERSON] += 1.5
