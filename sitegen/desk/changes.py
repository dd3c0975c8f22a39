"""An action on an article's words as a change of its corrections file.

In: a request and the article as the editor saw it. Out: a function from the file's present text to the new
one. The item that speaks of these words already is changed key by key; whatever else it says stays. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from sitegen.building.articles.correcting import parsed
from sitegen.building.articles.saving import Change
from sitegen.content.correction_files import parse_items
from sitegen.corrections.anchoring import Anchor, anchor, describe
from sitegen.corrections.beside import words_beside
from sitegen.corrections.files import WORDS, is_day
from sitegen.corrections.looking import SHARED, common
from sitegen.corrections.writing import (
    SECTION,
    Correction,
    item_lines,
    lines_of_keys,
    with_changed_item,
    with_item,
    with_last_item,
    without_item,
)
from sitegen.desk.requests import Range, RefusedActionError, Request, Wanted
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.annotation import Annotations, EntityType, Quotation, Stated
from sitegen.model.corrections import (
    DateCorrection,
    DescriptionCorrection,
    MentionCorrection,
    QuotationCorrection,
    Selector,
)
from sitegen.model.text import PlainText, Span

INSTEAD = {
    "speaker": ("unnamed", "beside", "remove"),
    "unnamed": ("speaker", "beside", "remove"),
    "kind": ("remove",),
    "extent": ("remove",),
    "add": ("remove", "extent"),
    "entity": ("remove",),
    "type": ("remove",),
    "value": ("remove",),
    "choose": ("hide",),
    "hide": ("choose",),
    "remove": ("add", "extent", "speaker", "unnamed", "beside", "kind", "cue", "entity", "type", "value"),
}
"""Which keys of an item give way to a new one."""


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


def change_of(edit: Edit, pointed: Pointed, path: PurePosixPath, by: str, on: str) -> Change:
    """The edit in whatever the file says when it is written."""

    def change(text: str | None) -> str | None:
        item = present_item(text, edit, pointed.plain.text, path)
        if item is None and edit.is_line and edit.removes:
            raise RefusedActionError("there is no line of yours to take away")
        if edit.drops:
            return _without_speaker(text, item, edit, path)
        if item is None or text is None or _is_everywhere(item) != _is_everywhere(edit.correction):
            new = with_item(text, edit.section, item_lines(edit.correction, by, on), path)
            return _careful(edit, _rest(text, edit.section, None, path), new, _LAST, path)
        number = _number_of(text, item.line, edit.section, path)
        if _is_taken_back(edit, item, pointed):
            new = without_item(text, item.line, path)
            return _careful(edit, _rest(text, edit.section, number, path), new, None, path) or None
        better = _has_better_words(edit, item, pointed.plain.text)
        keys = lines_of_keys(edit.correction, by, on, words=better)
        gone = {key for new in keys for key in INSTEAD.get(new, ())} | {*(WORDS if better else ())}
        new = with_changed_item(text, item.line, keys, gone, path)
        before = _rest(text, edit.section, number, path, {*keys, *gone})
        if "choose" in keys:  # of several chosen, the last comes first
            new, number = with_last_item(new, item.line, path), _LAST
        return _careful(edit, before, new, number, path, {*keys})

    return change


def _without_speaker(
    text: str | None, item: Correction | None, edit: Edit, path: PurePosixPath
) -> str | None:
    """The file without what an item says of the speaker, and without the item where nothing is left of it."""
    if text is None or not isinstance(item, QuotationCorrection) or item.speaker is None:
        raise RefusedActionError("there is no word of yours on who says it")
    number = _number_of(text, item.line, edit.section, path)
    if not lines_of_keys(replace(item, speaker=None, beside=None)):
        new = without_item(text, item.line, path)
        return _careful(edit, _rest(text, edit.section, number, path), new, None, path) or None
    gone = {"speaker", "unnamed", "beside"}
    new = with_changed_item(text, item.line, {}, gone, path)
    return _careful(edit, _rest(text, edit.section, number, path, gone), new, number, path, gone)


_LAST = -1
"""The number of a new item in its section."""


def _careful(
    edit: Edit,
    before: object,
    new: str,
    number: int | None,
    path: PurePosixPath,
    left: Collection[str] | None = None,
) -> str:
    """The new text. Raises `SitegenError` where anything else in it would say something else than before.

    `before`: what the file says otherwise. What is no YAML any more is left to whoever saves it.
    """
    now = _rest(new, edit.section, number, path, left)
    if now is not None and now != before:
        message = "the file is written in a form in which this would change more than one correction"
        hint = "nothing was written; write it by hand"
        raise SitegenError(Diagnostic("write-failed", Severity.ERROR, message, Location(path), hint))
    return new


def _rest(
    text: str | None,
    section: str,
    number: int | None,
    path: PurePosixPath,
    left: Collection[str] | None = None,
) -> object:
    """What a file says but for the item of this number, or, given some, its keys `left`; None for no YAML."""
    items, _ = parse_items((text or "").encode(), path)
    if items is None:
        return None
    others = [(item.section, item.data) for item in items if item.section != section]
    own = [item.data for item in items if item.section == section]
    kept: dict[str, Any] = {}
    if number is not None and own:
        item = own.pop(number) or {}
        kept = {key: value for key, value in item.items() if left is not None and key not in left}
    return others, own, kept


def _number_of(text: str, line: int, section: str, path: PurePosixPath) -> int:
    """Which item of its section begins on this line."""
    items, _ = parse_items(text.encode(), path)
    return [item.line for item in items or () if item.section == section].index(line)


def _has_better_words(edit: Edit, item: Correction, words: str) -> bool:
    """Whether an editor has just pointed at words that are nearly those of the item: these count now."""
    is_pointed = edit.new or isinstance(edit.correction, DescriptionCorrection)
    return is_pointed and not {*edit.at} <= {*_places(item, words)}


def _is_everywhere(item: Correction) -> bool:
    """Whether it holds wherever its words are a name: such a word and one on a single place are two items.

    Changed key by key, one of them would carry the other's word to places that it was not said of.
    """
    return isinstance(item, MentionCorrection) and item.everywhere


def present_item(text: str | None, edit: Edit, words: str, path: PurePosixPath) -> Correction | None:
    """The item that speaks of the same words already; the last of several."""
    known = parsed((text or "").encode(), path).corrections
    items: Iterable[Correction] = getattr(known, edit.section) if known else ()
    found = [item for item in items if _is_same(item, edit, words)]
    return found[-1] if found else None


def same_item(before: str | None, now: str | None, edit: Edit, words: str, path: PurePosixPath) -> bool:
    """Whether what a file said of these words is what another says."""

    def said(text: str | None) -> Correction | None:
        item = present_item(text, edit, words, path)
        return replace(item, line=0) if item else None

    return said(before) == said(now)


def _is_same(item: Correction, edit: Edit, words: str) -> bool:
    new = edit.correction
    if isinstance(item, DescriptionCorrection) and isinstance(new, DescriptionCorrection):
        if edit.is_line or item.text:
            return bool(edit.is_line and item.text) and item.entity == new.entity
        if item.entity and new.entity and item.entity != new.entity:
            return False
    return any(common(edit.at, span) >= SHARED for span in _places(item, words))


def _places(item: Correction, words: str) -> Iterator[Span]:
    """Where an item's words stand, and those that it gives instead."""
    extent = getattr(item, "extent", None) or ()
    selectors = (item.at, *((extent,) if isinstance(extent, Selector) else extent))
    for selector in selectors:
        found = anchor(words, selector) if selector else None
        if isinstance(found, Anchor):
            yield found.span


def _is_taken_back(edit: Edit, item: Correction, pointed: Pointed) -> bool:
    """Whether to remove what only an editor put there: then the item goes, and nothing is left to say."""
    if not edit.removes or not (edit.is_line or getattr(item, "add", False)):
        return False
    return edit.is_line or not any(common(edit.at, span) > 0 for span in _marked(edit, pointed.machine))


def _marked(edit: Edit, machine: Annotations) -> Iterator[Span]:
    """Where annotators found something of the kind."""
    if isinstance(edit.correction, QuotationCorrection):
        yield from (span for quotation in machine.quotations for span in quotation.content)
        return
    dates = isinstance(edit.correction, DateCorrection)
    yield from (m.span for m in machine.mentions if (m.type is EntityType.DATE) == dates)


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
