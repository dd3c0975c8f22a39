"""The doubtful quotations of a site as questions for the command line, with what each answer writes.

In: resolved articles. Out: questions, the least sure first; and from an answer the change of a corrections
file. They are the same that the desk puts on its page. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from sitegen.building.articles.correcting import beside
from sitegen.building.articles.saving import Change
from sitegen.corrections.writing import item_lines
from sitegen.desk.changes import Pointed, change_of, edit_of
from sitegen.desk.requests import Request, Wanted
from sitegen.model.review import Quote
from sitegen.model.site import ResolvedArticle, ResolvedQuotation, Speaker, SpeakerKind
from sitegen.model.text import Block, PlainText
from sitegen.render.article.piece import is_doubtful
from sitegen.render.article.reasons import reason_text
from sitegen.render.theme.catalogue import words_for

AROUND = 70
"""Characters shown on each side of a quotation."""
PAGES = 2
"""Pages that an answer changes: the briefing and the speaker's."""


class Doubt(StrEnum):
    """What is in doubt about a quotation."""

    SPEAKER = "doubtful-speaker"
    NOBODY = "unknown-speaker"
    SUGGESTED = "suggested-quotation"


@dataclass(frozen=True, slots=True)
class QuotationQuestion:
    """One question."""

    id: str
    """Stable: of the article and the words, not of its place in the list."""
    kind: Doubt
    question: str
    article: str
    path: PurePosixPath
    """Of the corrections file."""
    evidence: Quote
    confidence: float
    yes: Request
    no: Request
    pages: int = PAGES


def quotation_questions(articles: Iterable[ResolvedArticle]) -> tuple[QuotationQuestion, ...]:
    """Every open question, the least sure first; what nobody sees yet last."""
    found = [question for article in articles for question in _of(article)]
    return tuple(sorted(found, key=lambda q: (q.kind is Doubt.SUGGESTED, q.confidence, q.article, q.id)))


def _of(resolved: ResolvedArticle) -> Iterator[QuotationQuestion]:
    for quotation in resolved.quotations:
        if is_doubtful(quotation):
            yield _question(resolved, quotation, Doubt.SPEAKER)
        elif quotation.speaker.kind is SpeakerKind.UNKNOWN and quotation.quotation.stated is None:
            yield _question(resolved, quotation, Doubt.NOBODY)
    for quotation in resolved.suggestions:
        yield _question(resolved, quotation, Doubt.SUGGESTED)


def _question(resolved: ResolvedArticle, found: ResolvedQuotation, kind: Doubt) -> QuotationQuestion:
    article, content = resolved.article, found.quotation.content
    at = tuple((span.start, span.end) for span in content)
    words = " … ".join(" ".join(span.of(resolved.plain.text).split()) for span in content)
    digest = hashlib.sha256(f"{kind}\n{article.id}\n{at}\n{words}".encode()).hexdigest()[:10]
    name = found.speaker.name or "nobody whom the article names"
    why = reason_text(found.reason, words_for("en", ()))
    asked = {
        Doubt.SPEAKER: f"Does {name} say this? {why}",
        Doubt.NOBODY: f"Does the article really not tell who says this? {why}",
        Doubt.SUGGESTED: f"Is this a quotation, said by {name}? It is on no page. {why}",
    }[kind]
    refused = Wanted(speaker=()) if kind is Doubt.SPEAKER else Wanted(remove=True)
    yes, no = (Request("", "quotation", want, at) for want in (_confirmed(found.speaker, found), refused))
    path, evidence = beside(article.path), _evidence(resolved, found)
    return QuotationQuestion(digest, kind, asked, article.id, path, evidence, found.confidence, yes, no)


def _confirmed(speaker: Speaker, found: ResolvedQuotation) -> Wanted:
    """What the machine thinks, as the editor's word."""
    if speaker.kind is SpeakerKind.UNNAMED:
        return Wanted(unnamed=speaker.name)
    if speaker.kind is SpeakerKind.UNKNOWN:
        return Wanted(speaker=())
    return Wanted(speaker=(str(speaker.entity or speaker.name), *map(str, found.speaker.others)))


def _evidence(resolved: ResolvedArticle, found: ResolvedQuotation) -> Quote:
    plain, content = resolved.plain, found.quotation.content
    start, end = content[0].start, content[-1].end
    first, last = _block(plain, start), _block(plain, end - 1)
    line = resolved.article.body_line + first.lines[0] if first else None
    before = plain.text[max(first.span.start if first else 0, start - AROUND) : start]
    after = plain.text[end : min(last.span.end if last else end, end + AROUND)]
    said = " ".join(plain.text[start:end].split())
    article = resolved.article
    return Quote(found.speaker.entity or "", article.id, article.path, line, before, said, after)  # type: ignore[arg-type]


def _block(plain: PlainText, offset: int) -> Block | None:
    return next((b for b in reversed(plain.blocks) if b.span.start <= offset), None)


def answer_lines(request: Request, pointed: Pointed) -> list[str]:
    """What an answer writes, as lines of the corrections file."""
    return item_lines(edit_of(request, pointed).correction)


def answer_change(
    question: QuotationQuestion, request: Request, pointed: Pointed, by: str, on: str
) -> Change:
    """An answer as a change of the corrections file."""
    return change_of(edit_of(request, pointed), pointed, question.path, by, on)


def questions_to_json(items: Iterable[QuotationQuestion], first: int) -> list[dict[str, Any]]:
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
