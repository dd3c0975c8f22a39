"""An article's annotations as an editor corrected them.

In: the text, what annotators found, and the article's corrections. Out: the annotations that count, and what
is to be said of corrections that fit nothing, or only just. Pure. A correction that cannot be placed for
certain is not applied; what an editor said of a quotation or a mention is restored where the machine has
nothing at its words any more, as after an upgrade.

Long for its kind: four kinds of corrections share how words are found, reported and restored (`_Text`), and
which of them come first matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sitegen.corrections.anchoring import Lost, anchor
from sitegen.corrections.approved import held
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.annotation import (
    EDITOR,
    Annotations,
    Description,
    DescriptionKind,
    EditorLine,
    EntityType,
    Mention,
    Quotation,
    QuotationKind,
)
from sitegen.model.article import Article
from sitegen.model.corrections import (
    Corrections,
    DateCorrection,
    DescriptionCorrection,
    MentionCorrection,
    QuotationCorrection,
    Selector,
)
from sitegen.model.reason import because
from sitegen.model.text import Block, PlainText, Span

SHARED = 0.5
"""The share of two quotations' words that they have in common at least where one is the other."""
OPENING, CLOSING = '“"«„‹', '”"»“›'


@dataclass(slots=True)
class _Text:
    """The text in which corrections are looked for, and what was said of them so far."""

    plain: PlainText
    article: Article
    corrections: Corrections
    notes: list[Diagnostic] = field(default_factory=list)

    def find(self, at: Selector, line: int, what: str) -> Span | None:
        """Where the words stand now; None, reported, where that is not certain."""
        found = anchor(self.plain.text, at)
        if isinstance(found, Lost):
            self._lost(at, line, what, found)
            return None
        if found.reworded:
            now = _short(found.span.of(self.plain.text))
            message = f"{what} of “{_short(at.exact)}”: applied to “{now}”, which it became"
            hint = "look whether it still holds, and give the new words as  exact"
            self.say("correction-reworded", Severity.NOTE, message, line, hint)
        return found.span

    def _lost(self, at: Selector, line: int, what: str, lost: Lost) -> None:
        before = self.line_at(at.start) if at.start is not None and at.start < len(self.plain.text) else None
        was = f", once near line {before}" if before else ""
        message = f"{what} of “{_short(at.exact)}”{was}: {lost.why}; it is kept and not applied"
        hint = "give its words as they stand now as  exact , with  prefix  and  suffix , or delete it"
        if lost.likely:
            words, place = _short(lost.likely.of(self.plain.text)), self.line_at(lost.likely.start)
            hint = f"perhaps “{words}” in {self.article.path}:{place} is meant: {hint}"
        self.say("correction-lost", Severity.WARNING, message, line, hint)

    def unfit(self, message: str, line: int, hint: str) -> None:
        """A correction whose words are there and that corrects nothing."""
        self.say("correction-unused", Severity.WARNING, message, line, hint)

    def say(self, code: str, severity: Severity, message: str, line: int, hint: str) -> None:
        self.notes.append(Diagnostic(code, severity, message, Location(self.corrections.path, line), hint))

    def line_at(self, offset: int) -> int:
        """The line of the article's file on which a place of the text stands."""
        block = _block(self.plain.blocks, offset)
        inside = self.plain.text.count("\n", block.span.start, offset) if block else 0
        return self.article.body_line + (block.lines[0] if block else 0) + inside


def corrected(
    plain: PlainText, found: Annotations, article: Article
) -> tuple[Annotations, tuple[Diagnostic, ...]]:
    """The annotations after the article's corrections, and what is to be said of these."""
    corrections = article.corrections
    if corrections is None:
        return found, ()
    found, differs = held(plain, found, article)
    text = _Text(plain, article, corrections)
    quotations = _quotations(found.quotations, corrections.quotations, text)
    mentions, cleared = _mentions(found.mentions, corrections.mentions, text)
    mentions = _dates(mentions, corrections.dates, text)
    mentions, lines = _described(mentions, corrections.descriptions, text)
    annotations = replace(found, quotations=quotations, mentions=mentions, cleared=cleared, lines=lines)
    return annotations, (*differs, *text.notes)


@dataclass(slots=True)
class _Kept:
    """A quotation on its way, with its number before."""

    number: int | None
    quotation: Quotation


def _quotations(
    found: Sequence[Quotation], corrections: Iterable[QuotationCorrection], text: _Text
) -> tuple[Quotation, ...]:
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
    text: _Text,
) -> None:
    shown = _short(correction.at.exact)
    touching = [one for one in kept if any(part.overlaps(span) for part in one.quotation.content)]
    same = max(touching, key=lambda one: common(one.quotation.content, span), default=None)
    if same is not None and common(same.quotation.content, span) < SHARED:
        message = f"“{shown}” is only a piece of a longer quotation, or much longer than one"
        if not correction.add:
            text.unfit(message, correction.line, "give the whole words of the quotation as  exact")
            return
        kept[:] = [one for one in kept if one not in touching]
        same = None
    if correction.remove:
        if same is None:
            hint = "there is nothing to remove any more: delete the correction"
            text.unfit(f"there is no quotation at “{shown}”", correction.line, hint)
        else:
            kept.remove(same)
        return
    if same is None:
        same = _Kept(None, _new_quotation(span, text.plain.text))
        kept.append(same)
        if not correction.add:
            message = f"the machine sees no quotation at “{shown}” any more; the editor's word stands"
            text.say("correction-restored", Severity.NOTE, message, correction.line, "say  add: true")
    same.quotation = _with_word(same.quotation, correction, text)
    overlapping = [one for one in kept if one is not same and _meet(one.quotation, same.quotation)]
    kept[:] = [one for one in kept if one not in overlapping]


def _meet(a: Quotation, b: Quotation) -> bool:
    return any(x.overlaps(y) for x in a.content for y in b.content)


def common(content: Iterable[Span], span: Span) -> float:
    """The share of the longer of the two that both have. Each part of an interrupted one counts alone."""
    return max(_shared(part, span) / max(len(part), len(span)) for part in content)


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _new_quotation(span: Span, text: str) -> Quotation:
    return Quotation((span,), kind_of(span.of(text)), EDITOR, confidence=1.0, reason=because("editor-added"))


def kind_of(words: str) -> QuotationKind:
    """Direct where marks hold all of it, partial where they hold some, else indirect."""
    if words[:1] in OPENING and words.rstrip(".,;:!?")[-1:] in CLOSING:
        return QuotationKind.DIRECT
    return QuotationKind.PARTIAL if any(mark in words for mark in OPENING) else QuotationKind.INDIRECT


def _with_word(quotation: Quotation, correction: QuotationCorrection, text: _Text) -> Quotation:
    if correction.extent:
        parts = [text.find(part, correction.line, "the new extent") for part in correction.extent]
        spans = tuple(sorted(part for part in parts if part is not None))
        if len(spans) == len(parts) and all(a.end <= b.start for a, b in pairwise(spans)):
            quotation = replace(quotation, content=spans)
            if not correction.kind:
                kinds = {kind_of(part.of(text.plain.text)) for part in spans}
                quotation = replace(quotation, kind=kinds.pop() if len(kinds) == 1 else QuotationKind.PARTIAL)
    if correction.kind:
        quotation = replace(quotation, kind=correction.kind)
    if correction.cue and (cue := text.find(correction.cue, correction.line, "the cue")):
        quotation = replace(quotation, cue=cue)
    if correction.speaker is not None:
        quotation = replace(quotation, stated=correction.speaker, continues=None, confidence=1.0)
    return quotation


def _mentions(
    found: Sequence[Mention], corrections: Iterable[MentionCorrection], text: _Text
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
    correction: MentionCorrection, span: Span, kept: list[Mention], text: _Text
) -> list[Mention]:
    same = _at(span, kept, _is_name)
    if correction.everywhere:
        words = span.of(text.plain.text)
        chosen = [m for m in kept if _is_name(m) and m.span.of(text.plain.text) == words]
    else:
        chosen = [same] if same else []
    shown = _short(correction.at.exact)
    if correction.remove:  # the curation may claim a name here that the machine has not: that is taken, too
        return [m for m in kept if m not in chosen]
    if not chosen:
        if not correction.add and correction.type is None:
            hint = "say  add: true  and a  type , or delete the correction"
            text.unfit(f"there is no mention at “{shown}”", correction.line, hint)
            return kept
        chosen = [Mention(span, correction.type or EntityType.OTHER, EDITOR, 1.0)]
    new = [_with_names(mention, correction, text) for mention in chosen]
    rest = [m for m in kept if m not in chosen and not any(m.span.overlaps(one.span) for one in new)]
    return [*rest, *new]


def _with_names(mention: Mention, correction: MentionCorrection, text: _Text) -> Mention:
    if correction.extent and not correction.everywhere:
        span = text.find(correction.extent, correction.line, "the new extent")
        mention = replace(mention, span=span) if span else mention
    if correction.type:
        mention = replace(mention, type=correction.type)
    if correction.entity:
        mention = replace(mention, stated=correction.entity, canonical="")
    return replace(mention, annotator=EDITOR, score=1.0)


def _dates(
    found: Sequence[Mention], corrections: Iterable[DateCorrection], text: _Text
) -> tuple[Mention, ...]:
    kept = list(found)
    for correction in corrections:
        span = text.find(correction.at, correction.line, "the correction")
        if span is None:
            continue
        same = _at(span, kept, _is_date)
        if same is None and correction.remove:
            hint = "there is nothing to remove any more: delete the correction"
            text.unfit(f"there is no date at “{_short(correction.at.exact)}”", correction.line, hint)
        new = replace(same, value=correction.value) if same else Mention(span, EntityType.DATE, EDITOR)
        kept = [m for m in kept if m is not same]
        if not correction.remove:
            kept = [m for m in kept if not m.span.overlaps(new.span)]
            kept.append(replace(new, value=correction.value or new.value))
    return _in_order(kept)


def _described(
    found: Sequence[Mention], corrections: Iterable[DescriptionCorrection], text: _Text
) -> tuple[tuple[Mention, ...], tuple[EditorLine, ...]]:
    kept, lines = list(found), []
    for correction in corrections:
        if correction.text:
            lines.append(EditorLine(correction.entity, correction.text, correction.by))
        elif correction.at and (span := text.find(correction.at, correction.line, "the correction")):
            kept = _with_description(kept, correction, span, text)
    return tuple(kept), tuple(lines)


def _with_description(
    mentions: list[Mention], correction: DescriptionCorrection, span: Span, text: _Text
) -> list[Mention]:
    """Chosen or hidden at whatever mention has it; a chosen one that the machine has not is new."""
    there = [m for m in mentions if any(_is_it(d, span) for d in m.descriptions)]
    if there:
        return [_with_changed(m, correction, span) if m in there else m for m in mentions]
    named = [m for m in mentions if correction.entity in {m.stated, m.span.of(text.plain.text)} - {""}]
    if correction.hide or not named:
        hint = "delete it; to show these words as a description of somebody, say  entity  and  choose: true"
        shown = _short(correction.at.exact if correction.at else "")
        text.unfit(f"there is no description at “{shown}”", correction.line, hint)
        return mentions
    new = Description(span, DescriptionKind.APPOSITIVE, chosen=True)
    first = replace(named[0], descriptions=(*named[0].descriptions, new))
    return [first if m is named[0] else m for m in mentions]


def _is_it(description: Description, span: Span) -> bool:
    return common((description.span,), span) >= SHARED


def _with_changed(mention: Mention, correction: DescriptionCorrection, span: Span) -> Mention:
    if correction.hide:
        left = tuple(d for d in mention.descriptions if not _is_it(d, span))
        return replace(mention, descriptions=left)
    changed = tuple(replace(d, chosen=True) if _is_it(d, span) else d for d in mention.descriptions)
    return replace(mention, descriptions=changed)


def _block(blocks: Sequence[Block], offset: int) -> Block | None:
    return next((block for block in reversed(blocks) if block.span.start <= offset), None)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
