"""Quotations beside which nobody is named, and that the form of the article gives to somebody.

In: the scene, and an answer for each quotation. Out: the answers, those without a speaker answered where they
can be: a headline's words are theirs who says them below; answers in marks, each behind a question, are theirs
who is interviewed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.model.annotation import EntityType, Quotation, QuotationKind
from sitegen.model.reason import because
from sitegen.model.text import Span
from sitegen.resolve.speakers.memory import Answer, Referent, Shared
from sitegen.resolve.speakers.scene import Scene

ANSWERS = 3
"""So many answers make an interview."""
OFTEN = 2
"""Who is interviewed is named at least twice as often as anybody else."""
ECHOED = 3
"""Words of a headline that are looked for below."""
FOLLOWED = 8
"""Quotations of one beginning that are compared; no article says a thing more often."""
_WORD = re.compile(r"[^\W_]+")
_QUESTION = re.compile(r"\?[”\"’'»*_)\s]*\Z")
_LABEL = re.compile(r"A[:.] ")


def attributed_by_form(scene: Scene, answers: list[Answer | Shared]) -> list[Answer | Shared]:
    """The answers, with a speaker for what nobody is named beside."""
    return _with_echoes(scene, _with_interview(scene, answers))


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
            if (
                f" {wanted} "
                in f" {' '.join(_words(scene.article.annotations.quotations[other], scene.text))} "
            ):
                found[index] = Shared(other, 0.95, because("said-below"))
                break
    return found


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
    """Answers in marks, each behind a question, to the one who is interviewed."""
    replies = [index for index, quotation in _open(scene, answers) if _is_reply(quotation, scene)]
    card = _interviewed(scene) if len(replies) >= ANSWERS else None
    if card is None:
        return answers
    reason = because("interviewed", name=scene.facts[card].card.name)
    found = list(answers)
    for index in replies:
        found[index] = Answer(Referent(card), 0.75, reason)
    return found


def _is_reply(quotation: Quotation, scene: Scene) -> bool:
    """Whether a quotation begins a paragraph behind a question, or a line that says it is the answer."""
    block = scene.block(quotation.content[0].start)
    if _LABEL.match(scene.text, block.start):
        return True
    if quotation.content[0].start > block.start + 1 or not block.start:
        return False
    before = scene.block(scene.text.rfind(scene.text[: block.start].rstrip()[-1:], 0, block.start))
    return _QUESTION.search(before.of(scene.text)) is not None


def _interviewed(scene: Scene) -> int | None:
    """The card of the person whom the article names most often outside of quoted words, by far."""
    counts = Counter(
        card
        for mention, card in scene.mentions
        if mention.type is EntityType.PERSON and not scene.is_quoted(mention.span)
    )
    (first, most), (_, next_most) = (*counts.most_common(2), (None, 0), (None, 0))[:2]
    return first if first is not None and most >= OFTEN * next_most else None
