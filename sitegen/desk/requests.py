"""What a browser asks of the desk: one action on one article, read strictly.

In: JSON. Out: a `Request`, or `RefusedActionError` with a line for the editor. Nothing here knows an article.
Places count code points of the article's plain text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Literal

from sitegen.codec import UnreadableError, json_reader
from sitegen.model.annotation import EntityType, QuotationKind

LONGEST = 64 * 1024
"""Bytes of a request."""
LONGEST_LINE = 500
"""Characters of a name or a line."""
LONGEST_NOTE = 20_000
"""Characters of a note."""
MOST_PARTS = 50
"""Parts of one quotation."""

Range = tuple[int, int]
Doing = Literal["quotation", "mention", "date", "description", "line", "entity", "approve"]


class RefusedActionError(Exception):
    """An action that is not done; its message is for the editor. Nothing was written."""

    def __init__(self, message: str, status: int = 400) -> None:
        """`status`: of HTTP, 409 where somebody else was first."""
        super().__init__(message)
        self.message, self.status = message, status


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be said of the words; None says nothing."""

    remove: bool = False
    speaker: tuple[str, ...] | None = None
    """Names or ids; none at all: the article does not say."""
    unnamed: str | None = None
    drop: bool = False
    """The editor's word on the speaker goes."""
    kind: QuotationKind | None = None
    extent: tuple[Range, ...] = ()
    entity: str | None = None
    type: EntityType | None = None
    everywhere: bool = False
    """In this article, wherever these very words are a name."""
    value: str | None = None
    choose: bool = False
    hide: bool = False
    text: str | None = None
    name: str | None = None
    note: str | None = None
    same_as: str | None = None
    """The id of another card that is this one."""
    is_not: str | None = None
    ignore: bool = False
    apart: bool = False
    """In this article the name is somebody else's."""


@dataclass(frozen=True, slots=True)
class Request:
    """One action."""

    page: str
    """The path of the article's page, as `/briefings/port-talks/`."""
    do: Doing
    want: Wanted = Wanted()
    at: tuple[Range, ...] = ()
    """The words that it is about."""
    new: bool = False
    """Nothing is marked there yet."""
    text: str = ""
    """Digest of the text in which they were pointed at."""
    seen: str = ""
    """Digest of the corrections file that the editor saw the effect of."""
    entity: str = ""
    """Whose card it is, for what is said of a card."""
    note: str | None = None
    """The note that the editor saw on it, for another one; None does not say."""
    by: str = ""


_read = json_reader(Request)


def read_request(data: bytes) -> Request:
    """The action. Raises `RefusedActionError` for whatever is none."""
    try:
        request = _read(data)
        raw = json.loads(data)
    except (UnreadableError, ValueError, RecursionError) as error:
        raise RefusedActionError(f"this is no correction: {error}") from error
    strange = [*_strange(raw, Request), *_strange(raw.get("want", {}), Wanted)]
    if strange:
        raise RefusedActionError(f"this is no correction: there is no key “{strange[0]}”")
    _check_ranges((*request.at, *request.want.extent))
    _check_texts(request)
    return request


def _strange(raw: dict[str, Any], form: type) -> Iterable[str]:
    known = {field.name for field in fields(form)}
    return (key for key in raw if key not in known)


def _check_ranges(ranges: tuple[Range, ...]) -> None:
    if len(ranges) > 2 * MOST_PARTS:
        raise RefusedActionError("this is no correction: too many parts")
    if any(not 0 <= start < end for start, end in ranges):
        raise RefusedActionError("this is no correction: a place that is none")


def _check_texts(request: Request) -> None:
    want = request.want
    lines = (request.by, request.entity, want.unnamed, want.entity, want.value, want.text, want.name)
    for line in (*lines, want.same_as, want.is_not, *(want.speaker or ())):
        if line and (len(line) > LONGEST_LINE or any(ord(sign) < ord(" ") for sign in line)):
            raise RefusedActionError("a name or a line is one line, of 500 characters at most")
    if want.note and len(want.note) > LONGEST_NOTE:
        raise RefusedActionError("a note has 20,000 characters at most")
