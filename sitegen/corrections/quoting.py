"""An article's quotations as an editor corrected them: added, removed, with other words, kind or speaker.

What an editor said of a quotation is restored where the machine has none at its words any more. Pure, but for
what is said of corrections that fit nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sitegen.corrections.beside import changed_beside
from sitegen.corrections.files import NOT_STATED, NOTHING
from sitegen.corrections.looking import OPENING, SHARED, Looking, common, in_marks
from sitegen.diagnostics import Severity
from sitegen.model.annotation import EDITOR, Quotation, QuotationKind, Stated
from sitegen.model.corrections import QuotationCorrection
from sitegen.model.reason import because
from sitegen.model.text import Span

CLOSING = '”"»“›'


@dataclass(slots=True)
class _Kept:
    """A quotation on its way, with its number before."""

    number: int | None
    quotation: Quotation


def corrected_quotations(
    found: Sequence[Quotation], corrections: Iterable[QuotationCorrection], text: Looking
) -> tuple[Quotation, ...]:
    """The quotations that count, in text order."""
    kept = [_Kept(number, quotation) for number, quotation in enumerate(found)]
    for correction in corrections:
        span = text.find(correction.at, correction.line, "the correction")
        if span is not None:
            _correct_quotation(correction, span, kept, text)
    ordered = sorted(kept, key=lambda one: (one.quotation.content[0], one.quotation.content))
    places = {one.number: place for place, one in enumerate(ordered) if one.number is not None}
    return tuple(_renumbered(one.quotation, found, places, place) for place, one in enumerate(ordered))


def _renumbered(
    quotation: Quotation, found: Sequence[Quotation], places: dict[int, int], own: int
) -> Quotation:
    """The same with `continues` by the new numbers; where that one is gone, with what it went on from."""
    earlier = quotation.continues
    for _ in found:
        if earlier is None or earlier in places or not 0 <= earlier < len(found):
            break
        earlier = found[earlier].continues
    place = None if earlier is None else places.get(earlier)
    return replace(quotation, continues=None if place is None or place >= own else place)


def _correct_quotation(
    correction: QuotationCorrection,
    span: Span,
    kept: list[_Kept],
    text: Looking,
) -> None:
    shown = in_marks(correction.at.exact)
    touching = [one for one in kept if any(part.overlaps(span) for part in one.quotation.content)]
    same = max(touching, key=lambda one: common(one.quotation.content, span), default=None)
    if same is not None and common(same.quotation.content, span) < SHARED:
        message = f"{shown} is only a piece of a longer quotation, or much longer than one"
        if not correction.add:
            text.unfit(message, correction.line, "give the whole words of the quotation as  exact")
            return
        kept[:] = [one for one in kept if one not in touching]
        same = None
    if correction.remove:
        if same is None:
            hint = "there is nothing to remove any more: delete the correction"
            text.unfit(f"there is no quotation at {shown}", correction.line, hint)
        else:
            kept.remove(same)
        return
    if same is None:
        same = _Kept(None, _new_quotation(span, text.plain.text))
        kept.append(same)
        if not correction.add:
            message = f"the machine sees no quotation at {shown} any more; the editor's word stands"
            text.say("correction-restored", Severity.NOTE, message, correction.line, "say  add: true")
    if correction.add and same.quotation.content != (span,):
        same.quotation = replace(same.quotation, content=(span,), kind=kind_of(span.of(text.plain.text)))
    same.quotation = _with_word(same.quotation, correction, span, text)
    overlapping = [one for one in kept if one is not same and _meet(one.quotation, same.quotation)]
    kept[:] = [one for one in kept if one not in overlapping]


def _meet(a: Quotation, b: Quotation) -> bool:
    return any(x.overlaps(y) for x in a.content for y in b.content)


def _new_quotation(span: Span, text: str) -> Quotation:
    return Quotation((span,), kind_of(span.of(text)), EDITOR, confidence=1.0, reason=because("editor-added"))


def kind_of(words: str) -> QuotationKind:
    """Direct where marks hold all of it, partial where they hold some, else indirect."""
    if words[:1] in OPENING and words.rstrip(".,;:!?")[-1:] in CLOSING:
        return QuotationKind.DIRECT
    return QuotationKind.PARTIAL if any(mark in words for mark in OPENING) else QuotationKind.INDIRECT


def _with_word(quotation: Quotation, correction: QuotationCorrection, at: Span, text: Looking) -> Quotation:
    stated = _stated(quotation, correction, at, text)
    if correction.extent:
        given, line = correction.extent, correction.line
        parts = [text.find_part(part, line, "the new extent", at, len(given)) for part in given]
        spans = tuple(sorted(part for part in parts if part is not None))
        mere = not any(part.prefix or part.suffix for part in given)
        if len(spans) == len(parts) and mere and not any(part.overlaps(at) for part in spans):
            hint = "give its parts as  exact , with  prefix  and  suffix"
            text.unfit("no part of the new extent meets the words of its item", line, hint)
        elif len(spans) == len(parts) and all(a.end <= b.start for a, b in pairwise(spans)):
            quotation = replace(quotation, content=spans)
            if not correction.kind:
                kinds = {kind_of(part.of(text.plain.text)) for part in spans}
                quotation = replace(quotation, kind=kinds.pop() if len(kinds) == 1 else QuotationKind.PARTIAL)
    if correction.kind:
        quotation = replace(quotation, kind=correction.kind)
    if correction.cue and (cue := text.find_cue(correction.cue, correction.line, "the cue", at)):
        quotation = replace(quotation, cue=cue)
    if stated is not None:
        quotation = replace(quotation, stated=stated, continues=None, confidence=1.0)
    return quotation


def _stated(quotation: Quotation, correction: QuotationCorrection, at: Span, text: Looking) -> Stated | None:
    """Who says it; with what the words beside the quotation became since that was said."""
    said, changed = correction.speaker, changed_beside(correction, at, quotation, text.plain)
    if said is None or changed is None:
        return said
    before, now = (in_marks(words) if words else "nothing" for words in (changed.before, changed.now))
    who = said.unnamed or " and ".join(said.names) or NOT_STATED
    message = (
        f"who says {in_marks(correction.at.exact)}: beside it stood {before}, and now {now}; "
        f"the editor's word stands ({who})"
    )
    again = f"write  beside: {changed.now or NOTHING} , or say it again at the desk"
    hint = f"if it is right, {again}; else delete  speaker"
    text.say("correction-beside", Severity.WARNING, message, correction.line, hint)
    return replace(said, beside=changed)
