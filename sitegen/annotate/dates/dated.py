"""Date mentions with their values, and the events that are named by a date.

In: `Words`, the spans of the names, the day of the article. Out: `Mention`s of dates, none over a name, and
of events ("the October 7 attacks", "9/11").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from sitegen.annotate.dates.value import Calendar
from sitegen.annotate.dates.written import Written, written_dates
from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.parse.words import Words
from sitegen.model.annotation import EntityType, Mention
from sitegen.model.text import Span

NEXT_WORD = re.compile(r"[ \u00a0]([a-z]+)\b")
NINE_ELEVEN = re.compile(r"(?<![\w/.])9/11(?![\w/.]\w)")
YEAR_EVENT = re.compile(r"\b[Tt]he[ \u00a0]((?:1[4-9]|20)\d\d[ \u00a0]([a-z]+))\b")
AHEAD = closed_words("ahead")
"""Words of a sentence that looks ahead."""
CLIMB = 12
"""How many heads to climb from a date to its verb."""


def date_mentions(
    words: Words, names: Sequence[Span], today: date | None, annotator: str
) -> Iterator[Mention]:
    """Dates and dated events, each clear of every name."""
    text = words.text.text
    calendar = Calendar(today)
    starts = [span.start for span in names]
    events = list(_year_events(text))
    for written in written_dates(text):
        noun = _event_noun(text, written)
        if noun is not None:
            events.append(Span(written.start, noun))
        else:
            span = Span(written.start, written.end)
            if _is_clear(span, names, starts) and not any(span.overlaps(event) for event in events[-2:]):
                value = calendar.value(written, _looks_ahead(words, written.start))
                yield Mention(span, EntityType.DATE, annotator, value=value)
    for span in events:
        if _is_clear(span, names, starts):
            yield Mention(span, EntityType.EVENT, annotator)


def _is_clear(span: Span, names: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, span.end - 1)
    return at == 0 or names[at - 1].end <= span.start


def _event_noun(text: str, written: Written) -> int | None:
    """Where the noun ends that makes a day an event: "attacks" after "October 7"."""
    if written.day is None or written.weekday is not None:
        return None
    after = NEXT_WORD.match(text, written.end)
    return after.end() if after and after[1] in name_words().event_after_date else None


def _year_events(text: str) -> Iterator[Span]:
    for match in NINE_ELEVEN.finditer(text):
        yield Span(match.start(), match.end())
    for match in YEAR_EVENT.finditer(text):
        if match[2] in name_words().event_after_date:
            yield Span(match.start(1), match.end(1))


def _looks_ahead(words: Words, start: int) -> bool | None:
    """Whether the verb above a date is in the future, in the past, or neither."""
    at = bisect_right(words.starts, start) - 1
    for _ in range(CLIMB):
        if words.tags[at] in {"VBD", "VBN", "VB", "VBZ", "VBP", "VBG"}:
            break
        if words.heads[at] == at:
            return None
        at = words.heads[at]
    else:
        return None
    around = range(max(0, at - 4), at + 1)
    beside = {words.forms[n].lower() for n in around if words.heads[n] == at}
    above = words.forms[words.heads[at]]
    if "have" in beside:
        return False  # "would have left on Monday"
    if beside & AHEAD or words.forms[at] in AHEAD or (above in AHEAD and "to" in beside):
        return True
    if words.tags[at] == "VB" and "to" in beside:
        # "is to open on Friday", "plans to travel on Monday"
        return words.tags[words.heads[at]] in {"VBZ", "VBP"} or None
    return False if words.tags[at] in {"VBD", "VBN"} else None
