"""A correction as a change of the article's corrections file.

In: an edit and the article as the editor saw it. Out: a function from the file's present text to the new one.
The item that speaks of these words already is changed key by key; whatever else it says stays. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from sitegen.building.articles.correcting import parsed
from sitegen.building.articles.saving import Change
from sitegen.content.correction_files import parse_items
from sitegen.corrections.anchoring import Anchor, anchor
from sitegen.corrections.files import WORDS
from sitegen.corrections.looking import SHARED, common
from sitegen.corrections.writing import (
    Correction,
    item_lines,
    lines_of_keys,
    with_changed_item,
    with_item,
    with_last_item,
    without_item,
)
from sitegen.desk.pointing import Edit, Pointed
from sitegen.desk.requests import RefusedActionError
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.annotation import Annotations, EntityType
from sitegen.model.corrections import (
    DateCorrection,
    DescriptionCorrection,
    MentionCorrection,
    QuotationCorrection,
    Selector,
)
from sitegen.model.text import Span

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
