"""An article's names and dates as an editor corrected them: added, removed, somebody else's, of another type.

Pure, but for what is said of corrections that fit nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sitegen.corrections.looking import SHARED, Looking, common, in_marks
from sitegen.model.annotation import EDITOR, EntityType, Mention
from sitegen.model.corrections import DateCorrection, MentionCorrection
from sitegen.model.text import Span


def corrected_mentions(
    found: Sequence[Mention], corrections: Iterable[MentionCorrection], text: Looking
) -> tuple[tuple[Mention, ...], tuple[Span, ...]]:
    """The mentions, and where there is to be none."""
    kept = list(found)
    cleared: list[Span] = []
    for correction in corrections:
        span = text.find(correction.at, correction.line, "the correction")
        if span is None:
            continue
        before = kept
        kept = _correct_mention(correction, span, kept, text)
        if correction.remove:
            cleared += [span, *(m.span for m in before if m not in kept)]
    return _in_order(kept), tuple(sorted(set(cleared)))


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda m: m.span))


def _is_name(mention: Mention) -> bool:
    return mention.type is not EntityType.DATE


def _is_date(mention: Mention) -> bool:
    return not _is_name(mention)


def _at(span: Span, mentions: Iterable[Mention], counts: Callable[[Mention], bool]) -> Mention | None:
    """The mention at these words: this one, else the one that shares most of them, half at least."""
    best = max((m for m in mentions if counts(m)), key=lambda m: common((m.span,), span), default=None)
    return best if best is not None and common((best.span,), span) >= SHARED else None


def _correct_mention(
    correction: MentionCorrection, span: Span, kept: list[Mention], text: Looking
) -> list[Mention]:
    same = _at(span, kept, _is_name)
    if correction.everywhere:
        words = span.of(text.plain.text)
        chosen = [m for m in kept if _is_name(m) and m.span.of(text.plain.text) == words]
    else:
        chosen = [same] if same else []
    shown = in_marks(correction.at.exact)
    if correction.remove:  # the curation may claim a name here that the machine has not: that is taken, too
        return [m for m in kept if m not in chosen]
    if not chosen:
        if not correction.add and correction.type is None:
            hint = "say  add: true  and a  type , or delete the correction"
            text.unfit(f"there is no mention at {shown}", correction.line, hint)
            return kept
        chosen = [Mention(span, correction.type or EntityType.OTHER, EDITOR, 1.0)]
    elif correction.add and not correction.everywhere:  # a later model may cut the name otherwise
        chosen, kept = [replace(chosen[0], span=span)], [m for m in kept if m not in chosen]
    new = [_with_names(mention, correction, span, text) for mention in chosen]
    rest = [m for m in kept if m not in chosen and not any(m.span.overlaps(one.span) for one in new)]
    return [*rest, *new]


def _with_names(mention: Mention, correction: MentionCorrection, at: Span, text: Looking) -> Mention:
    if correction.extent and not correction.everywhere:
        span = text.find_part(correction.extent, correction.line, "the new extent", at)
        mention = replace(mention, span=span) if span else mention
    if correction.type:
        mention = replace(mention, type=correction.type)
    if correction.entity:
        mention = replace(mention, stated=correction.entity, canonical="")
    return replace(mention, annotator=EDITOR, score=1.0)


def corrected_dates(
    found: Sequence[Mention], corrections: Iterable[DateCorrection], text: Looking
) -> tuple[Mention, ...]:
    """The mentions with the dates that count."""
    kept = list(found)
    for correction in corrections:
        span = text.find(correction.at, correction.line, "the correction")
        if span is None:
            continue
        same = _at(span, kept, _is_date)
        if same is None and correction.remove:
            hint = "there is nothing to remove any more: delete the correction"
            text.unfit(f"there is no date at {in_marks(correction.at.exact)}", correction.line, hint)
        new = replace(same, value=correction.value) if same else Mention(span, EntityType.DATE, EDITOR)
        new = replace(new, span=span) if correction.add else new
        kept = [m for m in kept if m is not same]
        if not correction.remove:
            kept = [m for m in kept if not m.span.overlaps(new.span)]
            kept.append(replace(new, value=correction.value or new.value))
    return _in_order(kept)
