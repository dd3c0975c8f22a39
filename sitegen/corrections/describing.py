"""What an article says of somebody, as an editor corrected it: chosen, hidden, or an editor's own line.

Pure, but for what is said of corrections that fit nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sitegen.corrections.looking import SHARED, Looking, common, in_marks
from sitegen.model.annotation import Description, DescriptionKind, EditorLine, Mention
from sitegen.model.corrections import DescriptionCorrection
from sitegen.model.text import Span


def corrected_descriptions(
    found: Sequence[Mention], corrections: Iterable[DescriptionCorrection], text: Looking
) -> tuple[tuple[Mention, ...], tuple[EditorLine, ...]]:
    """The mentions with the descriptions that count, and the editor's own lines."""
    kept, lines = list(found), []
    for turn, correction in enumerate(corrections, 1):
        if correction.text:
            lines.append(EditorLine(correction.entity, correction.text, correction.by))
        elif correction.at and (span := text.find(correction.at, correction.line, "the correction")):
            kept = _with_description(kept, correction, span, turn, text)
    return tuple(kept), tuple(lines)


def _with_description(
    mentions: list[Mention], correction: DescriptionCorrection, span: Span, turn: int, text: Looking
) -> list[Mention]:
    """Chosen or hidden at whatever mention has it; a chosen one that the machine has not is new.

    `turn`: which item of the file this is; what it chooses comes before what those above it choose. It takes
    the place of those of the same name that it overlaps: "former co" of "former co-chair".
    """
    there = [m for m in mentions if any(_is_it(d, span) for d in m.descriptions)]
    named = [m for m in mentions if correction.entity and _called(m, text) == correction.entity]
    is_anothers = correction.choose and named and not any(m in named for m in there)
    if there and not is_anothers:
        return [_with_changed(m, correction, span, turn) if m in there else m for m in mentions]
    if correction.hide and any(d.turn and d.span.overlaps(span) for m in mentions for d in m.descriptions):
        return mentions  # the whole words have taken its place already
    if correction.hide or not named:
        hint = "delete it; to show these words as a description of somebody, say  entity  and  choose: true"
        shown = in_marks(correction.at.exact if correction.at else "")
        text.unfit(f"there is no description at {shown}", correction.line, hint)
        return mentions
    new = Description(span, DescriptionKind.APPOSITIVE, turn)
    return [
        replace(m, descriptions=(*_without(m.descriptions, span), *([new] if m is named[0] else [])))
        if m in named
        else m
        for m in mentions
    ]


def _called(mention: Mention, text: Looking) -> str:
    """The editor's name for it, which beats the article's."""
    return mention.stated or mention.span.of(text.plain.text)


def _without(descriptions: Iterable[Description], span: Span) -> Iterator[Description]:
    return (one for one in descriptions if not one.span.overlaps(span))


def _is_it(description: Description, span: Span) -> bool:
    return common((description.span,), span) >= SHARED


def _with_changed(mention: Mention, correction: DescriptionCorrection, span: Span, turn: int) -> Mention:
    if correction.hide:
        left = tuple(d for d in mention.descriptions if not _is_it(d, span))
        return replace(mention, descriptions=left)
    changed = tuple(replace(d, span=span, turn=turn) if _is_it(d, span) else d for d in mention.descriptions)
    return replace(mention, descriptions=changed)
