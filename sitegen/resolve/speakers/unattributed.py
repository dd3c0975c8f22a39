"""Quotations beside which nobody is named, and that the form of the article gives to somebody.

In: the scene, and an answer for each quotation. Out: the answers, those without a speaker answered where
they can be: a headline's words are theirs who says them below; answers in marks, each behind a question, are
theirs who is interviewed; "Q" is who wrote the article, and "A" nobody's name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.model.annotation import EntityType, Quotation, QuotationKind
from sitegen.model.reason import because
from sitegen.resolve.speakers.memory import Answer, Referent, Shared
from sitegen.resolve.speakers.scene import Scene
from sitegen.resolve.speakers.source import author_of
from sitegen.wordfiles import pattern

ANSWERS = 3
"""So many answers make an interview."""
ECHOED = 3
"""Words of a headline that are looked for below."""
FOLLOWED = 8
"""Quotations of one beginning that are compared; no article says a thing more often."""
_WORD = re.compile(r"[^\W_]+")
_QUESTION = re.compile(r"(?s)(?![\s*_]*[“\"‘„«]).*\?[”\"’'»*_)\s]*")
"""A paragraph that asks, and is not itself in marks: then two speak in turn, and nobody knows who."""
_BYLINE, _TOLD = pattern("byline"), pattern("interviewing")
BEGINNING = 1500
"""Characters in which an interview with labels says that it is one."""
ANSWER_LABELS, QUESTION_LABELS = frozenset({"A", "Answer"}), frozenset({"Q", "Question"})
SURE, FIRST_NAMED = 0.75, 0.65
"""How sure it is who is interviewed: whom the article names most, or first of some named as often."""


def attributed_by_form(scene: Scene, answers: list[Answer | Shared]) -> list[Answer | Shared]:
    """The answers, with a speaker for what nobody is named beside."""
    return _without_letters(scene, _with_interview(scene, _with_echoes(scene, answers)))


def _without_letters(scene: Scene, answers: list[Answer | Shared]) -> list[Answer | Shared]:
    """The lines of a "Q" to the author, those of an "A" to whom the text named right above, or to nobody."""
    found = list(answers)
    questions = list(_labelled(scene, answers, QUESTION_LABELS))
    for index in questions:
        quotation = scene.article.annotations.quotations[index]
        word = quotation.source.of(scene.text) if quotation.source else ""
        found[index] = author_of(word, scene)
    asked = _asked(scene, questions[0]) if questions else None
    for index in _labelled(scene, answers, ANSWER_LABELS):
        if asked is None:
            found[index] = Answer(None, 0.7, because("line-unlabelled"))
        else:
            reason = because("interviewed", name=scene.facts[asked].card.name)
            found[index] = Answer(Referent(asked), FIRST_NAMED, reason)
    return found


def _asked(scene: Scene, first: int) -> int | None:
    """The one person of the paragraph right above the first question: "I rang Ana Brandt."."""
    start = scene.block(scene.article.annotations.quotations[first].content[0].start).start
    above = scene.block(start - 1) if start else None
    if above is None:
        return None
    people = {card for mention, card in scene.mentions_in(above) if mention.type is EntityType.PERSON}
    asks = above.start > 0 and not _BYLINE.match(above.of(scene.text))
    return people.pop() if asks and len(people) == 1 else None


def _with_echoes(scene: Scene, answers: list[Answer | Shared]) -> list[Answer | Shared]:
    """A headline's quoted words to the quotation that has them in its text."""
    found = list(answers)
    said: dict[str, list[int]] | None = None
    for index, quotation in _open(scene, answers):
        words = _words(quotation, scene.text)
        if len(words) < ECHOED or not scene.is_aside(quotation.content[0]):
            continue
        said = _by_beginning(scene, answers) if said is None else said
        wanted = " ".join(words)
        for other in said.get(" ".join(words[:ECHOED]), [])[:FOLLOWED]:
            below = " ".join(_words(scene.article.annotations.quotations[other], scene.text))
            if f" {wanted} " in f" {below} ":
                found[index] = Shared(_first_of(other, answers), 0.95, because("said-below"))
                break
    return found


def _first_of(index: int, answers: list[Answer | Shared]) -> int:
    """The quotation that another one goes on from, at last: it comes before, so that this ends."""
    while isinstance(answer := answers[index], Shared) and answer.of < index:
        index = answer.of
    return index


def _by_beginning(scene: Scene, answers: list[Answer | Shared]) -> dict[str, list[int]]:
    """Quotations with a speaker by every few words of theirs in a row."""
    table: dict[str, list[int]] = {}
    for index, quotation in enumerate(scene.article.annotations.quotations):
        answer = answers[index]
        if quotation.kind is QuotationKind.INDIRECT or not (isinstance(answer, Shared) or answer.referent):
            continue
        words = _words(quotation, scene.text)
        for at in range(len(words) - ECHOED + 1):
            places = table.setdefault(" ".join(words[at : at + ECHOED]), [])
            if places[-1:] != [index]:
                places.append(index)
    return table


def _words(quotation: Quotation, text: str) -> list[str]:
    return [word.casefold() for span in quotation.content for word in _WORD.findall(span.of(text))]


def _open(scene: Scene, answers: list[Answer | Shared]) -> Iterator[tuple[int, Quotation]]:
    """Direct quotations with their numbers that nobody is named with."""
    for index, quotation in enumerate(scene.article.annotations.quotations):
        answer = answers[index]
        nobody = isinstance(answer, Answer) and answer.referent is None and not answer.wording
        if nobody and quotation.stated is None and quotation.kind is QuotationKind.DIRECT:
            yield index, quotation


def _with_interview(scene: Scene, answers: list[Answer | Shared]) -> list[Answer | Shared]:
    """Answers to the one who is interviewed, and what the headline quotes."""
    replies = [n for n, quotation in _open(scene, answers) if _is_reply(quotation, scene)]
    labelled = list(_labelled(scene, answers, ANSWER_LABELS))
    # Without such words "A:" may be anybody's who explains something.
    if labelled and _TOLD.search(scene.text, 0, BEGINNING):
        replies = [*labelled, *replies]
    card, sure = _interviewed(scene, replies[0]) if len(replies) >= ANSWERS else (None, 0.0)
    if card is None:
        return answers
    reason = because("interviewed", name=scene.facts[card].card.name)
    headlines = [n for n, quotation in _open(scene, answers) if scene.is_aside(quotation.content[0])]
    beside = [n for n, quotation in _open(scene, answers) if _opens(quotation, scene)]
    found = list(answers)
    for index in (*replies, *headlines, *beside):
        found[index] = Answer(Referent(card), sure, reason)
    return found


def _opens(quotation: Quotation, scene: Scene) -> bool:
    """Whether a quotation begins its paragraph: among answers it is one, whatever the question is like."""
    start = quotation.content[0].start
    return start <= scene.block(start).start + 1


def _labelled(scene: Scene, answers: list[Answer | Shared], labels: frozenset[str]) -> Iterator[int]:
    """Quotations of lines that begin with one of these labels, and whose speaker nobody knows: "A: …"."""
    for index, quotation in enumerate(scene.article.annotations.quotations):
        source, answer = quotation.source, answers[index]
        card = isinstance(answer, Answer) and answer.referent and answer.referent.card is not None
        labelled = source is not None and source.of(scene.text) in labels
        if labelled and not card and isinstance(answer, Answer) and quotation.stated is None:
            yield index


def _is_reply(quotation: Quotation, scene: Scene) -> bool:
    """Whether a quotation is all of a paragraph behind a question."""
    block = scene.block(quotation.content[0].start)
    whole = quotation.content[0].start <= block.start + 1 and quotation.content[-1].end >= block.end - 1
    if not whole or not block.start:
        return False
    return _QUESTION.fullmatch(scene.block(block.start - 1).of(scene.text)) is not None


def _interviewed(scene: Scene, first: int) -> tuple[int | None, float]:
    """The card of whom the article names most often, of those that its beginning names, and how sure it is.

    The beginning is what stands before the first answer; a line that gives the author is none of it.
    """
    start = scene.article.annotations.quotations[first].content[0].start
    counts: Counter[int] = Counter()
    opening: dict[int, None] = {}
    for mention, card in scene.mentions:
        if mention.type is not EntityType.PERSON or _BYLINE.match(
            scene.block(mention.span.start).of(scene.text)
        ):
            continue
        counts[card] += 1
        if mention.span.start < start:
            opening[card] = None
    ranked = sorted(opening, key=lambda card: -counts[card])  # of those named as often the first is the first
    if not ranked:
        return None, 0.0
    clear = len(ranked) == 1 or counts[ranked[0]] > counts[ranked[1]]
    return ranked[0], SURE if clear else FIRST_NAMED
