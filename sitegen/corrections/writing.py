"""Corrections as text: an item as lines of YAML, put into a file, taken out, or changed key by key.

In: the file's present text (None for no file yet) and a correction. Out: the new text. What stands there
otherwise stays to the letter, comments among it; one action changes the lines of one item. Pure: whoever
writes the text to disk has it read again first. Raises `SitegenError` where the form of the file does not
allow the change to be made safely.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from sitegen.corrections.files import NOT_STATED, NOTHING, WHO, WORDS
from sitegen.diagnostics import Diagnostic, Location, Severity, SitegenError
from sitegen.model.annotation import Stated
from sitegen.model.corrections import (
    Approval,
    DateCorrection,
    DescriptionCorrection,
    MentionCorrection,
    QuotationCorrection,
    Selector,
)
from sitegen.yamltext import quoted, scalar

Correction = QuotationCorrection | MentionCorrection | DescriptionCorrection | DateCorrection
SECTION: dict[type, str] = {
    QuotationCorrection: "quotations",
    MentionCorrection: "mentions",
    DescriptionCorrection: "descriptions",
    DateCorrection: "dates",
}
"""Where each kind of correction stands."""
_YAML_BREAK = re.compile("\r(?!\\Z)|[\x85\u2028\u2029]")
"""A line end of YAML inside a line by LF."""


def item_lines(correction: Correction, by: str = "", on: str = "") -> list[str]:
    """One item, as it stands in its section; `by` and `on`, a day, say who made it, and when."""
    lines = [line for key, value in _signed(correction, by, on) for line in _lines(key, value)]
    return ["  - " + lines[0], *("    " + line for line in lines[1:])]


_Written = str | list[list[tuple[str, str]]]
"""A value as YAML; or selectors, below their key."""


def _lines(key: str, value: _Written) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{key}: {value}"
        return
    yield f"{key}:"
    for selector in value:
        for number, (name, words) in enumerate(selector):
            yield f"  {'  ' if number else '- '}{name}: {words}"


def _signed(correction: Correction, by: str, on: str) -> Iterator[tuple[str, _Written]]:
    """What it says, by whom and when; an editor's line says itself whose it is."""
    own = dict(_pairs(correction))
    yield from own.items()
    yield from _texts(by="" if "by" in own else by)
    if on:
        yield "on", on


def _pairs(correction: Correction) -> Iterator[tuple[str, _Written]]:
    if correction.at:
        yield from _selector(correction.at)
    match correction:
        case QuotationCorrection():
            yield from _flags(add=correction.add, remove=correction.remove)
            yield from _parts("extent", correction.extent)
            yield from _speaker(correction.speaker)
            yield from _texts(beside=NOTHING if correction.beside == "" else correction.beside or "")
            yield from _texts(kind=str(correction.kind or ""))
            yield from _parts("cue", (correction.cue,) if correction.cue else ())
        case MentionCorrection():
            flags = {"add": correction.add, "remove": correction.remove, "everywhere": correction.everywhere}
            yield from _flags(**flags)
            yield from _texts(entity=correction.entity, type=str(correction.type or ""))
            yield from _parts("extent", (correction.extent,) if correction.extent else ())
        case DescriptionCorrection():
            yield from _texts(entity=correction.entity, text=correction.text, by=correction.by)
            yield from _flags(choose=correction.choose, hide=correction.hide)
        case DateCorrection():
            yield from _flags(add=correction.add, remove=correction.remove)
            if correction.value:
                yield "value", correction.value


def _selector(at: Selector) -> Iterator[tuple[str, str]]:
    yield "exact", quoted(at.exact)
    yield from ((key, quoted(side)) for key, side in (("prefix", at.prefix), ("suffix", at.suffix)) if side)
    if at.start is not None:
        yield "start", str(at.start)


def _parts(key: str, parts: tuple[Selector, ...]) -> Iterator[tuple[str, _Written]]:
    if parts:
        yield key, [list(_selector(part)) for part in parts]


def _speaker(stated: Stated | None) -> Iterator[tuple[str, str]]:
    if stated is None:
        return
    if stated.unnamed:
        yield "unnamed", scalar(stated.unnamed)
        return
    names = [scalar(name) for name in stated.names] or [NOT_STATED]
    yield "speaker", names[0] if len(names) == 1 else f"[{', '.join(names)}]"


def _flags(**flags: bool) -> Iterator[tuple[str, str]]:
    yield from ((key, "true") for key, value in flags.items() if value)


def _texts(**texts: str) -> Iterator[tuple[str, str]]:
    yield from ((key, scalar(value)) for key, value in texts.items() if value)


def with_item(text: str | None, section: str, item: list[str], path: PurePosixPath) -> str:
    """The file with an item more, at the end of its section."""
    lines = _lines_of(text)
    at = _section(lines, section, path)
    if at is None:
        return _joined([*lines, *([""] if lines and lines[-1].strip() else []), f"{section}:", *item])
    end = _end(lines, at)
    return _joined([*lines[:end], *_indented(item, lines[at + 1 : end]), *lines[end:]])


def without_item(text: str, line: int, path: PurePosixPath) -> str:
    """The file without the item that begins on this line, counted from 1, nor an empty section."""
    lines = _lines_of(text)
    first, last = _item(lines, line, path)
    left = [*lines[:first], *lines[last:]]
    above = next((n for n in range(first - 1, -1, -1) if re.match(r"[a-z]+:", left[n])), None)
    if above is not None and not any(one.strip() for one in left[above + 1 : _end(left, above)]):
        del left[above]
    return _joined(left)


def with_last_item(text: str, line: int, path: PurePosixPath) -> str:
    """The file with the item that begins on this line behind the others of its section."""
    lines = _lines_of(text)
    first, last = _item(lines, line, path)
    section = next(n for n in range(first, -1, -1) if re.match(r"[a-z]+\s*:", lines[n]))
    item, left = lines[first:last], [*lines[:first], *lines[last:]]
    end = _end(left, section)
    return _joined([*left[:end], *item, *left[end:]])


def lines_of_keys(
    correction: Correction, by: str = "", on: str = "", *, words: bool = False
) -> dict[str, list[str]]:
    """What an item says, as lines by key; `by` and `on` as in `item_lines`; `words`: its own words, too."""
    pairs = _signed(correction, by, on)
    return {key: [*_lines(key, value)] for key, value in pairs if words or key not in WORDS}


def with_changed_item(
    text: str, line: int, new: Mapping[str, list[str]], gone: Collection[str], path: PurePosixPath
) -> str:
    """The file with other keys in the item that begins on this line; what else it says stays to the letter.

    `new`: lines by key, as of `lines_of_keys`; `gone`: keys that are taken out.
    """
    lines = _lines_of(text)
    first, last = _item(lines, line, path)
    head = re.match(r"\s*- +", lines[first])
    margin = " " * len(head.group()) if head else ""
    parts = _by_key([margin + lines[first][len(margin) :], *lines[first + 1 : last]], margin)
    if not head or parts[0][0] == "":
        raise _fault("this item is written in a form that cannot be changed", path, line, "change it by hand")
    kept = [part for part in parts if part[0] not in gone and part[0] not in new]
    at = next((n for n, (key, _) in enumerate(kept) if key in WHO), len(kept))
    added = [(key, [margin + one for one in made]) for key, made in new.items()]
    pointing, saying = ([pair for pair in added if (pair[0] in WORDS) == which] for which in (True, False))
    body = [one for _, part in (*pointing, *kept[:at], *saying, *kept[at:]) for one in part]
    return _joined([*lines[:first], head.group() + body[0][len(margin) :], *body[1:], *lines[last:]])


def _by_key(body: Iterable[str], margin: str) -> list[tuple[str, list[str]]]:
    """An item's lines by key, in order; comments at its own margin, or left of it, stand alone, under "#"."""
    parts: list[tuple[str, list[str]]] = []
    for line in body:
        key = re.match(rf"{margin}([a-z_]+)\s*:|\s{{0,{len(margin)}}}(#)", line)
        if key or not parts:
            parts.append(((key[1] or key[2]) if key else "", [line]))
        else:
            parts[-1][1].append(line)
    return parts


def with_approval(text: str | None, approval: Approval | None, path: PurePosixPath) -> str:
    """The file with this approval and no other; None for none."""
    lines = _lines_of(text)
    at = _section(lines, "approved", path)
    if at is not None:
        del lines[at : _end(lines, at)]
    if approval is None:
        return _joined(lines)
    day = approval.date.isoformat() if approval.date else ""
    block = ["approved:", f"  by: {scalar(approval.by)}", f"  on: {day}", f'  digest: "{approval.digest}"']
    begin = 1 if lines and re.fullmatch(r"---\s*", lines[0]) else 0
    return _joined([*lines[:begin], *block, *lines[begin:]])


def _lines_of(text: str | None) -> list[str]:
    """The lines by LF, without a byte-order mark, which would come to stand behind an approval."""
    own = (text or "").removeprefix("\ufeff").rstrip("\n")
    return own.split("\n") if own else []


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n" if lines else ""


def _section(lines: list[str], section: str, path: PurePosixPath) -> int | None:
    """The line of a section's key, from 0. Raises where what belongs to it stands on the same line."""
    at = next((n for n, line in enumerate(lines) if re.match(rf"{section}\s*:", line)), None)
    if at is not None and not re.fullmatch(rf"{section}\s*:\s*(#.*)?", lines[at]):
        message = f"{section} is written on one line, in a form that cannot be added to"
        raise _fault(message, path, at + 1, "write each item below it, beginning with a hyphen")
    return at


def _end(lines: list[str], at: int) -> int:
    """The line behind a section's last one, from 0."""
    end = next((n for n in range(at + 1, len(lines)) if re.match(r"[^\s#-]", lines[n])), len(lines))
    while end > at + 1 and not (lines[end - 1].strip() and re.match(r"[\s-]", lines[end - 1])):
        end -= 1  # blank lines and comments at the edge belong to what follows
    return end


def _item(lines: list[str], line: int, path: PurePosixPath) -> tuple[int, int]:
    """The first line of an item and the one behind its last, from 0.

    Blank lines, and comments as far left as they like, may stand inside it.
    """
    first = _split_line(lines, line)
    head = re.match(r"(\s*)- ", lines[first]) if first is not None else None
    if first is None or head is None:
        raise _fault("no correction begins on this line any more", path, line, "look again, and repeat it")
    depth = len(head[1])
    last = first + 1
    for number, one in enumerate(lines[last:], last):
        is_remark = not one.strip() or one.lstrip().startswith("#")
        if re.match(rf"\s{{{depth + 1}}}", one) and (number == last or not is_remark):
            last = number + 1
        elif not is_remark:
            break
    return first, last


def _split_line(lines: list[str], line: int) -> int | None:
    """The number, from 0, of the line that YAML counts as this one: it knows more line ends than LF."""
    counted = 1
    for number, one in enumerate(lines):
        if counted == line:
            return number
        counted += 1 + len(_YAML_BREAK.findall(one))
    return None


def _indented(item: list[str], beside: list[str]) -> list[str]:
    """The item as far to the right as those beside it."""
    sibling = next((found for line in beside if (found := re.match(r"(\s*)- ", line))), None)
    return [(sibling[1] if sibling else "  ") + line[2:] for line in item]


def _fault(message: str, path: PurePosixPath, line: int, hint: str) -> SitegenError:
    return SitegenError(Diagnostic("correction-wrong", Severity.ERROR, message, Location(path, line), hint))
