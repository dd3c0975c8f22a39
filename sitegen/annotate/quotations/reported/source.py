"""Who speaks: the noun phrase that a cue has as its source.

In: the tree and a cue's word. Out: a `Source`, or None where the text names nobody. The search goes upwards
a bounded number of heads, so the cost does not depend on the sentence. Longer than its
neighbours, since each way in which the parser misplaces a subject is one more question about it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.lexicon.cues import lexicon
from sitegen.annotate.lexicon.namewords import is_no_person
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.marks.characters import COMMAS, DASHES, MARKS
from sitegen.annotate.parse.grammar import is_aside, is_finite, is_passive, tense
from sitegen.annotate.parse.noun_phrases import Source, noun_source, speaks
from sitegen.annotate.parse.tagset import FINITE, NOMINAL_SUBJECTS, NOUNS, PROPER, VERBS
from sitegen.annotate.parse.tree import CLIMB, TIMES, Tree
from sitegen.annotate.parse.words import Range
from sitegen.model.reason import Reasons, because

RELATIVES = quotewords("relatives")
MAKERS = quotewords("makers")
SMALL = quotewords("small")
RELAYING = quotewords("relaying")
AUTHORS = quotewords("authors")
ADDING, AGED = quotewords("adding"), quotewords("aged")
BESIDE_ALL = quotewords("beside_all")
PLACES = quotewords("before_writing")
TITLE = 10
"""Words of a work's title, at most."""
AGE = 5
"""Words of "the 31-year-old" before the last one."""
UNNAMED = 0.3
"""How likely a word may be to be of no name, which the parser takes for an adverb."""
OWNED = 4
"""Words between "his" and what is his, at most; the parser takes "re-election" apart."""
OPENING_WORDS = 2
"""Words of an opening phrase before its object: "After meeting"."""
OBJECTS = quotewords("object_pronouns")
REACH = 16
"""Words between a subject and its verb in which a dateline's dash is looked for."""


def verb_source(tree: Tree, verb: int) -> Source | None:
    """The source of what a verb reports."""
    if is_passive(tree, verb):
        return _agent(tree, verb)
    if (named := _relayed(tree, verb) or _of_writing(tree, verb)) is not None:
        return named
    subject = tree.subject[verb]
    if (maker := _maker(tree, subject)) is not None:
        return maker
    if subject >= 0 and _can_be_subject(tree, subject):
        subject = _behind_opening(tree, subject, verb)
        if _behind_dateline(tree, subject, verb):
            return _beside(tree, verb) or _from_subject(tree, subject, because("source-subject"))
        return _from_subject(tree, subject, because("source-subject"))
    return _around_aside(tree, verb) or _inherited(tree, verb) or _beside(tree, verb)


def _behind_opening(tree: Tree, subject: int, verb: int) -> int:
    """The name right before the verb, where the parser takes an opening phrase's object for the subject.

    "After meeting Osk, | Brandt said".
    """
    first, named = tree.sentence(verb).first, tree.first(subject, "appos")
    opened = first <= tree.left[subject] - 1 and tree.tag(tree.left[subject] - 1) == "VBG"
    bare = opened and tree.left[subject] - first <= OPENING_WORDS and tree.tag(subject) == "NNP"
    before = (
        named is not None and tree.words.forms[tree.left[named] - 1] == "," and tree.right[named] == verb - 1
    )
    return named if bare and before and named is not None and tree.tag(named) == "NNP" else subject


def _around_aside(tree: Tree, verb: int) -> Source | None:
    """The name before an aside, which the parser gives to the aside's verb: "Orr, told that …, | said"."""
    head = tree.head(verb)
    for aside in (*tree.each(verb, ("ccomp", "advcl")), *(() if head is None else (head,))):
        subject = tree.subject[aside]
        if aside < verb and 0 <= subject < aside and tree.tag(aside) in VERBS and is_aside(tree, aside):
            return _from_subject(tree, subject, because("source-subject"))
    return None


def _relayed(tree: Tree, verb: int) -> Source | None:
    """Who is quoted by somebody: "the paper quoted the mayor as saying"."""
    prep = tree.head(verb)
    above = tree.head(prep) if prep is not None and tree.lower[prep] == "as" else None
    if above is None or tree.lower[above] not in RELAYING or is_passive(tree, above):
        return None
    named = tree.first(above, "dobj")
    return noun_source(tree, named, because("source-after-verb")) if named is not None else None


def _of_writing(tree: Tree, verb: int) -> Source | None:
    """What somebody wrote, before where it stands: "one comment on Halden Chat reading …"."""
    prep = tree.head(verb)
    noun = tree.head(prep) if prep is not None and tree.dep(verb) == "pcomp" else None
    if (
        noun is None
        or prep is None
        or tree.lower[prep] not in PLACES
        or lexicon().noun(tree.lower[noun]) is None
    ):
        return None
    return noun_source(tree, noun, because("source-participle"))


def _maker(tree: Tree, subject: int) -> Source | None:
    """Who made the work whose title ends in what the parse takes for the subject.

    "The singer of Because the Night told …": the title holds a word that begins clauses.
    """
    first = subject
    while first > max(0, subject - TITLE) and _in_title(tree, first - 1):
        first -= 1
    marks = int(first > 0 and tree.words.forms[first - 1][0] in MARKS)
    maker = first - marks - 2
    if subject < 0 or maker < 0 or tree.lower[maker + 1] != "of" or tree.lower[maker] not in MAKERS:
        return None
    if tree.tag(first) in PROPER or not tree.words.forms[first][0].isupper():
        return None
    named = noun_source(tree, maker, because("source-subject"))
    return Source(Range(named.range.first, subject + 1 + marks), maker, named.plural, named.how)


def _in_title(tree: Tree, word: int) -> bool:
    form = tree.words.forms[word]
    return form[0].isupper() or (form in SMALL and not (form == "of" and tree.lower[word - 1] in MAKERS))


def _can_be_subject(tree: Tree, subject: int) -> bool:
    nominal = tree.dep(subject) in NOMINAL_SUBJECTS and tree.tag(subject) not in VERBS
    verb = tree.head(subject)
    # "The press covering him reported": he is no subject; "she let them guess": they are.
    objective = tree.words.forms[subject] in OBJECTS  # not "US"
    return nominal and not (objective and verb is not None and is_finite(tree, verb))


def _behind_dateline(tree: Tree, subject: int, verb: int) -> bool:
    """Whether a lone dash stands between the two: "HALVERN, 3 May (RNS) — The mayor said"."""
    between = tree.words.forms[subject + 1 : min(verb, subject + REACH)]
    return sum(form in DASHES for form in between) == 1


def _beside(tree: Tree, verb: int) -> Source | None:
    """The noun phrase before a finite verb without a parsed subject: "Brandt, head of the union, said"."""
    if not is_finite(tree, verb):
        return None
    first = max(tree.sentence(verb).first, verb - REACH)
    if (misread := _misread(tree, verb - 1)) is not None:
        how = because("source-before-verb")
        return Source(misread, verb - 1, plural=False, how=how, certain=False)
    at = next((at for at in range(verb - 1, first - 1, -1) if _may_head(tree, at)), None)
    if at is None or any(tree.tag(between) in FINITE for between in range(at + 1, verb - 1)):
        return None
    return noun_source(tree, _topmost(tree, at, verb), because("source-before-verb"), certain=False)


def _misread(tree: Tree, word: int) -> Range | None:
    """A name or an age that the parser takes for no noun: "Brandtly says", "the 31-year-old insisted"."""
    forms, start = tree.words.forms, tree.sentence(word).first
    if word < start or tree.tag(word) not in {"RB", "JJ"}:
        return None
    if tree.lower[word] in AGED and word - AGE >= start and not forms[word - 1].isalnum():
        return Range(word - AGE, word + 1)
    named = forms[word].istitle() and tree.words.judged and tree.words.judged[word].none < UNNAMED
    return Range(word, word + 1) if named else None


def _may_head(tree: Tree, word: int) -> bool:
    return tree.tag(word) in NOUNS | {"PRP"} and tree.lower[word] not in TIMES


def _topmost(tree: Tree, noun: int, verb: int) -> int:
    """The noun that this one's phrase hangs on, through prepositions, appositives and relative clauses."""
    found = word = noun
    for _ in range(CLIMB * 2):
        head = tree.head(word)
        if head is None or head >= verb or tree.dep(word) in NOMINAL_SUBJECTS | {"ROOT"}:
            break
        if tree.tag(head) in VERBS and tree.dep(head) not in {"relcl", "acl", "conj"}:
            break
        word = head
        if tree.tag(word) in NOUNS:
            found = word
    return found


def _agent(tree: Tree, verb: int) -> Source | None:
    by = tree.first(verb, "agent")
    named = tree.first(by, "pobj") if by is not None else None
    return noun_source(tree, named, because("source-agent")) if named is not None else None


def _from_subject(tree: Tree, subject: int, how: Reasons) -> Source | None:
    """A subject, or for a relative pronoun what it stands for."""
    if tree.lower[subject] in RELATIVES:
        antecedent = _antecedent(tree, subject)
        if antecedent is not None:
            return antecedent
        if tree.lower[subject] not in quotewords("open_relatives"):
            return None
    return noun_source(tree, subject, how)


def _antecedent(tree: Tree, relative: int) -> Source | None:
    verb = tree.head(relative)
    for _ in range(CLIMB):
        if verb is None or tree.dep(verb) == "relcl":
            break
        verb = tree.head(verb)
    if verb is None or tree.dep(verb) != "relcl":
        return None
    noun = tree.head(verb)
    if noun is None or noun > relative:
        return None
    named = noun_source(tree, _nearest_person(tree, noun, relative), because("source-antecedent"))
    through = Range(named.range.first, relative + 1)
    return Source(through, named.head, named.plural, named.how)


def _nearest_person(tree: Tree, noun: int, relative: int) -> int:
    """Whom "who" means where the parse hangs it on a thing: "a jab at Brandt who had said"."""
    beside = relative - 1
    thing = is_no_person(tree.lower[noun]) or lexicon().noun(tree.lower[noun]) is not None
    return beside if thing and tree.lower[relative] == "who" and tree.tag(beside) in PROPER else noun


def _inherited(tree: Tree, verb: int) -> Source | None:
    """The subject of a verb that this one is joined to or hangs on: "came and said", "…, saying"."""
    word = verb
    for _ in range(CLIMB):
        head, dep = tree.head(word), tree.dep(word)
        if head is None or dep == "amod":
            return None
        if dep == "acl" and tree.tag(head) in NOUNS:
            named = _of_noun(tree, head, word)
            if named is not None:
                return named
        word, subject = head, tree.subject[head]
        if subject >= 0 and _can_be_subject(tree, subject):
            reporter = _reporter(tree, verb, word)
            found = _of_subject(tree, reporter, tree.subject[reporter], dep)
            behind = tree.words.forms[max(tree.left[verb] - 1, 0)] in COMMAS
            if found is None or _may_speak(tree, found.head) or tree.tag(verb) != "VBG":
                return found
            return (said_before(tree, verb) if behind else _of_report(tree, word)) or found
    return None


def _may_speak(tree: Tree, noun: int) -> bool:
    return speaks(tree, noun) or lexicon().noun(tree.lower[noun]) is not None


def _of_report(tree: Tree, verb: int) -> Source | None:
    """Who speaks where a thing of theirs does something: "denied that his vote was off saying …"."""
    thing = tree.subject[verb]
    if all(tree.tag(at) != "PRP$" for at in range(max(0, thing - OWNED), thing)):
        return None
    reporter = _outermost(tree, verb)
    found = _from_subject(
        tree, tree.subject[reporter], because("source-subject-of", verb=tree.words.forms[reporter])
    )
    return found if found is not None and _may_speak(tree, found.head) else None


def said_before(tree: Tree, verb: int, inside: Sequence[bool] = ()) -> Source | None:
    """Whoever was last said to say something in the sentence: "…, she said, as votes were near, adding …".

    `inside`: which words stand in marks, and are nobody's cue.
    """
    for word in range(verb - 1, tree.sentence(verb).first, -1):
        subject = tree.subject[word]
        cue = tree.tag(word) in FINITE and lexicon().verb(tree.words.forms[word]) is not None
        if inside and (inside[word] or inside[subject]):
            continue
        if cue and subject >= 0 and _can_be_subject(tree, subject):
            return noun_source(tree, subject, because("source-subject-of", verb=tree.words.forms[word]))
    return None


def _reporter(tree: Tree, verb: int, above: int) -> int:
    """The verb whose subject speaks, where the one above stands in what somebody reports.

    In "denied that the bank had failed, saying …" and "hinted that it would fail and blamed …" the parser
    hangs the second cue on the reported verb; a comma before a participle, or a tense of its own, tells.
    Who adds something has said something: "said the prince went down on one knee and added …".
    """
    if tree.tag(verb) == "VBG":
        first = tree.left[verb]
        loose = first > 0 and tree.words.forms[first - 1] in COMMAS
    else:
        adds = tree.lower[verb] in ADDING
        loose = tree.tag(verb) in FINITE and (adds or tense(tree, above) != tree.tag(verb))
    return _outermost(tree, above) if loose else above


def _outermost(tree: Tree, verb: int) -> int:
    """Up from a reported clause to the verb that reports it, if that has a subject."""
    found = word = verb
    for _ in range(CLIMB):
        head = tree.head(word)
        if head is None or tree.dep(word) not in {"ccomp", "acl", "relcl", "dobj", "pobj", "prep"}:
            break
        word = head
        cue = (
            lexicon().verb(tree.lower[word]) if tree.tag(word) in VERBS else lexicon().noun(tree.lower[word])
        )
        if cue is None and tree.tag(word) != "IN" and tree.dep(word) != "ROOT":
            break
        subject = tree.subject[word]
        if tree.tag(word) in VERBS and subject >= 0 and _can_be_subject(tree, subject):
            found = word
    return found


def _of_subject(tree: Tree, verb: int, subject: int, dep: str) -> Source | None:
    """The subject of a verb above; of a passive above a participle, rather its agent."""
    if dep == "advcl" and is_passive(tree, verb):
        agent = _agent(tree, verb)
        if agent is not None:
            return agent
    return _from_subject(tree, subject, because("source-subject-of", verb=tree.words.forms[verb]))


def _of_noun(tree: Tree, noun: int, verb: int) -> Source | None:
    """The noun that a participle describes, if it can speak; else whose statement or effort that noun is."""
    if tree.tag(verb) == "VBG" and (
        tree.dep(noun) in NOMINAL_SUBJECTS
        or speaks(tree, noun)
        or _writes(tree, noun)
        or _is_beside_all(tree, noun)
    ):
        return noun_source(tree, noun, because("source-participle"))
    if tree.tag(verb) in FINITE and tree.words.forms[verb - 1] in COMMAS:  # "the town's top body, Orlo, said"
        return noun_source(tree, noun, because("source-before-verb"), certain=False)
    for prep in tree.each(noun, ("prep",)):
        author = tree.first(prep, "pobj")
        if (
            tree.lower[prep] in AUTHORS
            and author is not None
            and lexicon().noun(tree.lower[noun]) is not None
        ):
            return noun_source(tree, author, because("source-after", word=tree.words.forms[prep]))
    owner = tree.first(noun, "poss")
    return noun_source(tree, owner, because("source-possessor")) if owner is not None else None


def _is_beside_all(tree: Tree, noun: int) -> bool:
    """Whether "with" brings in whoever speaks: "…, with analysts predicting that …"."""
    prep = tree.head(noun)
    return prep is not None and tree.dep(noun) == "pobj" and tree.lower[prep] in BESIDE_ALL


def _writes(tree: Tree, noun: int) -> bool:
    """Whether a letter is from it: "messages from friends saying"."""
    prep = tree.head(noun)
    if prep is None or prep == 0 or tree.lower[prep] not in AUTHORS:
        return False
    return lexicon().noun(tree.lower[prep - 1]) is not None


__all__ = ["Source", "noun_source", "verb_source"]
