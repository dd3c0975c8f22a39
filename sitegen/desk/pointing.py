"""What an action on an article's words asks for: one correction, pointed at by the words themselves.

In: a request and the article as the editor saw it. Out: an `Edit`, or `RefusedActionError` with a line for
the editor. Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from sitegen.corrections.anchoring import Anchor, anchor, describe
from sitegen.corrections.beside import words_beside
from sitegen.corrections.files import is_day
from sitegen.corrections.looking import SHARED, common
from sitegen.corrections.writing import SECTION, Correction, lines_of_keys
from sitegen.desk.requests import Range, RefusedActionError, Request, Wanted
from sitegen.model.annotation import Annotations, EntityType, Quotation, Stated
from sitegen.model.corrections import (
    DateCorrection,
    DescriptionCorrection,
    MentionCorrection,
    QuotationCorrection,
    Selector,
)
from sitegen.model.text import PlainText, Span


@dataclass(frozen=True, slots=True)
class Pointed:
    """The article as an editor pointed at it."""

    plain: PlainText
    machine: Annotations
    """What annotators found, without the editor's word."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One correction as it is to stand, and where it goes."""

    at: tuple[Span, ...]
    correction: Correction
    new: bool
    """The editor points at words that were not marked."""
    drops: bool = False
    """What an editor said of the speaker goes, and the machine's word counts again."""

    @property
    def section(self) -> str:
        """Of the corrections file."""
        return SECTION[type(self.correction)]

    @property
    def removes(self) -> bool:
        """Whether nothing is to be marked there, or an editor's line is to be none."""
        new = self.correction
        return not new.text if self.is_line else getattr(new, "remove", False)  # type: ignore[union-attr]

    @property
    def is_line(self) -> bool:
        """Whether it is an editor's own line, which has no words of the article."""
        return not self.at


def edit_of(request: Request, pointed: Pointed) -> Edit:
    """What a request asks for. Raises `RefusedActionError` where that is nothing."""
    makers: dict[str, Callable[[Request, Pointed], Edit]] = {
        "quotation": _quotation,
        "mention": _mention,
        "date": _date,
        "description": _description,
        "line": _line,
    }
    edit = makers[request.do](request, pointed)
    if not edit.drops and not lines_of_keys(edit.correction):
        raise RefusedActionError("this is no correction: it does not say what is right")
    return edit


def _quotation(request: Request, pointed: Pointed) -> Edit:
    want, spans = request.want, _spans(request.at, pointed.plain)
    parts = _spans(want.extent, pointed.plain) if want.extent else ()
    if request.new and len(spans) > 1 and not parts:  # over paragraphs
        parts = spans
    correction = QuotationCorrection(
        at=_pointing(max(spans, key=len), pointed),
        line=0,
        add=request.new,
        remove=want.remove,
        extent=tuple(_pointing(part, pointed) for part in parts),
        speaker=_stated(want),
        beside=_told_beside(spans, pointed) if _stated(want) else None,
        kind=want.kind,
    )
    return Edit(spans, correction, request.new, want.drop)


def _told_beside(spans: tuple[Span, ...], pointed: Pointed) -> str | None:
    """What stands beside the quotation that annotators found there, and tells who speaks; None for none."""
    found = pointed.machine.quotations
    best = max(found, key=lambda one: _shared(one, spans), default=None)
    return words_beside(best, pointed.plain) if best and _shared(best, spans) >= SHARED else None


def _shared(quotation: Quotation, spans: tuple[Span, ...]) -> float:
    return max(common(quotation.content, span) for span in spans)


def _stated(want: Wanted) -> Stated | None:
    if want.unnamed:
        return Stated(unnamed=want.unnamed)
    return None if want.speaker is None else Stated(want.speaker)


def _mention(request: Request, pointed: Pointed) -> Edit:
    want, spans = request.want, _spans(request.at, pointed.plain)
    if want.type is EntityType.DATE:
        raise RefusedActionError("a date is marked as a date, not as a name")
    if request.new and want.type is None:
        raise RefusedActionError("a new name needs a type")
    if len(spans) > 1:
        raise RefusedActionError("a name does not run over paragraphs")
    extent = _spans(want.extent, pointed.plain)[0] if want.extent else None
    correction = MentionCorrection(
        at=_pointing(spans[0], pointed),
        line=0,
        add=request.new,
        remove=want.remove,
        everywhere=want.everywhere,
        entity=want.entity or "",
        extent=_pointing(extent, pointed) if extent else None,
        type=want.type,
    )
    return Edit(spans, correction, request.new)


def _date(request: Request, pointed: Pointed) -> Edit:
    want, spans = request.want, _spans(request.at, pointed.plain)
    if want.value and not is_day(want.value):
        raise RefusedActionError(
            "a date is a day, month or year of the calendar: 2026-05-20, 2026-05 or 2026"
        )
    if request.new and not want.value:
        raise RefusedActionError("a new date needs its day: 2026-05-20, or 2026-05 or 2026")
    at = _pointing(spans[0], pointed)
    return Edit(spans, DateCorrection(at, 0, want.value or "", request.new, want.remove), request.new)


def _description(request: Request, pointed: Pointed) -> Edit:
    want, spans = request.want, _spans(request.at, pointed.plain)
    at = _pointing(spans[0], pointed)
    correction = DescriptionCorrection(0, at, request.entity, want.choose, want.hide)
    return Edit(spans, correction, request.new)


def _line(request: Request, pointed: Pointed) -> Edit:  # noqa: ARG001 - of one form with the others
    if not request.entity:
        raise RefusedActionError("an editor's line needs whose it is")
    text, by = request.want.text or "", request.by
    return Edit((), DescriptionCorrection(0, entity=request.entity, text=text, by=by), new=True)


def _spans(ranges: tuple[Range, ...], plain: PlainText) -> tuple[Span, ...]:
    """The places, cut where a block ends. Raises `RefusedActionError` where there are none."""
    spans: list[Span] = []
    for start, end in sorted(ranges):
        if end > len(plain.text):
            raise RefusedActionError("this is no correction: a place beyond the end of the text")
        for block in plain.blocks:
            first, last = max(start, block.span.start), min(end, block.span.end)
            if first < last and plain.text[first:last].strip():
                spans.append(_trimmed(first, last, plain.text))
    if not spans:
        raise RefusedActionError("this is no correction: it points at no words")
    if any(a.overlaps(b) for a, b in pairwise(spans)):
        raise RefusedActionError("this is no correction: its parts overlap")
    return tuple(spans)


def _trimmed(start: int, end: int, text: str) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def _pointing(span: Span, pointed: Pointed) -> Selector:
    """A selector that leads back to these words. Raises `RefusedActionError` where none does."""
    selector = describe(pointed.plain.text, span)
    found = anchor(pointed.plain.text, selector)
    if not isinstance(found, Anchor) or not common((found.span,), span) >= SHARED:
        raise RefusedActionError("these words cannot be told from others like them; correct them by hand")
    return selector
