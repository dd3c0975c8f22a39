"""What the words around a name say of its type.

In: `Words` and a `Name`. Out: `Scores`, as of its own words. The weights are judgements, tried on news that
nobody here wrote. Longer than its neighbours, since each clue is a question of its own about
the same few words, and all add to the same scores.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from operator import attrgetter
from typing import NamedTuple

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.gazetteer import gazetteer
from sitegen.annotate.lexicon.namewords import NameWords, name_words, person_nouns
from sitegen.annotate.marks.characters import COMMAS, DASHES
from sitegen.annotate.names.edges import Name
from sitegen.annotate.names.own_words import ORGANISATION, PERSON, PLACE, Scores
from sitegen.annotate.names.roles import PRONOUNS
from sitegen.annotate.names.spans import POSSESSIVES
from sitegen.annotate.parse.datelines import towns
from sitegen.annotate.parse.set_phrases import going_by
from sitegen.annotate.parse.tagset import COMMON, PROPER
from sitegen.annotate.parse.tree import root_of
from sitegen.annotate.parse.words import Range, Words
from sitegen.wordfiles import pattern

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
TITLE, TOWN_OF, DATELINE, RULER = 2.5, 1.6, 3.0, 2.0
TOWN = 0.6
"""How sure the encoder has to be that a word is of a place's name."""
SIGNED = frozenset('”"’.?!…')
"""What stands before the dash of a signature."""
NEAR = 12
"""Words within which a possessive of the clause is looked for."""
QUESTION = 15
"""Words of a question or a call, before the name, in which "you" is looked for."""
IN = closed_words("before_places")
SPOKEN = closed_words("spoken")
SPOKEN_TO = closed_words("spoken_to")
OWNING = closed_words("owning")
PERSONAL = closed_words("personal_possessives")
WHO = closed_words("who")
CREDITS, CREDITED_IN = pattern("credits"), closed_words("credited_in")
CREDITED_DESKS = closed_words("credited_desks")
BEHIND_DATELINE = COMMAS | {"("}


class _Phrase(NamedTuple):
    """A noun and a small word before a name, and what they say of it: "the town of Veldt"."""

    small: frozenset[str]
    nouns: Callable[[NameWords], frozenset[str]]
    says: Scores


_PHRASES = (
    _Phrase(frozenset({"at"}), attrgetter("place_heads"), {PLACE: 1.2}),  # "the bridge at Orrin"
    _Phrase(frozenset({"of"}), attrgetter("before_place"), {PLACE: TOWN_OF}),
    _Phrase(closed_words("of_firms"), attrgetter("firms"), {ORGANISATION: 2.0}),  # "chief executive of Veldt"
    _Phrase(OWNING, attrgetter("owned"), {ORGANISATION: 1.5, PERSON: -0.5}),  # "members of Veldt"
    _Phrase(OWNING, attrgetter("press_staff"), {ORGANISATION: 2.0, PERSON: -1.0}),
    _Phrase(frozenset({"in"}), attrgetter("held"), {ORGANISATION: 2.0, PERSON: -1.0, PLACE: -0.5}),
    _Phrase(OWNING, attrgetter("staff"), {ORGANISATION: 0.7}),
    _Phrase(frozenset({"to"}), attrgetter("motion"), {PLACE: 1.0}),  # "went to Orrin"
)
"""The first that fits counts."""


PLURAL_VERBS, SAME_PAST = closed_words("plural_verbs"), closed_words("same_past")
PLAYING, MET, OF_TEAMS = closed_words("playing"), closed_words("met"), closed_words("of_teams")
SCORES = pattern("score")
FIRMS_OFFICES = closed_words("firms_offices")
SEVERAL, SIDE, ROLE = 2.0, 2.0, 2.5
"""What a plural verb, a game and who plays in it say for a team."""
FAR = 30
"""Words before and behind a name in which a game is looked for."""

PAPER = 2.5
"""What "the" says before a word that papers are called by: "spoke to the Mercury"."""


def from_context(words: Words, name: Name) -> Scores:
    """What stands around one mention."""
    found: Scores = defaultdict(float)
    _from_before(words, name, found)
    root = root_of(words, name.range)
    if is_spoken_to(words, name.range):
        found[PERSON] += 1.8
    if is_credited(words, name.range):
        found[PERSON] += TITLE
    if going_by(words, name.range) is not None:
        found[PERSON] += TITLE
    if words.deps[root] == "appos" and words.tags[words.heads[root]] == "NN":
        noun = words.forms[words.heads[root]].lower()
        _by_noun(noun, found)
        found[PERSON] -= 1.5 if noun in name_words().group_nouns else 0.0  # "the firm, Veld Stone, said"
    if words.deps[root] in SUBJECTS:
        _as_subject(words, root, name.range.last, found)
        if _is_several(words, name.range):
            found[ORGANISATION] += SEVERAL
            found[PERSON] -= SEVERAL
    if name.title is None and _is_side(words, name.range):
        found[ORGANISATION] += SIDE
        found[PERSON] -= 0.5
    _from_after(words, name.range.last, found)
    if name.range in towns(words, name.range.first):
        found[PLACE] += DATELINE
    elif _is_dateline(words, name.range):
        found[PLACE] += 1.5
    elif _is_signed(words, name.range):
        found[PLACE] += DATELINE
        found[PERSON] -= 1.5
    if _is_defined(words, name.range):
        found[ORGANISATION] += 1.2
    if _is_explained(words, name.range):
        found[ORGANISATION] += 1.5
        found[PERSON] -= 1.5
    return found


def _from_before(words: Words, name: Name, found: Scores) -> None:
    """A title, an article, a phrase like "the town of", a preposition, or a noun: the first counts."""
    first, last = name.range
    before = words.forms[first - 1] if first else ""
    low = before.lower()
    earlier = words.forms[first - 2].lower() if first > 1 else ""
    phrase = next((p for p in _PHRASES if low in p.small and earlier in p.nouns(name_words())), None)
    aged = low == "of" and first > 3 and words.forms[first - 3].isdigit()
    if aged and words.forms[first - 2] == "," == words.forms[first - 4]:
        found[PLACE] += TOWN_OF  # "Ana Brandt, 45, of Orrin"
    if name.title is not None or (low in name_words().titles and before[0].isupper()):
        found[PERSON] += TITLE
    elif low == "the" and words.deps[last - 1] not in {"compound", "nmod", "amod", "poss"}:
        # In "the Brandt proposal" the article is the proposal's.
        found[PERSON] -= 1.2
        found[ORGANISATION] += 0.3
        if last - first > 1 and words.forms[last - 1].lower() in name_words().place_heads:
            found[PLACE] += 0.9  # "the Ana Bridge"
        if last - first == 1 and words.forms[first].lower() in name_words().papers:
            found[ORGANISATION] += PAPER
    elif low in closed_words("indefinite_articles"):
        found[PERSON] -= 1.0
    elif phrase is not None:
        for kind, weight in phrase.says.items():
            found[kind] += weight
    elif low in IN:
        # "in Orrin." is a place; in "in Orrin shares" the name belongs to the noun.
        inside = low == "in" and words.deps[last - 1] == "pobj"
        found[PLACE] += 1.4 if inside else 0.5
        found[PERSON] -= 0.7 if inside else 0.0
    elif first and words.tags[first - 1] in COMMON and (first < 2 or words.tags[first - 2] not in PROPER):
        noun = low if words.tags[first - 1] == "NN" else low.removesuffix("s")
        if not (noun in name_words().place_nouns and _is_body(words, last)):
            _by_noun(noun, found)


def _is_body(words: Words, last: int) -> bool:
    """Whether a name's last word is what a body is: in "the state Senate" the state is no name's."""
    return words.forms[last - 1].lower() in name_words().organisation_heads


def _as_subject(words: Words, root: int, last: int, found: Scores) -> None:
    """What the verb says whose subject the name is."""
    verb = words.forms[words.heads[root]].lower()
    found[PERSON] += 0.4 if verb in name_words().speaking else 0.0
    found[PERSON] += 0.8 if verb in name_words().personal else 0.0
    said = words.forms[last : last + 3]
    if said[:1] == (verb,) and PRONOUNS.keys() & {*said}:  # "Veldt said he …"
        found[PERSON] += 1.6
        found[PLACE] -= 1.5
    _by_pronoun(words, root, last, found)


def is_spoken_to(words: Words, where: Range) -> bool:
    """Whether somebody is spoken to: "I do, Berta.", "Thank you, Berta, for …", inside quoted words."""
    first, last = where
    if first < 2 or last >= len(words) or words.forms[first - 1] != "," or last - first > 2:
        return False
    if words.forms[last] in {"?", "!", "”"} and words.tags[first - 2] not in PROPER:  # "Kessing, Norvane?"
        start = next((n for n in range(first - 1, -1, -1) if words.begins_sentence(n)), 0)
        return bool(SPOKEN & {form.lower() for form in words.forms[max(start, first - QUESTION) : first - 1]})
    before = {form.lower() for form in words.forms[max(0, first - 7) : first - 1]}
    return words.forms[last] in {".", ","} and bool(before & SPOKEN_TO) and bool(before & SPOKEN)


def _by_pronoun(words: Words, subject: int, last: int, found: Scores) -> None:
    """What the possessive of the same clause says: "Veldt sold its ships", "Brandt sold her house"."""
    verb, sentence = words.heads[subject], words.sentences[subject]
    for at in range(last, min(last + NEAR, len(words))):
        if words.sentences[at] != sentence or words.deps[at] in SUBJECTS:
            return
        if words.deps[at] == "poss" and words.heads[words.heads[at]] == verb:
            form = words.forms[at].lower()
            found[PERSON] += 0.7 if form in PERSONAL else -0.8 if form == "its" else 0.0
            found[ORGANISATION] += 0.6 if form == "its" else 0.0
            return


def _is_explained(words: Words, where: Range) -> bool:
    """Whether an acronym of its initials stands in brackets behind the name: "Port Authority (PA)"."""
    first, last = where
    after = words.forms[last : last + 3]
    if last - first < 2 or len(after) < 3 or (after[0], after[2]) != ("(", ")") or not after[1].isupper():
        return False
    letters = [form[0].upper() for form in words.forms[first:last] if form[0].isalpha()]
    rest = iter(letters)
    return len(after[1]) > 1 and letters[0] == after[1][0] and all(c in rest for c in after[1])


def is_dated(words: Words, last: int) -> bool:
    """Whether a year in brackets follows, as after a book: "Tides and Sorrow (1922)"."""
    after = words.forms[last : last + 3]
    return (
        len(after) == 3 and after[0] == "(" and after[2] == ")" and after[1].isdigit() and len(after[1]) == 4
    )


def is_land(words: Words, where: Range) -> bool:
    """Whether what a firm is called, too, is a river or a land: "the Amazon", not "the Amazon warehouse"."""
    first, last = where
    after = words.forms[last].lower() if last < len(words) else ""
    before = words.forms[first - 1] if first else ""
    noun = after in name_words().place_nouns or after in name_words().place_heads
    article = before.lower() == "the" or before in gazetteer().demonyms
    return noun or (article and words.deps[last - 1] not in {"compound", "nmod", "amod", "poss"})


def is_credited(words: Words, where: Range) -> bool:
    """Whether a name of several words stands in a line of credits, and not where somebody was."""
    first, last = where
    block = words.blocks[first]
    if last - first < 2 or block < 0 or words.forms[first - 1].lower() in CREDITED_IN:
        return False
    if words.forms[last - 1].lower() in CREDITED_DESKS:
        return False
    return CREDITS.match(words.text.text, words.text.blocks[block].span.start) is not None


def _is_defined(words: Words, where: Range) -> bool:
    """Whether a word in brackets has the initials of the words before: "Port Authority (PA)"."""
    first, last = where
    if first < 3 or last >= len(words) or words.forms[first - 1] != "(" or words.forms[last] != ")":
        return False
    letters = [form[0] for form in words.forms[max(0, first - 12) : first - 1] if form[0].isupper()]
    acronym = words.forms[first].replace(".", "")
    return last - first == 1 and len(acronym) > 1 and acronym == "".join(letters[-len(acronym) :])


def _is_dateline(words: Words, where: Range) -> bool:
    """Whether a name in capitals opens a block before a comma, a dash or a bracket: "OSLO (Reuters)"."""
    first, last = where
    opens = first == 0 or words.blocks[first - 1] != words.blocks[first]
    after = words.forms[last] if last < len(words) else ""
    return opens and words.forms[first].isupper() and after in BEHIND_DATELINE


def _is_signed(words: Words, where: Range) -> bool:
    """Whether it says where the one who signs is from: "“…” — Ines Halden, Orrin" at a block's end."""
    first, last = where
    ends = last == len(words) or words.blocks[last] != words.blocks[first]
    if not ends or first < 3 or words.forms[first - 1] != ",":
        return False
    start = first - 2
    while start > 0 and words.tags[start] in PROPER and words.blocks[start - 1] == words.blocks[first]:
        start -= 1
    return start < first - 2 and words.forms[start] in DASHES and words.forms[start - 1] in SIGNED


def _by_noun(noun: str, found: Scores) -> None:
    """What the noun beside a name says: "the shipyard Veldt" is an organisation."""
    lists = name_words()
    if (
        noun in lists.titles
        or noun in lists.kin
        or (noun in person_nouns() and noun not in lists.either_nouns)
    ):
        found[PERSON] += 1.5
    elif noun in lists.group_nouns:
        found[ORGANISATION] += 2.0
    elif noun in lists.place_nouns:
        found[PLACE] += 2.0


def is_state(words: Words, where: Range) -> bool:
    """Whether letters behind a town and a comma are its state's: "Orrin, NV", and not "Merritt, MD"."""
    first, last = where
    letters = last - first == 1 and first > 1 and words.forms[first].isupper()
    if not letters or words.forms[first].lower() not in name_words().state_letters:
        return False
    town = (
        words.judged[first - 2].place > TOWN if words.judged else gazetteer().is_place(words.forms[first - 2])
    )
    return words.forms[first - 1] == "," and town


def _is_several(words: Words, where: Range) -> bool:
    """Whether the verb behind a name is in the plural, as of a team, a band or a party: "Orrin have won"."""
    last = where.last
    if last >= len(words) or words.forms[where.first - 1 : where.first] in {("and",), (",",), ("or",)}:
        return False
    form = words.forms[last].lower()
    plural = form in PLURAL_VERBS or (words.tags[last] == "VBP" and form not in SAME_PAST)
    known = words.span(where).of(words.text.text) in gazetteer().countries
    return plural and not known and words.sentences[last] == words.sentences[last - 1]


def _is_side(words: Words, where: Range) -> bool:
    """Whether a name of one or two words is a side of a game between teams: "Orrin drew 1-1 with Veld"."""
    first, last = where
    if last - first > 2:
        return False
    if _is_in_results(words, last):
        return True
    number = words.sentences[first]
    near = [words.forms[at] for at in range(max(first - 4, 0), first) if words.sentences[at] == number]
    met = near[-1:] and (near[-1] in PLAYING or (near[-1] in MET and not PLAYING.isdisjoint(near)))
    if not met and PLAYING.isdisjoint(words.forms[last : last + 1]):
        return False
    start, end = _sentence(words, first, last)
    scores = len(SCORES.findall(words.span(Range(start, end)).of(words.text.text)))
    return scores == 1 or not OF_TEAMS.isdisjoint(words.forms[start:end])


def _sentence(words: Words, first: int, last: int) -> tuple[int, int]:
    """Where the sentence around a name begins and ends, no further off than `FAR` words."""
    number = words.sentences[first]
    before, behind = range(first - 1, max(-1, first - FAR), -1), range(last, min(last + FAR, len(words)))
    start = next((at + 1 for at in before if words.sentences[at] != number), max(0, first - FAR))
    end = next((at for at in behind if words.sentences[at] != number), min(last + FAR, len(words)))
    return start, end


def _is_in_results(words: Words, last: int) -> bool:
    """Whether a number of goals stands behind a name, and behind the next one: "Orrin 2, Veld 1"."""
    after = words.forms[last : last + 5]
    goals = [form.isdigit() and len(form) == 1 for form in after]
    return len(after) == 5 and goals[0] and goals[3] and after[1] == "," and after[2][0].isupper()


def _is_before_place(words: Words, last: int) -> bool:
    """Whether the place follows in which a place is: "Orrin, New Zealand,"."""
    for end in (last + 2, last + 3):
        if end < len(words) and words.forms[last] == "," and words.forms[end] in {",", ".", ")", ";"}:
            return gazetteer().is_place(words.span(Range(last + 1, end)).of(words.text.text))
    return False


def _from_after(words: Words, last: int, found: Scores) -> None:
    """What follows: "who", an age, an appositive."""
    after = words.forms[last : last + 4]
    if not after:
        return
    if after[0] in name_words().ruling and words.forms[last - 1] not in gazetteer().demonyms:
        _as_ruler(words, last, found)
    elif after[0] in POSSESSIVES or words.deps[last - 1] in {"compound", "nmod"}:
        found[PLACE] += 1.5 if name_words().of_places & {*after} else 0.0  # "Orrin's prime minister"
    if (
        after[0] in name_words().place_nouns
        and words.deps[last - 1] in {"compound", "nmod"}
        and not _is_body(words, last)
    ):
        found[PLACE] += 1.5  # "Orrin district", "the Orrin peninsula"
    _by_role(words, last, found)
    if after[0] == "-" and closed_words("placed") & {*after[1:2]}:
        found[PLACE] += 1.5
    if _is_before_place(words, last):
        found[PLACE] += 1.0
    if after[0] in name_words().group_nouns and words.deps[last - 1] in {"compound", "nmod"}:
        found[ORGANISATION] += 1.0  # "the Veldt newspaper"
    if after[0] in WHO:
        found[PERSON] += 0.7
    if after[0] == "which" or after[:2] == (",", "which"):
        found[PERSON] -= 0.8
    if after[0] in POSSESSIVES and name_words().firms & {*after}:
        found[ORGANISATION] += 1.0
    if after[0] != "," or len(after) < 3:
        return
    if after[1] in WHO:
        found[PERSON] += 1.0
    elif after[1].isdigit() and len(after[1]) < 3 and after[2] == ",":
        found[PERSON] += 1.5
    elif after[1] in closed_words("all_articles"):
        _by_appositive(words, last + 2, found)


def _by_role(words: Words, last: int, found: Scores) -> None:
    """What an office right behind a name says of whose it is: "Orrin midfielder Ana Brandt"."""
    role, relation = words.forms[last], words.deps[last - 1]
    if relation in {"compound", "nmod"} and role in name_words().leads:
        found[ORGANISATION] += 1.0  # "Veldt spokesman Otto Brandt"
        found[PERSON] -= 0.5
    firm = role in name_words().team_roles or " ".join(words.forms[last : last + 2]) in FIRMS_OFFICES
    beside = relation in {"compound", "nmod", "amod", "dep"}
    if beside and firm and not gazetteer().is_place(words.forms[last - 1]):
        found[ORGANISATION] += ROLE
        found[PLACE] -= 1.5


def _as_ruler(words: Words, last: int, found: Scores) -> None:
    """What a government is called by: a known place or party, as in "the Orrin government", else a leader."""
    if words.forms[last - 1] in gazetteer().bodies:
        found[ORGANISATION] += 1.0
    elif gazetteer().is_place(words.forms[last - 1]):
        found[PLACE] += 1.0
    else:
        found[PERSON] += RULER
        found[ORGANISATION] -= 1.0


def _by_appositive(words: Words, first: int, found: Scores) -> None:
    """The first common noun before a preposition is the head of the appositive."""
    for at in range(first, min(first + 7, len(words))):
        if words.tags[at] in {"IN", ",", "."}:
            return
        if words.tags[at] == "NN" and words.tags[at + 1 : at + 2] not in {("NN",), ("HYPH",), ("POS",)}:
            _by_noun(words.forms[at].lower(), found)
            return
