"""A quotation's source to somebody, by its form: pronoun, name, or noun phrase.

In: the source's span. Out: an answer, or the quotation whose speaker it shares ("I" inside somebody's
words is that somebody).
"""

from __future__ import annotations

import re
from itertools import islice

from sitegen.model.annotation import EntityType, Quotation
from sitegen.model.reason import Reasons, because
from sitegen.model.text import BlockKind, Span
from sitegen.resolve.speakers.makers import it_is, made_by
from sitegen.resolve.speakers.memory import Answer, Group, Memory, Referent, Shared
from sitegen.resolve.speakers.named import head_span, resolve_beside, resolve_name, resolve_unlisted
from sitegen.resolve.speakers.nominals import Nominal, resolve_nominal
from sitegen.resolve.speakers.pronouns import GENDERS, PERSONAL, Asked, called, name_of, resolve_pronoun
from sitegen.resolve.speakers.scene import Scene
from sitegen.resolve.vocabulary.noun_phrase import DEFINITE, INDEFINITE, POSSESSIVE, parse_phrase
from sitegen.resolve.vocabulary.nouns import speaker_words
from sitegen.wordfiles import CAPITAL, pattern

RELATIVE = speaker_words("relative")
FIRST = speaker_words("first_person")
SUBJECTS = speaker_words("subject_pronouns")
SPEAKING_ALONE = speaker_words("speaking_alone")
NOBODY = speaker_words("nobody")
# A line of an interview or a transcript: "Q: …", "HALLORAN: …".
LABEL = re.compile(rf"(?:[QA]|(?P<name>{CAPITAL}[\w.’'-]*(?: {CAPITAL}[\w.’'-]*){{0,3}}))(?:[:.]| [—–]) ")
OF_THEM = pattern("some_of_them")
OF_THEM_BEHIND = pattern("of_them_behind")
ORDINALS = speaker_words("ordinals")
APPOSED = pattern("appositive")
SOME_OF = speaker_words("some_of")
MADE_BY, OWNER, MARKED_OWNER = pattern("which_document"), pattern("owner"), pattern("marked_owner")
BYLINE = pattern("byline")
BEGINNING = 4
"""Paragraphs among which a byline stands, the headline one of them."""
OWNER_LENGTH = 60
# Common nouns that English writes with a capital: "the Republican" is no name, whatever bears it.
PARTISANS = speaker_words("partisans")
LONGEST_WORDING = 120
LONGEST_PHRASE = 200
MANY = 40
"""Names inside one quotation that are asked; nobody speaks of more people and is one of them."""
WORDING_END = pattern("wording_end")


def resolve_source(
    index: int, quotation: Quotation, source: Span, scene: Scene, memory: Memory
) -> Answer | Shared:
    """Who the source is."""
    word = pronoun_form(source.of(scene.text))
    if word in FIRST:
        return _first_person(index, word, source, scene)
    if word in NOBODY:
        return Answer(None, 0.7, because("nobody-in-particular", word=word))
    if word in RELATIVE:
        return _relative(word, source, scene, memory)
    if word in PERSONAL:
        return _pronoun(word, quotation, source, scene, memory)
    apposed = APPOSED.match(scene.text, source.end) if word in ORDINALS else None
    if apposed is not None:  # "the third, an official at the ministry,"
        return _described(quotation, Span(*apposed.span("phrase")), scene, memory)
    if word in SOME_OF | ORDINALS or OF_THEM.fullmatch(word):
        return _named_one(source, scene) or _some_of(word, source, scene, memory)
    return _described(quotation, source, scene, memory)


def _described(quotation: Quotation, source: Span, scene: Scene, memory: Memory) -> Answer:
    """A source of more than a pronoun: the name in it, else the noun phrase that it is."""
    head = head_span(source, quotation.source_head, scene.text)
    phrase = parse_phrase(source.of(scene.text)[:LONGEST_PHRASE], head.of(scene.text))
    if not (phrase.definite and phrase.head in PARTISANS):
        named = resolve_name(quotation, source, scene)
        named = named or resolve_unlisted(source, phrase, scene, memory)
        if named is not None:
            return named
    whole = with_owner(source, scene)
    maker = made_by(whole, head, phrase, scene, memory)
    if maker is not None:
        return maker
    head = head if scene.text[head.end : head.end + 1] != "-" else Span(head.start, whole.end)
    answer = nominal_of(whole, head, scene, memory)
    if answer.referent is not None:
        phrase = parse_phrase(whole.of(scene.text)[:LONGEST_PHRASE], head.of(scene.text))
        memory.say(answer.referent, wording_of(whole, scene.text), phrase)
    return answer


def with_owner(source: Span, scene: Scene) -> Span:
    """The phrase with the possessor that stands right before it."""
    if scene.text.startswith("-old", source.end):
        source = Span(source.start, source.end + 4)  # "the 43-year" of "the 43-year-old"
    start = max(source.start - OWNER_LENGTH, scene.sentences[scene.sentence(source.start)])
    match = OWNER.search(scene.text, start, source.start)
    match = match or MARKED_OWNER.search(scene.text, start, source.start)
    return Span(match.start(), source.end) if match else source


def pronoun_form(written: str) -> str:
    """Lower case, for a word that is not an acronym: "WHO" is not "who"."""
    return written if written.isupper() and len(written) > 1 else written.lower()


def nominal_of(span: Span, head: Span, scene: Scene, memory: Memory) -> Answer:
    """A noun phrase to somebody, "his lawyer" being read as "Samuel Brandt's lawyer"."""
    written = span.of(scene.text)
    phrase = parse_phrase(written[:LONGEST_PHRASE], head.of(scene.text))
    wording = wording_of(span, scene.text)
    if phrase.determiner in POSSESSIVE:
        word = phrase.determiner
        place = Span(span.start, span.start + len(word))
        owner = resolve_pronoun(Asked(word, place), scene, memory) if word in PERSONAL else None
        if owner and owner.referent and owner.confidence >= 0.65:
            name = name_of(owner.referent, scene, memory)
            wording = f"{name}’s{wording[len(word) :]}"
            phrase = parse_phrase(wording, head.of(scene.text))
    return resolve_nominal(Nominal(span, head, phrase, written, wording), scene, memory)


def wording_of(span: Span, text: str) -> str:
    """The phrase as a reader should see it: without clauses, on one line, with a capital."""
    written = text[span.start : min(span.end, span.start + LONGEST_WORDING)]
    end = WORDING_END.search(written, 1)
    if end is None and (more := MADE_BY.match(text, span.end)):
        written += more.group()
    short = " ".join(written[: end.start() if end else None].split())
    return short[:1].upper() + short[1:]


def _pronoun(word: str, quotation: Quotation, source: Span, scene: Scene, memory: Memory) -> Answer:
    maker = it_is(scene, memory) if word == "it" else None
    if maker is not None:
        return maker
    cue = quotation.cue.of(scene.text).lower().split()[0] if quotation.cue else ""
    asked = Asked(word, source, _barred(quotation, source, scene), cue, quotation.content)
    answer = resolve_pronoun(asked, scene, memory)
    if answer.referent is None and word in GENDERS:
        return _named_later(word, quotation, source, scene) or answer
    return answer


def _barred(quotation: Quotation, source: Span, scene: Scene) -> frozenset[int]:
    """Cards that a pronoun cannot be: named in what it says, or the one it is said to."""
    said = {
        card
        for span in quotation.content
        for mention, card in islice(scene.mentions_in(span), MANY)
        if mention.type is EntityType.PERSON
    }
    cue = quotation.cue
    if cue is not None and cue.start >= source.end:  # "she told Brandt"
        said.update(card for _, card in scene.mentions_in(Span(cue.end, cue.end + 2)))
    return frozenset(said)


def _named_later(word: str, quotation: Quotation, source: Span, scene: Scene) -> Answer | None:
    """The next person of the sentence: "In her speech, …", "When she said so, …".

    Where "she" is the subject of the main clause, nobody whom she speaks to or of is.
    """
    sentence = scene.sentence(source.start)
    if word in SUBJECTS and not scene.in_first_clause(source.start):
        return None
    end = scene.sentences[sentence + 1] if sentence + 1 < len(scene.sentences) else len(scene.text)
    said = frozenset(card for span in quotation.content for _, card in islice(scene.mentions_in(span), MANY))
    for mention, card in islice(scene.mentions_in(Span(source.end, max(end, source.end + 1))), MANY):
        if mention.type is EntityType.PERSON and not scene.is_quoted(mention.span) and card not in said:
            name = scene.facts[card].card.name
            return Answer(Referent(card), 0.6, because("next-named", word=word, name=name))
    return None


def _first_person(index: int, word: str, source: Span, scene: Scene) -> Answer | Shared:
    outer = scene.quotation_over(source, index)
    if outer is not None:
        sure = 0.9 if word in SPEAKING_ALONE else 0.75
        return Shared(outer, sure, because("same-words", word=word))
    block = scene.block(source.start)
    label = LABEL.match(scene.text, block.start, block.end)
    if label:
        return _labelled(word, block, label, scene)
    return author_of(word, scene)


def author_of(word: str, scene: Scene) -> Answer:
    """Whoever wrote the article, which the word means: the card of the byline, if there is one.

    That of the front matter, or else of a line of the text's beginning: "By Ana Brandt".
    """
    byline = scene.article.article.front_matter.byline.lower()
    for card, fact in enumerate(scene.facts):
        if byline and fact.card.name.lower() == byline:
            return Answer(Referent(card), 0.8, because("author", word=word))
    signed = None if byline else _signed(scene)
    if signed is not None:
        return Answer(Referent(signed), 0.75, because("author", word=word))
    return Answer(None, 0.8, because("author", word=word), "The author")


def _signed(scene: Scene) -> int | None:
    """The one person whom a line of the text's beginning gives as its maker."""
    for block in scene.article.plain.blocks[:BEGINNING]:
        line = BYLINE.match(block.span.of(scene.text)) if block.kind is not BlockKind.HEADING else None
        named = list(scene.mentions_in(block.span)) if line else []
        people = {card for mention, card in named if mention.type is EntityType.PERSON}
        if line and len(people) == 1 and named[0][0].span.start == block.span.start + line.end():
            return people.pop()
    return None


def _labelled(word: str, block: Span, label: re.Match[str], scene: Scene) -> Answer:
    """Whoever the line of the transcript is given to."""
    if label["name"]:
        for _, card in scene.mentions_in(Span(block.start, label.end())):
            name = scene.facts[card].card.name
            return Answer(Referent(card), 0.85, because("line-theirs", word=word, name=name))
        return Answer(None, 0.7, because("line-whose", word=word), label["name"])
    return Answer(None, 0.7, because("line-unlabelled"))


def _relative(word: str, source: Span, scene: Scene, memory: Memory) -> Answer:
    for sighting in memory.recent():
        if sighting.position < source.start:
            reason = because("right-before", word=word, **called(sighting.referent, scene, memory))
            return Answer(sighting.referent, 0.85, reason)
    return Answer(None, 0.5, because("nobody-before", word=word))


def _named_one(source: Span, scene: Scene) -> Answer | None:
    """The one of them whose name follows: "one, Ana Brandt, said", "one of them, Ana Brandt, said"."""
    them = OF_THEM_BEHIND.match(scene.text, source.end)
    return resolve_beside(Span(source.start, them.end()) if them else source, scene)


def _some_of(word: str, source: Span, scene: Scene, memory: Memory) -> Answer:
    """One of those named as a group before: "One said", "one of them said"."""
    part = word.partition(" of ")[0]
    for sighting in memory.recent():
        if sighting.position >= source.start or scene.distance(sighting.position, source.start) > 3:
            continue
        group = sighting.referent.group
        if group is not None and memory.groups[group].phrase.plural:
            whole = memory.groups[group].wording
            wording = f"{part.capitalize()} of {_lowered(whole, scene)}"
            return _new(wording, source, because("one-of", word=word, part=part, whole=whole), memory)
    return _new(word.capitalize(), source, because("not-named", word=word), memory)


def _lowered(wording: str, scene: Scene) -> str:
    """The wording inside a sentence: with a small letter unless it starts with a name."""
    first = wording.split(maxsplit=1)[0]
    small = first.lower() in scene.lower_words or first.lower() in DEFINITE | INDEFINITE
    return wording[0].lower() + wording[1:] if small else wording


def _new(wording: str, source: Span, reason: Reasons, memory: Memory) -> Answer:
    phrase = parse_phrase(wording)
    return Answer(memory.add_group(Group(phrase, wording, source.start, source.start)), 0.85, reason)
