"""A mail that was sent on: who wrote it, when, and where its text begins. Pure.

In: lines of words. Mail programs put a head above the text: "From:", "Date:" or "Sent:", "Subject:", "To:" on
lines of their own, in the language of whoever sent it on (`words.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from sitegen.importing.imported import Moment
from sitegen.importing.readers.known import known, one_of
from sitegen.importing.readers.timestamps import day_in, moment

_FEWEST = 3
"""Lines of a head."""
_LEADING_DAY = re.compile(r"^[^\W\d_]{2,12}\.?,\s+(?=[^\W\d_]*\s?\d)")


@dataclass(frozen=True, slots=True)
class Sent:
    """Who wrote a mail that was sent on, and when; `end` is the number of the first line of its text."""

    sender: str
    date: Moment | None
    end: int


def is_sent_on(subject: str) -> bool:
    """Whether the subject says so; below the head of an answer stands what it answers."""
    return re.match(rf"(?i){one_of('sent_on')}\s*:", subject) is not None


def sent_on(lines: Sequence[str]) -> Sent | None:
    """The head of the mail inside, the first there is; None where there is none."""
    keys = {key: name for name in ("from", "date", "other") for key in known(f"head_{name}")}
    run: dict[str, str] = {}
    length = 0
    for number, line in enumerate((*lines, "")):
        found = re.match(r"[\s>*]*([^\W\d_]+(?:-[^\W\d_]+)?)\s*:\**\s*(.*)", line)
        name = keys.get(found[1].casefold()) if found else None
        if found and name:
            run.setdefault(name, found[2])
            length += 1
        elif line.strip(" >*\t"):
            if length >= _FEWEST and "from" in run:
                return Sent(_sender(run["from"]), _date(run.get("date", "")), number)
            run, length = {}, 0
    return None


def _sender(text: str) -> str:
    """A name as it stands, or the host of an address; its commas are not quoted as in real heads."""
    text = " ".join(re.sub(r"\[mailto:[^\]]*\]|\*", "", text).split())
    name = text.partition("<")[0].strip(" \"'") if "@" not in text.partition("<")[0] else ""
    _, address = parseaddr(text)
    return name or address.rpartition("@")[2]


def _date(text: str) -> Moment | None:
    """As mail programs write it; without its time where that has a zone of letters."""
    plain = _LEADING_DAY.sub("", re.sub(r"\s(?:at|um)\s", " ", " ".join(text.replace("*", "").split())))
    return moment(plain) or day_in(plain)
