"""What is in doubt in the articles of a site as questions for the command line, with what each answer writes.

In: resolved articles. Out: questions, the least sure first; and from an answer the change of a corrections
file. They are the same that the desk puts on its page. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from sitegen.building.articles.correcting import beside
from sitegen.building.articles.saving import Change
from sitegen.desk.changes import change_of
from sitegen.desk.doubts import doubts_of, open_doubts
from sitegen.desk.pointing import Pointed, edit_of
from sitegen.desk.requests import Doing, Range, Request, Wanted
from sitegen.model.article import place_of
from sitegen.model.review import Doubt, DoubtKind, Quote
from sitegen.model.site import Card, EntityId, ResolvedArticle, ResolvedQuotation, Speaker, SpeakerKind
from sitegen.model.text import Span
from sitegen.render.article.reasons import reason_text
from sitegen.render.theme.catalogue import words_for

AROUND = 70
"""Characters shown on each side of the words."""
PAGES = 2
"""Pages that an answer changes: the briefing and the speaker's, or that of whom is named."""


@dataclass(frozen=True, slots=True)
class MarkQuestion:
    """One question."""

    id: str
    """Stable: of the article and the words, not of its place in the list."""
    kind: DoubtKind
    question: str
    article: str
    path: PurePosixPath
    """Of the corrections file."""
    evidence: Quote
    confidence: float
    yes: Request
    no: Request
    pages: int = PAGES

    @property
    def nothing(self) -> Request:
        """The answer that it is no quotation at all, or no name."""
        return replace(self.no, want=Wanted(remove=True, everywhere=self.no.want.everywhere))

    def said_by(self, name: str) -> Request | None:
        """The answer that somebody else says it; None where it is about a name."""
        return (
            replace(self.no, want=Wanted(speaker=(name,)))
            if self.no.do == "quotation" and name.strip()
            else None
        )


def mark_questions(
    articles: Iterable[ResolvedArticle], curated: Collection[str] = ()
) -> tuple[MarkQuestion, ...]:
    """Every open question, the least sure first; what nobody sees yet last, the likeliest first.

    `curated`: whom an editor knows already, by a file of the curation.
    """
    found = ((article, open_doubts(doubts_of(article), curated)) for article in articles)
    doubts = (_Asking(article, doubt) for article, every in found for doubt in every)
    return tuple(sorted(map(_question, doubts), key=_order))


def _order(question: MarkQuestion) -> tuple[bool, float, str, str]:
    is_suggestion = question.kind is DoubtKind.SUGGESTED
    sure = -question.confidence if is_suggestion else question.confidence
    return is_suggestion, sure, question.article, question.id


@dataclass(frozen=True, slots=True)
class _Asking:
    """A doubt with what it is about; never leaves this module."""

    article: ResolvedArticle
    doubt: Doubt

    @property
    def at(self) -> tuple[Range, ...]:
        return tuple((span.start, span.end) for span in self.doubt.at)

    @property
    def quotation(self) -> ResolvedQuotation:
        every = (*self.article.quotations, *self.article.suggestions)
        return next(one for one in every if one.quotation.content == self.doubt.at)

    @property
    def whose(self) -> EntityId:
        return self.doubt.entity or self.quotation.speaker.entity or EntityId("")

    def card(self, entity: EntityId | None = None) -> Card:
        return next(c for c in self.article.cards if c.entity == (entity or self.doubt.entity))


def _question(asking: _Asking) -> MarkQuestion:
    doubt, article, text = asking.doubt, asking.article.article, asking.article.plain.text
    words = " … ".join(" ".join(span.of(text).split()) for span in doubt.at)
    digest = hashlib.sha256(f"{doubt.kind}\n{article.id}\n{asking.at}\n{words}".encode()).hexdigest()[:10]
    do: Doing = "mention" if doubt.entity else "quotation"
    asked, yes, no = (_of_name if doubt.entity else _of_quotation)(asking)
    accepted, refused = (Request("", do, want, asking.at) for want in (yes, no))
    return MarkQuestion(
        digest,
        doubt.kind,
        asked,
        article.id,
        beside(article.path),
        _evidence(asking.article, doubt.at, asking.whose),
        doubt.confidence,
        accepted,
        refused,
    )


def _of_quotation(asking: _Asking) -> tuple[str, Wanted, Wanted]:
    """What is asked of a quotation, and what is written for yes and for no."""
    found, kind = asking.quotation, asking.doubt.kind
    name = found.speaker.name or "nobody whom the article names"
    why = reason_text(found.reason, words_for("en", ()))
    if kind is DoubtKind.BESIDE and (told := found.quotation.stated) and told.beside:
        before, now = (
            f"“{words}”" if words else "nothing" for words in (told.beside.before, told.beside.now)
        )
        asked = f"Does {name} still say this? Beside it stood {before}, and now {now}."
        return asked, _confirmed(found.speaker, found), Wanted(drop=True)
    asked = {
        DoubtKind.SPEAKER: f"Does {name} say this? {why}",
        DoubtKind.NOBODY: f"Does the article really not tell who says this? {why}",
        DoubtKind.SUGGESTED: f"Is this a quotation, said by {name}? It is on no page. {why}",
    }[kind]
    refused = Wanted(speaker=()) if kind is DoubtKind.SPEAKER else Wanted(remove=True)
    return asked, _confirmed(found.speaker, found), refused


def _of_name(asking: _Asking) -> tuple[str, Wanted, Wanted]:
    """The same of a name, wherever its words stand in the article."""
    doubt, card = asking.doubt, asking.card()
    name = f"“{' '.join(doubt.at[0].of(asking.article.plain.text).split())}”"
    if doubt.kind is DoubtKind.TYPE:
        asked = f"Is {name} a name, and of this type ({card.type})?"
        return asked, Wanted(type=card.type, everywhere=True), Wanted(remove=True, everywhere=True)
    if doubt.kind is DoubtKind.BOUNDS:
        return f"Does the name {name} begin and end here?", Wanted(extent=asking.at), Wanted(remove=True)
    others = [asking.card(entity).name for entity in doubt.others]
    asked = f"Is {name} somebody or something else than {' or '.join(others)}?"
    apart, joined = (Wanted(entity=name, everywhere=True) for name in (card.name, others[0]))
    return asked, apart, joined


def _confirmed(speaker: Speaker, found: ResolvedQuotation) -> Wanted:
    """What the machine thinks, as the editor's word."""
    if speaker.kind is SpeakerKind.UNNAMED:
        return Wanted(unnamed=speaker.name)
    if speaker.kind is SpeakerKind.UNKNOWN:
        return Wanted(speaker=())
    return Wanted(speaker=(str(speaker.entity or speaker.name), *map(str, found.speaker.others)))


def _evidence(resolved: ResolvedArticle, content: Sequence[Span], whose: EntityId) -> Quote:
    article, plain = resolved.article, resolved.plain
    start, end = content[0].start, content[-1].end
    (first, line), (last, _) = (place_of(article, plain, at) for at in (start, end - 1))
    edge, rim = first.span.start if first else 0, last.span.end if last else end
    before = plain.text[max(edge, start - AROUND) : start]
    after = plain.text[end : min(rim, end + AROUND)]
    before = before if start - AROUND <= edge else f"…{before.partition(' ')[2]}"
    after = after if end + AROUND >= rim else f"{after.rpartition(' ')[0]}…"
    said = " ".join(plain.text[start:end].split())
    return Quote(whose, article.id, article.path, line, before, said, after)


def answer_change(question: MarkQuestion, request: Request, pointed: Pointed, by: str, on: str) -> Change:
    """An answer as a change of the corrections file."""
    return change_of(edit_of(request, pointed), pointed, question.path, by, on)


def questions_to_json(items: Iterable[MarkQuestion], first: int) -> list[dict[str, Any]]:
    """The questions as values that `json` can write, numbered from `first`. See docs/review.md."""
    return [
        {
            "number": number,
            "id": item.id,
            "kind": str(item.kind),
            "question": item.question,
            "article": item.article,
            "confidence": round(item.confidence, 2),
            "pages": item.pages,
            "path": str(item.path),
            "line": item.evidence.line,
            "before": item.evidence.before,
            "words": item.evidence.name,
            "after": item.evidence.after,
        }
        for number, item in enumerate(items, first)
    ]
