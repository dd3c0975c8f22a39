"""A corrections file to values: what each item says, and everything in it that cannot be meant.

In: items as read and split elsewhere, each with the lines of its keys. Out: `Corrections`, and one diagnostic
for each mistake. An item with a mistake is left out whole: half a correction is another one. Pure.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Protocol

from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.annotation import EntityType, QuotationKind, Stated
from sitegen.model.corrections import (
    Approval,
    Corrections,
    DateCorrection,
    DescriptionCorrection,
    Made,
    MentionCorrection,
    QuotationCorrection,
    Selector,
)

SUFFIX = ".corrections.yaml"
"""Behind the article's name without its own suffix."""
NOT_STATED = "not stated"
"""What stands for a speaker whom the article does not tell."""
NOTHING = "nothing"
"""What stands for no words beside a quotation that tell who speaks."""
WORDS = ("exact", "prefix", "suffix", "start")
"""The keys of a selector."""
WHO = ("by", "on", "why")
"""Who made a correction, when and why: for people; the public log tells the last two."""
SECTIONS: dict[str, tuple[str, ...]] = {
    "quotations": (*WORDS, "add", "remove", "extent", "speaker", "unnamed", "beside", "kind", "cue", *WHO),
    "mentions": (*WORDS, "add", "remove", "everywhere", "entity", "extent", "type", *WHO),
    "descriptions": (*WORDS, "entity", "choose", "hide", "text", *WHO),
    "dates": (*WORDS, "value", "add", "remove", *WHO),
    "approved": ("by", "on", "digest"),
}
"""Every section with the keys of its items."""
SPEAKS = {
    "quotations": ("add", "remove", "extent", "speaker", "unnamed", "kind", "cue"),
    "mentions": ("add", "remove", "entity", "extent", "type"),
    "descriptions": ("choose", "hide", "text"),
    "dates": ("value", "add", "remove"),
}
"""The keys of which an item needs one at least: what it corrects."""
TYPES = {str(t): t for t in EntityType if t is not EntityType.DATE}
KINDS = {str(k): k for k in QuotationKind}
_ITEM = "every item begins with a hyphen:  - exact: …"
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


class RawItem(Protocol):
    """One item of a section, or the approval."""

    @property
    def section(self) -> str:
        """`quotations`, `mentions`, `descriptions`, `dates` or `approved`."""

    @property
    def line(self) -> int:
        """Where it begins."""

    @property
    def data(self) -> Mapping[str, Any] | None:
        """Keys and values; None for what has no keys."""

    @property
    def lines(self) -> Mapping[str, int]:
        """The line of each key."""


class _WrongError(Exception):
    """A value that its key does not take."""

    def __init__(self, key: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.key, self.message, self.hint = key, message, hint


@dataclass(frozen=True, slots=True)
class _Item:
    """One item's values, read as what each key takes."""

    data: Mapping[str, Any]
    line: int

    def words(self, key: str) -> str:
        value = self.data.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise _WrongError(key, f"{key} is not a text", f'write  {key}: "…"')
        return value

    def line_of_words(self, key: str) -> str:
        return " ".join(self.words(key).split())

    def says(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise _WrongError(key, f"{key} is “{value}”, neither true nor false", f"write  {key}: true")
        return value

    def one_of(self, key: str, known: Mapping[str, Any]) -> Any:
        value = self.words(key).lower()
        if value and value not in known:
            raise _WrongError(key, f"“{value}” is no {key}", f"use one of {', '.join(known)}")
        return known[value] if value else None

    def names(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key)
        items = value if isinstance(value, tuple) else (value,) if value is not None else ()
        if not all(isinstance(item, str) and item.strip() for item in items):
            raise _WrongError(key, f"{key} is not a name or a list of names", f"write  {key}: Full Name")
        return tuple(" ".join(item.split()) for item in items)

    def day(self, key: str) -> dt.date | None:
        value = self.words(key)
        try:
            return dt.date.fromisoformat(value) if value else None
        except ValueError:
            raise _WrongError(key, f"“{value}” is not a day", f"write  {key}: 2026-05-20") from None

    def made(self) -> Made:
        return Made(self.day("on"), self.line_of_words("why"))

    def selector(self, key: str = "exact") -> Selector:
        return _selector(self.data, key)

    def selectors(self, key: str) -> tuple[Selector, ...]:
        value = self.data.get(key)
        parts = value if isinstance(value, tuple) else (value,) if value is not None else ()
        return tuple(_selector({"exact": p} if isinstance(p, str) else p, key) for p in parts)

    def one_selector(self, key: str) -> Selector | None:
        found = self.selectors(key)
        if len(found) > 1:
            raise _WrongError(key, f"{key} has several parts", f"give  {key}:  one  exact")
        return found[0] if found else None


def _selector(data: Any, key: str) -> Selector:
    hint = 'write  exact: "the very words of the article" , and where they stand twice, prefix  and  suffix'
    if not isinstance(data, Mapping) or not isinstance(data.get("exact"), str) or not data["exact"].strip():
        raise _WrongError(key, "it does not say at which words", hint)
    sides = {side: data.get(side) or "" for side in ("prefix", "suffix")}
    start = data.get("start")
    if not all(isinstance(side, str) for side in sides.values()):
        raise _WrongError(key, "prefix or suffix is not a text", hint)
    if start is not None and not (isinstance(start, str) and start.isdecimal() and len(start) < 10):
        raise _WrongError("start", f"start is “{start}”, not a number", "delete it: it is only a hint")
    return Selector(data["exact"], sides["prefix"], sides["suffix"], None if start is None else int(start))


def read_corrections(
    path: PurePosixPath, items: Iterable[RawItem]
) -> tuple[Corrections, tuple[Diagnostic, ...]]:
    """The file's corrections, and what is wrong with those that are left out."""
    found: dict[str, list[Any]] = {section: [] for section in SECTIONS}
    faults: list[Diagnostic] = []
    for raw in items:
        made = _item(raw, path, faults)
        if made is not None:
            found[raw.section].append(made)
    approved = found.pop("approved")
    lists = {section: tuple(made) for section, made in found.items()}
    return Corrections(path, **lists, approved=approved[0] if approved else None), tuple(faults)


def _item(raw: RawItem, path: PurePosixPath, faults: list[Diagnostic]) -> Any:
    keys = SECTIONS.get(raw.section)
    if keys is None:
        faults.append(_unknown(raw.section, tuple(SECTIONS), path, raw.line))
        return None
    if raw.data is None:
        form = "write below it, indented:  by: …" if raw.section == "approved" else _ITEM
        hint = f"{form} ; the keys are {', '.join(keys)}"
        faults.append(_wrong(f"{raw.section}: this is no item with keys", Location(path, raw.line), hint))
        return None
    strange = [key for key in raw.data if key not in keys]
    faults += [_unknown(key, keys, path, raw.lines.get(key, raw.line)) for key in strange]
    if strange:
        return None
    try:
        made = READERS[raw.section](_Item(raw.data, raw.line))
        _check(raw)
    except _WrongError as wrong:
        where = Location(path, raw.lines.get(wrong.key, raw.line))
        faults.append(_wrong(wrong.message, where, wrong.hint))
        return None
    return made


def _check(raw: RawItem) -> None:
    """Whether it says anything, and no two things that exclude each other."""
    needed, data = SPEAKS.get(raw.section), raw.data or {}
    said = [key for key in needed or () if data.get(key) not in (None, False)]  # they may have no hash
    if needed and not said:
        raise _WrongError("exact", "it does not say what to correct", f"add one of {', '.join(needed)}")
    if "remove" in said and len(said) > 1:
        raise _WrongError("remove", f"it says remove and {said[-1]}", "keep one of the two")
    if {"choose", "hide"} <= {*said}:
        raise _WrongError("hide", "it says choose and hide", "keep one of the two")


def _quotation(item: _Item) -> QuotationCorrection:
    names, unnamed = item.names("speaker"), item.line_of_words("unnamed")
    if names and unnamed:
        raise _WrongError("unnamed", "it has a speaker and an unnamed one", "keep one of the two")
    nobody = [name.lower() for name in names] == [NOT_STATED]
    beside = item.line_of_words("beside")
    return QuotationCorrection(
        at=item.selector(),
        line=item.line,
        add=item.says("add"),
        remove=item.says("remove"),
        extent=item.selectors("extent"),
        speaker=Stated(() if nobody else names, unnamed) if names or unnamed else None,
        beside=None if not beside else "" if beside == NOTHING else beside,
        kind=item.one_of("kind", KINDS),
        cue=item.one_selector("cue"),
        made=item.made(),
    )


def _mention(item: _Item) -> MentionCorrection:
    kind, entity = item.one_of("type", TYPES), item.line_of_words("entity")
    if item.says("add") and kind is None:
        hint = f"write  type:  with one of {', '.join(TYPES)}"
        raise _WrongError("add", "a new mention needs a type", hint)
    return MentionCorrection(
        at=item.selector(),
        line=item.line,
        add=item.says("add"),
        remove=item.says("remove"),
        everywhere=item.says("everywhere"),
        entity=entity,
        extent=item.one_selector("extent"),
        type=kind,
        made=item.made(),
    )


def _description(item: _Item) -> DescriptionCorrection:
    text, entity = item.line_of_words("text"), item.line_of_words("entity")
    if text and not entity:
        raise _WrongError("text", "it does not say whose line this is", "write  entity: Full Name")
    if text and "exact" in item.data:
        raise _WrongError("text", "an editor's line has no words of the article", "delete  exact , or  text")
    return DescriptionCorrection(
        line=item.line,
        at=None if text else item.selector(),
        entity=entity,
        choose=item.says("choose"),
        hide=item.says("hide"),
        text=text,
        by=item.line_of_words("by"),
        made=item.made(),
    )


def _date(item: _Item) -> DateCorrection:
    value = item.words("value").strip()
    if value and not is_day(value):
        hint = "write  value: 2026-05-20 , or 2026-05 or 2026"
        raise _WrongError("value", f"“{value}” is not in the calendar", hint)
    if item.says("add") and not value:
        raise _WrongError("add", "a new date needs a value", "write  value: 2026-05-20")
    return DateCorrection(
        item.selector(), item.line, value, item.says("add"), item.says("remove"), item.made()
    )


def is_day(value: str) -> bool:
    """Whether it is an ISO 8601 day, month or year of the calendar."""
    if not _DAY.fullmatch(value):
        return False
    try:
        dt.date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
    except ValueError:
        return False
    return True


def _approval(item: _Item) -> Approval:
    return Approval(item.line_of_words("by"), item.day("on"), item.line_of_words("digest").lower(), item.line)


READERS: dict[str, Callable[[_Item], Any]] = {
    "quotations": _quotation,
    "mentions": _mention,
    "descriptions": _description,
    "dates": _date,
    "approved": _approval,
}


def _wrong(message: str, where: Location, hint: str) -> Diagnostic:
    message = f"{message}; the correction is kept and not applied"
    return Diagnostic("correction-wrong", Severity.WARNING, message, where, hint)


def _unknown(key: str, known: Sequence[str], path: PurePosixPath, line: int) -> Diagnostic:
    near = difflib.get_close_matches(key, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"the keys are {', '.join(known)}"
    return _wrong(f"there is no key “{key}” here", Location(path, line), hint)
