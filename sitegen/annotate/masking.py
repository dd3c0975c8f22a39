"""What annotators may not read: they get the text without it, and what they find is kept clear of it.

In: a `PlainText`. Out: the same, as long, with spaces for what is excluded and letters for addresses; and
annotations none of whose mentions, sources or quotations touches what is excluded. Addresses stay words to
the parser, so that "@ines said" still has a subject, but they name nobody. Footnotes describe nobody.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.annotate.marks.characters import DASH_CHARACTERS
from sitegen.model.annotation import Annotations, Mention, Quotation, QuotationKind
from sitegen.model.text import PlainText, Span, masked

_ADDRESS = "x"
_EDGES = f" \t\n\u00a0,;:{DASH_CHARACTERS}-(/|"
"""What does not end a name that an address was cut off from."""


def readable(text: PlainText) -> PlainText:
    """The text as annotators get it."""
    if not (text.excluded or text.addresses):
        return text
    return replace(text, text=masked(text, _ADDRESS))


def kept_clear(found: Annotations, text: PlainText) -> Annotations:
    """The annotations without all that lies in what is excluded, or in an address."""
    if not (text.excluded or text.addresses or text.footnotes):
        return found
    shut = tuple(sorted((*text.excluded, *text.addresses)))
    mentions = {m.span: m for m in (_mention(m, shut, text) for m in found.mentions) if m}
    return replace(
        found,
        mentions=tuple(mentions[span] for span in sorted(mentions)),
        quotations=_quotations(found.quotations, text),
        references=tuple(r for r in found.references if not _touches(r.span, shut)),
    )


def _touching(span: Span, shut: Sequence[Span]) -> Sequence[Span]:
    """Those that share a character with the span; `shut` is disjoint and in order."""
    first = bisect_right(shut, span.start, key=lambda one: one.end)
    return shut[first : bisect_left(shut, span.end, key=lambda one: one.start)]


def _touches(span: Span, shut: Sequence[Span]) -> bool:
    return bool(_touching(span, shut))


def _clear(span: Span, shut: Sequence[Span], text: str) -> Iterator[Span]:
    """The pieces of a span outside of what is shut, without white space and commas at their ends."""
    position = span.start
    for one in (*_touching(span, shut), Span(span.end, span.end + 1)):
        piece = text[position : max(position, min(one.start, span.end))]
        start = position + len(piece) - len(piece.lstrip(_EDGES))
        end = position + len(piece.rstrip(_EDGES))
        if start < end and any(c.isalnum() for c in text[start:end]):
            yield Span(start, end)
        position = max(position, one.end)


def _mention(mention: Mention, shut: Sequence[Span], text: PlainText) -> Mention | None:
    """The mention, or what of its name is clear; None where that is nothing, or in two pieces."""
    in_note = text.footnotes is not None and text.footnotes.overlaps(mention.span)
    clear = (d for d in mention.descriptions if not in_note and not _touches(d.span, shut))
    descriptions = tuple(clear)
    if not _touches(mention.span, shut):
        return replace(mention, descriptions=descriptions)
    pieces = list(_clear(mention.span, shut, text.text))
    if len(pieces) != 1 or mention.value is not None or not any(c.isupper() for c in pieces[0].of(text.text)):
        return None
    return replace(mention, span=pieces[0], descriptions=descriptions, canonical="")


def _quotations(quotations: Sequence[Quotation], text: PlainText) -> tuple[Quotation, ...]:
    """Those of which words are left; `continues` counts what is left, too."""
    kept: list[Quotation] = []
    number: dict[int, int | None] = {}
    for old, quotation in enumerate(quotations):
        after = None if quotation.continues is None else number.get(quotation.continues)
        clear = _quotation(replace(quotation, continues=after), text)
        number[old] = len(kept) if clear else after
        kept += [clear] if clear else []
    return tuple(kept)


def _quotation(quotation: Quotation, text: PlainText) -> Quotation | None:
    shut = text.excluded
    content = tuple(p for span in quotation.content for p in _said(span, shut, text.text))
    source = quotation.source
    nobody = source is not None and any(
        a.contains(source) and not a.of(text.text).startswith("@") for a in _touching(source, text.addresses)
    )
    if not content or (nobody and quotation.kind is QuotationKind.INDIRECT):
        return None
    cue, head = quotation.cue, quotation.source_head
    if nobody:
        return replace(quotation, content=content, cue=None, source=None, source_head=None)
    head = None if head and _touches(head, shut) else head
    pieces = list(_clear(source, shut, text.text)) if source and _touches(source, shut) else []
    if source and _touches(source, shut):
        source = next((p for p in pieces if head and p.contains(head)), max(pieces, key=len, default=None))
    cue = None if cue and _touches(cue, shut) else cue
    return replace(quotation, content=content, cue=cue, source=source, source_head=head)


def _said(span: Span, shut: Sequence[Span], text: str) -> Iterator[Span]:
    """What of a quotation's part is clear; all of it, marks included, where nothing is shut."""
    if not _touches(span, shut):
        yield span
        return
    yield from _clear(span, shut, text)
