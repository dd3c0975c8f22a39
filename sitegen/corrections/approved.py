"""What annotators found in an article when it was approved: kept, so that no other model changes it.

In: annotations and the text that they are of. Out: a file beside the article, `port-talks.approved.json`, one
annotation on a line; and back again. Where an article's approval has such marks and its text is still the
same, they count and not what annotators find now; how the two differ is told. Pure.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from sitegen.codec import UnreadableError, as_json, json_reader
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.annotation import Annotations
from sitegen.model.article import Article
from sitegen.model.text import PlainText, Span

SHOWN = 3
"""Words that a message quotes of each kind of difference."""


@dataclass(frozen=True, slots=True)
class Approved:
    """The content of the file."""

    text: str
    """Digest of the text and its blocks."""
    annotations: Annotations


_read = json_reader(Approved)


def text_digest(plain: PlainText) -> str:
    """The same as long as the text and where its blocks begin are."""
    shape = as_json((plain.text, [(block.kind, block.span, block.level) for block in plain.blocks]))
    return hashlib.sha256(shape).hexdigest()


def approved_file(plain: PlainText, found: Annotations) -> bytes:
    """The file's content."""
    one = as_json(Approved(text_digest(plain), found))
    return one.replace(b'},{"', b'},\n{"') + b"\n"


def held(
    plain: PlainText, found: Annotations, article: Article
) -> tuple[Annotations, tuple[Diagnostic, ...]]:
    """The annotations that count, and how the approved ones differ from those found now."""
    corrections = article.corrections
    approval = corrections.approved if corrections else None
    if corrections is None or approval is None or not approval.marks:
        return found, ()
    kept = _kept(approval.marks, plain)
    if kept is None:
        message = "what was approved cannot be read, so what the machine sees now is published"
        hint = f"restore {article.path.stem}.approved.json, or approve the article again"
        where = Location(corrections.path, approval.line)
        return found, (Diagnostic("approved-unreadable", Severity.WARNING, message, where, hint),)
    if kept.text != text_digest(plain) or kept.annotations == found:
        return found, ()
    told = list(_differences(plain.text, kept.annotations, found))
    if not told:
        return kept.annotations, ()
    message = f"the machine now sees this approved article differently: {'; '.join(told)}; nothing is changed"
    hint = f"to take it over, look at it and run  sitegen review --approve {article.id} --by NAME"
    where = Location(corrections.path, approval.line)
    return kept.annotations, (Diagnostic("approved-differs", Severity.NOTE, message, where, hint),)


def _kept(marks: bytes, plain: PlainText) -> Approved | None:
    """The content of the file; None for none, and for marks that cannot be of this text though it says so."""
    try:
        kept = _read(marks)
    except UnreadableError:
        return None
    if kept.text != text_digest(plain):
        return kept
    inside = all(span.end <= len(plain.text) for span in _spans(kept.annotations))
    return kept if inside and all(quotation.content for quotation in kept.annotations.quotations) else None


def _spans(value: object) -> Iterator[Span]:
    """Every place in a value, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _spans(one)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _spans(getattr(value, each.name))


def _differences(text: str, before: Annotations, now: Annotations) -> Iterator[str]:
    """Each kind of difference in words."""
    said = [Counter(_quoted(one, text)) for one in (before, now)]
    named = [Counter(_named(one, text)) for one in (before, now)]
    for (old, new), kind in ((said, "quotation"), (named, "mention")):
        yield from _told([*(new - old).elements()], kind, "more")
        yield from _told([*(old - new).elements()], kind, "fewer")


def _quoted(found: Annotations, text: str) -> list[tuple[object, ...]]:
    return [
        (q.content[0].of(text), q.content, q.kind, q.source and q.source.of(text)) for q in found.quotations
    ]


def _named(found: Annotations, text: str) -> list[tuple[object, ...]]:
    return [(m.span.of(text), m.span, m.type, m.value) for m in found.mentions]


def _told(some: Sequence[tuple[object, ...]], kind: str, how: str) -> Iterator[str]:
    if some:
        words = ", ".join(f"“{_short(str(one[0]))}”" for one in some[:SHOWN])
        more = ", …" if len(some) > SHOWN else ""
        yield f"{len(some)} {kind}{'s' if len(some) > 1 else ''} {how} ({words}{more})"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
